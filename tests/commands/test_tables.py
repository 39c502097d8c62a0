"""Tables on the clipboard, as spreadsheets write them, and what a paste makes of them."""

from __future__ import annotations

import pytest

from roadmap_app.commands import Refusal, clipboard, tables
from roadmap_app.commands.clipboard import Pasted
from roadmap_app.commands.tables import Cell
from roadmap_app.commands.typed import parse_date, parse_duration
from roadmap_app.model.plan import Draft, Plan
from roadmap_app.model.records import Project
from roadmap_app.model.time import day_of, instant, to_date
from roadmap_app.schedule import compute
from tests.pocket import id_of
from tests.pocket import plan as pocket

TODAY = instant(2026, 5, 4)
EXCEL = """<html><head><style><!--
.xl65 {mso-number-format:"Short Date";}
.xl66 {padding-left:9px; mso-char-indent-count:1;}
.xl67 {mso-number-format:"dd\\/mm\\/yyyy";}
--></style></head><body><table border=0>
 <col width=64><tr height=20><td>Task Name</td><td>Duration</td><td>Start</td><td>% Complete</td><td>Deadline</td></tr>
 <tr><td height=20 class=xl64>Build</td><td>5 days</td><td class=xl65 align=right x:num="46146">5/4/2026</td>
  <td x:num="0.5">50%</td><td class=xl67>04/06/2026</td></tr>
 <tr><td class=xl66>Dig<span style='mso-spacerun:yes'>&nbsp; </span></td><td x:num>3</td>
  <td class=xl65 x:num="46147.375">5/5/2026 9:00</td><td>0%</td><td></td></tr>
</table></body></html>"""
SHEETS = """<google-sheets-html-origin><table><tr><td data-sheets-value='{"1":2,"2":"Dig"}'>Dig</td>
<td data-sheets-value="{&quot;1&quot;:3,&quot;3&quot;:46146}"
 data-sheets-numberformat='{"1":5,"2":"d/m/yyyy"}'>4/5/2026</td>
<td data-sheets-value='{"1":3,"3":1234.5}'
 data-sheets-numberformat='{"1":4,"2":"#.##0,00"}'>1.234,50</td></tr></table>"""
LIBRE = """<table><tr><td align="left">Dig</td><td sdval="46146" sdnum="1033;0;MM/DD/YY">05/04/26</td>
<td sdval="0.25" sdnum="1031;0;0%">25%</td><td colspan=2>wide</td><td>last</td></tr></table>"""


def texts(rows: list[list[Cell]], *kinds: str) -> list[list[str]]:
    return [[cell.typed(kind) for cell, kind in zip(row, kinds, strict=False)] for row in rows]


def test_excel() -> None:
    rows = tables.read_html(EXCEL)
    assert texts(rows[1:], "text", "duration", "date", "percent", "date") == [
        ["Build", "5 days", "2026-05-04", "50", "2026-06-04"],
        ["Dig", "3", "2026-05-05 09:00", "0", ""],
    ]
    assert [row[0].level for row in rows] == [0, 0, 1]


def test_google_sheets_and_libreoffice() -> None:
    assert texts(tables.read_html(SHEETS), "text", "date", "money") == [["Dig", "2026-05-04", "1234.5"]]
    rows = tables.read_html(LIBRE)
    assert texts(rows, "text", "date", "percent", "text", "text", "text") == [
        ["Dig", "2026-05-04", "25", "wide", "", "last"]
    ]


def test_a_cell_over_two_rows_leaves_its_place_in_the_second() -> None:
    rows = tables.read_html("<table><tr><td rowspan=2>A</td><td>1</td></tr><tr><td>2</td></tr></table>")
    assert [[cell.text for cell in row] for row in rows] == [["A", "1"], ["", "2"]]


@pytest.mark.parametrize(
    "html", ["", "<p>no table", "<table><tr><td>a</table><table></table>", "<td>", "<table><tr><td"]
)
def test_what_is_no_table_is_none(html: str) -> None:
    assert tables.read_html(html) == []


def test_what_goes_out_comes_back_with_types_and_levels() -> None:
    rows = [[Cell("Build"), Cell("1.10"), Cell("2026-05-04")], [Cell("Dig & <so>\nor", level=1), Cell("2"), Cell("")]]
    html = tables.write_html(rows, ["text", "text", "date"])
    assert [[(cell.text, cell.level) for cell in row] for row in tables.read_html(html)] == [
        [(cell.text, cell.level) for cell in row] for row in rows
    ]
    assert "mso-number-format:'\\@'" in html


# Pasting ---------------------------------------------------------------------------------------------------


def pasted(plan: Plan, rows: list[list[Cell]], at: str | None = None, column: str = "name") -> tuple[Plan, Pasted]:
    draft = Draft(plan)
    done = clipboard.paste(draft, compute(plan), rows, at, column, TODAY)
    return draft.plan, done


def test_rows_of_excel_become_tasks_in_their_outline() -> None:
    plan, done = pasted(pocket("A 1d"), tables.read_html(EXCEL))
    assert done.cells.refused == ()
    build, dig = (plan.tasks[id] for id in done.made)
    assert dig.parent == build.id
    assert dig.duration == 3 * 480
    assert build.deadline == instant(2026, 6, 4, 17)
    assert compute(plan).start(dig.id) == instant(2026, 5, 5, 9)


def test_wrong_cells_are_told_and_the_others_are_taken() -> None:
    rows = tables.read_text("Name\tDuration\tStart\tPredecessors\tColour\nDig\tlong\t2026-05-11\t\tred\n"
                            "Pour\t2d\tsoon\tDig\tblue\nWait\t1d\t\tPour; Nobody\t\n")  # fmt: skip
    plan, done = pasted(pocket("A 1d"), rows)
    assert [clipboard.told(plan, cell).split(".")[0] for cell in done.cells.refused] == [
        "Row 1, Duration: 'long' is not a duration",
        "Row 2, Start: 'soon' is not a date",
        "Row 3, Predecessors: No task is called 'Nobody'",
    ]
    assert done.unknown == ("Colour",)
    pour = plan.tasks[id_of(plan, "Pour")]
    assert pour.duration == 960
    assert [link.from_ for link in plan.links_into[pour.id]] == [id_of(plan, "Dig")]


def test_where_nothing_can_be_taken_all_is_refused() -> None:
    plan = pocket("A 1d; B 1d")
    with pytest.raises(Refusal, match="Row 1, Duration: 'long' is not a duration"):
        pasted(plan, tables.read_text("long\nlonger\n"), id_of(plan, "A"), "duration")


def test_a_loop_is_refused_for_its_cell_and_that_keeps_what_it_had() -> None:
    plan = pocket("A 1d; B 1d after A; C 1d after A; D 1d")
    after, done = pasted(plan, tables.read_text("4\nD\n2\n"), id_of(plan, "A"), "predecessors")
    into = {
        name: {after.tasks[link.from_].name for link in after.links_into.get(id_of(plan, name), ())} for name in "ABC"
    }
    assert [cell.task for cell in done.cells.refused] == []
    assert into == {"A": {"D"}, "B": {"D"}, "C": {"B"}}
    after, done = pasted(plan, tables.read_text("2\n1\n4\n"), id_of(plan, "A"), "predecessors")
    assert [cell.task for cell in done.cells.refused] == [id_of(plan, "A")]
    assert {link.from_ for link in after.links_into[id_of(plan, "C")]} == {id_of(plan, "D")}


def test_one_date_that_is_clear_tells_how_its_column_is_meant() -> None:
    plan = pocket("A 1d; B 1d; C 1d")
    after, _ = pasted(plan, tables.read_text("5/6/2026\n5/18/2026\n5/7/2026\n"), id_of(plan, "A"), "start")
    starts = [to_date(day_of(compute(after).start(id_of(plan, name)))) for name in "ABC"]
    assert [(date.month, date.day) for date in starts] == [(5, 6), (5, 18), (5, 7)]
    _, done = pasted(plan, tables.read_text("5/6/2026\n2026-05-18"), id_of(plan, "A"), "start")
    assert "could be" in done.cells.refused[0].reason


def test_one_column_of_dates_tells_how_the_others_are_meant() -> None:
    rows = "Task\tStart\tFinish\nDig\t5/4/2026\t5/8/2026\nPour\t5/11/2026\t5/13/2026\n"
    plan, done = pasted(pocket("A 1d"), tables.read_text(rows))
    assert done.cells.refused == ()
    schedule = compute(plan)
    found = [(to_date(day_of(schedule.start(id))), plan.tasks[id].duration // 480) for id in done.made]
    assert [(date.isoformat(), days) for date, days in found] == [("2026-05-04", 5), ("2026-05-11", 3)]


def test_a_finish_beside_a_start_that_cannot_be_read_says_so() -> None:
    rows = "Task\tStart\tFinish\nDig\tsoon\t2026-05-08\n"
    _, done = pasted(pocket("A 1d"), tables.read_text(rows))
    assert [(cell.column, cell.text) for cell in done.cells.refused] == [("start", "soon"), ("finish", "2026-05-08")]
    assert "start could not be read" in done.cells.refused[1].reason


@pytest.mark.parametrize("head", ["WBS", "Outline Level"])
def test_levels_may_stand_in_a_column(head: str) -> None:
    numbers = {"WBS": ("1", "1.1", "2"), "Outline Level": ("1", "2", "1")}[head]
    text = f"{head}\tTask Name\n" + "\n".join(f"{number}\t{name}" for number, name in zip(numbers, "PQR", strict=True))
    plan, done = pasted(pocket("A 1d"), tables.read_text(text))
    assert done.cells.left == 0
    assert [plan.outline.depth[id] for id in done.made] == [0, 1, 0]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("4. Mai 2026", "2026-05-04"), ("lundi 4 mai 2026", "2026-05-04"), ("4 de mayo de 2026", "2026-05-04"),
        ("Mo 12. Okt 26", "2026-10-12"), ("Mon 5/4/26", "2026-05-04"), ("Tue 9/6/26", "2026-06-09"),
        ("2026/05/04", "2026-05-04"), ("2026年5月4日", "2026-05-04"), ("mar 4 2026", "2026-03-04"),
        ("24. Dez", "2025-12-24"),
        ("mar. 5 mai 2026", "2026-05-05"), ("Monday, May 4, 2026", "2026-05-04"),
    ],
)  # fmt: skip
def test_dates_of_other_places(text: str, iso: str) -> None:
    assert to_date(parse_date(text, TODAY)).isoformat() == iso


def test_durations_of_other_places() -> None:
    project = Project(id="p")
    found = [
        parse_duration(text, project).minutes for text in ("5 Tage", "2 semaines", "3 días", "1,5 Std.", "2 edays?")
    ]
    assert found == [2400, 4800, 1440, 90, 2880]
