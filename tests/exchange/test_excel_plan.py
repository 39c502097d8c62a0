"""The sheet Plan of a workbook, read back with openpyxl."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from roadmap_app.exchange.excel.timeline import make_timeline
from roadmap_app.model.ids import stable_id
from roadmap_app.model.parts import CalendarException
from roadmap_app.model.records import Calendar, Resource
from roadmap_app.model.time import DAY
from roadmap_app.scene import tokens
from tests.analysis.records import with_baseline, with_project
from tests.exchange.workbooks import FIRST, book_of, cell, columns, hidden_columns, opened, row_of, written
from tests.pocket import STANDARD, at, id_of, plan, task

PLAN = """
Design
  Draft 5d 100%
  Review 3d 40% after Draft
  Approved 0d after Review
Build
  Core 10d after Review
  Docs 1.5d after Review
  Old idea 3d inactive after Draft
  Wait 3ed after Review
Release 0d deadline 2026-06-30 after Core
"""


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return book_of(plan(PLAN), tmp_path_factory.mktemp("book"))["Plan"]


@pytest.fixture(scope="module")
def values(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return book_of(plan(PLAN), tmp_path_factory.mktemp("book"), values=True)["Plan"]


def test_dates_are_real_dates_and_figures_real_numbers_with_their_units(values: Any) -> None:
    assert cell(values, "Review", "Start").value == datetime(2026, 5, 11)
    assert cell(values, "Review", "Finish").value == datetime(2026, 5, 13)
    assert cell(values, "Review", "Days").value == 3
    assert cell(values, "Review", "Days").number_format == '0 "d"_)'
    assert cell(values, "Docs", "Days").value == 1.5
    assert cell(values, "Review", "%").value == pytest.approx(0.4)
    assert cell(values, "Review", "%").number_format == "0 %_)"
    assert cell(values, "Wait", "Days").value == 3
    assert cell(values, "Wait", "Days").number_format == '0 "ed"_)'
    assert cell(values, "Docs", "Slack").value == 8.5


def test_days_are_counted_by_the_spreadsheet_where_it_counts_as_the_plan(sheet: Any) -> None:
    row = row_of(sheet, "Review")
    assert cell(sheet, "Review", "Days").value == f"=NETWORKDAYS($F{row},$G{row})"
    assert cell(sheet, "Docs", "Days").value == 1.5
    assert cell(sheet, "Wait", "Days").value == 3
    assert cell(sheet, "Approved", "Days").value is None


def test_a_summary_spans_the_rows_below_it_by_formula(sheet: Any, values: Any) -> None:
    row = row_of(sheet, "Design")
    assert cell(sheet, "Design", "Start").value == f"=MIN(F{row + 1}:F{row + 3})"
    assert cell(sheet, "Design", "Finish").value == f"=MAX(G{row + 1}:G{row + 3})"
    assert cell(values, "Design", "Finish").value == datetime(2026, 5, 13)


def test_the_plan_as_a_whole_is_the_first_row(values: Any) -> None:
    assert values.cell(FIRST, columns(values)["Task"]).value == "Pocket"
    assert values.cell(FIRST, columns(values)["WBS"]).value is None
    assert cell(values, "Pocket", "Finish").value == datetime(2026, 5, 27)
    assert values["A1"].value == "Pocket"


def test_a_lone_summary_at_the_top_is_the_whole_plan_itself(tmp_path: Path) -> None:
    values = book_of(plan("All { A 3d; B 2d after A }"), tmp_path, values=True)["Plan"]
    assert [values.cell(row, 2).value for row in range(FIRST, values.max_row + 1)] == ["All", "A", "B"]


def test_predecessors_are_written_as_people_type_them(tmp_path: Path) -> None:
    sheet = book_of(plan("A 3d; B 2d after A SS+1d; C 1d after A, B"), tmp_path)["Plan"]
    assert cell(sheet, "B", "Predecessors").value == "1SS+1d"
    assert cell(sheet, "C", "Predecessors").value == "1; 2"
    assert cell(sheet, "C", "Predecessors").data_type == "s"


def test_milestone_rows_have_a_formula_that_yields_a_diamond(sheet: Any, values: Any) -> None:
    row = row_of(sheet, "Approved")
    formulas = [sheet.cell(row, column).value for column in range(19, sheet.max_column)]
    assert all("◆" in formula for formula in formulas)
    shown = [values.cell(row, column).value for column in range(19, values.max_column)]
    assert shown.count("◆") == 1
    assert values.cell(FIRST - 1, 19 + shown.index("◆")).value == datetime(2026, 5, 13)


def test_timeline_cells_of_tasks_are_empty(sheet: Any) -> None:
    for name in ("Design", "Draft", "Old idea"):
        row = row_of(sheet, name)
        assert all(sheet.cell(row, column).value is None for column in range(19, sheet.max_column + 1))


def test_bars_are_conditional_formats_over_the_rows_own_cells(sheet: Any) -> None:
    rules = [
        rule
        for area, found in sheet.conditional_formatting._cf_rules.items()
        if str(area.sqref).startswith(f"S{FIRST}:")
        for rule in found
    ]
    formulas = [rule.formula[0] for rule in rules]
    assert len(rules) >= 4
    fills = {rule.dxf.fill.bgColor.rgb for rule in rules if rule.dxf.fill is not None}
    assert len(fills) >= 8  # done, remaining, critical in two shades, summary, inactive, weekend, ...
    bars = [formula for formula in formulas if "$F4" in formula and "$G4" in formula]
    assert any("$H4" in formula for formula in bars)
    assert any("$F$1" in formula for formula in formulas)
    priorities = [rule.priority for rule in rules]
    assert len(set(priorities)) == len(priorities)


def rules_of(sheet: Any, area: str) -> list[Any]:
    """Conditional formats of an area, the strongest first."""
    found = [
        rule
        for one, rules in sheet.conditional_formatting._cf_rules.items()
        if str(one.sqref).startswith(area)
        for rule in rules
    ]
    return sorted(found, key=lambda rule: rule.priority)


def test_the_header_marks_the_column_that_holds_the_date(sheet: Any) -> None:
    (rule,) = rules_of(sheet, f"S{FIRST - 1}")
    assert rule.formula[0] == "AND($F$1>=S$3,$F$1<T$3)"


def test_the_baseline_mark_has_the_colour_of_baselines(tmp_path: Path) -> None:
    now = with_baseline(plan("A 5d; M 0d after A"), plan("A 9d; M 0d after A"))
    sheet = book_of(now, tmp_path)["Plan"]
    row = row_of(sheet, "M")
    shown = [c.value for c in book_of(now, tmp_path, values=True)["Plan"][row][18:]]
    assert shown.count("◆") == 1 and shown.count("◇") == 1
    inks = {}
    for rule in rules_of(sheet, f"S{FIRST}:"):
        for mark in "◆◇":
            if f'="{mark}"' in rule.formula[0] and rule.dxf.font is not None:
                inks.setdefault(mark, set()).add(rule.dxf.font.color.rgb)
    gantt = tokens.load("light").gantt
    assert inks["◇"] == {rgb(gantt.baseline)}
    assert inks["◆"] == {rgb(gantt.critical), rgb(gantt.done_progress)}


def rgb(colour: str) -> str:
    return f"FF{colour[1:].upper()}"


def test_the_note_fits_beside_a_narrow_timeline(tmp_path: Path) -> None:
    sheet = book_of(plan("A 1d"), tmp_path)["Plan"]
    note = sheet["H1"].value
    assert note.startswith("Bars follow")
    room = sum(
        dimension.width * (dimension.max - dimension.min + 1)
        for dimension in sheet.column_dimensions.values()
        if dimension.min >= 8 and not dimension.hidden
    )
    assert len(note) * 0.9 < room


def test_a_long_name_of_the_plan_is_set_smaller(tmp_path: Path) -> None:
    sheets = [
        book_of(with_project(plan("A 3d"), name=name), tmp_path)["Plan"]
        for name in ("Short", "A rather long name of a plan that has to end before the date")
    ]
    assert sheets[0]["A1"].font.size > sheets[1]["A1"].font.size


def test_the_sheet_is_frozen_filtered_grouped_and_prints_on_pages_one_wide(sheet: Any) -> None:
    assert sheet.freeze_panes == "C4"
    assert sheet.auto_filter.ref == f"A3:N{sheet.max_row}"
    depths = {
        name: sheet.row_dimensions[row_of(sheet, name)].outlineLevel for name in ("Pocket", "Design", "Draft")
    }
    assert depths == {"Pocket": 0, "Design": 1, "Draft": 2}
    assert sheet.sheet_properties.outlinePr.summaryBelow is False
    assert sheet.print_title_rows == "$1:$3"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_area.startswith("'Plan'!$A$1:")
    assert "&P" in sheet.oddFooter.right.text


def test_outline_levels_stop_at_what_a_sheet_can_group(tmp_path: Path) -> None:
    text = "\n".join("  " * depth + f"L{depth} 1d" for depth in range(12))
    sheet = book_of(plan(text), tmp_path)["Plan"]
    assert max(dimension.outlineLevel for dimension in sheet.row_dimensions.values()) == 7


def test_lists_and_dates_are_validated(tmp_path: Path) -> None:
    core = Resource(id=stable_id(5), name="Core", type="team", colour=1)
    made = plan("A 3d; B 2d after A", core)
    book = book_of(made, tmp_path)
    kinds = {str(one.sqref).rstrip("0123456789"): one for one in book["Plan"].data_validations.dataValidation}
    by_type = {one.type for one in kinds.values()}
    assert by_type == {"list", "date", "decimal"}
    assert "=Teams" in {f"={one.formula1}" for one in kinds.values()}
    assert book.defined_names["Teams"].attr_text == "Lists!$A$2:$A$2"
    assert book["Lists"].sheet_state == "hidden"
    assert book["Lists"]["A2"].value == "Core"


def test_owners_and_kinds_have_lists(tmp_path: Path) -> None:
    ann = Resource(id=stable_id(5), name="Ann")
    gone = Resource(id=stable_id(6), name="Bob", active=False)
    book = book_of(plan("A 3d; M 0d after A", ann, gone), tmp_path)
    sources = {
        str(one.sqref)[0]: one.formula1
        for one in book["Plan"].data_validations.dataValidation
        if one.type == "list"
    }
    assert sources["D"] == "Owners"
    assert sources["P"] == '"task,milestone,summary,plan,inactive"'
    assert book.defined_names["Owners"].attr_text == "Lists!$B$2:$B$2"
    assert [c.value for c in book["Lists"]["B"]] == ["Owner", "Ann"]


def test_holidays_are_a_named_range_that_the_formulas_use(tmp_path: Path) -> None:
    day = at("2026-05-14") // DAY
    off = CalendarException(name="Ascension", first=day, last=day)
    book = book_of(
        plan("A 5d; B 5d after A", Calendar(id=STANDARD, name="Standard", exceptions=(off,))), tmp_path
    )
    row = row_of(book["Plan"], "B")
    assert cell(book["Plan"], "B", "Days").value == f"=NETWORKDAYS($F{row},$G{row},Holidays)"
    assert book.defined_names["Holidays"].attr_text == "Lists!$C$2:$C$2"
    assert book["Lists"]["C2"].value == datetime(2026, 5, 14)
    assert book["Lists"]["D2"].value == "Ascension"


def test_another_working_week_is_counted_by_its_own_days_off(tmp_path: Path) -> None:
    day = ((480, 720), (780, 1020))
    week = (day, day, day, day, (), (), day)
    sheet = book_of(plan("A 5d", Calendar(id=STANDARD, week=week)), tmp_path)["Plan"]
    row = row_of(sheet, "A")
    assert cell(sheet, "A", "Days").value == f'=NETWORKDAYS.INTL($F{row},$G{row},"0000110")'


def test_days_of_different_length_give_figures_instead_of_formulas(tmp_path: Path) -> None:
    whole, half = ((480, 720), (780, 1020)), ((480, 720),)
    made = plan("A 5d", Calendar(id=STANDARD, week=(whole, whole, whole, whole, half, (), ())))
    assert cell(book_of(made, tmp_path)["Plan"], "A", "Days").value == 5


def test_slip_is_a_formula_over_the_baseline_in_working_days(tmp_path: Path) -> None:
    now = with_baseline(plan("A 5d; B 3d after A"), plan("A 6d; B 2d after A"))
    sheet, values = book_of(now, tmp_path)["Plan"], book_of(now, tmp_path, values=True)["Plan"]
    assert cell(values, "A", "Slip").value == 1
    assert cell(values, "B", "Slip").value == 0
    assert "NETWORKDAYS(" in cell(sheet, "A", "Slip").value
    assert cell(values, "A", "Baseline").value == datetime(2026, 5, 8)
    assert cell(values, "A", "Slip").number_format == '+0 "d"_);-0 "d"_);0 "d"_)'


def test_the_date_at_the_top_is_the_status_date_or_today(tmp_path: Path) -> None:
    made = plan("A 3d")
    values = book_of(made, tmp_path, values=True)["Plan"]
    assert (values["E1"].value, values["F1"].value) == ("Today", datetime(2026, 5, 13))
    reported = with_project(made, status_date=at("2026-05-08"))
    values = book_of(reported, tmp_path, values=True)["Plan"]
    assert (values["E1"].value, values["F1"].value) == ("Status date", datetime(2026, 5, 8))


def test_status_is_a_formula_with_the_word_that_it_gives(sheet: Any, values: Any) -> None:
    assert str(cell(sheet, "Draft", "Status").value).startswith("=IF(")
    shown = {name: cell(values, name, "Status").value for name in ("Draft", "Review", "Core", "Old idea")}
    assert shown == {"Draft": "Done", "Review": "In progress", "Core": "Not started", "Old idea": "Inactive"}


def test_hidden_columns_carry_the_id_of_each_row(sheet: Any) -> None:
    made = plan(PLAN)
    column = columns(sheet)["Id"]
    assert sheet.cell(row_of(sheet, "Core"), column).value == id_of(made, "Core")
    assert "Id" in hidden_columns(sheet)


def test_columns_without_anything_in_them_are_hidden(sheet: Any) -> None:
    helpers = {"Baseline start", "Kind", "Critical", "Id"}
    assert hidden_columns(sheet) - helpers == {"Team", "Owner", "Baseline", "Slip"}


def test_an_own_wbs_code_stands_for_the_number(tmp_path: Path) -> None:
    made = plan("A 3d; B 2d after A")
    coded = plan("A 3d; B 2d after A", task(made, "A").but(code="ENG-1"))
    values = book_of(coded, tmp_path, values=True)["Plan"]
    assert cell(values, "A", "WBS").value == "ENG-1"
    assert cell(values, "B", "Predecessors").value == "ENG-1"


@pytest.mark.parametrize(
    ("first", "last", "scale"),
    [
        ("2026-05-04", "2026-05-04", "day"),
        ("2026-05-04", "2026-06-30", "day"),
        ("2026-05-04", "2026-12-31", "week"),
        ("2026-05-04", "2029-12-31", "month"),
    ],
)
def test_the_scale_of_the_timeline_fits_the_plan(first: str, last: str, scale: str) -> None:
    begin, end = at(first) // DAY, at(last) // DAY
    timeline = make_timeline(begin, end)
    assert timeline.scale == scale
    assert timeline.days[0] <= begin
    assert timeline.days[-1] > end
    assert timeline.columns <= 120
    assert list(timeline.days) == sorted(set(timeline.days))


def test_a_plan_of_centuries_is_cut_and_says_so(tmp_path: Path) -> None:
    made = plan("A 2d manual 1950-01-02..1950-01-03; B 2d manual 2150-01-02..2150-01-03")
    path, found = written(made, tmp_path)
    assert [one.code for one in found] == ["excel.timeline_cut"]
    assert found[0].message == "The timeline ends with Dec 1979; the plan goes on to 3 Jan 2150."
    assert opened(path)["Plan"].max_column < 400
