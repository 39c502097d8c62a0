"""Formats of the workbook, made from the light tokens of the look. One format for each need, shared."""

from __future__ import annotations

from typing import Any

from roadmap_app.scene import tokens

FONT = "Calibri"
# Figures end a little before the next column: `_)` leaves the width of that sign free. An indent from the right
# would do the same, but LibreOffice misaligns it.
DATE = "dd mmm yy_)"
INSTANT = "yyyy-mm-dd hh:mm_)"
WHOLE = "0_)"
PART = "0.0#_)"
DAYS = '0 "d"_)'
PART_DAYS = '0.0# "d"_)'
SLIP = '+0 "d"_);-0 "d"_);0 "d"_)'
PART_SLIP = '+0.0# "d"_);-0.0# "d"_);0 "d"_)'
PERCENT = "0 %_)"
ELAPSED = '0 "ed"_)'
PART_ELAPSED = '0.0# "ed"_)'
ONE_PLACE_DAYS = '0.0 "d"_)'
MONEY = "#,##0.00_)"
TEXT = "@_)"  # for texts among figures

DASHED, THIN, MEDIUM = 3, 1, 2


class Styles:
    """The formats of one workbook by their properties; asking twice gives the same one."""

    def __init__(self, book: Any) -> None:
        self.tokens = tokens.load("light")
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def of(self, **properties: Any) -> Any:
        """A cell's format: the workbook's font, centred in height, with `properties` of XlsxWriter."""
        return self._get({"font_name": FONT, "font_size": 10, "valign": "vcenter", **properties})

    def rule(self, **properties: Any) -> Any:
        """The format of a conditional rule: only what it changes."""
        return self._get(properties)

    def _get(self, properties: dict[str, Any]) -> Any:
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(properties)
        return self._made[key]

    @property
    def ink(self) -> str:
        return self.tokens.text.primary

    @property
    def header_fill(self) -> str:
        return self.tokens.gantt.milestone

    def header(self, **properties: Any) -> Any:
        """A column's header: white on dark, padded like its cells."""
        look = {"bold": True, "font_color": self.tokens.text.on_accent, "bg_color": self.header_fill}
        if properties.get("align") == "right":
            look["num_format"] = TEXT
        return self.of(**{**look, **_padded(properties)})

    def cell(self, **properties: Any) -> Any:
        """A cell of a table: a hairline below, padded."""
        look = {"font_color": self.ink, "bottom": THIN, "bottom_color": self.tokens.line.grid}
        return self.of(**{**look, **_padded(properties)})

    def title(self, size: int = 14) -> Any:
        return self.of(bold=True, font_size=size, font_color=self.ink)

    def link(self, **properties: Any) -> Any:
        """A cell that leads somewhere."""
        return self.cell(**{"font_color": self.tokens.accent.base, **properties})

    def note(self, **properties: Any) -> Any:
        return self.of(**{"font_color": self.tokens.text.secondary, "font_size": 9, **properties})


def _padded(properties: dict[str, Any]) -> dict[str, Any]:
    """Texts stand a little in from the left; figures, by their number formats, from the right."""
    return properties if properties.get("align") in ("center", "right") else {"indent": 1, **properties}
