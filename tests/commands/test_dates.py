"""Dates and durations as typed and dragged, and the names of the steps."""

from __future__ import annotations

import pytest

from roadmap_app.commands import Refusal, dates, fields, labels
from roadmap_app.commands.typed import parse_duration
from roadmap_app.document.document import Document
from roadmap_app.model.plan import Draft
from roadmap_app.model.records import Resource
from roadmap_app.schedule import compute
from tests.pocket import at, id_of, plan

TODAY = at("2026-05-04")


@pytest.mark.parametrize(
    "text",
    [
        "A 5d manual 2026-05-11..2026-05-15",
        "A 5d manual 2026-05-11",
        "A 5d external 2026-05-11..2026-05-15",
        "A 5d pinned 2026-05-11..2026-05-15",
        "A 5d snet 2026-05-11",
        "A 5d mfo 2026-05-15",
        "A 5d fnet 2026-05-15",
        "A 5d mso 2026-05-11",
    ],
)
@pytest.mark.parametrize(("start", "days"), [("2026-05-13", 3), ("2026-05-07", 7)])
def test_the_left_edge_moves_the_start_and_the_right_end_stays(text: str, start: str, days: int) -> None:
    made = plan(text)
    a, schedule = id_of(made, "A"), compute(made)
    assert (schedule.start(a), schedule.finish(a)) == (at("2026-05-11"), at("2026-05-15", 1020))
    draft = Draft(made)
    dates.set_span(draft, schedule, a, at(start), at("2026-05-15", 1020))
    after = compute(draft.plan)
    assert (after.start(a), after.finish(a)) == (at(start), at("2026-05-15", 1020))
    assert after.worktime(a).worked(after.start(a), after.finish(a)) == days * 480
    assert draft.tasks[a].duration == days * 480


@pytest.mark.parametrize("day", ["2026-05-08", "2026-05-20"])
def test_a_milestone_goes_to_the_finish_that_is_typed(day: str) -> None:
    made = plan("A 3d; M 0d snet 2026-05-13")
    m, draft = id_of(made, "M"), Draft(made)
    fields.set(draft, compute(made), m, "finish", day, TODAY)
    assert compute(draft.plan).finish(m) == at(day, 1020)
    assert draft.tasks[m].duration == 0


@pytest.mark.parametrize("text", ["0.001d", "0,0001w", "0.4m"])
def test_less_than_a_minute_is_no_milestone(text: str) -> None:
    with pytest.raises(Refusal, match="less than a minute"):
        parse_duration(text, plan("A 1d").project)
    assert parse_duration("0", plan("A 1d").project).minutes == 0
    assert parse_duration("0.0d", plan("A 1d").project).minutes == 0


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("\x00\x01bad\x7f", "bad"),
        ("two\nlines\t  here", "two lines here"),
        ("a\u2028b", "a b"),
        ("👩‍🔬 lab", "👩‍🔬 lab"),
    ],
)
def test_a_name_is_one_clean_line(typed: str, name: str) -> None:
    made = plan("A 3d")
    draft = Draft(made)
    fields.set(draft, compute(made), id_of(made, "A"), "name", typed, TODAY)
    assert draft.tasks[id_of(made, "A")].name == name


@pytest.mark.parametrize(
    ("column", "typed", "label"),
    [
        ("start", "11.5.", "Start of 'D' Mon 11 May"),
        ("start", "sat", "Start of 'D' Mon 11 May"),
        ("finish", "+2w", "Finish of 'D' Mon 18 May"),
        ("duration", "1.50 w", "Duration of 'D' 1.5w"),
        ("percent", "50", "Progress of 'D' 50 %"),
        ("predecessors", "1 ss + 2d", "Predecessors of 'D' 1SS+2d"),
        ("predecessors", "", "Predecessors of 'D' cleared"),
        ("deadline", "2027-01-04", "Deadline of 'D' Mon 4 Jan 2027"),
        ("name", " Dig  deep ", "Rename 'D' to 'Dig deep'"),
        ("name", " ", "Name of 'D' cleared"),
        ("team", "ops", "Owner of 'D' Ops"),
        ("team", "zzz", "New team 'zzz', owner of 'D'"),
    ],
)
def test_a_step_is_named_by_what_was_understood(column: str, typed: str, label: str) -> None:
    document = Document(plan("A 3d; D 4d after A", Resource(id="opsopsopsopsopso", name="Ops", type="team")))
    d = id_of(document.plan, "D")
    with document.edit(
        lambda made: labels.cells(made.plan, made.schedule, made.changes, [d], column, TODAY)
    ) as draft:
        fields.set(draft, document.schedule, d, column, typed, TODAY)
    assert document.history == [label]


def test_steps_of_one_key_are_named_by_all_they_did() -> None:
    document = Document(plan("D 4d"))
    d = id_of(document.plan, "D")
    for days in (5, 6):
        with document.edit(lambda made: labels.longer(made.plan, made.changes, [d]), merge_key="longer") as draft:
            dates.set_duration(draft, d, days * 480)
        assert document.history[0] == {5: "One day longer: 'D' 4 d → 5 d", 6: "2 days longer: 'D' 4 d → 6 d"}[days]
    assert len(document.history) == 1


def test_an_edit_that_amends_is_part_of_the_last_step() -> None:
    document = Document(plan("A 1d"))
    before = document.plan
    fresh = document.plan.tasks[id_of(document.plan, "A")].but(id="newnewnewnewnewn", name="")
    with document.edit("Draw a task") as draft:
        draft.put(fresh)
    assert document.made_last("task", fresh.id)
    with document.edit("Add 'Dig'", amend=True) as draft:
        draft.change(fresh, name="Dig")
    assert document.history == ["Add 'Dig'"]
    document.undo()
    assert document.plan == before
    assert not document.made_last("task", fresh.id)


def test_an_unknown_owner_makes_a_team_of_another_colour_and_a_doubtful_one_is_refused() -> None:
    teams = [Resource(id=f"teamteamteamtea{n}", name=f"Pay {n}", type="team", colour=n) for n in (2, 3)]
    made = plan("A 3d", *teams)
    a, schedule, draft = id_of(made, "A"), compute(made), Draft(made)
    with pytest.raises(Refusal, match="Several are called 'Pay'"):
        fields.set(draft, schedule, a, "team", "Pay", TODAY)
    fields.set(draft, schedule, a, "team", "Checkout", TODAY)
    team = draft.resources[draft.tasks[a].team]
    assert (team.name, team.type, team.colour) == ("Checkout", "team", 1)
