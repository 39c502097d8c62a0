"""What a task waits for and what follows it, as two tables to edit: kind, lag, what drives, how much room there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmap_app.analysis import linked
from roadmap_app.analysis.linked import Linked
from roadmap_app.app.inspector import source
from roadmap_app.app.inspector.rich import go
from roadmap_app.app.inspector.section import Ids, Part, column_body
from roadmap_app.app.inspector.table import Cell, Line, RecordTable, Verbs
from roadmap_app.app.theme.controls import caption
from roadmap_app.commands import links
from roadmap_app.commands.typed import parse_predecessors
from roadmap_app.model import text
from roadmap_app.model.bidi import isolated
from roadmap_app.model.plan import Draft

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

KINDS = ("FS finish to start", "SS start to start", "FF finish to finish", "SF start to finish")
HEADS = ("Drives", "Task", "Type", "Lag", "Slack")
TYPE = 2
LAGS = "Lag: +2d, -1d, +2ed on the clock, 50%"
ARROWS = {True: "›", False: "→"}


def part(window: MainWindow) -> Part:
    body, column = column_body(4)
    sides = [_Side(window, True), _Side(window, False)]
    for side in sides:
        column.addWidget(side.head)
        column.addWidget(side.table)

    def fill(ids: Ids) -> str:
        into, out = (side.fill(ids[0]) for side in sides)
        return f"{into} in · {out} out"

    return Part("dependencies", "Dependencies", body, fill, single=True)


class _Side:
    """The links into a task, or those out of it."""

    def __init__(self, window: MainWindow, into: bool) -> None:
        self._window, self._into, self._id = window, into, ""
        self.head = caption("Waits for" if into else "Followed by")
        hint = "Add: number or name, such as 3FS+2d"
        self.table = RecordTable(
            window, "Predecessors" if into else "Successors", HEADS, (2, 0, 3, 4, 5), hint,
            Verbs(put=self._put, add=self._add, remove=self._remove, open=self._open, offer=self._offer),
            wide_only=len(HEADS) - 1,
        )  # fmt: skip

    def fill(self, id: str) -> int:
        self._id = id
        plan, schedule = self._window.document.plan, self._window.document.schedule
        found = (linked.predecessors if self._into else linked.successors)(plan, schedule, id)
        self.table.fill([self._line(each) for each in found])
        return len(found)

    def _line(self, each: Linked) -> Line:
        plan = self._window.document.plan
        project, link = plan.project, each.link
        if each.drives:
            tip = "It sets the date of this task." if self._into else "Its date is set by this task."
        else:
            tip = "Not driving: it has slack before it moves a date."
        other = plan.tasks.get(each.other)
        name = "A task not in the plan"
        if other is not None:
            name = f"{plan.outline.wbs[each.other]}  {isolated(other.name) or '(no name)'}"
        gap = text.lag(link, project)
        room = "" if each.slack is None else text.days(each.slack, project)
        told = f"The predecessor can slip {room} before this link moves a date." if each.slack is not None else ""
        if each.slack is not None and each.slack < 0:
            told = f"The link is broken by {text.days(-each.slack, project)}: what holds the date does not wait for it."
        long = next((kind for kind in KINDS if kind.startswith(link.type)), link.type)
        return Line(
            link.id,
            (
                Cell(ARROWS[self._into], tone="late" if each.drives else "muted", tip=f"{tip} {told}".strip()),
                Cell(name, tone="link" if other else "muted", tip=f"Go to {name}" if other else ""),
                Cell(link.type, typed=link.type, choices=KINDS, tip=f"{long[3:].capitalize()} ({link.type})"),
                Cell(text.signed(gap) or "–", typed=gap, tone="" if gap else "muted", tip=LAGS),
                Cell(room, tone="late" if each.slack is not None and each.slack < 0 else "muted", tip=told),
            ),
            name,
        )

    def _put(self, id: str, column: int, typed: str) -> str:
        if column == TYPE:
            return source.change_link(self._window, id, "type", typed.split(" ")[0])
        return source.change_link(self._window, id, "lag", typed)

    def _add(self, typed: str) -> str:
        plan, mine = self._window.document.plan, self._id
        known = self._numbers()
        wanted = known.get(typed.strip(), typed)

        def change(draft: Draft) -> None:
            for entry in parse_predecessors(wanted, draft):
                ends = (entry.task, mine) if self._into else (mine, entry.task)
                links.add(draft, *ends, entry.type, entry.lag, entry.lag_kind, entry.lag_unit)

        mine_named = text.quoted(plan.tasks[mine].name)
        label = f"Link {mine_named} after {typed.strip()}" if self._into else f"Link {typed.strip()} after {mine_named}"
        return source.make(self._window, label[:90], change)

    def _remove(self, id: str) -> None:
        link = self._window.document.plan.links[id]
        label = f"Unlink {source.between(self._window, link)}"
        self._window.edit(label, lambda draft: links.remove(draft, id))

    def _open(self, id: str) -> None:
        link = self._window.document.plan.links[id]
        go(self._window, link.from_ if self._into else link.to)

    def _numbers(self) -> dict[str, str]:
        """Number by `2.3 Balance API`, as the completions are written."""
        plan = self._window.document.plan
        wbs = plan.outline.wbs
        return {f"{wbs[id]} {plan.tasks[id].name}".strip(): wbs[id] for id in plan.outline.order}

    def _offer(self) -> tuple[str, ...]:
        """The tasks that could be linked: not itself, nor what it lies in or holds."""
        outline = self._window.document.plan.outline
        kin = {outline.wbs[id] for id in (*outline.branch(self._id), *outline.ancestors(self._id))}
        return tuple(words for words, number in self._numbers().items() if number not in kin)
