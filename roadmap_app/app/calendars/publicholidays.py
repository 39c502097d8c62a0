"""Public holidays by country, region and years: what would be put in, and what is in already."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QSignalBlocker, QStringListModel, Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from roadmap_app.app.calendars.listed import fill_table, small_table
from roadmap_app.app.dialogs import inputs
from roadmap_app.app.theme.controls import caption
from roadmap_app.calendar import holidays
from roadmap_app.commands import Refusal, exceptions
from roadmap_app.commands.exceptions import Listed
from roadmap_app.model.text import long_date, plural
from roadmap_app.model.time import DAY, day_of, to_date

if TYPE_CHECKING:
    from roadmap_app.app.calendars.editor import CalendarEditor

HEADS = ("Day", "Holiday", "")
STANDINGS = {
    "new": "new",
    "in": "in already",
    "other": "under a day of your own",
    "off": "new, not worked anyway",
    "gone": "no longer in the list, goes",
}
CHOOSE = "Choose a country. Its public holidays are kept in the plan, so nothing moves when a list changes."


class HolidaysPane(QWidget):
    def __init__(self, editor: CalendarEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        self._of: str | None = None  # the calendar whose country is shown
        self._filled = False
        self.listed: tuple[Listed, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.country, self.region = QComboBox(self), QComboBox(self)
        for combo, name in ((self.country, "Country"), (self.region, "Region")):
            combo.setAccessibleName(name)
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(10)
        self.country.setEditable(True)
        self.country.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.country.lineEdit().setPlaceholderText("Search a country")
        self._offered = QStringListModel(self)
        completer = QCompleter(self._offered, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.country.setCompleter(completer)
        completer.activated.connect(lambda name: self.country.setCurrentIndex(self.country.findText(name)))
        self.country.lineEdit().textEdited.connect(self._offer)
        self.country.currentIndexChanged.connect(lambda place: self._choose_country())
        self.country.lineEdit().editingFinished.connect(self._typed_country)
        self.region.activated.connect(lambda place: self.refresh())
        year = to_date(day_of(editor.window_.workspace.today)).year
        self.first = inputs.number("First year", 1900, 2199, year)
        self.last = inputs.number("Last year", 1900, 2199, year + 1)
        for box in (self.first, self.last):
            box.valueChanged.connect(lambda value: self.refresh())
        self._fill_regions()
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self.country, 3)
        first.addWidget(self.region, 2)
        years = QHBoxLayout()
        years.setSpacing(8)
        years.addWidget(caption("Years"))
        years.addWidget(self.first)
        years.addWidget(caption("–"))
        years.addWidget(self.last)
        years.addStretch(1)
        column.addLayout(first)
        column.addLayout(years)
        self.note = caption(CHOOSE, "muted")
        self.note.setWordWrap(True)
        self.note.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.note)
        self.table = small_table(HEADS, "Public holidays", self)
        column.addWidget(self.table, 1)
        foot = QHBoxLayout()
        self.put, self.drop = QPushButton("Put in"), QPushButton("Remove all")
        for button, run in ((self.put, self._put), (self.drop, self._remove)):
            button.setAutoDefault(False)
            button.setProperty("small", True)
            button.clicked.connect(lambda _=False, run=run: run())
            foot.addWidget(button)
        foot.addStretch(1)
        column.addLayout(foot)

    def refresh(self) -> None:
        """Show what the choice would put into the calendar."""
        if self.isHidden():
            return
        self._fill_countries()
        editor = self._editor
        calendar = editor.plan.calendars.get(editor.calendar)
        if self._of != editor.calendar:
            self._of = editor.calendar
            if calendar is not None and calendar.country:
                self._show(calendar.country, calendar.region)
        problem = ""
        self.listed = ()
        if country := self.chosen[0]:
            try:
                span = (self.first.value(), self.last.value())
                self.listed = exceptions.preview_holidays(editor.plan, editor.calendar, country, self.chosen[1], *span)
            except Refusal as refusal:
                problem = str(refusal)
            else:
                problem = "" if self.listed else "The list has no public holidays in these years."
        rows = [(_date(each.day), each.name, STANDINGS[each.standing]) for each in self.listed]
        fill_table(self.table, rows, (3, 4, 3))
        self.table.setVisible(bool(rows))
        self.note.setText(problem or ("" if country else CHOOSE))
        self.note.setVisible(bool(self.note.text()))
        added = sum(each.standing in ("new", "off", "other") for each in self.listed) if rows else 0
        gone = sum(each.standing == "gone" for each in self.listed)
        known = any(each.standing in ("in", "gone") for each in self.listed)
        words = f"Put in {plural(added, 'day')}" if added else "All are in" if rows else "Put in"
        self.put.setText("Refresh" if known and (added or gone) else words)
        missing = any(not self._is_in(each) for each in self.listed)
        held = self.put.hasFocus() or self.drop.hasFocus()  # else the keyboard would be on Close next
        self.put.setEnabled(missing and not editor.read_only)
        there = sum(each.source.startswith("holidays:") for each in calendar.exceptions) if calendar else 0
        self.drop.setText(f"Remove all {there}" if there else "Remove all")
        self.drop.setEnabled(bool(there) and not editor.read_only)
        if held and not (self.put.hasFocus() or self.drop.hasFocus()):
            self.table.setFocus()

    @property
    def chosen(self) -> tuple[str, str]:
        """Country and region; "" for none."""
        return str(self.country.currentData() or ""), str(self.region.currentData() or "")

    def _is_in(self, each: Listed) -> bool:
        """Whether this very day of the list is in the calendar, even where a day of one's own goes before it."""
        if each.standing in ("in", "gone"):
            return each.standing == "in"
        calendar = self._editor.plan.calendars.get(self._editor.calendar)
        source = exceptions.source_of(*self.chosen)
        return calendar is not None and any(
            one.source == source and one.first <= each.day <= one.last for one in calendar.exceptions
        )

    def _fill_countries(self) -> None:
        if self._filled:
            return
        self._filled = True
        named = sorted((country_name(code), code) for code in holidays.countries())
        with QSignalBlocker(self.country):
            for name, code in named:
                self.country.addItem(name, code)
            self.country.setCurrentIndex(-1)

    def _show(self, country: str, region: str) -> None:
        place = self.country.findData(country)
        if place >= 0:
            with QSignalBlocker(self.country):
                self.country.setCurrentIndex(place)
            self._fill_regions()
            self.region.setCurrentIndex(max(self.region.findData(region), 0))

    def _choose_country(self) -> None:
        self._fill_regions()
        self.refresh()

    def _typed_country(self) -> None:
        """A name, a part of one that only one has, or a code, as typed; else the last choice comes back."""
        typed = self.country.currentText().strip().casefold()
        place = self.country.currentIndex()
        if not typed or (place >= 0 and self.country.itemText(place).casefold() == typed):
            return
        ranked = self._ranked(typed)
        found = [row for rank, row in ranked if rank == ranked[0][0]]
        if len(found) == 1:
            self.country.setCurrentIndex(found[0])
        else:
            self.country.setEditText(self.country.itemText(place) if place >= 0 else "")
            said = f"{len(found)} countries match" if found else "No country has that name"
            self._editor.refuse(f"{said}: '{typed}'. Choose one of the list.")

    def _ranked(self, typed: str) -> list[tuple[int, int]]:
        """The countries that a text may mean, as (rank, place), the likeliest first: of its code, its name, a
        name or a word that begins so, of one that has it within."""
        found, typed = [], _folded(typed)
        for row in range(self.country.count()):
            code = str(self.country.itemData(row))
            names = _names(code)
            fits = (
                typed == code.casefold(),
                typed in names[:1],
                typed in names,
                any(name.startswith(typed) for name in names[:1]),
                any(name.startswith(typed) for name in names),
                any(word.startswith(typed) for name in names for word in name.split()),
                any(typed in name for name in names),
            )
            if any(fits):
                found.append((fits.index(True), row))
        return sorted(found)

    def _offer(self, typed: str) -> None:
        places = self._ranked(typed.strip().casefold()) if typed.strip() else ()
        self._offered.setStringList([self.country.itemText(row) for _, row in places])

    def _fill_regions(self) -> None:
        with QSignalBlocker(self.region):
            self.region.clear()
            self.region.addItem("Whole country", "")
            for name, code in holidays.regions(self.chosen[0]) if self.chosen[0] else ():
                self.region.addItem(name, code)
            self.region.setEnabled(self.region.count() > 1)

    def _put(self) -> None:
        (country, region), span = self.chosen, (self.first.value(), self.last.value())
        place = country_name(country).split(" (")[0] + (f", {self.region.currentText()}" if region else "")
        years = str(span[0]) if span[0] == span[1] else f"{span[0]}–{span[1]}"
        self._editor.do(
            f"public holidays of {place} {years}",
            lambda draft, id: exceptions.put_holidays(draft, id, country, region, *span),
        )

    def _remove(self) -> None:
        self._editor.do("public holidays removed", lambda draft, id: exceptions.remove_holidays(draft, id))


def country_name(code: str) -> str:
    """`Germany (Deutschland)`: the name in English and in the country's own words, where they differ."""
    territory = QLocale.codeToTerritory(code)
    if territory == QLocale.Country.AnyCountry:
        return code
    name = QLocale.territoryToString(territory)
    locale = QLocale(QLocale.Language.AnyLanguage, QLocale.Script.AnyScript, territory)
    own = locale.nativeTerritoryName() if locale.territory() == territory else ""  # else one of another country
    return f"{name} ({own})" if own and own.casefold() not in (name.casefold(), code.casefold()) else name


@cache
def _names(code: str) -> tuple[str, ...]:
    """All that a country is called, as it is compared: as here, then in English, in its languages and by its codes."""
    territory = QLocale.codeToTerritory(code)
    names = [country_name(code).split(" (")[0], *holidays.known_as(code)]
    if territory != QLocale.Country.AnyCountry:
        every = QLocale.matchingLocales(QLocale.Language.AnyLanguage, QLocale.Script.AnyScript, territory)
        names += [QLocale.territoryToString(territory)]
        names += [locale.nativeTerritoryName() for locale in every]
    return tuple(dict.fromkeys(_folded(name) for name in names if name))


def _folded(name: str) -> str:
    """A name without accents, stops and capitals."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(each for each in letters if unicodedata.category(each) != "Mn" and each not in ".()")


def _date(day: int) -> str:
    return f"{long_date(day * DAY)} {to_date(day).year}"
