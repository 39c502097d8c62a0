"""The window of calendars by real events: days chosen and switched, times typed, and what moves shown before it is
taken."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QToolButton

from roadmap_app.app.calendars.editor import CalendarEditor
from roadmap_app.app.main_window import MainWindow
from roadmap_app.app.screenshot import settle
from roadmap_app.calendar import worktime_of
from roadmap_app.calendar.holidays import known_as
from roadmap_app.model.plan import Plan
from roadmap_app.model.records import Calendar, Resource
from roadmap_app.model.time import day_from_iso
from tests.gui.robot import LEFT, NONE, id_of, keys, move_over, wait
from tests.pocket import STANDARD
from tests.pocket import plan as pocket

Open = Callable[[str | Plan], MainWindow]
NIGHT = Calendar(id="night", name="Night shift", base=STANDARD)
TEAM = Resource(id="team", name="Team A", type="team", calendar="night")
TUESDAY = day_from_iso("2026-05-05")
WORKDAY = ((480, 720), (780, 1020))
Key, Held = Qt.Key, Qt.KeyboardModifier
opens_a_popup = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)", extend=True)


def editor(window: MainWindow) -> CalendarEditor:
    window.verbs["calendar.edit"].trigger()
    settle()
    made = window.findChild(CalendarEditor)
    assert isinstance(made, CalendarEditor)
    return made


@pytest.fixture
def shown(opened: Open) -> CalendarEditor:
    return editor(opened(pocket('A 3d; B 2d after A; M 0d after B; N 1d on "Night shift"', NIGHT, TEAM)))


def day_at(box: CalendarEditor, day: int) -> QPoint:
    rect = box.year.day_rect(day)
    assert rect is not None
    return rect.center().toPoint()


def click(box: CalendarEditor, day: int, held: Qt.KeyboardModifier = NONE) -> None:
    QTest.mouseClick(box.year, LEFT, held, day_at(box, day))
    settle()


def press(button: QAbstractButton) -> None:
    assert button.isEnabled(), button.text()
    QTest.mouseClick(button, LEFT)
    settle()


def write(field: QLineEdit, text: str, key: Qt.Key = Key.Key_Return) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, key)
    settle()


def told(box: CalendarEditor) -> str:
    """What is said once the dates are worked out."""
    wait(lambda: box.trial.consequences is not None)
    return box.effects.words.text().replace("\u00a0", " ")


def times_on(plan: Plan, day: int, id: str = STANDARD) -> object:
    return worktime_of(plan, id).shifts(day)


def test_a_day_off_shows_what_it_moves_and_moves_nothing_until_it_is_taken(shown: CalendarEditor) -> None:
    window = shown.window_
    before = window.document.plan
    click(shown, TUESDAY)
    press(shown.days.off)
    assert told(shown).startswith("3 tasks move, finish Fri 8 May → Mon 11 May (+1 d). Milestones: M +1 d")
    assert window.document.plan is before
    assert window.workspace.preview is not None
    assert not window.workspace.worktime.is_workday(TUESDAY)  # the chart behind shades it
    assert window.workspace.schedule.finish(id_of(window, "M")) > window.document.schedule.finish(id_of(window, "M"))
    rows = shown.effects.table
    assert [rows.item(row, 0).text() for row in range(rows.rowCount())] == ["M", "A", "B"]
    assert rows.item(1, 3).text() == "no longer works Tue 5 May"
    press(shown.effects.take)
    assert window.document.history == ["Calendar 'Standard': Tue 5 May off (3 tasks shifted, finish +1 d)"]
    assert window.workspace.preview is None
    assert times_on(window.document.plan, TUESDAY) == ()
    window.document.undo()
    settle()
    assert window.document.plan == before


def test_discarding_leaves_no_trace(shown: CalendarEditor) -> None:
    window = shown.window_
    before = window.document.plan
    click(shown, TUESDAY)
    keys(Key.Key_Space)
    assert shown.trial.pending.labels
    told(shown)
    press(shown.effects.discard)
    assert window.document.plan is before
    assert window.document.history == []
    assert window.workspace.preview is None
    assert window.workspace.worktime.is_workday(TUESDAY)
    assert times_on(shown.plan, TUESDAY) == WORKDAY


def test_the_year_is_worked_by_keys_alone(shown: CalendarEditor) -> None:
    click(shown, TUESDAY)
    keys(Key.Key_Right, Key.Key_Down)
    assert shown.year.current == TUESDAY + 8
    keys(Key.Key_Right, Key.Key_Right, held=Held.ShiftModifier)
    assert shown.year.chosen == frozenset(range(TUESDAY + 8, TUESDAY + 11))
    keys(Key.Key_Space)
    assert [times_on(shown.plan, day) for day in range(TUESDAY + 8, TUESDAY + 11)] == [()] * 3
    keys(Key.Key_Delete)
    assert times_on(shown.plan, TUESDAY + 8) == WORKDAY
    keys(Key.Key_PageDown)
    assert shown.year.current == day_from_iso("2026-06-15")
    keys(Key.Key_PageDown, held=Held.ControlModifier)
    assert shown.number.text() == "2027"
    keys(Key.Key_Home)
    assert shown.year.current == day_from_iso("2027-01-01")
    keys(Key.Key_Left)
    assert (shown.year.current, shown.year.year) == (day_from_iso("2026-12-31"), 2026)
    keys(Key.Key_Return)
    assert QApplication.focusWidget() is shown.days.times


def test_days_are_chosen_by_dragging_and_with_shift_and_ctrl(shown: CalendarEditor) -> None:
    year = shown.year
    QTest.mousePress(year, LEFT, NONE, day_at(shown, TUESDAY))
    move_over(year, day_at(shown, TUESDAY + 1), day_at(shown, TUESDAY + 3))
    QTest.mouseRelease(year, LEFT, NONE, day_at(shown, TUESDAY + 3))
    assert year.chosen == frozenset(range(TUESDAY, TUESDAY + 4))
    click(shown, TUESDAY + 14, Held.ControlModifier)
    assert year.chosen == frozenset([*range(TUESDAY, TUESDAY + 4), TUESDAY + 14])
    click(shown, TUESDAY + 16, Held.ShiftModifier)
    assert year.chosen == frozenset(range(TUESDAY + 14, TUESDAY + 17))


def test_times_and_a_name_are_typed_for_the_chosen_days(shown: CalendarEditor) -> None:
    click(shown, TUESDAY)
    write(shown.days.times, "8-12")
    write(shown.days.name, "Half day")
    exception = shown.plan.calendars[STANDARD].exceptions[0]
    assert (exception.name, exception.times, exception.first, exception.last) == (
        "Half day", ((480, 720),), TUESDAY, TUESDAY,
    )  # fmt: skip
    assert "Half day, 8–12 (usually 8–12, 13–17)" in shown.year.day_text(TUESDAY)
    write(shown.days.last, "7 May")
    assert shown.year.chosen == frozenset(range(TUESDAY, TUESDAY + 3))
    press(shown.days.off)
    assert shown.plan.calendars[STANDARD].exceptions[0].last == TUESDAY + 2


def test_what_cannot_be_read_stays_with_its_reason(shown: CalendarEditor) -> None:
    field = shown.week.times[0]
    write(field, "nine to five")
    assert "'nine to five' are not working times" in shown.effects.words.text()
    assert field.text() == "nine to five"
    assert field.property("invalid")
    assert not shown.trial.pending.labels
    keys(Key.Key_Escape)
    assert field.text() == "8–12, 13–17"
    assert shown.isVisible()


def test_a_weekday_is_typed_copied_and_inherited_again(shown: CalendarEditor) -> None:
    write(shown.week.times[0], "9-12, 13-18")
    assert worktime_of(shown.plan, STANDARD).shifts(TUESDAY + 6) == ((540, 720), (780, 1080))
    shown.week.copies[0].menu().actions()[0].trigger()
    settle()
    assert shown.week.times[4].text() == "9–12, 13–18"
    shown.choose("night")
    settle()
    assert shown.week.times[0].property("inherited")
    write(shown.week.times[0], "22-6")
    assert times_on(shown.plan, TUESDAY, "night") == ((0, 360), (540, 720), (780, 1080))
    assert not shown.week.times[0].property("inherited")
    write(shown.week.times[0], " ")
    assert shown.plan.calendars["night"].week[0] is None


def test_the_end_of_a_period_is_dragged_on_the_day_s_bar(shown: CalendarEditor) -> None:
    bar = shown.week.bars[4]
    start, end = (QPoint(round(bar.x_of(minute)), 10) for minute in (1020, 900))
    QTest.mousePress(bar, LEFT, NONE, start)
    move_over(bar, end)
    QTest.mouseRelease(bar, LEFT, NONE, end)
    settle()
    assert shown.week.times[4].text() == "8–12, 13–15"
    assert len(shown.trial.pending.labels) == 1


def test_a_season_has_hours_of_its_own(shown: CalendarEditor) -> None:
    click(shown, TUESDAY)
    combo = shown.week.weeks
    combo.setCurrentIndex(combo.count() - 1)
    combo.activated.emit(combo.currentIndex())
    settle()
    write(shown.week.season_name, "Summer")
    write(shown.week.season_last, "10 May 2026")
    write(shown.week.times[1], "8-12")
    week = shown.plan.calendars[STANDARD].weeks[0]
    assert (week.name, week.first, week.last) == ("Summer", TUESDAY, TUESDAY + 5)
    assert times_on(shown.plan, TUESDAY) == ((480, 720),)
    assert times_on(shown.plan, TUESDAY + 7) == WORKDAY
    press(shown.week.drop_season)
    assert shown.plan.calendars[STANDARD].weeks == ()


def test_a_pattern_repeats_and_is_changed_as_a_whole(shown: CalendarEditor) -> None:
    click(shown, TUESDAY)
    choose_repeats(shown, "weekly")
    assert [times_on(shown.plan, TUESDAY + 7 * week) for week in range(3)] == [()] * 3
    click(shown, TUESDAY + 14)
    write(shown.days.times, "8-12")
    assert [times_on(shown.plan, TUESDAY + 7 * week) for week in range(3)] == [((480, 720),)] * 3
    shown.days.every.setFocus()
    keys(Key.Key_Up)
    click(shown, TUESDAY + 14)
    write(shown.days.until, "1 June 2026")
    assert [bool(shown.year.facts(TUESDAY + 7 * week).source) for week in range(5)] == [True, False, True, False, False]
    press(shown.days.clear)
    assert shown.plan.calendars[STANDARD].exceptions == ()


def test_two_days_of_a_week_repeat_together(shown: CalendarEditor) -> None:
    click(shown, TUESDAY)
    click(shown, TUESDAY + 2, Held.ControlModifier)
    choose_repeats(shown, "monthly")
    assert shown.effects.words.text().startswith("Several days repeat only weekly")
    assert not shown.trial.pending.labels
    choose_repeats(shown, "weekly")
    assert [times_on(shown.plan, TUESDAY + day) for day in (7, 8, 9)] == [(), WORKDAY, ()]


def choose_repeats(box: CalendarEditor, repeats: str) -> None:
    combo = box.days.repeats
    combo.setCurrentIndex(combo.findData(repeats))
    combo.activated.emit(combo.currentIndex())
    settle()


def test_the_list_of_exceptions_leads_to_the_year_and_removes(shown: CalendarEditor) -> None:
    click(shown, TUESDAY)
    press(shown.days.off)
    shown.choose("night")
    shown.show_tab("list")
    settle()
    table = shown.list.table
    assert [table.item(0, column).text() for column in range(4)] == ["Tue 5 May 2026", "", "off", "Standard"]
    assert not shown.list.drop.isEnabled()
    shown.choose(STANDARD)
    settle()
    press(shown.list.show_it)
    assert shown.tabs.chosen_id == "year"
    assert shown.year.chosen == {TUESDAY}
    shown.show_tab("list")
    press(shown.list.drop)
    assert shown.plan.calendars[STANDARD].exceptions == ()
    assert shown.list.note.isVisible()


@opens_a_popup
def test_public_holidays_are_found_previewed_and_put_in(shown: CalendarEditor) -> None:
    shown.show_tab("holidays")
    settle()
    pane = shown.holidays
    assert pane.note.text().startswith("Choose a country")
    write(pane.country.lineEdit(), "deutschl")
    assert pane.chosen == ("DE", "")
    pane.region.setCurrentIndex(pane.region.findData("BE"))
    pane.region.activated.emit(pane.region.currentIndex())
    pane.last.setValue(2026)
    settle()
    assert {each.standing for each in pane.listed} == {"new", "off"}
    count = len(pane.listed)
    assert pane.put.text() == f"Put in {count} days"
    press(pane.put)
    assert {each.standing for each in pane.listed} == {"in"}
    assert not pane.put.isEnabled()
    assert len(shown.plan.calendars[STANDARD].exceptions) == count
    press(shown.effects.take)
    assert shown.window_.document.history[0].startswith(
        "Calendar 'Standard': public holidays of Germany, Berlin 2026"
    )
    press(pane.drop)
    assert shown.plan.calendars[STANDARD].exceptions == ()


@opens_a_popup
@pytest.mark.parametrize(
    ("typed", "code"), [
        ("ger", "DE"), ("niger", "NE"), ("united st", "US"), ("de", "DE"), ("deutsch", "DE"), ("usa", "US"),
        ("uk", "GB"), ("deu", "DE"), ("suisse", "CH"), ("osterreich", "AT"), ("turkey", "TR"), ("ivory", "CI"),
    ],
)  # fmt: skip
def test_the_likeliest_country_comes_first(shown: CalendarEditor, typed: str, code: str) -> None:
    shown.show_tab("holidays")
    settle()
    pane = shown.holidays
    pane.country.setFocus()
    keys(typed)
    offered = pane.country.completer().popup()
    assert str(pane.country.itemData(pane.country.findText(offered.model().index(0, 0).data()))) == code
    QTest.keyClick(offered, Key.Key_Down)
    QTest.keyClick(offered, Key.Key_Return)
    settle()
    assert pane.chosen == (code, "")
    write(pane.country.lineEdit(), typed)
    assert pane.chosen == (code, "")


def test_every_country_is_found_by_its_codes_and_by_both_its_names(shown: CalendarEditor) -> None:
    shown.show_tab("holidays")
    settle()
    country = shown.holidays.country
    assert country.count() > 200
    for row in range(country.count()):
        code, shows = str(country.itemData(row)), country.itemText(row)
        name, _, own = shows.removesuffix(")").rpartition(" (") if shows.endswith(")") else (shows, "", shows)
        for typed in (code, name, own, *known_as(code)):
            ranked = shown.holidays._ranked(typed)
            best = [place for rank, place in ranked if rank == ranked[0][0]]
            assert best == [row] or (row in best and typed not in (code, name)), (typed, best)


def test_the_keyboard_does_not_fall_on_close_when_days_were_put_in(shown: CalendarEditor) -> None:
    shown.show_tab("holidays")
    write(shown.holidays.country.lineEdit(), "DE")
    shown.holidays.put.setFocus()
    keys(Key.Key_Space)
    assert not shown.holidays.put.isEnabled() and shown.holidays.table.hasFocus()


@opens_a_popup
def test_a_country_that_nobody_knows_is_told(shown: CalendarEditor) -> None:
    shown.show_tab("holidays")
    settle()
    write(shown.holidays.country.lineEdit(), "Atlantis")
    assert "No country has that name: 'atlantis'" in shown.effects.words.text()
    assert shown.holidays.chosen == ("", "")


@opens_a_popup
def test_calendars_are_made_renamed_and_deleted_with_one_in_their_place(shown: CalendarEditor) -> None:
    press(shown.shelf.new)
    assert QApplication.focusWidget() is shown.week.name
    write(shown.week.name, "Lisbon office")
    made = shown.calendar
    assert shown.plan.calendars[made].name == "Lisbon office"
    assert shown.plan.calendars[made].base == STANDARD
    shown.choose("night")
    settle()
    press(shown.shelf.drop)
    menu = shown.shelf.drop.findChildren(type(shown.week.use.menu()))[-1]
    next(entry for entry in menu.actions() if entry.text() == "Lisbon office").trigger()
    menu.close()
    settle()
    assert "night" not in shown.plan.calendars
    assert shown.calendar == made
    assert shown.plan.resources["team"].calendar == made
    keys_undo(shown)
    assert "night" in shown.plan.calendars
    keys_undo(shown)
    keys_undo(shown)
    assert not shown.trial.pending.labels


def keys_undo(box: CalendarEditor) -> None:
    box.year.setFocus()
    keys(Key.Key_Z, held=Held.ControlModifier)


def test_a_calendar_is_given_to_the_project_to_selected_tasks_and_to_a_team(shown: CalendarEditor) -> None:
    window = shown.window_
    window.workspace.select([id_of(window, "A"), id_of(window, "B")])
    shown.choose("night")
    for label in ("The Project", "Selected Tasks (2)", "Team A"):
        menu = shown.week.use.menu()
        menu.aboutToShow.emit()
        next(entry for entry in menu.actions() if entry.text() == label).trigger()
        settle()
    plan = shown.plan
    assert plan.project.calendar == "night"
    assert {plan.tasks[id_of(window, name)].calendar for name in "ABN"} == {"night"}
    assert plan.resources["team"].calendar == ""  # it had worked by it, and was ticked
    assert shown.week.used.text() == "Used by the project, 3 tasks."
    assert [shown.shelf.list.item(row).text() for row in range(shown.shelf.list.count())] == [
        "Project", "Night shift", "People and teams", "Standard",
    ]  # fmt: skip
    press(shown.effects.take)
    assert window.document.history == ["Calendar 'Night shift': 3 changes"]


def test_a_calendar_stands_on_its_own_or_on_another(shown: CalendarEditor) -> None:
    click(shown, TUESDAY)
    press(shown.days.off)
    shown.choose("night")
    settle()
    assert times_on(shown.plan, TUESDAY, "night") == ()
    assert "from 'Standard'" in shown.year.day_text(TUESDAY)
    combo = shown.week.base
    combo.setCurrentIndex(combo.findData(""))
    combo.activated.emit(combo.currentIndex())
    settle()
    assert times_on(shown.plan, TUESDAY, "night") == WORKDAY


def test_the_list_of_calendars_is_gone_through_by_keys(shown: CalendarEditor) -> None:
    shown.shelf.list.setFocus()
    keys(Key.Key_Down)
    assert shown.calendar == "night"
    assert shown.week.name.text() == "Night shift"
    keys(Key.Key_Up)
    assert shown.calendar == STANDARD


def test_the_theme_changes_under_it(shown: CalendarEditor) -> None:
    for theme in ("dark", "light"):
        shown.window_.set_theme(theme)
        settle()
        assert shown.year._tokens.theme == theme
        assert all(bar._tokens.theme == theme for bar in shown.week.bars.values())


def test_a_loop_of_bases_is_not_offered(shown: CalendarEditor) -> None:
    assert [shown.week.base.itemText(row) for row in range(shown.week.base.count())] == ["The standard week"]


def test_closing_with_changes_asks_to_take_or_discard_them(shown: CalendarEditor) -> None:
    click(shown, TUESDAY)
    keys(Key.Key_Space)
    keys(Key.Key_Escape)
    assert shown.isVisible()
    assert shown.effects.words.text() == "Take the changes or discard them first."
    assert QApplication.focusWidget() is shown.effects.take
    press(shown.effects.discard)
    window = shown.window_
    press(shown.effects.close_)
    assert window.findChild(CalendarEditor) is None


def test_changes_that_come_to_nothing_are_not_offered_and_hold_up_no_closing(shown: CalendarEditor) -> None:
    click(shown, TUESDAY)
    press(shown.days.off)
    shown.show_tab("list")
    press(shown.list.drop)
    assert shown.trial.pending.labels
    assert not shown.effects.take.isEnabled()
    assert shown.effects.take.toolTip() == "These changes cancel each other out."
    window = shown.window_
    press(shown.effects.close_)
    assert window.findChild(CalendarEditor) is None
    assert window.document.history == []


def test_it_opens_at_the_calendar_of_the_selected_task(opened: Open) -> None:
    window = opened(pocket('A 3d; N 1d on "Night shift"', NIGHT))
    window.workspace.select([id_of(window, "N")])
    box = editor(window)
    assert box.calendar == "night"
    assert box.shelf.list.currentItem().text() == "Night shift"
    assert "'Standard'" in box.week.hint.text()


def test_a_plan_without_calendars_gets_one_with_the_first_change(fresh: MainWindow) -> None:
    for calendar in list(fresh.document.plan.calendars.values()):
        with fresh.document.edit("None") as draft:
            draft.remove("calendar", calendar.id)
            draft.change(draft.project, calendar="")
    box = editor(fresh)
    assert box.calendar == ""
    assert box.shelf.list.ids() == [""]
    write(box.week.times[4], "off")
    assert box.plan.project.calendar == box.calendar
    assert box.plan.calendars[box.calendar].name == "Standard"
    press(box.effects.take)
    fresh.document.undo()
    settle()
    assert not fresh.document.plan.calendars


def test_a_plan_for_reading_only_shows_all_and_takes_nothing(opened: Open) -> None:
    window = opened(pocket("A 3d", NIGHT))
    window.document.read_only = True
    box = editor(window)
    assert "read-only" in box.effects.words.text()
    click(box, TUESDAY)
    keys(Key.Key_Space)
    assert not box.trial.pending.labels
    buttons = (box.shelf.new, box.shelf.drop, box.days.off, box.week.use, box.effects.take)
    assert not any(button.isEnabled() for button in buttons)
    assert box.week.times[0].isReadOnly()


def test_a_plan_that_changes_behind_keeps_the_changes_that_wait(shown: CalendarEditor) -> None:
    click(shown, TUESDAY)
    keys(Key.Key_Space)
    document = shown.window_.document
    with document.edit("Meanwhile") as draft:
        draft.change(draft.tasks[id_of(shown.window_, "A")], name="Alpha")
    settle()
    assert len(shown.trial.pending.labels) == 1
    assert told(shown).startswith("3 tasks move")
    press(shown.effects.take)
    assert document.plan.tasks[id_of(shown.window_, "Alpha")].name == "Alpha"
    assert times_on(document.plan, TUESDAY) == ()


@pytest.mark.parametrize("size", [(1024, 640), (1440, 900)])
def test_nothing_is_cut_or_lies_over_another_thing(opened: Open, size: tuple[int, int], tmp_path: Path) -> None:
    window = opened(pocket("A 3d", NIGHT))
    window.resize(*size)
    settle()
    box = editor(window)
    assert box.width() <= size[0]
    assert box.height() <= size[1]
    wide, high = box.year._page_of.cell
    assert wide >= 15
    assert high >= 12
    days = [box.year.day_rect(day) for day in range(day_from_iso("2026-01-01"), day_from_iso("2027-01-01"))]
    rects = [rect for rect in days if rect is not None]
    assert len(rects) == 365
    assert all(box.year.rect().toRectF().contains(rect) for rect in rects)
    assert not any(a.intersects(b) for a, b in itertools.pairwise(rects))
    for button in box.findChildren(QAbstractButton):
        if button.isVisible() and button.text():
            behind = 2 * button.fontMetrics().horizontalAdvance(" ") if isinstance(button, QToolButton) else 0
            assert button.width() >= button.sizeHint().width() - behind - 1, button.text()
