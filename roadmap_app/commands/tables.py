"""Tables on the clipboard: tab-separated text, and HTML as Excel, LibreOffice and Google Sheets write it.

HTML says more than text: which cells are dates and numbers whatever language they are shown in, and how far a name is
indented. What is read here are cells; what they mean in a column is asked of them by its kind.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from html import escape
from html.parser import HTMLParser

from roadmap_app.commands import bullets
from roadmap_app.commands.refusal import Refusal
from roadmap_app.model.text import clock
from roadmap_app.model.time import DAY, FIRST_PLANNED, LAST_PLANNED, day_of, to_date

MOST_ROWS = 20_000
MOST_CELLS = 400_000
EPOCH = 25_569  # 1970-01-01 as spreadsheets count days
INDENT_PX = 9  # of one step of Excel's
NUMERIC_DATE = re.compile(r"(?<![\d/.\-])(\d{1,2})([/.\-])(\d{1,2})\2(\d{4}|\d{2})(?=\D|$)")


@dataclass(frozen=True)
class Cell:
    """`text` as it is shown, without its indentation of `level` steps; `number` and `date` (minutes since 1970)
    where the source told them. `day_first` tells how a date such as 4/5/2026 is meant, None where that is not told."""

    text: str = ""
    level: int = 0
    number: float | None = None
    date: int | None = None
    day_first: bool | None = None

    def typed(self, kind: str) -> str:
        """The cell as it would be typed into a column of a kind."""
        if kind == "date":
            return _iso(self.date) if self.date is not None else ordered(self.text, self.day_first)
        if kind == "percent":
            return _percent(self.text, self.number)
        if self.number is not None and kind in ("number", "money", "duration") and not _letters(self.text):
            return f"{self.number:.12g}"
        return self.text


def ordered(text: str, day_first: bool | None) -> str:
    """A date of numbers as `2026-05-04`, where it is known which comes first; else as it is."""
    found = NUMERIC_DATE.search(text)
    if found is None or day_first is None:
        return text
    day, month = (found[1], found[3]) if day_first else (found[3], found[1])
    year = found[4] if len(found[4]) == 4 else f"20{found[4]}"
    if not 1 <= int(month) <= 12:
        return text
    return f"{year}-{int(month):02d}-{int(day):02d}{text[found.end() :]}"


def day_first_of(texts: Sequence[str]) -> bool | None:
    """How the dates of one column are meant: one that can be read in one way only tells it for all of them."""
    told = set()
    for text in texts:
        found = NUMERIC_DATE.search(text)
        if found and found[2] != "." and int(found[1]) > 12:
            told.add(True)
        elif found and int(found[3]) > 12:
            told.add(False)
    return told.pop() if len(told) == 1 else None


def _iso(minute: int) -> str:
    day = to_date(day_of(minute)).isoformat()
    return f"{day} {clock(minute)}" if minute % DAY else day


def _percent(text: str, number: float | None) -> str:
    """`33.3 %`, `0,5` as a whole number of percent."""
    if "%" not in text and number is not None and 0 < number < 1:
        return str(round(number * 100))
    found = re.fullmatch(r"\s*(\d+)(?:[.,](\d+))?\s*%?\s*", text)
    return str(round(float(f"{found[1]}.{found[2] or 0}"))) if found else text


def _letters(text: str) -> bool:
    return any(letter.isalpha() or letter == "%" for letter in text)


# Text ------------------------------------------------------------------------------------------------


def read_text(text: str) -> list[list[Cell]]:
    """Rows of cells; a blank line is a row without cells, or in a single column a blank cell. A list, as mails have
    it, is a column of names at their levels."""
    if (listed := bullets.read(text)) is not None:
        return _settled([[Cell(line.text, line.level)] for line in listed])
    lines = io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n"))
    try:
        rows = list(csv.reader(lines, delimiter="\t"))
    except csv.Error as error:
        raise Refusal(f"What was copied cannot be read as cells ({error}). Copy it again.") from None
    return _settled([[_cell(words) for words in row] for row in rows])


def _cell(words: str) -> Cell:
    words = words.replace("\N{NO-BREAK SPACE}", " ")
    return Cell(words.strip(), level=len(words) - len(words.lstrip()) if words.strip() else 0)


def _settled(rows: list[list[Cell]]) -> list[list[Cell]]:
    if len(rows) > MOST_ROWS:
        raise Refusal(f"{len(rows):,} rows are too many to paste at once; up to {MOST_ROWS:,} are taken.")
    while rows and not any(cell.text for cell in rows[-1]):
        rows.pop()
    if max(map(len, rows), default=0) == 1:
        return [row or [Cell()] for row in rows]
    return [row if any(cell.text for cell in row) else [] for row in rows]


# HTML ------------------------------------------------------------------------------------------------


def read_html(html: str) -> list[list[Cell]]:
    """The cells of the one table in a piece of HTML; nothing where there is none, or several."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    if reader.tables != 1:
        return []
    return _settled(reader.rows)


@dataclass
class _Open:
    """A cell that is being read."""

    attributes: dict[str, str]
    style: str
    words: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    """Rows of the first table. White space that HTML does not show is none here either."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[Cell]] = []
        self.tables = 0
        self._styles: dict[str, str] = {}  # of Excel's classes
        self._open: _Open | None = None
        self._in_style = False
        self._spaces = 0  # depth of spans whose spaces are shown
        self._spans: list[bool] = []
        self._count = 0
        self._covered: dict[tuple[int, int], bool] = {}  # by cells of rows above

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag == "style":
            self._in_style = True
        elif tag == "table":
            self.tables += 1
        elif tag == "tr" and self.tables == 1:
            self._finish()
            self.rows.append([])
        elif tag in ("td", "th") and self.rows and self.tables == 1:
            self._finish()
            style = f"{self._styles.get(attributes.get('class', ''), '')};{attributes.get('style', '')}"
            self._open = _Open(attributes, style)
        elif self._open is not None and tag == "br":
            self._open.words.append("\n")
        elif tag == "span":
            shown = "mso-spacerun" in attributes.get("style", "")
            self._spans.append(shown)
            self._spaces += shown

    def handle_endtag(self, tag: str) -> None:
        if tag == "style":
            self._in_style = False
        elif tag == "span" and self._spans:
            self._spaces -= self._spans.pop()
        elif tag in ("td", "th", "tr", "table"):
            self._finish()

    def handle_comment(self, data: str) -> None:
        if self._in_style or "mso-" in data:  # Excel hides its styles so
            self._take_styles(data)

    def handle_data(self, data: str) -> None:
        if self._in_style:
            self._take_styles(data)
        elif self._open is not None:
            shown = data.replace(" ", "\N{NO-BREAK SPACE}") if self._spaces else data
            self._open.words.append(re.sub(r"[ \t\r\n]+", " ", shown))

    def _take_styles(self, text: str) -> None:
        for name, body in re.findall(r"\.([\w-]+)\s*\{([^}]*)\}", text):
            self._styles[name] = " ".join(body.split())

    def _finish(self) -> None:
        """The open cell is whole."""
        found, self._open = self._open, None
        if found is None:
            return
        self._count += 1
        if self._count > MOST_CELLS:
            raise Refusal(f"More than {MOST_CELLS:,} cells are too many to paste at once.")
        row, line = len(self.rows) - 1, self.rows[-1]
        while self._covered.pop((row, len(line)), False):
            line.append(Cell())
        wide, high = _span(found.attributes.get("colspan")), _span(found.attributes.get("rowspan"))
        for down in range(1, high):
            for right in range(wide):
                self._covered[row + down, len(line) + right] = True
        line.append(_cell_of(found))
        line.extend(Cell() for _ in range(wide - 1))


def _span(text: str | None) -> int:
    return min(int(text), 1000) if text and text.isdigit() and int(text) else 1


def _cell_of(found: _Open) -> Cell:
    """What a table's cell says, in the manner of the program that wrote it."""
    raw = "".join(found.words).strip(" ").strip("\n")
    indented = re.sub(r"[ \n]*$", "", raw).replace("\N{NO-BREAK SPACE}", " ")
    text = "\n".join(line.strip() for line in indented.split("\n")).strip()
    level = len(indented) - len(indented.lstrip(" ")) if text else 0
    style = found.style
    if count := re.search(r"mso-char-indent-count:\s*(\d+)", style):
        level += int(count[1])
    elif padding := re.search(r"padding-left:\s*(\d+(?:\.\d+)?)p[xt]", style):
        level += round(float(padding[1]) / INDENT_PX)
    cell = Cell(text, level)
    attributes = found.attributes
    format = re.search(r"mso-number-format:\s*(\"[^\"]*\"|'[^']*'|[^;]+)", style)
    pattern = format[1].strip("\"' ").replace("\\", "") if format else ""
    if "data-sheets-value" in attributes:
        return _of_sheets(cell, attributes)
    if "sdval" in attributes:
        pattern = attributes.get("sdnum", "").split(";")[-1]
        return _numbered(cell, attributes["sdval"], pattern)
    number = attributes.get("x:num")
    return _numbered(cell, number if number else text if number is not None else "", pattern)


def _of_sheets(cell: Cell, attributes: dict[str, str]) -> Cell:
    """Google's: `{"1":3,"3":46146}` is a number, and its format says whether that is a day."""
    try:
        value, format = (json.loads(attributes.get(name) or "{}") for name in
                         ("data-sheets-value", "data-sheets-numberformat"))  # fmt: skip
    except ValueError:
        return cell
    if not isinstance(value, dict) or not isinstance(format, dict):
        return cell
    number = value.get("3")
    if value.get("1") != 3 or not isinstance(number, int | float):
        return cell
    if format.get("1") in (5, 7):
        return replace(cell, number=float(number), date=_instant(float(number)))
    return _numbered(cell, str(number), str(format.get("2", "")))


def _numbered(cell: Cell, number: str, pattern: str) -> Cell:
    """A cell with the number that stands behind its text; a pattern with days and months makes it a date."""
    bare = re.sub(r"\"[^\"]*\"|\[[^\]]*\]", "", pattern).casefold()
    dated = "date" in bare or ("d" in bare and "m" in bare) or ("y" in bare and "m" in bare)
    day_first = bare.index("d") < bare.index("m") if "d" in bare and "m" in bare and "date" not in bare else None
    cell = replace(cell, day_first=day_first)
    try:
        value = float(number) if number else None
    except ValueError:
        value = None
    if value is None:
        return cell
    if dated or (NUMERIC_DATE.search(cell.text) and value > 366):
        return replace(cell, number=value, date=_instant(value))
    return replace(cell, number=value)


def _instant(serial: float) -> int | None:
    """The minute that a spreadsheet's day number means; None outside the years of plans."""
    minute = round((serial - EPOCH) * DAY)
    return minute if FIRST_PLANNED <= minute <= LAST_PLANNED else None


# Writing ---------------------------------------------------------------------------------------------

AS_TEXT = r"\@"
FORMATS = {
    "date": r"yyyy\-mm\-dd", "number": "General", "money": r"\#\,\#\#0\.00", "percent": "0", "duration": "General"
}  # fmt: skip
BREAK = "<br style='mso-data-placement:same-cell'>"


def write_html(rows: Sequence[Sequence[Cell]], kinds: Sequence[str]) -> str:
    """Cells as a table that spreadsheets read with their types: what is not a number stays text there (`1.10` is a WBS
    number, no 1.1), dates are dates, and names are indented."""
    lines = []
    for row in rows:
        cells = (_td(cell, kind) for cell, kind in zip(row, kinds, strict=True))
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return f"<meta charset='utf-8'><table>{''.join(lines)}</table>"


def _td(cell: Cell, kind: str) -> str:
    numeric = kind in FORMATS and (kind != "duration" or re.fullmatch(r"[\d.]*", cell.text))
    style = f"mso-number-format:'{FORMATS[kind] if numeric else AS_TEXT}'"
    if cell.level:
        style += f";padding-left:{cell.level * INDENT_PX}px;mso-char-indent-count:{cell.level}"
    told = "" if numeric else f' data-sheets-value="{escape(json.dumps({"1": 2, "2": cell.text}))}"'
    return f'<td style="{style}"{told}>{escape(cell.text).replace(chr(10), BREAK)}</td>'
