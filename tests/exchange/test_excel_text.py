"""Texts of a workbook stay what they are, whatever they begin with or hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roadmap_app.exchange.excel.cells import LONGEST_TEXT, cleaned, literal, one_line, pattern, serial
from roadmap_app.exchange.told import Told
from roadmap_app.model.ids import stable_id
from roadmap_app.model.plan import Plan
from roadmap_app.model.records import Resource
from roadmap_app.model.time import DAY
from tests.analysis.records import with_project
from tests.examples import tries
from tests.exchange.workbooks import FIRST, book_of, opened, written
from tests.pocket import at, plan, task

AWKWARD = [
    "=1+1",
    "@x",
    "+1",
    "-1",
    "1.10",
    "007",
    "2026-05-04",
    "http://example.org",
    "'quoted",
    "{=1}",
    "TRUE",
]
AWKWARD += ["a\nb", " space ", "<b>&amp;</b>", "_x0041_", "émoji 🚀", 'say "hi"', "*?~", "#REF!"]


def named(name: str) -> Plan:
    made = plan("A 0d; B 2d after A")
    first = task(made, "A").but(name=name, notes=name, code=name[:20])
    return with_project(plan("A 0d; B 2d after A", first), name=name)


@pytest.mark.parametrize("name", AWKWARD)
def test_a_name_is_written_as_text_on_every_sheet(name: str, tmp_path: Path) -> None:
    path, found = written(named(name), tmp_path)
    assert found == ()
    book = opened(path)
    for place in (
        book["Plan"].cell(FIRST + 1, 2),
        book["Plan"]["A1"],
        book["Summary"]["B1"],
    ):
        assert place.value == one_line(name)
        assert place.data_type == "s"
    assert book["Data"]["D2"].value == name
    assert book["Data"]["D2"].data_type == "s"
    assert opened(path, values=True)["Milestones"]["C4"].value == one_line(name)


def test_names_of_teams_and_fields_are_texts_too(tmp_path: Path) -> None:
    made = plan("A 3d")
    team = Resource(id=stable_id(5), name="=cmd()", type="team")
    book = book_of(plan("A 3d", team, task(made, "A").but(team=team.id)), tmp_path)
    assert book["Lists"]["A2"].value == "=cmd()"
    assert book["Lists"]["A2"].data_type == "s"
    assert book["Plan"].cell(FIRST + 1, 3).data_type == "s"


def test_a_text_longer_than_a_cell_is_cut_and_said(tmp_path: Path) -> None:
    path, found = written(named("x" * 40_000), tmp_path)
    assert {one.code for one in found} == {"excel.long_text"}
    assert len(opened(path)["Plan"].cell(FIRST + 1, 2).value) == LONGEST_TEXT


def test_control_characters_are_left_out_and_said(tmp_path: Path) -> None:
    path, found = written(named("bell\x07 and \x00 nul"), tmp_path)
    assert {one.code for one in found} == {"excel.control_character"}
    assert "U+0007" in found[0].message
    assert opened(path)["Plan"].cell(FIRST + 1, 2).value == "bell and  nul"


@settings(max_examples=tries(25), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(min_size=1, max_size=40))
def test_any_name_comes_back_as_its_clean_self(name: str, tmp_path: Path) -> None:
    path, _ = written(named(name), tmp_path)
    # XML has one line end: what a carriage return becomes is the reader's matter.
    want = cleaned(name, Told()).replace("\r\n", "\n").replace("\r", "\n")
    book = opened(path)
    got = book["Data"]["D2"].value or ""
    assert got.replace("\r\n", "\n").replace("\r", "\n") == want
    assert (book["Plan"].cell(FIRST + 1, 2).value or "") == one_line(cleaned(name, Told()))


def test_a_name_of_many_lines_stands_in_one_and_whole_on_the_sheet_data(tmp_path: Path) -> None:
    assert one_line("Cut over\n  to\tthe new\r\nledger") == "Cut over to the new ledger"
    assert one_line("two  spaces ") == "two  spaces "
    book = opened(written(named("Cut over\n\tto ledger"), tmp_path)[0])
    assert book["Plan"].cell(FIRST + 1, 2).value == "Cut over to ledger"
    assert book["Data"]["D2"].value == "Cut over\n\tto ledger"


def test_texts_within_formulas_are_quoted_and_their_wildcards_mean_themselves() -> None:
    assert literal('say "hi"') == '"say ""hi"""'
    assert pattern("a*b?~") == '"a~*b~?~~"'


def test_days_have_the_numbers_that_excel_counts() -> None:
    assert serial(at("2026-05-04") // DAY) == 46146
    assert serial(at("1900-03-01") // DAY) == 61
    assert serial(at("1900-02-28") // DAY) == 59  # Excel believes in a 29 February 1900
