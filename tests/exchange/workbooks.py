"""Writing a plan's workbook and reading it back, for tests."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import openpyxl

from roadmap_app.exchange.excel import write_workbook
from roadmap_app.model.findings import Finding
from roadmap_app.model.plan import Plan
from roadmap_app.schedule import compute
from tests.pocket import at

FIRST = 4  # the first row of tasks on the sheet Plan
TODAY = at("2026-05-13", 0)


def written(
    made: Plan, folder: Path, *, preset: str = "everything", today: int = TODAY
) -> tuple[Path, tuple[Finding, ...]]:
    """The path of a plan's workbook, and what was found while writing."""
    path = folder / "plan.xlsx"
    return path, write_workbook(path, made, compute(made), today=today, preset=preset)


def opened(path: Path, *, values: bool = False) -> Any:
    """A workbook as openpyxl reads it: formulas, or the values that stand in the file."""
    with warnings.catch_warnings():
        # What openpyxl does not keep (data bars, lists of values) is said; we only read.
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(path, data_only=values)


def book_of(made: Plan, folder: Path, *, values: bool = False, **options: Any) -> Any:
    """A plan's workbook, written and read back."""
    return opened(written(made, folder, **options)[0], values=values)


def columns(sheet: Any) -> dict[str, int]:
    """The columns of the sheet Plan by their header."""
    return {cell.value: cell.column for cell in sheet[FIRST - 1] if isinstance(cell.value, str)}


def row_of(sheet: Any, name: str) -> int:
    """The row of a task on the sheet Plan, by name."""
    column = columns(sheet)["Task"]
    for row in range(FIRST, sheet.max_row + 1):
        if sheet.cell(row, column).value == name:
            return row
    raise KeyError(name)


def cell(sheet: Any, name: str, header: str) -> Any:
    """A cell of the sheet Plan by task and column."""
    return sheet.cell(row_of(sheet, name), columns(sheet)[header])


def hidden_columns(sheet: Any) -> set[str]:
    """The headers of hidden columns of the sheet Plan."""
    spans = [(one.min, one.max) for one in sheet.column_dimensions.values() if one.hidden]
    return {
        header
        for header, column in columns(sheet).items()
        if any(first <= column <= last for first, last in spans)
    }
