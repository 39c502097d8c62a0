"""Where things stand on the sheet Summary: its columns, and cells that lead to other sheets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from roadmap_app.exchange.excel.cells import put_text
from roadmap_app.exchange.excel.styles import Styles

HEAD = 2  # the line of the upper headers
LABEL, VALUE = 1, 2
NAME = 4
# Together so wide that ten points are eight on a landscape page.
WIDTHS = {
    "margin": 1, "label": 21, "value": 13, "gap": 2, "name": 27, "baseline": 10.3, "now": 10.3, "slip": 8,
    "state": 10, "extra": 10.3, "risk": 26, "team": 10, "chance": 8, "impact": 8.5, "delay": 13.5,
}  # fmt: skip


@dataclass(frozen=True)
class Columns:
    """Places of columns, 0-based; None for what there is nothing of.

    Milestones and workstreams share theirs: `state` holds the state or what is complete, `extra` the
    deadline or what is expected.
    """

    now: int
    state: int
    risk: int
    baseline: int | None
    slip: int | None
    extra: int | None
    widths: tuple[float, ...]

    @property
    def team(self) -> int:
        return self.risk + 1

    @property
    def chance(self) -> int:
        return self.risk + 2

    @property
    def impact(self) -> int:
        return self.risk + 3

    @property
    def delay(self) -> int:
        return self.risk + 4


def columns_of(*, baseline: bool, extra: bool) -> Columns:
    """The columns of a plan with or without a baseline, and deadlines or something expected."""
    middle = ["name", *(["baseline"] if baseline else []), "now", *(["slip"] if baseline else []), "state"]
    middle += ["extra"] if extra else []
    place = {name: NAME + number for number, name in enumerate(middle)}
    right = ("risk", "team", "chance", "impact", "delay")
    names = ("margin", "label", "value", "gap", *middle, "gap", *right)
    return Columns(
        now=place["now"],
        state=place["state"],
        risk=NAME + len(middle) + 1,
        baseline=place.get("baseline"),
        slip=place.get("slip"),
        extra=place.get("extra"),
        widths=tuple(WIDTHS[name] for name in names),
    )


def put_headers(sheet: Any, style: Styles, line: int, headers: list[tuple[int | None, str, str]]) -> None:
    """(column, text, align) of each header; those without a column are left out."""
    sheet.set_row(line, 19)
    for column, text, align in headers:
        if column is not None:
            put_text(sheet, line, column, text, style.header(align=align))


def put_link(sheet: Any, line: int, column: int, to: str, words: str, tip: str, look: Any) -> None:
    """A text that leads to a place of the workbook; what is written to the cell afterwards leads there too."""
    sheet.write_url(line, column, to, look, words, tip)


def put_note(sheet: Any, line: int, column: int, text: str, style: Styles) -> None:
    put_text(sheet, line, column, text, style.note(indent=1))


def more(shown: int, all: int, where: str) -> str:
    """`and 12 more on the sheet Plan`: what a list that was cut short leaves out; "" where it shows all."""
    return f"and {all - shown:,} more{where}. " if shown < all else ""


