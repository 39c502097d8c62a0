"""What a change of a calendar moves, told before it is taken, and the edits that are tried."""

from __future__ import annotations

import pytest

from roadmap_app.analysis import moved
from roadmap_app.analysis.moved import Consequences, consequences
from roadmap_app.commands import Refusal, calendars, dates, exceptions
from roadmap_app.document.document import Document
from roadmap_app.document.pending import Pending
from roadmap_app.model.plan import Draft
from roadmap_app.model.records import Calendar
from roadmap_app.model.time import day_from_iso
from tests.pocket import STANDARD, id_of, plan

NIGHT = Calendar(id="night", name="Night shift", base=STANDARD)
TUESDAY = day_from_iso("2026-05-05")
TEXT = 'A 3d; B 2d after A deadline 2026-05-08; M 0d after B; N 1d on "Night shift"'


def day_off(draft: Draft) -> None:
    exceptions.set_days(draft, STANDARD, [TUESDAY], (), "Feast")


def tried(*steps: object) -> tuple[Document, Pending, Consequences]:
    document = Document(plan(TEXT, NIGHT))
    pending = Pending(document)
    for step in steps:
        pending.do("step", step)  # type: ignore[arg-type]
    return document, pending, consequences(document.schedule, pending.preview().schedule)


def test_a_day_off_is_told_with_what_it_moves_and_why() -> None:
    document, _, found = tried(day_off)
    names = {each.id: document.plan.tasks[each.id].name for each in found.tasks}
    assert list(names.values()) == ["A", "B", "M"]
    assert moved.headline(found) == "3 tasks move, finish Fri 8 May → Mon 11 May (+1 d), 1 deadline missed"
    assert moved.in_label(found) == " (3 tasks shifted, finish +1 d)"
    assert [names[each.id] for each in found.milestones] == ["M"]
    whys = [moved.reason(found, each, [STANDARD]) for each in found.tasks]
    assert whys == ["no longer works Tue 5 May (Feast)", "follows 'A'", "follows 'B'"]
    assert moved.dates(found.tasks[0], 2026) == "6 May → 7 May"


def test_another_calendar_and_other_hours_are_reasons_too() -> None:
    _, _, found = tried(lambda draft: calendars.set_days(draft, "night", [0], ((1080, 1440),)))
    assert [moved.reason(found, each, ["night"]) for each in found.tasks] == ["works other hours on Mon 4 May"]

    def to_the_night(draft: Draft) -> None:
        calendars.set_days(draft, "night", [0], ())
        calendars.assign_tasks(draft, [id_of(draft.plan, "A")], "night")

    _, _, found = tried(to_the_night)
    assert moved.reason(found, found.tasks[0], ["night"]) == "now works on 'Night shift'"


def test_what_moves_nothing_says_so() -> None:
    _, _, found = tried(lambda draft: calendars.rename(draft, "night", "Dusk"))
    assert not found
    assert moved.headline(found) == "No task moves"
    assert moved.in_label(found) == ""


def test_nothing_is_stored_until_it_is_taken_and_then_it_is_one_step() -> None:
    document, pending, _ = tried(day_off, lambda draft: calendars.rename(draft, "night", "Dusk"))
    before = document.plan
    assert document.history == []
    assert pending.take("Calendars")
    assert document.history == ["Calendars (3 tasks shifted)"]
    assert document.plan.calendars["night"].name == "Dusk"
    assert not pending.labels
    document.undo()
    assert document.plan == before


def test_steps_are_undone_and_redone_one_by_one() -> None:
    document, pending, _ = tried(day_off)
    tried_plan = pending.plan
    assert pending.undo() == "step"
    assert pending.plan is document.plan
    assert pending.undo() == ""
    assert pending.redo() == "step"
    assert pending.plan is tried_plan
    assert pending.redo() == ""
    assert not pending.do("nothing", lambda draft: calendars.rename(draft, "night", "Night shift"))


def test_a_refused_step_leaves_nothing() -> None:
    document, pending, _ = tried()
    with pytest.raises(Refusal):
        pending.do("loop", lambda draft: calendars.set_base(draft, STANDARD, "night"))
    assert pending.plan is document.plan


def test_a_plan_that_changes_meanwhile_keeps_its_change_and_the_steps() -> None:
    document, pending, _ = tried(day_off, lambda draft: calendars.rename(draft, "night", "Dusk"))
    with document.edit("Meanwhile") as draft:
        dates.set_duration(draft, id_of(draft.plan, "A"), 5 * 480, "d")
        calendars.delete(draft, "night", instead="")
    refusals = pending.follow()
    assert refusals == ["This calendar is no longer in the plan. Choose another one."]
    assert pending.labels == ["step"]
    pending.take("Calendars")
    assert document.plan.tasks[id_of(document.plan, "A")].duration == 5 * 480
    assert [each.name for each in document.plan.calendars[STANDARD].exceptions] == ["Feast"]
