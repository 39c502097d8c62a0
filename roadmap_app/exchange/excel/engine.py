"""XlsxWriter's workbook, as we need it: quick cells, rows told as they are written, nothing left open.

Only this module knows how XlsxWriter works inside. It is imported when a workbook is written.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.worksheet import Worksheet

from roadmap_app.exchange.excel.cells import column_name

Step = Callable[[], None]
OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "dd mmm yy",
}


class Run(NamedTuple):
    """Cells side by side with one formula, whose relative references move along; `values` are what it gives."""

    formula: str
    values: Sequence[str]
    format: Any


class Sheet(Worksheet):  # type: ignore[misc]
    """A worksheet that calls `row_written` for each row that goes to its file."""

    row_written: Step

    def write_run(self, row: int, column: int, formula: str, values: Sequence[str], style: Any) -> None:
        """One formula in as many cells as there are values. The columns must be among those written before."""
        self.table[row][column] = Run(formula, values, style)

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        # XlsxWriter looks for thirty newer functions in every formula, which takes long. We use none of them.
        return formula.removeprefix("=")

    def _calculate_spans(self) -> None:
        # What rows may tell of their width helps no reader; finding it takes long.
        self.row_spans: dict[int, str] = {}

    def _write_row(self, row: int, spans: Any, row_info: Any = None, empty_row: bool = False) -> None:
        self.row_written()
        super()._write_row(row, spans, row_info, empty_row)

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        # The innermost loop: the kinds of cells that fill a workbook, without what XlsxWriter asks of others.
        kind, style = cell.__class__.__name__, cell.format
        if style is None or kind not in ("Number", "Blank", "String", "Run") or (
            kind == "String" and self.constant_memory
        ):  # fmt: skip
            super()._write_cell(row, col, cell)
            return
        start = f'<c r="{column_name(col)}{row + 1}" s="{style._get_xf_index()}"'
        if kind == "Number":
            self.fh.write(f"{start}><v>{cell.number:.16G}</v></c>")
        elif kind == "String":
            self.fh.write(f'{start} t="s"><v>{cell.string}</v></c>')
        elif kind == "Blank":
            self.fh.write(f"{start}/>")
        else:
            self._write_shared(row, col, cell)

    def _write_shared(self, row: int, col: int, run: Run) -> None:
        # As Excel itself writes it: the first cell has the formula, the others tell which one they share.
        number = row + 1
        style = run.format._get_xf_index()
        last = col + len(run.values) - 1
        own = f' ref="{column_name(col)}{number}:{column_name(last)}{number}" si="{row}">{_escaped(run.formula)}</f>'
        shared = f' si="{row}"/>'
        parts = []
        for column, value in enumerate(run.values, col):
            formula = own if column == col else shared
            parts.append(
                f'<c r="{column_name(column)}{number}" s="{style}" t="str"><f t="shared"{formula}<v>{value}</v></c>'
            )
        self.fh.write("".join(parts))


class Forgetful(dict[Any, Any]):
    """What XlsxWriter notes of each cell of a table, to find tables that overlap: ours do not."""

    def __setitem__(self, key: Any, value: Any) -> None:
        return


class Target(io.FileIO):
    """The file that a workbook goes to; `step` is called before each write.

    Once closed, also by a write that failed, it takes everything and keeps nothing: a ZipFile ends itself
    when it is forgotten, and would fail once more, where nobody can catch it.
    """

    def __init__(self, path: Path, step: Step) -> None:
        super().__init__(path, "w")
        self._step = step
        self._place = 0  # where one would stand who had written all

    def write(self, data: Any) -> int:
        self._place += len(data)
        if self.closed:
            return len(data)
        try:
            self._step()
            rest = memoryview(data)
            while rest:
                rest = rest[super().write(rest) or 0 :]
        except BaseException:
            self.close()
            raise
        return len(data)

    def seek(self, place: int, whence: int = 0) -> int:
        self._place = place if self.closed else super().seek(place, whence)
        return self._place

    def tell(self) -> int:
        return self._place

    def flush(self) -> None:
        if not self.closed:
            super().flush()


@contextmanager
def workbook(path: Path, folder: str, step: Step) -> Iterator[Any]:
    """A workbook to fill, written to `path` at the end of the block; its parts lie in `folder` meanwhile.

    `step` is called for each piece that goes to the file. OSError where it cannot be written.
    """
    with Target(path, step) as target:
        book = xlsxwriter.Workbook(target, {**OPTIONS, "tmpdir": folder})
        try:
            yield book
            book.close()
        except FileCreateError as error:
            cause = error.args[0] if error.args else None
            raise cause if isinstance(cause, OSError) else OSError(str(error)) from error
        finally:
            for sheet in book.worksheets():
                sheet.table.clear()  # book and sheets know each other, so their cells would stay for a while
                for file in (sheet.row_data_fh, sheet.fh):
                    if file is not None:
                        _close(file)


def add_sheet(book: Any, name: str, step: Step, *, straight: bool = False) -> Any:
    """A new sheet, which calls `step` for each row that it puts into its part.

    `straight`: rows go to disk as they are written, so they must be written in their order.
    """
    book.constant_memory = straight
    sheet = book.add_worksheet(name, Sheet)
    book.constant_memory = False
    sheet.row_written = step
    sheet.table_cells = Forgetful()
    return sheet


def _close(file: Any) -> None:
    try:
        file.close()
    except OSError:
        return  # what it still held could not be written, which has been told


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
