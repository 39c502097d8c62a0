"""Arguments that commands share, and a parser whose errors are one sentence."""

from __future__ import annotations

import argparse
from datetime import date
from typing import NoReturn

from roadmap_app.cli.refused import Refused
from roadmap_app.model.time import DAY, EPOCH_DAY, FIRST_PLANNED, LAST_PLANNED, day_from_iso, to_datetime
from roadmap_app.storage.platform import same_file


class Parser(argparse.ArgumentParser):
    """A parser that raises Refused with one sentence where argparse would print the usage and exit."""

    def error(self, message: str) -> NoReturn:
        raise Refused(f"{message[:1].upper()}{message[1:]}. '{self.prog} --help' tells how it is used.")


def day(text: str) -> int:
    """A day of `YYYY-MM-DD`, within the years that can be planned."""
    try:
        found = day_from_iso(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is not a date; write it as 2026-09-05") from None
    if not FIRST_PLANNED <= found * DAY <= LAST_PLANNED:
        years = f"{to_datetime(FIRST_PLANNED).year} and {to_datetime(LAST_PLANNED).year}"
        raise argparse.ArgumentTypeError(f"{text} cannot be planned; give a date between the years {years}")
    return found


def midnight(text: str) -> int:
    """The instant at which the day of `YYYY-MM-DD` begins."""
    return day(text) * DAY


def pixels_a_day(text: str) -> float:
    return _number(text, 0.01, 2000, "pixels a day between 0.01 and 2000")


def half_scale(text: str) -> float:
    return _number(text, 0.5, 4, "a scale between 0.5 and 4")


def scale(text: str) -> float:
    return _number(text, 1, 4, "a scale between 1 and 4")


def _number(text: str, low: float, high: float, right: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1
    if not low <= value <= high:
        raise argparse.ArgumentTypeError(f"'{text}' is not a number for {right}")
    return value


def add_today(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--today", type=midnight, metavar="DATE", help="the day that stands for today")


def add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", type=_out, metavar="OUT", help="write JSON to a file, or to stdout with '-'")


def _out(text: str) -> str:
    if not text or "\0" in text:
        raise argparse.ArgumentTypeError("OUT must be the name of a file, or '-' for stdout")
    return text


def refuse_over_inputs(given: argparse.Namespace) -> None:
    """Refused where JSON would be written over a file that the command reads, or writes besides."""
    out = getattr(given, "json", None)
    for name in ("file", "old", "new", "repair"):
        path = getattr(given, name, None)
        if out and path and out != "-" and same_file(out, path):
            raise Refused(f"{out} would be replaced by JSON, and it is the plan itself; name another file.")


def today(given: int | None) -> int:
    """The given day, or today by the machine's calendar, as an instant. The clock is read here alone."""
    return given if given is not None else (date.today().toordinal() - EPOCH_DAY) * DAY
