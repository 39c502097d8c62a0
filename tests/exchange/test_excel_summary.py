"""The Summary of a workbook: reasons, links, what is cut is said, what is missing leaves no empty column."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from roadmap_app.model.ids import stable_id
from roadmap_app.model.plan import Plan, make_plan
from roadmap_app.model.records import Resource, Risk
from tests.analysis.records import with_baseline, with_project
from tests.exchange.workbooks import book_of, cell, row_of
from tests.pocket import id_of, plan, task

BEFORE = plan("Design { Draft 5d; Review 3d after Draft }; Extra 2d; Launch 0d after Review")
AFTER = plan("Design { Draft 6d 50%; Review 3d after Draft }; Extra 2d; Launch 0d after Review")


@pytest.fixture(scope="module")
def made() -> Plan:
    now = with_baseline(BEFORE, AFTER)
    return with_project(now, milestone=id_of(now, "Launch"))


def texts(sheet: Any) -> list[str]:
    return [str(one.value) for row in sheet.iter_rows() for one in row if one.value is not None]


def card(sheet: Any) -> dict[Any, Any]:
    """The cells of the status card by their labels."""
    return {row[1].value: row[2] for row in sheet.iter_rows(min_row=4, max_row=24) if row[1].value}


def test_health_says_why(made: Plan, tmp_path: Path) -> None:
    shown = texts(book_of(made, tmp_path, values=True)["Summary"])
    assert "'Launch' is 1 d later than in the baseline, and no slack is left." in shown


def test_the_baseline_stands_beside_the_change_with_its_name_and_date(made: Plan, tmp_path: Path) -> None:
    values = card(book_of(made, tmp_path, values=True)["Summary"])
    assert values["Baseline"].value == "Approved"
    assert values["Baseline taken"].value == datetime(2026, 5, 4)
    assert values["Against the baseline"].value == 1


def test_each_figure_of_the_card_leads_to_its_rows_and_looks_so(made: Plan, tmp_path: Path) -> None:
    book = book_of(made, tmp_path)
    summary, sheet = book["Summary"], book["Plan"]
    cells = card(summary)
    launch = row_of(sheet, "Launch")
    whole = row_of(sheet, "Pocket")
    targets = {label: found.hyperlink.location for label, found in cells.items() if found.hyperlink}
    assert targets["Health"] == f"'Plan'!B{launch}"
    assert targets["Launch"] == f"'Plan'!G{launch}"
    assert targets["Against the baseline"] == f"'Plan'!M{launch}"
    assert targets["Complete"] == targets["Expected by now"] == f"'Plan'!H{whole}"
    assert targets["Critical tasks"] == f"'Plan'!Q{row_of(sheet, 'Draft')}"
    assert targets["Late tasks"].startswith("'Plan'!N")
    assert str(cells["Launch"].value).startswith("=INDEX(")
    plain = cells["Baseline"].font.color.rgb
    assert all(cells[label].font.color.rgb != plain for label in targets)
    assert not any(cells[label].font.underline for label in targets)


def test_names_are_live_and_lead_to_their_rows(made: Plan, tmp_path: Path) -> None:
    book = book_of(made, tmp_path)
    found = next(
        one for row in book["Summary"].iter_rows(min_col=5, max_col=5) for one in row if one.hyperlink
    )
    assert str(found.value).endswith('&""')
    assert found.hyperlink.location == f"'Plan'!B{row_of(book['Plan'], 'Launch')}"


def test_a_risk_leads_to_the_first_task_that_it_threatens(made: Plan, tmp_path: Path) -> None:
    risk = Risk(
        id=stable_id(61), name="Vendor\nslips", probability=50, impact_max=480, tasks=(id_of(made, "Review"),)
    )
    book = book_of(make_plan(made.doc, [*made.records(), risk]), tmp_path)
    found = next(
        one for row in book["Summary"].iter_rows() for one in row if one.value == "Vendor slips"
    )
    assert found.hyperlink.location == f"'Plan'!B{row_of(book['Plan'], 'Review')}"


def test_columns_without_anything_in_them_are_not_there(tmp_path: Path) -> None:
    shown = texts(book_of(plan("A 3d; M 0d after A"), tmp_path, values=True)["Summary"])
    assert not {"Baseline", "Slip", "Deadline"} & set(shown)
    assert {"Milestone", "Now", "State", "Workstream", "Finish", "Complete", "Expected"} <= set(shown)


def test_a_deadline_alone_brings_its_column(tmp_path: Path) -> None:
    shown = texts(book_of(plan("A 3d; M 0d deadline 2026-05-29 after A"), tmp_path, values=True)["Summary"])
    assert "Deadline" in shown and "Baseline" not in shown


def test_tasks_at_the_top_are_workstreams_too(made: Plan, tmp_path: Path) -> None:
    sheet = book_of(made, tmp_path, values=True)["Summary"]
    names = [str(row[4].value) for row in sheet.iter_rows(min_row=6)]
    streams = names[names.index("Workstream") + 1 :]
    assert streams[:2] == ["Design", "Extra"]


def test_what_a_list_leaves_out_is_said(tmp_path: Path) -> None:
    lines = [f"T{n} 1d" for n in range(15)] + ["S { A 1d }"] + [f"M{n} 0d" for n in range(50)]
    risks = [Risk(id=stable_id(60 + n), name=f"R{n}", probability=50, impact_max=480) for n in range(12)]
    book = book_of(plan("\n".join(lines), *risks), tmp_path, values=True)
    shown = texts(book["Summary"])
    assert any(text.startswith("And 4 more on the sheet Plan. Expected:") for text in shown)
    assert any(text.startswith("and 3 more. Expected delay") for text in shown)
    assert "The next of 50 milestones; all are on the sheet Milestones." in shown
    assert shown[shown.index("Workstream") :].index("S") < shown[shown.index("Workstream") :].index("T0")


def test_an_empty_plan_says_that_it_has_no_tasks_yet(tmp_path: Path) -> None:
    assert "The plan has no tasks yet." in texts(book_of(plan(""), tmp_path)["Summary"])


def test_fixed_words_say_that_they_are_as_of_the_export(made: Plan, tmp_path: Path) -> None:
    shown = texts(book_of(made, tmp_path, values=True)["Summary"])
    assert "Health and what is expected are as of the export; other figures follow the sheet Plan." in shown


def test_states_are_formulas_that_follow_dates(made: Plan, tmp_path: Path) -> None:
    book = book_of(made, tmp_path)
    for sheet in ("Summary", "Milestones"):
        found = [t for t in texts(book[sheet]) if t.startswith("=IF(") and '"At risk"' in t]
        assert len(found) == 1, sheet
        assert "Plan!$F$1" in found[0]
    assert book["Milestones"]["A2"].value == "Dates and states follow the sheet Plan."


def test_the_summary_prints_one_page_wide(made: Plan, tmp_path: Path) -> None:
    sheet = book_of(made, tmp_path)["Summary"]
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    widths = sum(one.width * (one.max - one.min + 1) for one in sheet.column_dimensions.values())
    assert widths < 193  # characters: of 10 points, 8 are left on A4


# Lookups ------------------------------------------------------------------------------------------


def coded(*codes: str) -> Plan:
    made = plan("; ".join(f"N{n} 0d" for n in range(len(codes))))
    return plan(
        "; ".join(f"N{n} 0d" for n in range(len(codes))),
        *(task(made, f"N{n}").but(code=code) for n, code in enumerate(codes)),
    )


def keys(book: Any) -> list[str]:
    return [
        re.search(r'MATCH\("(.*?)",(Plan!.*?),0\)', str(book["Milestones"].cell(4 + n, 6).value)).groups()  # type: ignore
        for n in range(2)
    ]


def test_lookups_stay_within_the_rows_of_the_plan(tmp_path: Path) -> None:
    made = with_project(coded("Apollo", "B"), name="Apollo")  # as the title in A1
    assert keys(book_of(made, tmp_path)) == [("Apollo", "Plan!$A$4:$A$6"), ("B", "Plan!$A$4:$A$6")]


@pytest.mark.parametrize("codes", [("abc", "ABC"), ("Straße", "STRASSE"), ("Ａ1", "a1")])
def test_codes_that_match_would_confuse_are_looked_up_by_id(codes: tuple[str, str], tmp_path: Path) -> None:
    made = coded(*codes)
    assert [key for key, _ in keys(book_of(made, tmp_path))] == [id_of(made, "N0"), id_of(made, "N1")]


def test_a_milestone_without_a_name_shows_nothing(tmp_path: Path) -> None:
    first = plan("N 0d; B 2d")
    made = plan("N 0d; B 2d", task(first, "N").but(name=""))
    book = book_of(made, tmp_path)
    assert book["Milestones"]["C4"].value.endswith('&""')
    assert "(no name)" in texts(book["Summary"])


def test_teams_of_milestones_are_texts_too(tmp_path: Path) -> None:
    core = Resource(id=stable_id(5), name="Core", type="team")
    first = plan("N 0d")
    book = book_of(plan("N 0d", core, task(first, "N").but(team=core.id)), tmp_path)
    assert book["Milestones"]["D4"].value.endswith('&""')
    assert cell(book["Plan"], "N", "Team").value == "Core"
