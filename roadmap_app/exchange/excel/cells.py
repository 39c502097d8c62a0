"""What a cell can hold: texts made safe, days as serial numbers, references and literals in formulas."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from roadmap_app.exchange.told import Told
from roadmap_app.model.time import DAY, to_iso

LONGEST_TEXT = 32_767  # characters in a cell
MOST_ROWS = 1_048_576  # rows in a sheet
SERIAL_OF_1970 = 25_569
FEBRUARY_1900 = 60  # the serial number of a 29 February 1900 that Excel believes in
LAST_SERIAL = 2_958_465  # 31 Dec 9999

# Not allowed in XML, with or without an escape that every reader understands.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def cleaned(text: str, told: Told, where: str = "") -> str:
    """A text that a cell can hold; what had to be left out is told with its place."""
    if found := CONTROL.search(text):
        text = CONTROL.sub("", text)
        told.add(
            "excel.control_character",
            f"A control character (U+{ord(found[0]):04X}) was left out, as no cell can hold it.",
            where,
            "Delete it from the text in the plan.",
        )
    if len(text) > LONGEST_TEXT:
        told.add(
            "excel.long_text",
            f"A text of {len(text):,} characters was cut to {LONGEST_TEXT:,}, the most that a cell can hold.",
            where,
            "Shorten the text, or send the plan file along.",
        )
        text = text[:LONGEST_TEXT]
    return text


BREAK = re.compile("\\s*[\t\n\v\f\r\x85\u2028\u2029]\\s*")


def one_line(text: str) -> str:
    """A name in one line, as rows of one height show it; spaces that stand in a line stay."""
    return BREAK.sub(" ", text)


def serial(day: int) -> int:
    """The number by which Excel knows a day; below 1 where it knows none (before 1900)."""
    number = day + SERIAL_OF_1970
    return number if number > FEBRUARY_1900 else number - 1


def can_hold(day: int) -> bool:
    return 1 <= serial(day) <= LAST_SERIAL


def first_day(start: int) -> int:
    """The day of a start."""
    return start // DAY


def last_day(start: int, finish: int) -> int:
    """The day on which something ends: a finish at midnight belongs to the day before."""
    return (finish - 1) // DAY if finish > start else finish // DAY


def put_text(sheet: Any, row: int, column: int, text: str, style: Any = None) -> None:
    """A text that stays one, whatever it begins with; an empty one leaves the cell blank."""
    if text:
        sheet.write_string(row, column, text, style)
    else:
        sheet.write_blank(row, column, None, style)


def put_day(sheet: Any, row: int, column: int, day: int | None, style: Any = None) -> None:
    """A real date; one that Excel does not know is written as text."""
    if day is None:
        sheet.write_blank(row, column, None, style)
    elif can_hold(day):
        sheet.write_number(row, column, serial(day), style)
    else:
        sheet.write_string(row, column, to_iso(day * DAY)[:10], style)


def put_instant(sheet: Any, row: int, column: int, minute: int | None, style: Any = None) -> None:
    """A real date with a time of day."""
    if minute is None:
        sheet.write_blank(row, column, None, style)
    elif can_hold(minute // DAY):
        sheet.write_number(row, column, serial(minute // DAY) + minute % DAY / DAY, style)
    else:
        sheet.write_string(row, column, to_iso(minute), style)


def literal(text: str) -> str:
    """A text as it stands in a formula."""
    return '"' + text.replace('"', '""') + '"'


def pattern(text: str) -> str:
    """A text as MATCH looks for it: its wildcards mean themselves."""
    return literal(re.sub(r"([~*?])", r"~\1", text))


@cache
def column_name(column: int) -> str:
    """`A`, `Z`, `AA`: a column's letters from its 0-based place."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
