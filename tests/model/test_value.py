"""Records: frozen values, of which each holds what is not at its default, however it was made."""

from __future__ import annotations

import dataclasses

import pytest

from roadmap_app.model.records import KINDS, Link, Task


def test_a_record_holds_no_member_at_its_default() -> None:
    made = Task(id="a", name="A", percent=0, deadline=None, tags=())
    assert made.__dict__ == Task.build({"id": "a", "name": "A"}).__dict__
    assert made == Task(id="a", name="A") and hash(made) == hash(Task(id="a", name="A"))
    assert (made.percent, made.deadline, made.tags, made.constraint) == (0, None, (), "asap")


@pytest.mark.parametrize("members", [{"name": "A"}, {"id": "a", "nam": "A"}, {"id": "a", "kind": "link"}])
def test_a_record_has_an_id_and_only_members_of_its_kind(members: dict[str, str]) -> None:
    with pytest.raises(TypeError):
        Task(**members)  # type: ignore[arg-type]


def test_a_record_never_changes() -> None:
    made = Link(id="a", from_="b", to="c")
    with pytest.raises(dataclasses.FrozenInstanceError):
        made.lag = 5  # type: ignore[misc]
    assert made.but(lag=5) == Link(id="a", from_="b", to="c", lag=5) != made
    with pytest.raises(AttributeError):
        made.but(delay=5)


def test_every_member_has_a_default() -> None:
    assert all(
        default is not dataclasses.MISSING
        for cls in KINDS.values()
        for name, default in cls.defaults.items()
        if name != "id"
    )
