"""Laws of storage: what is saved is what opens, for every plan that a file can hold."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_app.model.ids import stable_id
from roadmap_app.model.parts import Part
from roadmap_app.model.plan import Plan, make_plan
from roadmap_app.model.records import KINDS, Project, Record, Unknown
from roadmap_app.storage import codec, jsontext, limits, planfile, saving, seals
from roadmap_app.storage.schema import schema_of
from tests.examples import tries

ids = st.integers(0, 2**80 - 1).map(stable_id)
texts = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=30)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | texts | st.just(jsontext.Fraction("0.10")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)


def clocks(edges: list[int]) -> tuple[tuple[int, int], ...]:
    rising = sorted(set(edges))
    return tuple(zip(rising[::2], rising[1::2], strict=False))


times = st.lists(st.integers(0, 1440), max_size=6).map(clocks)
pairs = st.dictionaries(texts, texts | st.integers(-(2**53), 2**53), max_size=3)


def members(cls: type[Record | Part]) -> st.SearchStrategy[dict[str, Any]]:
    """Values for some members of a class, and members that it does not know."""
    schema = schema_of(cls)
    some = {member.attr: value_of(schema.owner, member) for member in schema.members.values()}
    unknown = st.dictionaries(texts.filter(lambda name: name not in {"t", "id", "#", *schema.members}), values)
    extra = unknown.map(lambda found: tuple(sorted((name, jsontext.write(v)) for name, v in found.items())))
    return st.fixed_dictionaries({}, optional={**some, "extra": extra})


def value_of(owner: str, member: Any) -> st.SearchStrategy[Any]:
    shape, optional = member.shape, member.default is None
    if words := limits.words_of(owner, member.name):
        return st.sampled_from(words)
    known: dict[str, st.SearchStrategy[Any]] = {
        "a text": texts,
        "true or false": st.booleans(),
        "array of texts": st.lists(texts, max_size=3).map(tuple),
        "object: texts or integers by name": pairs.map(lambda found: tuple(sorted(found.items()))),
        "array of [from, to], minutes into the day": times,
        "array of seven days from Monday: working times, or null to inherit": st.just(())
        | st.tuples(*[st.none() | times] * 7),
    }
    if shape in known:
        return known[shape]
    if shape.startswith("array of "):
        (part,) = (cls for cls in Part.__subclasses__() if shape == f"array of {cls.__name__}")
        return st.lists(members(part).map(lambda found: part(**found)), max_size=2).map(tuple)
    span = limits.span_of(owner, member.name)
    return st.integers(span.low, span.high) | (st.none() if optional else st.nothing())


def record(cls: type[Record]) -> st.SearchStrategy[Record]:
    if cls is Unknown:
        kinds = texts.filter(lambda kind: kind not in {"", "end", *KINDS})
        return st.builds(
            lambda id, t, found: Unknown(id=id, t=t, extra=found.get("extra", ())), ids, kinds, members(Unknown)
        )
    return st.builds(lambda id, found: cls(id=id, **found), ids, members(cls))


records = st.one_of([record(cls) for cls in KINDS.values()])
plans = st.builds(
    lambda doc, found: make_plan(doc, [Project(id=stable_id(1)), *found]), ids, st.lists(records, max_size=12)
)


@given(records)
def test_a_record_is_what_its_line_says(one: Record) -> None:
    line = codec.encode(one)
    assert codec.decode(jsontext.parse(line)) == one
    assert codec.encode(codec.decode(jsontext.parse(line))) == line


@given(records)
def test_a_line_is_sorted_json_that_any_reader_takes(one: Record) -> None:
    line = seals.sealed(codec.encode(one))
    names = list(json.loads(line))
    assert names[:-1] == sorted(names[:-1]) and names[-1] == "#"
    assert line.count(b"\n") == 1


@given(plans)
def test_what_is_encoded_decodes_to_the_same_plan(plan: Plan) -> None:
    data = planfile.encode(plan)
    loaded = planfile.decode(data)
    assert loaded.plan == plan
    assert not loaded.damaged and loaded.is_whole
    assert not [finding for finding in loaded.findings if finding.code.startswith("file.")]
    assert planfile.encode(loaded.plan) == data


@given(plans)
@settings(max_examples=tries(15))
def test_what_is_saved_is_what_opens(plan: Plan) -> None:
    with TemporaryDirectory() as folder:
        path = str(Path(folder) / "plan.roadmap")
        saved = saving.save(path, plan)
        loaded = planfile.load(path)
        assert loaded.plan == plan and loaded.sha == saved.sha


@given(st.binary(max_size=300), st.integers(0, 2**32))
def test_any_bytes_in_a_plan_are_read_or_set_aside(noise: bytes, at: int) -> None:
    data = planfile.encode(make_plan(stable_id(0), [Project(id=stable_id(1), name="A plan with noise in it")]))
    at %= len(data)
    loaded = planfile.decode(data[:at] + noise + b"\n" + data[at:] + data)
    assert loaded.plan.project.name in ("", "A plan with noise in it")
