"""The log of saves: an entry a save, old ones thinned to one a day and person, two sides united."""

from __future__ import annotations

from roadmap_app.document import logged
from roadmap_app.document.document import Document
from roadmap_app.model.plan import Plan, apply
from roadmap_app.storage.merge import merge
from tests.pocket import plan as pocket

DAY = 24 * 60
NOW = 30_000_000 // DAY * DAY + 600


def saved(plan: Plan, at: int, *labels: str, who: str = "Ann") -> Plan:
    return apply(plan, logged.entry(plan, labels, who, at))


def told(plan: Plan) -> list[tuple[int | None, str, tuple[str, ...]]]:
    return sorted((log.at, log.who, log.labels) for log in plan.log.values())  # type: ignore[type-var]


def test_a_save_adds_one_entry_and_one_without_edits_none() -> None:
    plan = saved(pocket("A 1d"), NOW, "Move 'A'", "Move 'A'", "Rename 'A'")
    assert told(plan) == [(NOW, "Ann", ("Move 'A'", "Rename 'A'"))]
    assert saved(plan, NOW + 5) == plan


def test_old_entries_are_thinned_to_one_a_day_and_person() -> None:
    plan = pocket("A 1d")
    for day in (9, 8, 7, 1):
        for minute, who in ((0, "Ann"), (30, "Bob"), (60, "Ann")):
            plan = saved(plan, NOW - day * DAY + minute, f"{who} {day} {minute}", who=who)
    plan = saved(plan, NOW, "Last")
    old = [(at, who, labels) for at, who, labels in told(plan) if at is not None and at < NOW - 7 * DAY]
    assert old == [
        (NOW - 9 * DAY + 30, "Bob", ("Bob 9 30",)),
        (NOW - 9 * DAY + 60, "Ann", ("Ann 9 0", "Ann 9 60")),
        (NOW - 8 * DAY + 30, "Bob", ("Bob 8 30",)),
        (NOW - 8 * DAY + 60, "Ann", ("Ann 8 0", "Ann 8 60")),
    ]
    assert len(plan.log) == 4 + 3 + 3 + 1


def test_many_labels_are_told_by_number() -> None:
    labels = logged.joined([f"Step {n}" for n in range(100)])
    assert len(labels) == logged.MOST_LABELS + 1 and labels[-1] == "and 40 more"


def test_logs_of_two_sides_are_united() -> None:
    base = saved(pocket("A 1d"), NOW - 9 * DAY, "First")
    base = saved(base, NOW - 9 * DAY + 5, "Second")
    mine, theirs = saved(base, NOW, "Mine"), saved(base, NOW + 1, "Theirs", who="Bob")
    merged = merge(base, mine, theirs)
    assert not merged.conflicts
    assert [labels for _, _, labels in told(merged.plan)] == [("First", "Second"), ("Mine",), ("Theirs",)]


def test_the_log_is_no_step_of_the_history() -> None:
    document = Document(pocket("A 1d"))
    opened = document.plan
    with document.edit("Rename") as draft:
        draft.change(next(iter(draft.tasks.values())), name="B")
    document.note(logged.entry(document.plan, ["Rename"], "Ann", NOW), "Save")
    assert document.history == ["Rename"] and len(document.plan.log) == 1
    document.undo()
    assert document.plan.tasks == opened.tasks and len(document.plan.log) == 1
