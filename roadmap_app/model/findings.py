"""Findings: what is wrong or worth knowing, as data. Nothing is raised, printed or changed by one.

`Unreadable` is for what leaves no plan to find anything in.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing found.

    `code` is stable and dotted (`file.seal`, `plan.loop`); `message` one sentence; `where` the place in
    the person's words (a line, a cell, "4.2 Wallet balance screen"); `fix` what to do. `problem` tells
    damage and misunderstandings from advice about the plan.
    """

    code: str
    message: str
    where: str = ""
    fix: str = ""
    problem: bool = True
    kind: str = ""
    id: str = ""


class Unreadable(Exception):
    """A file that gives no plan at all. Its text is one sentence: which file, what is wrong, what to do."""
