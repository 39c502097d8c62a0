"""Shifts and slack as people are told them: days of the project, also of tasks that run through the night."""

from __future__ import annotations

from hypothesis import given

from roadmap_app.analysis.checks import findings
from roadmap_app.analysis.gains import gains
from roadmap_app.model.plan import Plan
from roadmap_app.model.records import Calendar
from roadmap_app.model.time import instant
from roadmap_app.schedule import compute, shift, slack_told
from roadmap_app.schedule.late import slack_time
from tests.pocket import START, id_of, plan
from tests.schedule.plans import plans

DAY = 480
CLOCK = Calendar(id="0000000000000000000000000z", name="Clock", week=(((0, 1440),),) * 7)


def told(made: Plan, name: str) -> float:
    return slack_told(compute(made), id_of(made, name)) / DAY


def test_a_shift_counts_the_days_that_the_project_works() -> None:
    made = plan("A 1d")
    assert shift(made, instant(2026, 5, 8, 17), instant(2026, 5, 12, 17)) == 2 * DAY
    assert shift(made, instant(2026, 5, 12, 17), instant(2026, 5, 8, 17)) == -2 * DAY
    assert shift(made, instant(2026, 5, 9), instant(2026, 5, 10)) == 0


def test_slack_of_what_runs_on_through_the_night_is_told_in_days_of_the_project() -> None:
    assert told(plan("A 1d; B 11d"), "A") == 10
    assert told(plan("E 2ed; B 12d"), "E") == 10  # Wed 6 May 08:00 to Tue 19 May 17:00
    assert told(plan('N 6d on "Clock"; B 12d', CLOCK), "N") == 10
    assert told(plan("E 2ed deadline 2026-05-05"), "E") == 0  # from 17:00 to 8:00, when nobody works
    assert told(plan("E 3ed deadline 2026-05-05"), "E") == -1


@given(plans())
def test_where_slack_is_counted_on_the_project_s_calendar_it_is_told_as_it_is(made: Plan) -> None:
    schedule = compute(made)
    for id in made.tasks:
        node = schedule.node(id)
        if node.own is schedule.network.nodes[schedule.network.root].own and slack_time(node) is node.own:
            assert slack_told(schedule, id) == schedule.total_slack(id)


def test_advice_counts_days_of_the_project() -> None:
    made = plan("E 4ed; B 1d after E deadline 2026-05-06")
    said = [found.message for found in findings(made, compute(made), START) if found.code == "advice.negative_slack"]
    assert said == ["'E' is 2 d too late for a deadline or a fixed date that depends on it."]


def test_what_is_won_are_days_of_the_project() -> None:
    made = plan("E 3ed; M 0d after E")
    found = {gain.sentence: gain.won / DAY for gain in gains(made, compute(made), id_of(made, "M"), START)}
    assert found["Shorten 'E' by 1ed, to 2ed"] == 1
