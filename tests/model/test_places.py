"""Places by id that follow exchanges are those counted anew."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_app.model.places import counted, exchange, places_after
from tests.examples import tries


@settings(max_examples=tries(200), deadline=None)
@given(st.data())
def test_followed_places_are_those_counted_anew(data: st.DataObject) -> None:
    order = [f"t{number}" for number in range(data.draw(st.integers(20, 60)))]
    known, everyone = list(order), set(order)
    places: object = counted(order)
    for step in range(data.draw(st.integers(1, 30))):
        top = data.draw(st.integers(0, len(order)))
        bottom = data.draw(st.integers(top, min(top + 3, len(order))))
        away = [id for id in known if id not in order]
        fresh = [f"n{step}", *away[: data.draw(st.integers(0, 2))]]  # what went may come again elsewhere
        known.append(f"n{step}")
        everyone.add(f"n{step}")
        order[top:bottom] = fresh
        places = places_after(places, (exchange(top, bottom, fresh),), lambda now=tuple(order): now)
        assert {id: places.get(id) for id in everyone} == {id: counted(order).get(id) for id in everyone}
        assert dict(places) == counted(order) and len(places) == len(order)
    with pytest.raises(KeyError):
        places["nobody"]
