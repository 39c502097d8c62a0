"""The inspector: all fields of one task or of many, dependencies as a table, notes, history, the plan and a link."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu

from roadmap_app.app.grid.daypicker import DayPicker
from roadmap_app.app.inspector.fields import Choice, DateField, Field, Flag
from roadmap_app.app.inspector.section import Section
from roadmap_app.app.inspector.table import RecordTable
from roadmap_app.app.main_window import MainWindow
from roadmap_app.app.screenshot import settle
from roadmap_app.model.records import Baseline, BaselineTask, Log, Resource, Risk
from tests.gui.conftest import Open
from tests.gui.robot import LEFT, NONE, START, id_of, keys
from tests.pocket import id_of as pocket_id
from tests.pocket import plan as pocket

DAY = 1440
CTRL = Qt.KeyboardModifier.ControlModifier


def select(window: MainWindow, *names: str) -> None:
    window.workspace.select([id_of(window, name) for name in names])
    settle()
    window.inspector.flush()


def part(window: MainWindow, name: str) -> object:
    """A field or table by its name, its section unfolded."""
    window.inspector.flush()
    found = [each for each in window.inspector.findChildren(object, name) if not each.property("gone")]
    assert found, f"the inspector has no {name}"
    up = found[0].parent()
    while up is not None:
        if isinstance(up, Section) and not up.is_open:
            up.head.click()
        up = up.parent()
    settle()
    return found[0]


def field(window: MainWindow, column: str) -> Field | Choice | Flag:
    found = part(window, f"field-{column}")
    assert isinstance(found, Field | Choice | Flag)
    return found


def type_field(window: MainWindow, column: str, text: str, *after: Qt.Key) -> None:
    found = field(window, column)
    found.setFocus()
    found.line.selectAll()
    keys(text, *(after or (Qt.Key.Key_Return,)))


def table(window: MainWindow, name: str) -> RecordTable:
    found = part(window, f"table-{name}")
    assert isinstance(found, RecordTable)
    return found


def rows(shown: RecordTable) -> list[list[str]]:
    """The words of the records, without the buttons and the row that takes a new one."""
    lines = shown.rowCount() - 1
    return [[shown.item(row, column).text() for column in range(shown.columnCount() - 1)] for row in range(lines)]


def click(shown: RecordTable, row: int, column: int) -> None:
    rect = shown.visualRect(shown.model().index(row, column))
    QTest.mouseClick(shown.viewport(), LEFT, NONE, rect.center())
    settle()


def add(shown: RecordTable, text: str) -> None:
    """Type into the last row."""
    click(shown, shown.rowCount() - 1, 0)
    keys(text, Qt.Key.Key_Return)
    shown.window().activateWindow()  # without a window manager, the list of completions has taken that
    settle()


# Fields of one task -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "typed", "member", "value"),
    [
        ("deadline", "12 may", "deadline", START + 8 * DAY + 9 * 60),
        ("priority", "800", "priority", 800),
        ("optimistic", "2d", "optimistic", 960),
        ("percent", "40", "percent", 40),
        ("actual_start", "2026-05-04", "actual_start", START),
        ("fixed_cost", "1,200", "fixed_cost", 120_000),
        ("horizon", "2027-Q2", "horizon", "2027-Q2"),
        ("tags", "audit, late", "tags", ("audit", "late")),
        ("constraint", "Finish no later than", "constraint", "fnlt"),
        ("scope", "Candidate", "scope", "candidate"),
    ],
)
def test_every_field_takes_what_is_typed_as_one_step(
    opened: Open, column: str, typed: str, member: str, value: object
) -> None:
    window = opened("A 3d; B 2d")
    select(window, "A")
    type_field(window, column, typed)
    assert getattr(window.document.plan.tasks[id_of(window, "A")], member) == value
    assert len(window.document.history) == 1
    assert field(window, column).accessibleName()


def test_wrong_input_keeps_the_text_with_the_reason_and_esc_gives_the_value_back(opened: Open) -> None:
    window = opened("A 3d")
    select(window, "A")
    type_field(window, "deadline", "someday")
    found = field(window, "deadline")
    assert found.text() == "someday"
    assert found.property("invalid")
    assert "is not a date" in found.accessibleDescription()
    keys(Qt.Key.Key_Escape)
    assert not found.property("invalid")
    assert found.text() == ""
    assert not window.document.history


def month_of(window: MainWindow) -> DayPicker:
    return next(each for each in window.findChildren(DayPicker) if each.isVisible())


def test_a_date_is_chosen_in_its_calendar_by_keys(opened: Open) -> None:
    window = opened("A 3d")
    select(window, "A")
    found = field(window, "deadline")
    assert isinstance(found, DateField)
    found.setFocus()
    QTest.keyClick(found, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    settle()
    month = window.findChild(DayPicker)
    assert month is not None
    assert month.day == START // DAY
    keys(Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert window.document.plan.tasks[id_of(window, "A")].deadline == START + 7 * DAY + 9 * 60
    assert not month.isVisible()
    found.open_calendar()
    QTest.mouseClick(month_of(window), LEFT, NONE, month_of(window).day_rect(START // DAY + 9).center().toPoint())
    assert window.document.plan.tasks[id_of(window, "A")].deadline == START + 9 * DAY + 9 * 60
    found.open_calendar()
    keys(Qt.Key.Key_Escape)
    assert window.document.plan.tasks[id_of(window, "A")].deadline == START + 9 * DAY + 9 * 60


def test_a_list_completes_what_is_typed_and_refuses_what_it_has_not(opened: Open) -> None:
    window = opened("A 3d")
    select(window, "A")
    type_field(window, "constraint", "whenever")
    found = field(window, "constraint")
    assert found.line.text() == "whenever"
    assert "is no constraint" in found.accessibleDescription()
    keys(Qt.Key.Key_Escape)
    found.line.selectAll()
    keys("must start on", Qt.Key.Key_Return)
    assert window.document.plan.tasks[id_of(window, "A")].constraint == "mso"


def test_sections_fold_and_stay_folded(opened: Open) -> None:
    window = opened("A 3d; B 2d")
    select(window, "A")
    section = next(each for each in window.inspector.tasks.sections if each.part.id == "progress")
    assert section.is_open
    section.head.setFocus()
    keys(Qt.Key.Key_Space)
    assert section.part.body.isHidden()
    assert window.settings.inspector_folds == {"progress": True}
    select(window, "B")
    assert section.part.body.isHidden()


# Many at once -----------------------------------------------------------------------------------------


def test_several_tasks_show_what_they_share_and_take_one_value_as_one_step(opened: Open) -> None:
    window = opened("A 3d; B 2d; C 3d")
    select(window, "A", "B", "C")
    assert window.inspector.tasks.heading.count.text() == "3 tasks"
    assert "8 d together" in window.inspector.tasks.heading.planned.text()
    duration = field(window, "duration")
    assert (duration.text(), duration.placeholderText()) == ("", "mixed")
    assert field(window, "priority").text() == "500"
    type_field(window, "team", "Payments")
    teams = {window.document.plan.tasks[id].team for id in window.document.plan.tasks}
    assert [window.document.plan.resources[id].name for id in teams] == ["Payments"]
    assert window.document.history == ["New team 'Payments', owner of 3 tasks"]
    type_field(window, "duration", "5d")
    assert {task.duration for task in window.document.plan.tasks.values()} == {5 * 480}


def test_all_or_none_take_a_value_and_the_reason_counts_those_that_cannot(opened: Open) -> None:
    window = opened("A 3d actual 2026-05-04 10%; B 2d; C 3d")
    select(window, "A", "B", "C")
    type_field(window, "start", "11 may")
    found = field(window, "start")
    assert found.accessibleDescription().startswith("1 of 3 tasks cannot take it: 'A' started on Mon 4 May")
    assert found.accessibleDescription().endswith("Nothing was changed.")
    assert not window.document.history
    keys(Qt.Key.Key_Escape)


def test_a_summary_among_them_says_why_it_has_no_own_dates(opened: Open) -> None:
    window = opened("S { A 3d; B 2d }; C 1d")
    select(window, "S", "C")
    found = field(window, "duration")
    assert found.isReadOnly()
    assert found.toolTip().startswith("1 of 2 tasks cannot take it. The duration of 'S' comes from its 2 tasks.")
    assert not field(window, "deadline").isReadOnly()
    assert "without 1 summary" in window.inspector.tasks.heading.planned.text()


def test_a_box_is_half_ticked_where_tasks_differ_and_a_click_sets_all(opened: Open) -> None:
    window = opened("A 3d inactive; B 2d")
    select(window, "A", "B")
    found = field(window, "active")
    assert isinstance(found, Flag)
    assert found.checkState() == Qt.CheckState.PartiallyChecked
    found.setFocus()
    keys(Qt.Key.Key_Space)
    assert all(task.active for task in window.document.plan.tasks.values())
    assert len(window.document.history) == 1


# Dependencies -----------------------------------------------------------------------------------------


def test_dependencies_tell_what_drives_and_how_much_room_a_link_has(opened: Open) -> None:
    window = opened("A 3d; B 1d; C 2d after A, B; D 1d after C")
    select(window, "C")
    assert rows(table(window, "predecessors")) == [["›", "1  A", "FS", "–", "0 d"], ["›", "2  B", "FS", "–", "2 d"]]
    assert rows(table(window, "successors")) == [["→", "4  D", "FS", "–", "0 d"]]
    assert table(window, "predecessors").item(0, 0).toolTip().startswith("It sets the date")
    assert table(window, "predecessors").item(1, 0).toolTip().startswith("Not driving")


def test_links_are_added_changed_and_removed_in_their_table(opened: Open) -> None:
    window = opened("A 3d; B 1d; C 2d")
    select(window, "C")
    add(table(window, "predecessors"), "1SS+1d")
    (link,) = window.document.plan.links.values()
    assert (link.from_, link.to, link.type, link.lag) == (id_of(window, "A"), id_of(window, "C"), "SS", 480)
    add(table(window, "predecessors"), "B")
    assert [row[1] for row in rows(table(window, "predecessors"))] == ["1  A", "2  B"]
    click(table(window, "predecessors"), 0, 3)
    keys("+2d", Qt.Key.Key_Return)
    assert window.document.plan.links[link.id].lag == 960
    click(table(window, "predecessors"), 0, 2)
    menu = table(window, "predecessors").findChild(QMenu)
    assert menu is not None
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    settle()
    assert window.document.plan.links[link.id].type in ("FS", "FF")
    found = table(window, "predecessors")
    found.setFocus()
    found.setCurrentCell(0, 1)
    keys(Qt.Key.Key_Delete)
    assert link.id not in window.document.plan.links
    click(found, 0, found.columnCount() - 1)
    assert not window.document.plan.links
    assert [label.split(" ")[0] for label in window.document.history] == ["Link"] * 4 + ["Unlink"] * 2


def test_a_loop_is_refused_with_its_sentence_and_the_text_stays(opened: Open) -> None:
    window = opened("A 3d; B 1d after A; C 1d after B")
    select(window, "A")
    add(table(window, "predecessors"), "C")
    editor = table(window, "predecessors").findChild(QLineEdit)
    assert editor is not None
    assert editor.text() == "C"
    assert editor.accessibleDescription() == "Would make a loop: A → B → C → A."
    keys(Qt.Key.Key_Escape)
    assert len(window.document.plan.links) == 2


def test_a_successor_is_added_and_a_name_leads_to_its_task(opened: Open) -> None:
    window = opened("A 3d; B 1d")
    select(window, "A")
    add(table(window, "successors"), "2 B")
    (link,) = window.document.plan.links.values()
    assert (link.from_, link.to) == (id_of(window, "A"), id_of(window, "B"))
    click(table(window, "successors"), 0, 1)
    assert window.workspace.selected_tasks == (id_of(window, "B"),)


# Risks, people, addresses, findings ---------------------------------------------------------------------


def test_risks_are_added_edited_and_taken_away(opened: Open) -> None:
    window = opened(pocket("A 3d", Resource(id="p" * 16, name="Ann")))
    select(window, "A")
    add(table(window, "risks"), "The vendor slips")
    (risk,) = window.document.plan.risks.values()
    assert (risk.code, risk.name, risk.tasks) == ("R-01", "The vendor slips", (id_of(window, "A"),))
    click(table(window, "risks"), 0, 0)
    keys(Qt.Key.Key_Escape)
    type_field(window, "risk-probability", "70")
    type_field(window, "risk-impact_max", "2w")
    type_field(window, "risk-owner", "Ann")
    type_field(window, "risk-response", "Ask early")
    (risk,) = window.document.plan.risks.values()
    assert (risk.probability, risk.impact_max, risk.owner, risk.response) == (70, 4800, "p" * 16, "Ask early")
    found = table(window, "risks")
    click(found, 0, found.columnCount() - 1)
    assert not window.document.plan.risks


def test_who_works_on_a_task_is_a_table(opened: Open) -> None:
    window = opened(pocket("A 3d", Resource(id="p" * 16, name="Ann")))
    select(window, "A")
    add(table(window, "assignments"), "ann 50%")
    (made,) = window.document.plan.assignments.values()
    assert (made.resource, made.units) == ("p" * 16, 500_000)
    click(table(window, "assignments"), 0, 2)
    keys("16", Qt.Key.Key_Return)
    assert rows(table(window, "assignments")) == [["Ann", "50 %", "16h"]]
    add(table(window, "assignments"), "Ann")
    editor = table(window, "assignments").findChild(QLineEdit)
    assert editor is not None
    assert "works on it already" in editor.accessibleDescription()
    keys(Qt.Key.Key_Escape)


def test_only_addresses_of_the_web_and_of_mails_are_opened(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    went: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: went.append(url.toString()) or True)
    window = opened("A 3d")
    select(window, "A")
    add(table(window, "addresses"), "Design doc www.example.org/a")
    add(table(window, "addresses"), "file:///etc/passwd")
    links = window.document.plan.tasks[id_of(window, "A")].hyperlinks
    assert [(link.label, link.url) for link in links] == [
        ("Design doc", "https://www.example.org/a"), ("", "file:///etc/passwd"),
    ]  # fmt: skip
    click(table(window, "addresses"), 0, 0)
    click(table(window, "addresses"), 1, 0)
    assert went == ["https://www.example.org/a"]
    assert "is not opened" in window.notice.words.text()


def test_findings_of_the_task_come_with_their_fixes(opened: Open) -> None:
    window = opened("A 3d deadline 2026-05-05; B 1d after A")
    select(window, "A")
    section = next(each for each in window.inspector.tasks.sections if each.part.id == "findings")
    assert any("its deadline on" in label.text() for label in section.findChildren(QLabel))
    button = next(b for b in section.findChildren(object) if getattr(b, "toolTip", str)().startswith("Remove the dead"))
    button.click()
    assert window.document.plan.tasks[id_of(window, "A")].deadline is None
    settle()
    window.inspector.flush()
    assert not any("its deadline on" in label.text() for label in section.findChildren(QLabel))


# Notes ------------------------------------------------------------------------------------------------


def write(window: MainWindow, text: str) -> None:
    window.inspector.tabs.setCurrentIndex(1)
    settle()
    window.inspector.flush()
    window.inspector.notes.page.setFocus()
    keys(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is window.inspector.notes.writing
    keys(text)


def test_notes_are_written_as_markdown_and_read_as_a_page(opened: Open) -> None:
    window = opened("A 3d")
    select(window, "A")
    write(window, "**Ask** [Ann](https://example.org)")
    keys(Qt.Key.Key_Return, held=CTRL)
    assert window.document.plan.tasks[id_of(window, "A")].notes == "**Ask** [Ann](https://example.org)"
    assert window.inspector.notes.page.toPlainText() == "Ask Ann"
    assert QApplication.focusWidget() is window.inspector.notes.page
    assert len(window.document.history) == 1
    write(window, " gone")
    keys(Qt.Key.Key_Escape)
    assert window.inspector.notes.page.toPlainText() == "Ask Ann"
    assert len(window.document.history) == 1


def test_notes_that_are_being_written_are_taken_when_another_task_is_selected(opened: Open) -> None:
    window = opened("A 3d; B 1d")
    select(window, "A")
    write(window, "kept")
    select(window, "B")
    assert window.document.plan.tasks[id_of(window, "A")].notes == "kept"
    assert window.document.plan.tasks[id_of(window, "B")].notes == ""


@pytest.mark.parametrize(
    ("address", "linked"),
    [
        ("https://example.org/a", True), ("mailto:ann@example.org", True), ("javascript:alert(1)", False),
        ("file:///etc/passwd", False), ("data:text/html,x", False), ("notes/page.md", False), ("#head", False),
    ],
)  # fmt: skip
@pytest.mark.parametrize("written", ("See [the page]({}).", "See [the page][1].\n\n[1]: {}", "- **[the page]({})**"))
def test_only_what_can_be_opened_looks_like_a_link(opened: Open, address: str, linked: bool, written: str) -> None:
    window = opened("A 3d")
    page = window.inspector.notes.page
    page.show_markdown(written.format(address))
    cursor = page.document().find("the page")
    assert not cursor.isNull()
    words = cursor.charFormat()
    assert (words.isAnchor(), bool(words.anchorHref())) == (linked, linked)
    plain = page.document().begin().begin().fragment().charFormat().foreground()
    assert "**" in written or (words.foreground() != plain) == linked
    assert words.fontWeight() > 400 or "**" not in written


def test_notes_load_nothing_run_nothing_and_open_only_what_is_safe(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    went: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: went.append(url.toString()) or True)
    window = opened("A 3d")
    asked: list[str] = []
    page = window.inspector.notes.page
    real = page.loadResource
    monkeypatch.setattr(page, "loadResource", lambda kind, url: asked.append(url.toString()) or real(kind, url))
    with window.document.edit("notes") as draft:
        words = '![shot](https://evil.example/a.png) <img src="file:///etc/passwd"> <b>x</b> https://good.example/a.'
        draft.change(draft.tasks[id_of(window, "A")], notes=words)
    select(window, "A")
    window.inspector.tabs.setCurrentIndex(1)
    settle()
    page.grab()
    shown = page.toPlainText()
    assert "<b>x</b>" in shown
    assert "￼" not in shown
    assert not asked
    html = page.toHtml()
    assert 'href="https://good.example/a"' in html
    assert "<img" not in html
    for address in ("file:///etc/passwd", "javascript:alert(1)", "https://good.example/a"):
        page.anchorClicked.emit(QUrl(address))
    assert went == ["https://good.example/a"]
    image = QTextDocument.ResourceType.ImageResource.value
    assert real(image, QUrl("https://evil.example/a.png")).width() == 1


# History ----------------------------------------------------------------------------------------------


def history(window: MainWindow) -> list[tuple[str, list[str]]]:
    window.inspector.tabs.setCurrentIndex(2)
    settle()
    window.inspector.flush()
    window.inspector.history.fill_all()
    tree = window.inspector.history.list
    items = [tree.topLevelItem(place) for place in range(tree.topLevelItemCount())]
    return [
        (item.text(0).partition("  ")[2] or item.text(0), [item.child(n).text(0) for n in range(item.childCount())])
        for item in items
    ]


def test_the_history_of_a_task_tells_each_step_that_touched_or_shifted_it(opened: Open) -> None:
    log = Log(id="l" * 16, at=29_000_000, who="Ann", labels=("Rename 'B' to 'C'", "Move 'A' +3 d"))
    plan = pocket("A 3d; B 2d after A", log)
    window = opened(plan)
    select(window, "A")
    type_field(window, "duration", "5d")
    select(window, "B")
    told = history(window)
    assert told[0][0] == "Duration of 'A' 5d (1 task shifted)"
    assert told[0][1][0] == "start Thu 7 May → Mon 11 May (+2 d)"
    assert told[1] == ("Saved by Ann", ["Rename 'B' to 'C'"])
    window.verbs["edit.undo"].trigger()
    assert [label for label, _ in history(window)] == ["Saved by Ann"]


def test_the_history_compares_with_the_baseline(opened: Open) -> None:
    plan = pocket("A 3d")
    task = pocket_id(plan, "A")
    row = BaselineTask(id="r" * 16, baseline="b" * 16, of=task, start=START, finish=START + DAY + 9 * 60)
    plan = pocket("A 3d", Baseline(id="b" * 16, name="First"), row, baseline="b" * 16)
    window = opened(plan)
    select(window, "A")
    history(window)
    assert window.inspector.history.compared.text() == "Since the baseline: start 0 d, finish +1 d."
    assert window.inspector.history.empty.text().startswith("Nothing was done")


# The plan and a link ------------------------------------------------------------------------------------


def test_the_row_of_the_plan_shows_its_settings(opened: Open) -> None:
    window = opened("A 3d; M 0d after A")
    window.workspace.select([window.document.plan.project.id])
    settle()
    window.inspector.flush()
    page = window.inspector.project

    def put(column: str, text: str) -> None:
        found = page.form.fields[column]
        found.setFocus()
        found.line.selectAll()
        keys(text, Qt.Key.Key_Return)

    put("start", "11 may")
    put("minutes_per_day", "7.5")
    put("currency", "eur")
    put("milestone", "M")
    put("week_start", "Sunday")
    project = window.document.plan.project
    assert project.start == START + 7 * DAY
    assert (project.minutes_per_day, project.currency, project.week_start) == (450, "EUR", 6)
    assert project.milestone == id_of(window, "M")
    put("default_start", "18:00")
    assert "begins before it ends" in page.form.fields["default_start"].accessibleDescription()
    keys(Qt.Key.Key_Escape)
    assert len(window.document.history) == 5


def test_a_selected_link_has_its_page(opened: Open) -> None:
    window = opened("A 3d; B 1d after A")
    (link,) = window.document.plan.links
    window.gantt.pointing.select_link(link)
    settle()
    window.inspector.flush()
    page = window.inspector.link
    assert page.isVisible()
    page.lag.setFocus()
    keys("2d", Qt.Key.Key_Return)
    assert window.document.plan.links[link].lag == 960
    page.remove.click()
    assert not window.document.plan.links
    settle()
    window.inspector.flush()
    assert not page.isVisible()


# How it feels -------------------------------------------------------------------------------------------


def test_keys_lead_through_all_fields_in_the_order_of_the_page(opened: Open) -> None:
    window = opened("A 3d; B 2d after A")
    select(window, "B")
    window.inspector.take_focus()
    page, tops = window.inspector.tasks, []
    for _ in range(80):
        focus = QApplication.focusWidget()
        if not page.isAncestorOf(focus):
            break
        tops.append(focus.mapTo(page, QPoint(0, 0)).y())
        QTest.keyClick(focus, Qt.Key.Key_Tab)
        settle()
    assert len(tops) > 25
    assert tops == sorted(tops)


@pytest.mark.parametrize("width", [240, 276, 420])
def test_nothing_lies_over_another_at_any_width(opened: Open, width: int) -> None:
    window = opened("A 3d; B 2d after A")
    window.panes.setSizes([window.width() - width, width])
    select(window, "B")
    for section in window.inspector.tasks.sections:
        if not section.is_open:
            section.head.click()
    settle()
    page = window.inspector.tasks
    assert page.width() <= window.inspector.area.viewport().width()
    fields = [each for each in page.findChildren(QLineEdit) if each.isVisible() and isinstance(each, Field)]
    rects = [each.rect().translated(each.mapTo(page, QPoint(0, 0))) for each in fields]
    for place, rect in enumerate(rects):
        assert rect.right() < page.width()
        assert not any(rect.intersects(other) for other in rects[place + 1 :])


def test_a_plan_for_reading_only_is_shown_and_not_edited(opened: Open) -> None:
    window = opened(pocket("A 3d; B 2d after A", Risk(id="r" * 16, name="Rain", tasks=())))
    window.document.read_only = True
    window.inspector.later()
    select(window, "B")
    assert field(window, "deadline").isReadOnly()
    assert table(window, "predecessors").rowCount() == 1
    click(table(window, "predecessors"), 0, table(window, "predecessors").columnCount() - 1)
    assert len(window.document.plan.links) == 1


def test_an_edit_elsewhere_is_followed(opened: Open) -> None:
    window = opened("A 3d; B 2d after A")
    select(window, "B")
    (link,) = window.document.plan.links.values()
    with window.document.edit("elsewhere") as draft:
        draft.put(replace(link, type="SS"))
    settle()
    assert rows(table(window, "predecessors"))[0][2] == "SS"


def test_an_empty_history_says_so_at_the_top(opened: Open) -> None:
    window = opened("A 3d")
    select(window, "A")
    window.inspector.tabs.setCurrentIndex(2)
    settle()
    window.inspector.history.fill_all()
    settle()
    empty = window.inspector.history.empty
    assert empty.isVisible() and empty.y() + empty.height() < 120


class Looking(QObject):
    """Notes what a part of the inspector said each time that it was drawn."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        page = window.inspector.tasks
        self._window, self._chip = window, page.heading.slack
        self.why = next(section for section in page.sections if section.part.id == "why")
        self.seen: list[tuple[str, str]] = []
        self.narrow = 0
        for part in (self._chip, self.why.head):
            part.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.narrow += self._chip.width() < self._chip.sizeHint().width()
            self.seen.append((self._window.inspector.tasks.heading.name.text(), self.why.head.text()))
        return False


def test_the_page_is_drawn_whole_never_half_of_one_task_and_half_of_another(opened: Open) -> None:
    window = opened("A 3d; B 5d after A; C 1d after B; D 9d")
    select(window, "A")
    looking = Looking(window)
    names = {name: window.inspector.tasks.sections[0].part.name((id_of(window, name),)) for name in "ABCD"}
    for name in "DBACD":
        window.workspace.select([id_of(window, name)])
        for _ in range(30):
            QApplication.processEvents()
            window.repaint()
    assert {name for name, _ in looking.seen} >= {"B", "C", "D"}
    assert all(why == names[name] for name, why in looking.seen), looking.seen
    assert not looking.narrow
