"""Baselines 0 to 10: what tasks, assignments and resources were when each was taken."""

from __future__ import annotations

from roadmap_app.exchange.mspdi.elements import Element
from roadmap_app.exchange.mspdi.ids import Ids
from roadmap_app.exchange.mspdi.lost import usual_name
from roadmap_app.exchange.mspdi.values import Source
from roadmap_app.exchange.told import Told
from roadmap_app.model.records import Baseline, BaselineTask


class BaselineTable:
    """Rows as they are met; the baselines that have rows become records."""

    def __init__(self, ids: Ids, told: Told, money: float) -> None:
        self._ids = ids
        self._told = told
        self._money = money
        self._numbers: set[int] = set()
        self.rows: list[BaselineTask] = []

    def read(self, holder: Source, of: str) -> None:
        """The baselines of one task, assignment or resource, whose id is `of`."""
        for element in holder.element.parts.get("Baseline", ()):
            self._row(element, holder, of)

    def records(self) -> list[Baseline]:
        return [
            Baseline(id=self._ids.of("baseline", n), name=usual_name(n), number=n)
            for n in sorted(self._numbers)
        ]

    def _row(self, element: Element, holder: Source, of: str) -> None:
        source = holder.inner(element, "a baseline")
        number = source.whole("Number", 0, 10, 0)
        row = BaselineTask(
            id=self._ids.of("baseline_task", f"{number} {of}"),
            baseline=self._ids.of("baseline", number),
            of=of,
            start=source.instant("Start"),
            finish=source.instant("Finish"),
            duration=source.duration("Duration"),
            work=source.duration("Work"),
            cost=source.number("Cost", self._money),
        )
        if (row.start, row.finish, row.duration, row.work, row.cost) != (None,) * 5:
            self._numbers.add(number)
            self.rows.append(row)
