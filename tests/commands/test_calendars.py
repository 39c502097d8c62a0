"""Calendars as sentences: what a person does to them, and what the days are then."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_app.calendar import worktime_of
from roadmap_app.calendar.days import facts_of, week_of
from roadmap_app.commands import Refusal, calendars, exceptions
from roadmap_app.model.changes import invert
from roadmap_app.model.parts import CalendarException, DayTimes
from roadmap_app.model.plan import Draft, Plan, apply
from roadmap_app.model.records import Calendar, Resource
from roadmap_app.model.time import day_from_iso
from tests.examples import tries
from tests.pocket import STANDARD, id_of, plan

WORKDAY = ((480, 720), (780, 1020))
NIGHT = Calendar(id="night", name="Night shift", base=STANDARD)
TEAM = Resource(id="team", name="Team A", type="team", calendar="night")
DAY = day_from_iso("2026-05-12")  # a Tuesday


def draft_of(text: str = "A 5d", *also: Calendar | Resource) -> Draft:
    return Draft(plan(text, *also))


def times_on(source: Plan | Draft, id: str, day: int) -> DayTimes:
    return worktime_of(source, id).shifts(day)


# Calendars


def test_a_new_calendar_inherits_its_base_and_gets_a_name_of_its_own() -> None:
    draft = draft_of()
    first, second = calendars.create(draft, "Nights", STANDARD), calendars.create(draft, "nights", STANDARD)
    assert [draft.calendars[id].name for id in (first, second)] == ["Nights", "nights 2"]
    assert week_of(draft.calendars, first) == week_of(draft.calendars, STANDARD)


def test_a_copy_has_the_same_days_and_is_used_by_nobody() -> None:
    draft = draft_of("A 5d", NIGHT, TEAM)
    exceptions.set_days(draft, "night", [DAY], (), "Feast")
    copy = calendars.duplicate(draft, "night")
    assert draft.calendars[copy].name == "Night shift copy"
    assert draft.calendars[copy].exceptions == draft.calendars["night"].exceptions
    assert not calendars.users(draft)[copy]


def test_two_calendars_cannot_have_one_name() -> None:
    draft = draft_of("A 5d", NIGHT)
    with pytest.raises(Refusal, match="a calendar 'Standard' already"):
        calendars.rename(draft, "night", " standard ")
    with pytest.raises(Refusal, match="needs a name"):
        calendars.rename(draft, "night", "  ")
    calendars.rename(draft, "night", "NIGHT SHIFT")
    assert draft.calendars["night"].name == "NIGHT SHIFT"


def test_a_calendar_in_use_is_deleted_only_with_one_in_its_place() -> None:
    draft = draft_of('A 5d on "Night shift"; B 1d on "Night shift"', NIGHT, TEAM)
    with pytest.raises(Refusal, match=r"used by 2 tasks, 'Team A'. Choose a calendar to take its place"):
        calendars.delete(draft, "night")
    calendars.delete(draft, "night", instead=STANDARD)
    assert "night" not in draft.calendars
    assert {task.calendar for task in draft.tasks.values()} == {STANDARD}
    assert draft.resources["team"].calendar == STANDARD


def test_who_is_based_on_a_deleted_calendar_is_based_on_the_one_in_its_place() -> None:
    draft = draft_of("A 5d", NIGHT)
    other = calendars.create(draft, "Other")
    with pytest.raises(Refusal, match="'Night shift' is itself based on 'Standard'"):
        calendars.delete(draft, STANDARD, instead="night")
    calendars.delete(draft, STANDARD, instead=other)
    assert draft.calendars["night"].base == other
    assert draft.project.calendar == other


def test_a_loop_of_bases_is_refused_and_named() -> None:
    draft = draft_of("A 5d", NIGHT, Calendar(id="winter", name="Winter", base="night"))
    with pytest.raises(Refusal, match="'Standard' → 'Winter' → 'Night shift' → 'Standard'"):
        calendars.set_base(draft, STANDARD, "winter")
    with pytest.raises(Refusal, match="loop"):
        calendars.set_base(draft, "night", "night")
    calendars.set_base(draft, "night", "")
    assert draft.calendars["night"].base == ""


def test_a_plan_without_calendars_gets_its_standard_week_as_one_of_its_own() -> None:
    source = plan("A 5d")
    draft = Draft(source)
    calendars.delete(draft, STANDARD, instead="")
    assert calendars.users(draft) == {"": calendars.Users(project=True)}
    made = calendars.own_standard(draft)
    assert draft.project.calendar == made
    assert worktime_of(draft, made).shifts(DAY) == WORKDAY


# The week


def test_a_weekday_gets_its_times_and_the_others_stay_inherited() -> None:
    draft = draft_of("A 5d", NIGHT)
    calendars.set_days(draft, "night", [4], ((480, 840),))
    assert calendars.own_days(draft, "night") == (False, False, False, False, True, False, False)
    calendars.set_days(draft, STANDARD, [0], ((540, 1080),))
    assert week_of(draft.calendars, "night")[0] == ((540, 1080),)
    calendars.set_days(draft, "night", [4], None)
    assert draft.calendars["night"].week == ()


def test_a_night_shift_runs_into_the_next_day_and_is_typed_over_as_one() -> None:
    draft = draft_of("A 5d", NIGHT)
    calendars.set_days(draft, "night", range(5), ((1320, 1800),))
    assert week_of(draft.calendars, "night") == (
        ((1320, 1440),), *[((0, 360), (1320, 1440))] * 4, ((0, 360),), (),
    )  # fmt: skip
    calendars.set_days(draft, "night", [4], ())
    assert week_of(draft.calendars, "night")[4:] == (((0, 360),), (), ())


def test_one_day_is_copied_to_all_weekdays() -> None:
    draft = draft_of("A 5d")
    calendars.set_days(draft, STANDARD, [0], ((540, 1080),))
    calendars.copy_day(draft, STANDARD, 0, range(5))
    assert week_of(draft.calendars, STANDARD) == (*[((540, 1080),)] * 5, (), ())


def test_a_work_week_holds_for_its_days_only_and_may_not_overlap_another() -> None:
    draft = draft_of()
    place = calendars.add_week(draft, STANDARD, "Summer", DAY, DAY + 13)
    calendars.set_days(draft, STANDARD, [4], ((480, 720),), place)
    assert times_on(draft, STANDARD, DAY + 3) == ((480, 720),)
    assert times_on(draft, STANDARD, DAY + 17) == WORKDAY
    with pytest.raises(Refusal, match="work week 'Summer' holds from Tue 12 May – Mon 25 May"):
        calendars.add_week(draft, STANDARD, "Late", DAY + 13, DAY + 20)
    with pytest.raises(Refusal, match="comes after its first"):
        calendars.change_week(draft, STANDARD, place, last=DAY - 1)
    calendars.change_week(draft, STANDARD, place, name="Short Fridays", last=DAY)
    assert times_on(draft, STANDARD, DAY + 3) == WORKDAY
    calendars.remove_week(draft, STANDARD, place)
    assert draft.calendars[STANDARD].weeks == ()


# Exceptions


def test_days_off_in_a_row_are_one_exception_and_a_day_cut_out_makes_two() -> None:
    draft = draft_of()
    exceptions.set_days(draft, STANDARD, [DAY + 2, DAY, DAY + 1], (), " Retreat ")
    assert draft.calendars[STANDARD].exceptions == (CalendarException(name="Retreat", first=DAY, last=DAY + 2),)
    exceptions.clear_days(draft, STANDARD, [DAY + 1])
    assert [(each.first, each.last) for each in draft.calendars[STANDARD].exceptions] == [
        (DAY, DAY), (DAY + 2, DAY + 2),
    ]  # fmt: skip
    exceptions.set_days(draft, STANDARD, [DAY + 1], (), "Retreat")
    assert len(draft.calendars[STANDARD].exceptions) == 1


def test_a_toggle_takes_a_day_off_and_gives_it_back_and_works_a_weekend() -> None:
    draft = draft_of()
    exceptions.toggle_days(draft, STANDARD, [DAY])
    assert times_on(draft, STANDARD, DAY) == ()
    exceptions.toggle_days(draft, STANDARD, [DAY])
    assert times_on(draft, STANDARD, DAY) == WORKDAY
    assert draft.calendars[STANDARD].exceptions == ()
    exceptions.toggle_days(draft, STANDARD, [DAY + 4, DAY + 5])  # Saturday and Sunday
    assert times_on(draft, STANDARD, DAY + 4) == times_on(draft, STANDARD, DAY + 5) == WORKDAY


def test_a_day_that_a_pattern_or_the_base_takes_off_can_be_worked_but_not_cleared() -> None:
    draft = draft_of("A 5d", NIGHT)
    exceptions.add_pattern(draft, STANDARD, exceptions.pattern([DAY], "weekly"), (), "Quiet Tuesday")
    with pytest.raises(Refusal, match="one of 'Quiet Tuesday', which repeats"):
        exceptions.clear_days(draft, STANDARD, [DAY + 7])
    with pytest.raises(Refusal, match="comes from the base calendar 'Standard'"):
        exceptions.clear_days(draft, "night", [DAY])
    for id, day in ((STANDARD, DAY + 7), ("night", DAY + 21)):
        exceptions.toggle_days(draft, id, [day])
        assert times_on(draft, id, day) == WORKDAY
        assert times_on(draft, id, DAY + 14) == ()


def test_a_public_holiday_goes_before_the_hours_of_a_pattern() -> None:
    draft = draft_of()
    good_friday = day_from_iso("2026-04-03")
    short = exceptions.pattern([day_from_iso("2026-01-02")], "weekly")
    exceptions.add_pattern(draft, STANDARD, short, ((480, 720),), "Short Friday")
    exceptions.put_holidays(draft, STANDARD, "DE", "", 2026, 2026)
    assert times_on(draft, STANDARD, good_friday) == ()
    assert times_on(draft, STANDARD, good_friday + 14) == ((480, 720),)


def test_a_draft_that_goes_on_works_by_its_newest_days() -> None:
    draft = draft_of()
    for times in ((), ((480, 720),), WORKDAY):
        exceptions.set_days(draft, STANDARD, [DAY], times)
        assert times_on(draft, STANDARD, DAY) == times
    assert times_on(draft.plan, STANDARD, DAY) == WORKDAY


@pytest.mark.parametrize(
    ("repeats", "every", "words", "days"),
    [
        ("daily", 3, "every 3 days", [0, 3, 6]),
        ("weekly", 2, "every second week on Tue", [0, 14, 28]),
        ("monthly", 1, "every month on the 12th", [0, 31, 61]),
        ("monthly_weekday", 1, "every month on the second Tue", [0, 28, 63]),
        ("yearly", 1, "every year on 12 May", [0, 365, 730]),
        ("yearly_weekday", 1, "every year on the second Tue of May", [0, 364, 728]),
    ],
)
def test_a_pattern_begins_on_its_day_and_is_told(repeats: str, every: int, words: str, days: list[int]) -> None:
    draft = draft_of()
    made = exceptions.pattern([DAY], repeats, every=every)
    exceptions.add_pattern(draft, STANDARD, made, (), "Off")
    assert exceptions.pattern_text(made) == words
    assert exceptions.repeats_of(made) == repeats
    named = [facts.day - DAY for facts in facts_of(draft.calendars, STANDARD, DAY, DAY + days[-1]) if facts.source]
    assert named[:3] == days if len(named) >= 3 else days[:2] == named[:2]


def test_several_days_of_a_week_repeat_weekly_and_in_no_other_way() -> None:
    made = exceptions.pattern([DAY, DAY + 2], "weekly")
    assert exceptions.pattern_text(made) == "every week on Tue, Thu"
    for days, repeats in (([DAY, DAY + 2], "monthly"), ([DAY, DAY + 7], "weekly")):
        with pytest.raises(Refusal, match="Several days repeat only weekly"):
            exceptions.pattern(days, repeats)


def test_a_season_is_told_from_the_usual_week() -> None:
    draft = draft_of()
    place = calendars.add_week(draft, STANDARD, "Summer", DAY, DAY + 6)
    calendars.set_days(draft, STANDARD, [1], ((480, 720),), place)
    kinds = [facts.kind for facts in facts_of(draft.calendars, STANDARD, DAY, DAY + 7)]
    assert kinds == ["other", "working", "working", "working", "off", "off", "working", "working"]


def test_an_exception_is_changed_and_removed_by_its_place() -> None:
    draft = draft_of()
    exceptions.set_days(draft, STANDARD, [DAY], (), "Feast")
    old = draft.calendars[STANDARD].exceptions[0]
    with pytest.raises(Refusal, match="comes after its first"):
        exceptions.change(draft, STANDARD, 0, CalendarException(first=DAY, last=DAY - 1))
    exceptions.change(draft, STANDARD, 0, CalendarException(name="Feast", first=old.first, last=old.last + 1))
    assert times_on(draft, STANDARD, DAY + 1) == ()
    exceptions.remove(draft, STANDARD, [0])
    assert draft.calendars[STANDARD].exceptions == ()


# Public holidays


def test_public_holidays_are_frozen_and_a_refresh_changes_nothing_that_stands() -> None:
    draft = draft_of()
    exceptions.put_holidays(draft, STANDARD, "DE", "BE", 2026, 2027)
    first = draft.calendars[STANDARD]
    assert (first.country, first.region) == ("DE", "BE")
    assert worktime_of(draft, STANDARD).day_name(day_from_iso("2026-10-03")) == "German Unity Day"
    exceptions.put_holidays(draft, STANDARD, "DE", "BE", 2026, 2027)
    assert draft.calendars[STANDARD] == first


def test_own_days_go_before_public_holidays_and_stay_when_these_are_taken_out() -> None:
    draft = draft_of()
    may = day_from_iso("2026-05-01")
    exceptions.set_days(draft, STANDARD, [may], WORKDAY, "We work")
    exceptions.put_holidays(draft, STANDARD, "DE", "", 2026, 2026)
    assert times_on(draft, STANDARD, may) == WORKDAY
    assert exceptions.remove_holidays(draft, STANDARD) == 9
    assert [each.name for each in draft.calendars[STANDARD].exceptions] == ["We work"]
    assert draft.calendars[STANDARD].country == ""
    with pytest.raises(Refusal, match="no public holidays in this calendar"):
        exceptions.remove_holidays(draft, STANDARD)


def test_the_preview_of_holidays_tells_new_ones_from_those_that_are_in() -> None:
    draft = draft_of()
    exceptions.put_holidays(draft, STANDARD, "DE", "", 2026, 2026)
    exceptions.set_days(draft, STANDARD, [day_from_iso("2027-01-01")], (), "Ours")
    gone = CalendarException(name="Old feast", first=DAY, last=DAY, source="holidays:DE")
    draft.change(draft.calendars[STANDARD], exceptions=(*draft.calendars[STANDARD].exceptions, gone))
    listed = exceptions.preview_holidays(draft, STANDARD, "DE", "", 2026, 2027)
    assert {each.name: each.standing for each in listed if each.day < day_from_iso("2027-01-01")}["Old feast"] == "gone"
    assert {each.standing for each in listed if each.day < day_from_iso("2027-01-01")} == {"in", "gone"}
    later = {each.name: each.standing for each in listed if each.day >= day_from_iso("2027-01-01")}
    assert later["New Year's Day"] == "other"
    assert later["Labor Day"] == "off"  # a Saturday
    assert later["Good Friday"] == "new"


def test_a_country_without_a_list_is_refused() -> None:
    with pytest.raises(Refusal, match="no list of public holidays for 'XX'"):
        exceptions.put_holidays(draft_of(), STANDARD, "XX", "", 2026, 2026)
    with pytest.raises(Refusal, match="last year comes after"):
        exceptions.put_holidays(draft_of(), STANDARD, "DE", "", 2027, 2026)


# Who works by it


def test_a_calendar_is_given_to_the_project_to_tasks_and_to_people() -> None:
    draft = draft_of("A 5d; B 1d", NIGHT, TEAM)
    calendars.assign_project(draft, "night")
    calendars.assign_tasks(draft, [id_of(draft.plan, "A")], "night")
    assert calendars.users_text(draft, calendars.users(draft)["night"]) == "the project, 'A', 'Team A'"
    calendars.assign_resources(draft, ["team"], "")
    assert draft.resources["team"].calendar == ""
    with pytest.raises(Refusal, match="no longer in the plan"):
        calendars.assign_project(draft, "gone")


# Laws

HOURS: tuple[DayTimes, ...] = ((), WORKDAY, ((0, 1440),), ((1320, 1440),), ((0, 360), (480, 720)))
STEPS = st.lists(
    st.tuples(st.integers(0, 5), st.sampled_from([STANDARD, "night"]), st.integers(0, 40), st.sampled_from(HOURS)),
    max_size=8,
)


def do(draft: Draft, step: tuple[int, str, int, DayTimes]) -> None:
    kind, id, number, times = step
    if kind == 0:
        calendars.set_days(draft, id, [number % 7], times)
    elif kind == 1:
        exceptions.set_days(draft, id, range(DAY, DAY + number % 9 + 1), times, "x")
    elif kind == 2:
        exceptions.toggle_days(draft, id, [DAY + number])
    elif kind == 3:
        exceptions.add_pattern(draft, id, exceptions.pattern([DAY + number], "weekly", every=2), times)
    elif kind == 4:
        calendars.add_week(draft, id, "w", DAY + number, DAY + number)
    else:
        calendars.set_days(draft, id, range(5), None)


@settings(max_examples=tries(40), deadline=None)
@given(STEPS)
def test_undo_restores_and_the_page_shows_what_is_worked(steps: list[tuple[int, str, int, DayTimes]]) -> None:
    source = plan("A 5d", NIGHT)
    draft = Draft(source)
    for step in steps:
        try:
            do(draft, step)
        except Refusal:
            continue
    after = draft.plan
    assert apply(after, invert(draft.changes())) == source
    for id in (STANDARD, "night"):
        work = worktime_of(after, id)
        for facts in facts_of(after.calendars, id, DAY - 10, DAY + 60):
            assert work.empty or facts.times == work.shifts(facts.day)
            assert facts.name == work.day_name(facts.day) or work.empty
