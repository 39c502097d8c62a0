"""The other sheets, presets, properties and limits of a workbook."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from roadmap_app.exchange.excel import workbook, write_workbook
from roadmap_app.exchange.imported import Unwritable
from roadmap_app.model.ids import stable_id
from roadmap_app.model.plan import Plan, make_plan
from roadmap_app.model.records import Baseline, Field, Log, Resource, Risk
from roadmap_app.schedule import compute
from tests.analysis.records import with_baseline, with_project
from tests.exchange.workbooks import FIRST, TODAY, book_of, cell, opened, row_of, written
from tests.pocket import at, id_of, plan, task

BEFORE = plan("Design { Draft 5d; Review 3d after Draft }; Launch 0d after Review")
AFTER = plan("Design { Draft 6d 50%; Review 3d after Draft }; Launch 0d deadline 2026-05-29 after Review")


@pytest.fixture(scope="module")
def made() -> Plan:
    late = Risk(id=stable_id(61), name="Vendor slips", probability=50, impact_min=480, impact_max=3 * 480)
    small = Risk(id=stable_id(62), name="Typo", probability=90, impact_min=0, impact_max=480)
    closed = Risk(id=stable_id(63), name="Gone", probability=99, impact_max=4800, status="closed")
    now = with_baseline(BEFORE, AFTER)
    return make_plan(
        now.doc, [*with_project(now, milestone=id_of(now, "Launch")).records(), late, small, closed]
    )


def grid(sheet: Any) -> dict[Any, Any]:
    """Texts of a sheet and where they stand."""
    return {cell.value: cell for row in sheet.iter_rows() for cell in row if cell.value is not None}


def test_everything_writes_all_sheets_and_summary_opens_first(made: Plan, tmp_path: Path) -> None:
    book = book_of(made, tmp_path)
    assert [s.title for s in book if s.sheet_state == "visible"] == [
        "Summary",
        "Plan",
        "Milestones",
        "Data",
        "About",
    ]
    assert book.active.title == "Summary"


def test_presets_choose_sheets_and_executives_see_rows_folded(made: Plan, tmp_path: Path) -> None:
    executives = book_of(made, tmp_path, preset="executives")
    assert [s.title for s in executives if s.sheet_state == "visible"] == [
        "Summary",
        "Milestones",
        "Plan",
        "About",
    ]
    sheet = executives["Plan"]
    assert sheet.row_dimensions[row_of(sheet, "Draft")].hidden
    assert not sheet.row_dimensions[row_of(sheet, "Design")].hidden
    assert sheet.row_dimensions[row_of(sheet, "Design")].collapsed
    teams = book_of(made, tmp_path, preset="teams")
    assert [s.title for s in teams if s.sheet_state == "visible"] == ["Plan", "Milestones", "Data", "About"]


def test_an_unknown_preset_is_refused_with_those_there_are(made: Plan, tmp_path: Path) -> None:
    with pytest.raises(Unwritable, match="executives, teams, everything"):
        written(made, tmp_path, preset="board")
    assert not list(tmp_path.iterdir())


def test_sheets_without_content_are_left_out(tmp_path: Path) -> None:
    assert book_of(plan(""), tmp_path).sheetnames == ["Summary", "About"]
    assert "Milestones" not in book_of(plan("A 3d"), tmp_path).sheetnames


def test_the_summary_tells_health_finish_and_slip_by_looking_them_up(made: Plan, tmp_path: Path) -> None:
    formulas, values = (
        grid(book_of(made, tmp_path)["Summary"]),
        book_of(made, tmp_path, values=True)["Summary"],
    )
    label = {row[1].value: row[2].value for row in values.iter_rows(min_row=4, max_row=14) if row[1].value}
    assert label["Health"] == "At risk"
    assert label["Launch"] == datetime(2026, 5, 14)
    assert label["Against the baseline"] == 1
    assert label["Complete"] == pytest.approx(0.33)
    assert '=INDEX(Plan!$G$4:$G$8,MATCH("2",Plan!$A$4:$A$8,0))' in formulas
    assert any(str(text).startswith("=COUNTIFS(Plan!") for text in formulas)


def test_names_on_the_summary_lead_to_their_rows(made: Plan, tmp_path: Path) -> None:
    book = book_of(made, tmp_path)
    links = {
        link.display or link.ref: link.location
        for row in book["Summary"]
        for c in row
        if (link := c.hyperlink)
    }
    assert f"'Plan'!B{row_of(book['Plan'], 'Launch')}" in links.values()


def test_top_risks_are_open_ones_by_expected_delay_with_bars(made: Plan, tmp_path: Path) -> None:
    path, _ = written(made, tmp_path)
    values = opened(path, values=True)["Summary"]
    rows = [[c.value for c in row[11:16]] for row in values.iter_rows(min_row=4, max_row=6)]
    assert [row[0] for row in rows] == [
        "Vendor slips",
        "Typo",
        "Expected delay = chance × impact, in working days.",
    ]
    assert rows[0][2:] == [0.5, 2, 1.0]
    assert opened(path)["Summary"]["P4"].value == "=N4*O4"
    with zipfile.ZipFile(path) as archive:
        assert b"<dataBar" in archive.read("xl/worksheets/sheet1.xml")


def test_the_summary_and_the_milestones_have_native_charts(made: Plan, tmp_path: Path) -> None:
    path, _ = written(made, tmp_path)
    with zipfile.ZipFile(path) as archive:
        charts = [archive.read(name) for name in archive.namelist() if name.startswith("xl/charts/chart")]
    assert any(b"<c:barChart>" in chart and b"Summary!" in chart for chart in charts)
    assert any(b"<c:scatterChart>" in chart and b"Milestones!" in chart for chart in charts)


def test_milestones_tell_baseline_slip_deadline_margin_and_state(made: Plan, tmp_path: Path) -> None:
    values = book_of(made, tmp_path, values=True)["Milestones"]
    header = [c.value for c in values[3]]
    row = dict(zip(header, [c.value for c in values[4]], strict=True))
    assert row["Milestone"] == "Launch"
    assert (row["Baseline"], row["Now"]) == (datetime(2026, 5, 13), datetime(2026, 5, 14))
    assert (row["Slip"], row["Margin"], row["State"]) == (1, 11, "At risk")
    assert row["Deadline"] == datetime(2026, 5, 29)


def test_data_is_a_table_with_every_task_once(made: Plan, tmp_path: Path) -> None:
    values = book_of(made, tmp_path, values=True)["Data"]
    table = values.tables["Tasks"]
    assert table.ref.startswith("A1:")
    header = [c.value for c in values[1]]
    rows = [dict(zip(header, [c.value for c in row], strict=True)) for row in values.iter_rows(min_row=2)]
    assert [row["Name"] for row in rows] == ["Design", "Draft", "Review", "Launch"]
    assert rows[1]["Start"] == datetime(2026, 5, 4, 8)
    assert rows[1]["Finish"] == datetime(2026, 5, 11, 17)
    assert rows[1]["Finish slip (d)"] == 1
    assert rows[2]["Predecessors"] == "1.1"
    assert rows[1]["Successors"] == "1.2"
    assert rows[1]["Critical"] is True
    assert rows[3]["Id"] == id_of(made, "Launch")


def test_custom_fields_are_columns_with_distinct_headers(tmp_path: Path) -> None:
    points = Field(id=stable_id(71), name="Points", type="number")
    same = Field(id=stable_id(72), name="name", type="text")
    first = plan("A 3d")
    valued = task(first, "A").but(fields=((points.id, 8), (same.id, "other")))
    values = book_of(plan("A 3d", points, same, valued), tmp_path, values=True)["Data"]
    row = dict(zip([c.value for c in values[1]], [c.value for c in values[2]], strict=True))
    assert row["Points"] == 8
    assert row["name (2)"] == "other"


def test_about_tells_the_last_save_and_how_changes_come_back(tmp_path: Path) -> None:
    saves = [Log(id=stable_id(80 + n), at=at("2026-05-11T09:30") + n, who="Ann") for n in range(3)]
    values = book_of(plan("A 3d", *saves), tmp_path, values=True)["About"]
    about = {row[1].value: row[2].value for row in values.iter_rows(min_row=2) if row[1].value}
    assert about["Version"] == "version 3, saved 2026-05-11 09:32 UTC"
    assert about["Export preset"] == "everything"
    assert "does not read changes" in about["Sending changes back"]


def test_a_baseline_without_dates_is_none(tmp_path: Path) -> None:
    taken = Baseline(id=stable_id(90), name="Baseline")
    made = plan("A 3d", taken, baseline=taken.id)
    values = book_of(made, tmp_path, values=True)["About"]
    about = {row[1].value: row[2].value for row in values.iter_rows(min_row=2) if row[1].value}
    assert about["Baseline"] == "none"


def test_a_plan_that_was_never_saved_has_no_description(tmp_path: Path) -> None:
    assert book_of(plan("A 3d"), tmp_path).properties.description is None
    save = Log(id=stable_id(80), at=at("2026-05-11T09:30"), who="Ann")
    told = book_of(plan("A 3d", save), tmp_path).properties.description
    assert told == "Made by Roadmap from version 1, saved 2026-05-11 09:30 UTC."


@pytest.mark.parametrize("name", ["2026 Roadmap", "R&D 7", "Plan"])
def test_the_footer_shows_the_name_whatever_it_begins_with(name: str, tmp_path: Path) -> None:
    for sheet in book_of(with_project(plan("A 3d"), name=name), tmp_path):
        if sheet.sheet_state == "visible":
            assert sheet.oddFooter.left.text == name.replace("&", "&&")
            assert sheet.oddFooter.left.size == 8


def test_figures_on_the_sheet_data_have_no_bare_point(tmp_path: Path) -> None:
    sheet = book_of(plan("A 18d; B 1.5d after A"), tmp_path)["Data"]
    column = next(c.column for c in sheet[1] if c.value == "Duration (d)")
    assert [sheet.cell(row, column).number_format for row in (2, 3)] == ["0_)", "0.0#_)"]


def test_a_chart_of_many_milestones_says_which_it_shows(tmp_path: Path) -> None:
    made = plan("\n".join(f"M{n} 0d {100 if n < 5 else 0}%" for n in range(60)))
    path, _ = written(made, tmp_path)
    with zipfile.ZipFile(path) as archive:
        charts = [archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/charts/chart")]
    (chart,) = [text for text in charts if "<c:scatterChart>" in text]
    assert "Milestones over time: numbers 6 to 45 of 60" in chart
    assert "Milestones!$F$9:$F$48" in chart
    assert "<c:dLblPos" not in chart  # beside the marks: the right is where names stand by themselves


def test_properties_tell_the_plan_and_no_person(tmp_path: Path) -> None:
    save = Log(id=stable_id(80), at=at("2026-05-11T09:30"), who="Ann")
    book = book_of(plan("A 3d", save), tmp_path)
    assert book.properties.title == "Pocket"
    assert not book.properties.creator
    assert not book.properties.lastModifiedBy
    assert book.properties.created == datetime(2026, 5, 11, 9, 30)


def test_the_same_plan_and_settings_give_the_same_bytes(made: Plan, tmp_path: Path) -> None:
    first = written(made, tmp_path)[0].read_bytes()
    time.sleep(2.1)  # a zip counts in steps of two seconds
    assert written(made, tmp_path)[0].read_bytes() == first
    assert written(made, tmp_path, preset="teams")[0].read_bytes() != first


def test_rows_written_straight_to_disk_hold_the_same(
    made: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = book_of(made, tmp_path)
    monkeypatch.setattr(workbook, "MANY_TASKS", 1)
    straight = book_of(made, tmp_path)
    for sheet in usual:
        same = [[c.value for c in row] for row in sheet] == [
            [c.value for c in row] for row in straight[sheet.title]
        ]
        assert same, sheet.title


def test_what_progress_raises_stops_the_writing_and_leaves_no_file(made: Plan, tmp_path: Path) -> None:
    class Cancelled(Exception):
        pass

    def cancel(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        write_workbook(tmp_path / "p.xlsx", made, compute(made), today=TODAY, progress=cancel)
    assert not list(tmp_path.iterdir())


def test_progress_ends_with_all_rows(made: Plan, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    path = tmp_path / "p.xlsx"
    write_workbook(
        path, made, compute(made), today=TODAY, progress=lambda done, total: told.append((done, total))
    )
    assert told[-1][0] == told[-1][1] > 0
    shares = [done / total for done, total in told]
    assert shares == sorted(shares)
    assert shares[-2] > 0.85  # no leap at the end


def test_a_place_that_cannot_be_written_is_said_in_a_sentence(made: Plan, tmp_path: Path) -> None:
    with pytest.raises(Unwritable, match="could not be written"):
        write_workbook(tmp_path / "no" / "such" / "p.xlsx", made, compute(made), today=TODAY)


def test_a_plan_with_more_tasks_than_a_sheet_has_rows_says_what_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("roadmap_app.exchange.excel.facts.MOST_ROWS", 6)
    path, found = written(plan("A 1d; B 1d; C 1d; D 1d"), tmp_path)
    assert [one.code for one in found] == ["excel.too_many_rows"]
    assert found[0].message.endswith("the last 2 are not in the workbook.")
    assert opened(path)["Plan"].max_row == 6


def test_team_names_come_from_resources(tmp_path: Path) -> None:
    core = Resource(id=stable_id(5), name="Core", type="team", colour=1)
    first = plan("A 3d")
    values = book_of(plan("A 3d", core, task(first, "A").but(team=core.id)), tmp_path, values=True)
    assert cell(values["Plan"], "A", "Team").value == "Core"
    assert values["Data"]["H2"].value == "Core"


def test_a_thousand_tasks_are_exported_and_the_time_is_told(
    tmp_path: Path, figure: Callable[[str], None]
) -> None:
    lines = []
    for phase in range(100):
        lines.append(f"Phase {phase}")
        for number in range(9):
            after = f' after "T {phase} {number - 1}"' if number else ""
            lines.append(f'  "T {phase} {number}" {0 if number == 8 else 3}d{after}')
    made = plan("\n".join(lines))
    schedule = compute(made)
    begin = time.process_time()
    write_workbook(tmp_path / "p.xlsx", made, schedule, today=TODAY)
    took = time.process_time() - begin
    begin = time.process_time()
    total = 0
    for number in range(1_000_000):
        total += number
    loop = time.process_time() - begin
    figure(f"workbook of 1,000 tasks: {took:.2f} s (a loop of a million additions: {loop:.3f} s)")
    assert opened(tmp_path / "p.xlsx")["Plan"].max_row == 1000 + FIRST
