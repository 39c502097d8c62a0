"""Every claim of an explanation holds: without the fact that it names, the date moves."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import assume, given

from roadmap_app.model.parts import CalendarException
from roadmap_app.model.plan import Draft, Plan
from roadmap_app.model.time import day_of, from_iso
from roadmap_app.schedule import Driver, Schedule, chain, compute, driven, explain, update
from roadmap_app.schedule.drivers import linked_date
from tests.pocket import STANDARD, id_of, plan
from tests.schedule.plans import plans


def without(made: Plan, task: str, driver: Driver) -> Plan | None:
    """The plan without the fact that a driver names; None for facts that cannot be taken away (the project's
    start, what really happened, the children of a summary)."""
    draft = Draft(made)
    record = made.tasks[task]
    if driver.kind == "link":
        draft.remove("link", driver.link)
    elif driver.kind == "constraint":
        draft.change(record, constraint="asap", constraint_date=None)
    elif driver.kind == "levelling":
        draft.change(record, levelling_delay=0)
    else:
        return None
    return draft.plan


def others_ask_the_same(made: Plan, schedule: Schedule, task: str, driver: Driver, date: int) -> bool:
    """Whether another fact asks for the very same date, so that taking one away changes nothing."""
    work, finish = schedule.worktime(task), schedule.finish(task)
    holders = (task, *made.outline.ancestors(task))
    asked = [(made.tasks[holder].constraint_date, date) for holder in holders]
    # The project's start, and what holds the summary:
    asked += [(floor, date) for floor in schedule.dates[schedule.node(task).gate][:3]]
    for link in (link for holder in holders for link in made.links_into.get(holder, ()) if link.id != driver.link):
        bound = finish if link.type in ("FF", "SF") else date
        asked.append((linked_date(schedule.network, schedule.dates, link), bound))
    return any(each is not None and work.worked(each, bound) <= 0 for each, bound in asked)


@given(plans(loops=False))
def test_without_the_named_fact_the_start_moves(made: Plan) -> None:
    schedule = compute(made)
    assume(not schedule.network.alap)  # where a task floats as late as possible, taking a link away moves it, too
    for id in schedule.ids:
        driver = schedule.start_driver(id)
        if driver.kind == "link" and made.links[driver.link].to != id:
            continue  # it binds a summary above: its own claim is tested there
        lesser = without(made, id, driver)
        if lesser is None or made.outline.is_summary(id):
            continue
        moved = compute(lesser).start(id) != schedule.start(id)
        assert moved or others_ask_the_same(made, schedule, id, driver, schedule.start(id)), driver


@pytest.mark.parametrize(
    ("text", "named", "off"),
    [
        ("A 5d; B 1d after A", "Sat and Sun are not worked", ("2026-05-09", "2026-05-10")),
    ],
)
def test_without_the_days_off_that_are_named_the_start_moves(text: str, named: str, off: tuple[str, str]) -> None:
    made = plan(text)
    schedule, b = compute(made), id_of(made, "B")
    assert named in explain(made, schedule, b)[0].sentence
    draft = Draft(made)
    first, last = (day_of(from_iso(day)) for day in off)
    worked = CalendarException(first=first, last=last, times=((480, 720), (780, 1020)))
    draft.change(draft.calendars[STANDARD], exceptions=(worked,))
    assert update(schedule, draft.plan, draft.changes()).start(b) < schedule.start(b)


def test_the_chain_leads_from_a_date_to_the_fact_that_someone_entered() -> None:
    made = plan("A 2d snet 2026-05-06; B 3d after A; C 1d after B; Side 1d after A")
    steps = chain(made, compute(made), id_of(made, "C"))
    assert [made.tasks[step.task].name for step in steps] == ["C", "B", "A"]
    assert [step.driver.kind for step in steps] == ["link", "link", "constraint"]


def test_what_a_task_drives_are_the_successors_that_it_holds() -> None:
    made = plan("A 2d; Long 9d; B 3d after A; C 1d after A, Long")
    assert driven(made, compute(made), id_of(made, "A")) == (id_of(made, "B"),)
    assert driven(made, compute(made), id_of(made, "Long")) == (id_of(made, "C"),)


@given(plans(loops=False))
def test_every_step_of_a_chain_starts_where_the_one_before_it_points(made: Plan) -> None:
    schedule = compute(made)
    for id in schedule.ids:
        steps = chain(made, schedule, id)
        assert steps[0].task == id
        assert all(after.task == before.driver.task for before, after in pairwise(steps))
        assert len({step.task for step in steps}) == len(steps)


def test_what_is_as_late_as_possible_names_the_successor_that_needs_it() -> None:
    made = plan("A 1d alap; B 1d snet 2026-05-14 after A; C 1d alap; Long 20d")
    schedule = compute(made)
    a, b, c = (id_of(made, name) for name in "ABC")
    why = [explain(made, schedule, id)[0].sentence for id in (a, c)]
    assert why == [
        "Starts Thu 28 May because it is to be as late as possible, and 'B' needs it then.",
        "Starts Fri 29 May because it is to be as late as possible, and the project finishes then.",
    ]
    assert schedule.start_driver(a).task == b
