"""From one version to the next by the lines that differ, as reading both as a whole gives it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_app.model.plan import apply, diff
from roadmap_app.storage import linewise, planfile
from roadmap_app.storage.seals import sealed
from tests.examples import tries
from tests.pocket import id_of, plan
from tests.sides import deleted, edited, linked

BASE = plan("S {A 3d; B 2d after A}; C 4d; GA 0d after B, C")


@settings(max_examples=tries(40), deadline=None)
@given(st.data())
def test_it_is_what_reading_both_gives(data: st.DataObject) -> None:
    versions = [BASE]
    for _ in range(3):
        now = versions[-1]
        name = data.draw(st.sampled_from([task.name for task in now.tasks.values()] or [""]))
        if not name:
            break
        kind = data.draw(st.sampled_from(("edit", "delete", "link")))
        if kind == "link" and name != "C" and any(task.name == "C" for task in now.tasks.values()):
            now = linked(now, name, "C", f"l{len(versions)}")
        elif kind == "delete":
            now = deleted(now, name)
        else:
            now = edited(now, name, notes=data.draw(st.text(max_size=5)))
        versions.append(now)
    for before in versions:
        for after in versions:
            found = linewise.changes(planfile.encode(before), planfile.encode(after))
            read = planfile.decode(planfile.encode(after)).plan
            if found is not None:
                one = planfile.decode(planfile.encode(before)).plan
                assert found == diff(one, read) and apply(one, found) == read


def test_lines_of_two_versions_suffice_for_ordinary_edits() -> None:
    after = edited(BASE, "A", duration=4800)
    found = linewise.changes(planfile.encode(BASE), planfile.encode(after))
    assert found is not None and set(found.pairs) == {("task", id_of(BASE, "A"))}


@pytest.mark.parametrize("hurt", ["seal", "cut", "twice", "header", "record twice"])
def test_what_is_not_sound_must_be_read_as_a_whole(hurt: str) -> None:
    before = planfile.encode(BASE)
    after = planfile.encode(edited(BASE, "A", duration=4800))
    lines = after.splitlines(keepends=True)
    changed = next(n for n, line in enumerate(lines) if line not in before.splitlines(keepends=True))
    if hurt == "seal":
        lines[changed] = lines[changed].replace(b'"A"', b'"Z"')
    elif hurt == "cut":
        lines = [*lines[:-1], lines[-1][:-5]]
    elif hurt == "twice":
        lines.insert(2, lines[2])
    elif hurt == "header":
        lines[0] = sealed('{"doc":"other","format":"roadmap-plan","needs":[],"v":[1,0]}')
    else:
        again = lines[changed].replace(b'"A"', b'"Z"').rpartition(b',"#"')[0] + b"}"
        lines.insert(2, sealed(again.decode()))
    assert linewise.changes(before, b"".join(lines)) is None
