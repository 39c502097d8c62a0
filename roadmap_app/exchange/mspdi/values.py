"""Values of MSPDI elements: what is written there, and what it means in our units.

Parsing functions raise ValueError with a reason that completes "'soon' ...". `Source` reads the named
children of one element and tells what it could not read; it never raises.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from roadmap_app.exchange.mspdi.elements import Element
from roadmap_app.exchange.told import Told
from roadmap_app.model import time
from roadmap_app.model.time import DAY

# DurationFormat: 3-12 name a unit, elapsed where even; 32 more: estimated. Others mean the project's own.
UNIT_OF_FORMAT = {3: "m", 5: "h", 7: "d", 9: "w", 11: "mo"}
PERCENT_FORMATS = (19, 20, 51, 52)
LONGEST = 300 * 366 * DAY  # clock minutes: no plan holds more
LARGEST = 10**12

_PLAIN = re.compile(r"PT(\d{1,9})H(\d{1,9})M(\d{1,9})S")
_FULL = re.compile(
    r"(-?)P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?"
    r"(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?"
)


@lru_cache(1 << 14)
def minutes(text: str) -> int:
    """Minutes of an XML duration such as `PT8H0M0S`, seconds rounded; ValueError for what is none.

    A day counts 24 hours, as the standard has it. Years and months have no fixed length: ValueError.
    """
    if plain := _PLAIN.fullmatch(text):
        hours, mins, seconds = plain.groups()
        total = int(hours) * 60 + int(mins) + (int(seconds) + 30) // 60
    else:
        full = _FULL.fullmatch(text) if len(text) < 60 else None
        if full is None or text.endswith(("P", "T")):
            raise ValueError("is not a duration such as PT8H0M0S")
        sign, years, months, weeks, days, hours, mins, seconds = full.groups()
        if years or months:
            raise ValueError("counts years or months, which have no fixed length")
        exact = (int(weeks or 0) * 7 + int(days or 0)) * DAY * 60
        exact += int(float(hours or 0) * 3600 + float(mins or 0) * 60 + float(seconds or 0))
        total = (exact + 30) // 60
        if sign and total:
            raise ValueError("is negative")
    if total > LONGEST:
        raise ValueError("is longer than 300 years")
    return total


@lru_cache(1 << 14)
def instant(text: str) -> int:
    """The instant of a date and time, seconds rounded; ValueError for none, or one outside 1900-2200."""
    late = "T24:00" in text
    try:
        found = time.from_iso(text.replace("T24:00", "T00:00") if late else text)
    except ValueError:
        raise ValueError("is not a date") from None
    found += DAY if late else 0
    if not time.FIRST_PLANNED <= found <= time.LAST_PLANNED:
        raise ValueError("lies outside the years 1900 to 2200")
    return found


def minute_of_day(text: str) -> int:
    """Minutes into the day of `HH:MM:SS`; ValueError for what is none."""
    match = re.fullmatch(r"(?:\d{4}-\d\d-\d\dT)?(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?", text.strip())
    if not match or int(match[1]) > 24 or int(match[2]) > 59:
        raise ValueError("is not a time of day")
    return min(int(match[1]) * 60 + int(match[2]) + (int(match[3] or 0) >= 30), DAY)


@lru_cache(1 << 12)
def number(text: str) -> float:
    """A finite number; ValueError for what is none."""
    try:
        found = float(text) if len(text) < 400 else float("nan")
    except ValueError:
        found = float("nan")
    if found != found or abs(found) > 1e300:
        raise ValueError("is not a number")
    return found


@dataclass(frozen=True)
class Format:
    """What a DurationFormat or LagFormat says."""

    unit: str
    elapsed: bool = False
    estimated: bool = False
    percent: bool = False


@lru_cache(256)
def format_of(code: int, default_unit: str = "d") -> Format:
    """The unit of a duration; a code that names none gives the default."""
    base = code - 32 if code >= 35 else code
    if code in PERCENT_FORMATS:
        return Format(default_unit, elapsed=base % 2 == 0, estimated=code >= 35, percent=True)
    unit = UNIT_OF_FORMAT.get(base if base % 2 else base - 1)
    if unit is None:
        return Format(default_unit, estimated=code >= 35)
    return Format(unit, elapsed=base % 2 == 0, estimated=code >= 35)


def shown(text: str) -> str:
    """A value as quoted in a finding, cut where it is long."""
    return f"'{text[:40]}…'" if len(text) > 40 else f"'{text}'"


@dataclass(frozen=True)
class Source:
    """One element being read: absent children are None, zero or false, unreadable ones are told.

    `place` names the element in findings ("Task UID 12 'Pour'").
    """

    element: Element
    told: Told
    place: str

    @property
    def where(self) -> str:
        return f"{self.place}, line {self.element.line}" if self.element.line else self.place

    def tell(self, code: str, message: str, fix: str = "") -> None:
        self.told.add(f"mspdi.{code}", message, self.where, fix)

    def inner(self, element: Element, place: str) -> Source:
        """A nested element, placed within this one."""
        return Source(element, self.told, f"{place} of {self.place}")

    def text(self, name: str) -> str:
        return self.element.texts.get(name, "")

    def flag(self, name: str, default: bool = False) -> bool:
        text = self.element.texts.get(name)
        if text is None or text == "":
            return default
        if text in ("1", "0"):
            return text == "1"
        lowered = text.strip().lower()
        if lowered not in ("true", "false", "1", "0"):
            self._unread(name, text, "is neither 1 nor 0", "1" if default else "0")
            return default
        return lowered in ("true", "1")

    def number(self, name: str, scale: float = 1) -> int | None:
        """A number times `scale`, rounded to a whole one; None where absent or unreadable."""
        text = self.element.texts.get(name)
        if not text:
            return None
        if scale == 1 and text.isdecimal() and len(text) < 10:
            return int(text)
        try:
            found = number(text) * scale
        except ValueError as error:
            self._unread(name, text, str(error))
            return None
        if abs(found) > LARGEST * max(scale, 1):
            self._unread(name, text, "is too large")
            return None
        return round(found)

    def whole(self, name: str, low: int, high: int, default: int, scale: float = 1) -> int:
        """A number within bounds; what lies outside is told and held to the nearer one."""
        found = self.number(name, scale)
        if found is None:
            return default
        if low <= found <= high:
            return found
        held = min(max(found, low), high)
        bounds = f"is not within {low / scale:g} to {high / scale:g}"
        self._unread(name, self.text(name), bounds, f"{held / scale:g}")
        return held

    def tenths(self, name: str) -> int:
        """Minutes from tenths of minutes, negative too; 0 where absent."""
        return self.whole(name, -LONGEST, LONGEST, 0, 0.1)

    def instant(self, name: str) -> int | None:
        text = self.element.texts.get(name)
        if not text:
            return None
        try:
            return instant(text)
        except ValueError as error:
            self._unread(name, text, str(error))
            return None

    def duration(self, name: str) -> int | None:
        """Minutes; None where absent or unreadable. An empty element is told: it should hold something."""
        text = self.element.texts.get(name)
        if text is None:
            return None
        try:
            return minutes(text)
        except ValueError as error:
            self._unread(name, text, str(error))
            return None

    def choice(self, name: str, choices: tuple[str, ...], default: str) -> str:
        """One of `choices` by its number."""
        text = self.element.texts.get(name)
        if not text:
            return default
        if text.isdecimal() and len(text) < 3 and int(text) < len(choices):
            return choices[int(text)] or default
        self._unread(name, text, "is none of its kinds", default)
        return default

    def _unread(self, name: str, text: str, why: str, taken: str = "") -> None:
        taken = f"{taken} was taken" if taken else "it was left out"
        self.tell("value", f"{name} {shown(text)} {why}; {taken}.")
