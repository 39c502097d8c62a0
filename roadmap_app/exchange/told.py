"""Collecting findings while a file is read, so that a broken file tells much and does not flood."""

from __future__ import annotations

from collections import Counter

from roadmap_app.model.findings import Finding

MOST_OF_A_KIND = 50


class Told:
    """Findings in the order found; of one code the first MOST_OF_A_KIND are kept, the rest counted."""

    def __init__(self) -> None:
        self._found: list[Finding] = []
        self._count: Counter[str] = Counter()

    def add(self, code: str, message: str, where: str = "", fix: str = "", *, problem: bool = True) -> None:
        self._count[code] += 1
        if self._count[code] <= MOST_OF_A_KIND:
            self._found.append(Finding(code=code, message=message, where=where, fix=fix, problem=problem))

    def findings(self) -> tuple[Finding, ...]:
        """All findings, each code that was cut short closing with how many more there were."""
        more = [
            Finding(code=code, message=f"{count - MOST_OF_A_KIND:,} more of the kind '{code}' were found.")
            for code, count in self._count.items()
            if count > MOST_OF_A_KIND
        ]
        return (*self._found, *more)
