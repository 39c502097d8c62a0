"""A workbook recalculated by another program: cached values are those it computes, and none is an error."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from roadmap_app.model.parts import CalendarException
from roadmap_app.model.plan import Plan
from roadmap_app.model.records import Calendar
from roadmap_app.model.time import DAY
from roadmap_app.storage import planfile
from tests.analysis.records import with_baseline
from tests.exchange.workbooks import opened, written
from tests.pocket import STANDARD, at, plan

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
    text = "S { A %sd 40%%; B 1.5d after A; M 0d after B }; C 3ed; D 2d inactive; E 2d manual 2026-05-09..2026-05-10"
    return with_baseline(plan(text % 5, calendar), plan(text % 7, calendar))


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
    return (want or "") == (got or "")
