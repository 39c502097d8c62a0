"""Arguments that commands share, and a parser whose errors are one sentence."""

from __future__ import annotations

import argparse
from datetime import date
from typing import NoReturn

from roadmap_app.cli.refused import Refused
from roadmap_app.model.time import DAY, EPOCH_DAY, day_from_iso


class Parser(argparse.ArgumentParser):
    """A parser that raises Refused with one sentence where argparse would print the usage and exit."""

    def error(self, message: str) -> NoReturn:
        raise Refused(f"{message[:1].upper()}{message[1:]}. '{self.prog} --help' tells how it is used.")


def day(text: str) -> int:
    """A day of `YYYY-MM-DD`."""
    try:
        return day_from_iso(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is no date; write it as 2026-09-05") from None


def midnight(text: str) -> int:
    """The instant at which the day of `YYYY-MM-DD` begins."""
    return day(text) * DAY


def add_today(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--today", type=midnight, metavar="DATE", help="the day that stands for today")


def add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", metavar="OUT", help="write JSON to a file, or to stdout with '-'")


def today(given: int | None) -> int:
    """The given day, or today by the machine's calendar, as an instant. The clock is read here alone."""
    return given if given is not None else (date.today().toordinal() - EPOCH_DAY) * DAY
