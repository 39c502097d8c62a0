"""A workbook recalculated by another program: cached values are those it computes, and none is an error."""

from __future__ import annotations

import shutil
import subprocess
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from roadmap_app.exchange.excel.facts import TIMELINE
from roadmap_app.model.parts import CalendarException
from roadmap_app.model.plan import Plan
from roadmap_app.model.records import Calendar
from roadmap_app.model.time import DAY
from roadmap_app.storage import planfile
from tests.analysis.records import with_baseline
from tests.exchange.workbooks import FIRST, cell, opened, row_of, written
from tests.pocket import STANDARD, at, plan, task

OFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")

SECONDS = 180


def recalculated(path: Path, folder: Path) -> Any:
    """The values of a workbook after LibreOffice has computed every formula anew."""
    profile = folder / "profile"
    settings = profile / "user"
    settings.mkdir(parents=True)
    # 0: recalculate always when an Excel file is loaded.
    (settings / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        '<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode">'
        "<value>0</value></prop></item></oor:items>",
        "utf-8",
    )
    out = folder / "out"
    assert OFFICE is not None
    command = [OFFICE, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "xlsx"]
    subprocess.run(
        [*command, "--outdir", str(out), str(path)], check=True, capture_output=True, timeout=SECONDS
    )
    return opened(out / path.name, values=True)


def sample_plan() -> Plan:
    root = Path(__file__).resolve().parents[2]
    return planfile.load(root / "resources" / "samples" / "payments-platform-migration.roadmap").plan


def awkward_plan() -> Plan:
    day = at("2026-05-14") // DAY
    off = CalendarException(name="Ascension", first=day, last=day)
    calendar = Calendar(id=STANDARD, name="Standard", exceptions=(off,))
    text = (
        "S { A %sd 40%%; B 1.5d after A; M 0d after B; L 0d deadline 2026-05-12 after B; Z 0d after C; K 0d 100%%; "
        "N 0d after A }; C 3ed; D 2d inactive; E 2d manual 2026-05-09..2026-05-10; Y 30d"
    )
    before = plan(text % 5, calendar)
    after = plan(text % 7, calendar)
    nameless = [task(made, "N").but(name="", code="m\n1") for made in (before, after)]
    lower = [task(made, "Z").but(code="M 1") for made in (before, after)]
    return with_baseline(
        plan(text % 5, calendar, nameless[0], lower[0]), plan(text % 7, calendar, nameless[1], lower[1])
    )


@pytest.mark.parametrize("made", [sample_plan, awkward_plan])
def test_every_formula_gives_its_cached_value_and_no_error(made: Any, tmp_path: Path) -> None:
    path, found = written(made(), tmp_path, today=at("2026-05-13", 0))
    assert found == ()
    cached, formulas, computed = opened(path, values=True), opened(path), recalculated(path, tmp_path)
    seen = 0
    for sheet in formulas:
        for row in sheet.iter_rows():
            for one in row:
                if one.data_type != "f":
                    continue
                seen += 1
                want = cached[sheet.title][one.coordinate].value
                got = computed[sheet.title][one.coordinate].value
                place = f"{sheet.title}!{one.coordinate} {one.value}"
                assert not str(got).startswith(("#", "Err:")), place
                assert _same(want, got), f"{place}: cached {want!r}, computed {got!r}"
    assert seen > 50


def _same(want: Any, got: Any) -> bool:
    if isinstance(want, int | float) and isinstance(got, int | float):
        return abs(want - got) < 1e-9
    # An empty text is no cell to a reader; 0 is a figure.
    return ("" if want is None else want) == ("" if got is None else got)


def test_a_milestone_moves_when_its_date_is_typed(tmp_path: Path) -> None:
    path, _ = written(plan("A 3d; M 0d after A"), tmp_path)
    book = opened(path)
    cell(book["Plan"], "M", "Finish").value = datetime(2026, 5, 14)
    cell(book["Plan"], "M", "Start").value = datetime(2026, 5, 14)
    book.save(path)
    sheet = recalculated(path, tmp_path)["Plan"]
    row = row_of(sheet, "M")
    shown = {sheet.cell(FIRST - 1, one.column).value: one.value for one in sheet[row][TIMELINE:]}
    assert [day for day, mark in shown.items() if mark == "◆"] == [datetime(2026, 5, 14)]
