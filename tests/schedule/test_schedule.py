"""What a schedule answers beside dates: slack, drivers, problems, sharing."""

from __future__ import annotations

import pytest

from roadmap_app.model.ids import stable_id
from roadmap_app.model.plan import Draft, Plan, make_plan
from roadmap_app.model.records import Assignment, Calendar, Link, Project, Resource, Task
from roadmap_app.model.time import LAST_PLANNED, to_iso
from roadmap_app.schedule import Driver, Schedule, compute, update
from tests.pocket import STANDARD, START, at, id_of, link, plan

DAY = 480


def slacks(made: Plan) -> dict[str, tuple[int, int]]:
    schedule = compute(made)
    return {
        made.tasks[id].name: (schedule.total_slack(id) // DAY, schedule.free_slack(id) // DAY) for id in schedule.ids
    }


def test_slack_is_the_room_to_the_project_finish_and_to_the_next_task() -> None:
    made = plan("A 5d; B 2d; C 1d after B; D 3d after A, C")
    assert slacks(made) == {"A": (0, 0), "B": (2, 0), "C": (2, 2), "D": (0, 0)}


@pytest.mark.parametrize("ends", [("S", ""), ("A", ""), ("", "S"), ("", "A"), ("", "")])
def test_a_link_without_an_end_is_left_out_and_told(ends: tuple[str, str]) -> None:
    made = plan("S { A 2d }; B 1d")
    from_, to = (id_of(made, name) if name else "" for name in ends)
    draft = Draft(made)
    draft.put(Link(id=stable_id(77), from_=from_, to=to))
    schedule = compute(draft.plan)
    assert [(each.code, each.id) for each in schedule.problems] == [("plan.link", stable_id(77))]
    assert update(compute(made), draft.plan, draft.changes()).problems == schedule.problems
    assert {id: schedule.start(id) for id in schedule.ids} == {id: compute(made).start(id) for id in made.tasks}


def test_a_missed_deadline_makes_slack_negative_and_the_path_to_it_critical() -> None:
    made = plan("A 2d; B 3d after A deadline 2026-05-07; C 9d")
    schedule = compute(made)
    assert slacks(made)["B"] == (-1, 0)
    assert slacks(made)["A"] == (-1, 0)
    assert [made.tasks[id].name for id in schedule.ids if schedule.is_critical(id)] == ["A", "B", "C"]


def test_the_critical_limit_and_completion_decide_what_is_critical() -> None:
    made = plan("A 5d; B 4d; C 2d 100%", critical_slack=DAY)
    schedule = compute(made)
    assert [schedule.is_critical(id_of(made, name)) for name in "ABC"] == [True, True, False]


def test_a_summary_has_the_worked_span_and_the_weighted_percent_of_its_tasks() -> None:
    made = plan("S { A 3d 100%; B 1d after A }; M 0d")
    schedule = compute(made)
    s, m = id_of(made, "S"), id_of(made, "M")
    assert schedule.duration(s) == 4 * DAY
    assert schedule.percent(s) == 75
    assert schedule.is_milestone(m) and not schedule.is_milestone(s)


def test_drivers_name_the_fact() -> None:
    made = plan("A 2d; B 1d after A; C 1d snet 2026-05-08; S after B { D 1d }; E 1d manual 2026-05-04..2026-05-04")
    schedule = compute(made)

    def driver(name: str) -> Driver:
        return schedule.start_driver(id_of(made, name))

    assert driver("A") == Driver("project_start")
    assert driver("B") == Driver("link", link(made, "A", "B").id, id_of(made, "A"))
    assert driver("C") == Driver("constraint")
    assert driver("D") == Driver("link", link(made, "B", "S").id, id_of(made, "B"))
    assert driver("S") == Driver("children", task=id_of(made, "D"))
    assert driver("E") == Driver("manual")


def test_a_constraint_that_links_contradict_is_listed() -> None:
    (finding,) = compute(plan("A 5d; B 2d after A mso 2026-05-06")).problems
    assert finding.code == "plan.conflict" and not finding.problem
    assert finding.message == (
        "'B' must start on Wed 6 May 08:00, but its predecessors ask for Mon 11 May 08:00. The constraint is kept."
    )
    (finding,) = compute(plan("A 5d; B 2d after A fnlt 2026-05-06", honour_constraints=False)).problems
    assert finding.message.endswith("The link is kept.")
    assert not compute(plan("A 1d; B 2d after A mso 2026-05-06")).problems


def test_a_calendar_without_work_is_told_and_the_clock_is_used() -> None:
    never = Calendar(id=stable_id(9), name="Never", week=((),) * 7)
    made = plan("A 1d on Never; B 1d after A", never)
    schedule = compute(made)
    (finding,) = schedule.problems
    assert (finding.code, finding.where) == ("calendar.empty", "Never")
    assert schedule.finish(id_of(made, "A")) == schedule.start(id_of(made, "A")) + DAY


def test_dates_beyond_what_can_be_planned_are_told() -> None:
    made = plan("A 9000mo; B 1d after A")
    schedule = compute(made)
    assert schedule.finish(id_of(made, "A")) == LAST_PLANNED
    assert {finding.code for finding in schedule.problems} == {"plan.far"}


def test_a_plan_without_start_takes_the_day_of_its_earliest_date() -> None:
    made = plan("A 1d; B 1d actual 2026-06-10T10:00", start=None)
    assert to_iso(compute(made).start(id_of(made, "A"))) == "2026-06-10T08:00"
    schedule = compute(plan("A 1d", start=None))
    assert [finding.code for finding in schedule.problems] == ["plan.start"]


def test_an_empty_plan_has_a_schedule() -> None:
    schedule = compute(make_plan("empty", [Project(id=stable_id(1))]))
    assert schedule.ids == ()
    assert schedule.project_start == schedule.project_finish


def test_an_unknown_task_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        compute(plan("A")).start("nobody")


def trial(made: Plan, schedule: Schedule, which: str, **members: object) -> Schedule:
    draft = Draft(made)
    draft.change(made.tasks[id_of(made, which)], **members)
    return update(schedule, draft.plan, draft.changes())


def test_an_update_leaves_its_origin_alone_and_shares_what_stays() -> None:
    made = plan("A 2d; B 1d after A; C 1d")
    schedule = compute(made)
    later = trial(made, schedule, "A", duration=5 * DAY)
    b = id_of(made, "B")
    assert to_iso(later.start(b)) == "2026-05-11T08:00"
    assert to_iso(schedule.start(b)) == "2026-05-06T08:00"
    assert later.network.nodes[1] is not schedule.network.nodes[1]
    assert later.network.nodes[3] is schedule.network.nodes[3]


def test_an_edit_that_moves_nothing_shares_all_dates() -> None:
    made = plan("A 2d; B 1d after A")
    schedule = compute(made)
    assert trial(made, schedule, "A", name="Renamed", notes="x").dates is schedule.dates
    draft = Draft(made)
    draft.change(made.project, name="Other", baseline="")
    assert update(schedule, draft.plan, draft.changes()).dates is schedule.dates


def test_many_edits_in_a_row_stay_true() -> None:
    made = plan("; ".join(["T0 1d", *(f"T{n} 1d after T{n - 1}" for n in range(1, 60))]))
    schedule = compute(made)
    for number in range(300):
        draft = Draft(made)
        task = made.tasks[id_of(made, f"T{number % 60}")]
        draft.change(task, duration=DAY * (number % 7))
        made = draft.plan
        schedule = update(schedule, made, draft.changes())
    fresh = compute(made)
    assert [schedule.start(id) for id in schedule.ids] == [fresh.start(id) for id in fresh.ids]
    assert [schedule.late_start(id) for id in schedule.ids] == [fresh.late_start(id) for id in fresh.ids]


def test_a_plan_whose_project_names_no_calendar_works_the_standard_week() -> None:
    task = Task(id=stable_id(5), duration=6 * DAY)
    schedule = compute(make_plan("bare", [Project(id=stable_id(1), start=29_631_360), task]))
    assert to_iso(schedule.finish(task.id)) == "2026-05-11T17:00"
    assert STANDARD not in schedule.plan.calendars


def test_money_spent_before_the_work_moves_the_start_and_not_the_finish() -> None:
    travel = Resource(id="travel", name="Travel", type="cost")
    spent = Assignment(
        id="spent", task=id_of(plan("A 3d"), "A"), resource="travel", actual_start=START + 1440, actual_cost=100
    )
    found = plan("A 3d; B 1d after A", travel, spent)
    schedule, a = compute(found), id_of(found, "A")
    assert (schedule.start(a), schedule.finish(a)) == (at("2026-05-04T17:00"), at("2026-05-06T17:00"))
    assert schedule.total_slack(a) == 0


def test_several_critical_paths_end_where_nothing_follows() -> None:
    text = "A 5d; B 2d; C 1d after B; S { D 1d; E 2d }; F 1d after S"
    assert slacks(plan(text))["B"] == (2, 0)
    several = plan(text, multiple_critical_paths=True)
    assert {name: total for name, (total, _) in slacks(several).items()} == {
        "A": 0, "B": 0, "C": 0, "S": 0, "D": 1, "E": 0, "F": 0,
    }  # fmt: skip
    assert all(compute(several).is_critical(id_of(several, name)) for name in "ABCEF")
