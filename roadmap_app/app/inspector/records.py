"""What hangs on a task: findings with their fixes, contracts, risks, who works on it, addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QVBoxLayout, QWidget

from roadmap_app.analysis import checks
from roadmap_app.app.inspector import source
from roadmap_app.app.inspector.fields import AnyField, field_for, labelled
from roadmap_app.app.inspector.rich import show
from roadmap_app.app.inspector.section import Ids, Part, column_body
from roadmap_app.app.inspector.table import Cell, Line, RecordTable, Verbs
from roadmap_app.app.theme.controls import caption, chip
from roadmap_app.commands import assignments, hyperlinks, risks
from roadmap_app.commands.fixes import fixes
from roadmap_app.model import text
from roadmap_app.model.findings import Finding
from roadmap_app.model.records import Contract
from roadmap_app.scene.marks import late_in_words, lateness

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

MOST_FIXES = 2


# Findings --------------------------------------------------------------------------------------------


def findings(window: MainWindow) -> Part:
    """What is wrong with the task or worth a look, with one-click fixes."""
    body, column = column_body()
    shown: list[tuple[Finding, ...]] = [()]

    def fill(ids: Ids) -> str | None:
        document = window.document
        plan, schedule, id = document.plan, document.schedule, ids[0]
        conflict = schedule.conflict(id)
        advice = checks.findings_of(plan, schedule, window.workspace.today, id)
        found = (*((conflict,) if conflict else ()), *advice)
        if found or shown[0]:
            shown[0] = found
            _clear(column)
            for finding in found:
                column.addWidget(_finding(window, finding))
        return str(len(found)) if found else None

    return Part("findings", "To look at", body, fill, single=True)


def _finding(window: MainWindow, finding: Finding) -> QWidget:
    card = QFrame()
    card.setProperty("card", "late" if finding.problem else "true")
    column = QVBoxLayout(card)
    column.setContentsMargins(10, 8, 10, 8)
    column.setSpacing(6)
    words = caption(finding.message, "")
    words.setWordWrap(True)
    column.addWidget(words)
    if finding.fix:
        way = caption(finding.fix)
        way.setWordWrap(True)
        column.addWidget(way)
    if not window.document.read_only:
        for fix in fixes(window.document.plan, window.document.schedule, finding)[:MOST_FIXES]:
            button = QPushButton(_fitting(fix.label))
            button.setProperty("small", True)
            button.setToolTip(fix.label)
            button.clicked.connect(lambda _=False, fix=fix: window.edit(fix.step, fix.change))
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
    return card


def _fitting(label: str, most: int = 30) -> str:
    return label if len(label) <= most else f"{label[: most - 1]}…"


def _clear(column: QVBoxLayout) -> None:
    while column.count():
        column.takeAt(0).widget().deleteLater()


# Contracts -------------------------------------------------------------------------------------------


def contracts(window: MainWindow) -> Part:
    body, column = column_body()
    shown: list[bool] = [False]

    def fill(ids: Ids) -> str | None:
        plan = window.document.plan
        found = [each for each in plan.contracts.values() if ids[0] in (each.task, each.consumer_task)]
        if found or shown[0]:
            shown[0] = bool(found)
            _clear(column)
            for contract in found:
                column.addWidget(_contract(window, contract))
        if not found:
            return None
        names = [plan.resources[id].name for id in (found[0].provider, found[0].consumer) if id in plan.resources]
        return " → ".join(names) if len(found) == 1 else f"{len(found)}"

    return Part("contracts", "Contract", body, fill, single=True)


def _contract(window: MainWindow, contract: Contract) -> QWidget:
    plan, schedule = window.document.plan, window.document.schedule
    delivered = schedule.finish(contract.task) if contract.task in plan.tasks else contract.commit_by
    late = lateness(schedule, contract)
    card = QFrame()
    card.setProperty("card", "late" if late else "true")
    grid = QGridLayout(card)
    grid.setContentsMargins(10, 8, 10, 8)
    name = caption(contract.name, "section")
    name.setWordWrap(True)
    grid.addWidget(name, 0, 0)
    state = chip(late_in_words(plan, late), "late") if late else chip("in time", "ok")
    grid.addWidget(state, 0, 1, Qt.AlignmentFlag.AlignRight)
    dates = (("Need by", contract.need_by), ("Commit by", contract.commit_by), ("Delivers", delivered))
    known = [(words, instant) for words, instant in dates if instant is not None]
    for place, (words, instant) in enumerate(known):
        cell = caption(f"{words}\n{text.long_date(instant)}", "")
        if late and words == "Delivers":
            cell.setProperty("tone", "late")
        grid.addWidget(cell, 1 + place // 2, place % 2)
    if contract.terms:
        terms = caption(contract.terms)
        terms.setWordWrap(True)
        grid.addWidget(terms, 3, 0, 1, 2)
    return card


# Risks -----------------------------------------------------------------------------------------------

RISK_FORM = (
    ("probability", "status"), ("impact_min", "impact_max"), ("impact_likely", "due"), ("owner", "strategy"),
    ("response",), ("type", "code"),
)  # fmt: skip


def risk_list(window: MainWindow) -> Part:
    body, column = column_body()
    shown = _Risks(window)
    column.addWidget(shown.table)
    column.addWidget(shown.form)
    return Part("risks", "Risks", body, shown.fill, single=True)


class _Risks:
    """The risks of a task in a table, and below it all of the one that is chosen."""

    def __init__(self, window: MainWindow) -> None:
        self._window, self._id, self._chosen = window, "", ""
        self.table = RecordTable(
            window, "Risks", ("Number", "Risk", "Probability"), (5, 0, 5), "Add: what may go wrong",
            Verbs(put=self._put, add=self._add, remove=self._remove, choose=self._choose),
        )  # fmt: skip
        self.form = QFrame()
        self.form.setProperty("card", "true")
        grid = QGridLayout(self.form)
        grid.setContentsMargins(10, 8, 10, 10)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(6)
        self.fields: dict[str, AnyField] = {}
        for row, names in enumerate(RISK_FORM):
            for place, name in enumerate(names):
                column = risks.COLUMNS[name]
                self.fields[name] = field_for(window, f"risk-{name}", column.kind)
                span = 1 if len(names) == 2 else 2
                grid.addWidget(labelled(column.title, self.fields[name]), row, place, 1, span)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)

    def fill(self, ids: Ids) -> str:
        plan, self._id = self._window.document.plan, ids[0]
        found = risks.of_task(plan, self._id)
        self.table.fill(
            [
                Line(
                    risk.id,
                    (
                        Cell(risk.code, typed=risk.code, tone="muted"),
                        Cell(risk.name, typed=risk.name, tone="muted" if risk.status == "closed" else ""),
                        Cell(f"{risk.probability} %", typed=str(risk.probability)),
                    ),
                    risk.name,
                )
                for risk in found
            ]
        )
        if self._chosen not in {risk.id for risk in found}:
            self._chosen = ""
        self._fill_form()
        return f"{len(found)} attached" if found else "none"

    def _fill_form(self) -> None:
        show(self.form, bool(self._chosen))
        if self._chosen:
            for name, field in self.fields.items():
                field.show_source(source.of_risk(self._window, self._chosen, name))

    def _choose(self, id: str) -> None:
        self._chosen = id
        self._fill_form()

    def _put(self, id: str, column: int, typed: str) -> str:
        return source.of_risk(self._window, id, ("code", "name", "probability")[column]).put(typed)

    def _add(self, typed: str) -> str:
        whom = text.quoted(self._window.document.plan.tasks[self._id].name)

        def change(draft: object) -> None:
            self._chosen = risks.add(draft, self._id, typed)

        return source.make(self._window, f"Add risk to {whom}", change)

    def _remove(self, id: str) -> None:
        plan = self._window.document.plan
        label = f"Remove risk {text.quoted(plan.risks[id].name)}"
        self._window.edit(label, lambda draft: risks.detach(draft, id, self._id))


# People and addresses --------------------------------------------------------------------------------


class Assigned:
    """Who works on one task, how much of the day, how much in all."""

    def __init__(self, window: MainWindow) -> None:
        self._window, self._id = window, ""
        self.head = caption("Assigned")
        self.table = RecordTable(
            window, "Assignments", ("Who", "Units", "Work"), (0, 6, 6), "Add: a name, such as Ann 50 %",
            Verbs(put=self._put, add=self._add, remove=self._remove, offer=self._names),
        )  # fmt: skip

    def fill(self, ids: Ids) -> int:
        for part in (self.head, self.table):
            show(part, len(ids) == 1)
        if len(ids) != 1:
            return 0
        plan, self._id = self._window.document.plan, ids[0]
        found = assignments.of_task(plan, self._id)
        lines = []
        for each in found:
            who, work = assignments.who(plan, each), assignments.work(plan, each)
            units = assignments.units(each)
            told = "Work in hours; nothing lets it follow from the duration"
            cells = (
                Cell(who or "Nobody", typed=who, choices=self._names()),
                Cell(units, typed=units, tip="Share of the day"),
                Cell(work or "–", typed=work, tone="" if work else "muted", tip=told),
            )
            lines.append(Line(each.id, cells, who))
        self.table.fill(lines)
        return len(found)

    def _names(self) -> tuple[str, ...]:
        resources = self._window.document.plan.resources.values()
        return tuple(sorted((each.name for each in resources if each.name and each.active), key=str.casefold))

    def _whom(self) -> str:
        return text.quoted(self._window.document.plan.tasks[self._id].name)

    def _put(self, id: str, column: int, typed: str) -> str:
        verb = (assignments.set_who, assignments.set_units, assignments.set_work)[column]
        what = ("Who works on", "Units on", "Work on")[column]
        label = f"{what} {self._whom()}: {typed.strip() or 'none'}"
        return source.make(self._window, label[:90], lambda draft: verb(draft, id, typed))

    def _add(self, typed: str) -> str:
        label = f"Assign {typed.strip()} to {self._whom()}"
        return source.make(self._window, label[:90], lambda draft: assignments.add(draft, self._id, typed))

    def _remove(self, id: str) -> None:
        plan = self._window.document.plan
        who = assignments.who(plan, plan.assignments[id]) or "nobody"
        self._window.edit(f"Take {who} off {self._whom()}", lambda draft: assignments.remove(draft, id))


def addresses(window: MainWindow) -> Part:
    body, column = column_body()
    shown = _Addresses(window)
    column.addWidget(shown.table)
    return Part("hyperlinks", "Links to pages", body, shown.fill, folded=True, single=True)


class _Addresses:
    def __init__(self, window: MainWindow) -> None:
        self._window, self._id = window, ""
        self.table = RecordTable(
            window, "Addresses", ("Open", "Label", "Address"), (2, 0, 16), "Add: label https://…",
            Verbs(put=self._put, add=self._add, remove=self._remove, open=self._open),
        )  # fmt: skip

    def fill(self, ids: Ids) -> str:
        self._id = ids[0]
        found = self._window.document.plan.tasks[self._id].hyperlinks
        self.table.fill(
            [
                Line(
                    str(place),
                    (
                        Cell("↗", tone="link", tip=hyperlinks.unsafe(each.url) or f"Open {each.url}"),
                        Cell(each.label or each.url, typed=each.label, tip=each.url),
                        Cell(each.url, typed=each.url, tone="muted"),
                    ),
                    each.label or each.url,
                )
                for place, each in enumerate(found)
            ]
        )
        return str(len(found)) if found else "none"

    def _label(self, verb: str) -> str:
        return f"{verb} of {text.quoted(self._window.document.plan.tasks[self._id].name)}"

    def _put(self, place: str, column: int, typed: str) -> str:
        verb = hyperlinks.set_label if column == 1 else hyperlinks.set_address
        return source.make(
            self._window, self._label("Link to a page"), lambda draft: verb(draft, self._id, int(place), typed)
        )

    def _add(self, typed: str) -> str:
        return source.make(
            self._window, self._label("New link to a page"), lambda draft: hyperlinks.add(draft, self._id, typed)
        )

    def _remove(self, place: str) -> None:
        label = self._label("Remove link to a page")
        self._window.edit(label, lambda draft: hyperlinks.remove(draft, self._id, int(place)))

    def _open(self, place: str) -> None:
        open_address(self._window, self._window.document.plan.tasks[self._id].hyperlinks[int(place)].url)


def open_address(window: MainWindow, address: str) -> None:
    """Open a page or a mail outside; other kinds of addresses are refused in a sentence."""
    if said := hyperlinks.unsafe(address):
        window.workspace.message.emit("refused", said)
    elif not QDesktopServices.openUrl(QUrl(address.strip(), QUrl.ParsingMode.StrictMode)):
        window.workspace.message.emit("refused", f"No program on this computer opens {address.strip()[:80]}.")
