"""`diff --markdown`: the summary for a review."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from roadmap_app.model.plan import Draft
from tests import pocket
from tests.cli.shell import Shell

Saved = Callable[..., Path]


def test_what_moves_comes_first_then_changes_by_what_they_move(shell: Shell, saved: Saved) -> None:
    base = pocket.plan("A 3d; B 2d after A; Done 0d after B")
    draft = Draft(base)
    draft.change(pocket.task(draft.plan, "A"), duration=5 * 480, notes="Longer | *now*")
    draft.change(pocket.task(draft.plan, "B"), name="B | <b>")
    answer = shell("diff", "--markdown", saved(base), saved(draft.plan, "new.roadmap"))
    assert answer.code == 0
    lines = answer.out.splitlines()
    assert lines[0].startswith("**The finish moves from ")
    assert lines[0].endswith("(+2d).**") or "2 d" in lines[0]
    assert lines[1] == "1 milestone moves."
    assert any(line.startswith("| Done | ") for line in lines)
    assert "**Moves 'Done' +2 d** (1 change)" in lines
    assert lines.index("| task 'A' | duration 3d → 5d |") < lines.index("**No effect on milestones** (2 changes)")
    assert any("B \\| \\<b\\>" in line for line in lines)
    tables = [line for line in lines if line.startswith("|")]
    assert all(line.replace("\\|", "").count("|") in (3, 5) for line in tables)


def test_long_tables_are_cut_and_the_rest_is_counted(shell: Shell, saved: Saved) -> None:
    base = pocket.plan("; ".join(f"T{n} 1d" for n in range(30)))
    draft = Draft(base)
    for task in base.tasks.values():
        draft.change(task, percent=10)
    answer = shell("diff", "--markdown", saved(base), saved(draft.plan, "new.roadmap"))
    assert answer.out.splitlines()[0] == "No milestone moves."
    assert "| and 10 more | |" in answer.out


def test_nothing_changed_is_said(shell: Shell, saved: Saved) -> None:
    path = saved("A 1d")
    assert shell("diff", "--markdown", path, path).out == "Nothing has changed.\n"
