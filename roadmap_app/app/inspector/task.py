"""The first tab: name, dates, why, contract, dependencies, risks - in this order."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from roadmap_app.analysis import variance
from roadmap_app.app.inspector.fields import Choice, Field, labelled
from roadmap_app.app.theme.controls import caption, chip
from roadmap_app.commands import fields
from roadmap_app.model import text
from roadmap_app.model.records import Contract, Link
from roadmap_app.scene.marks import late_in_words, lateness
from roadmap_app.schedule import consequence, driven, explain, not_driving, slack_told

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow


def page(window: MainWindow, ids: tuple[str, ...]) -> QWidget:
    """The tab for some selected tasks; what only makes sense for one is left out for several."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(14, 14, 14, 14)
    column.setSpacing(8)
    column.addLayout(_title(window, ids))
    column.addLayout(_chips(window, ids))
    column.addLayout(_dates(window, ids))
    if len(ids) == 1:
        _baseline(window, ids[0], column)
        _why(window, ids[0], column)
        _contracts(window, ids[0], column)
        _dependencies(window, ids[0], column)
        _risks(window, ids[0], column)
    column.addWidget(_section("Settings"))
    column.addLayout(_settings(window, ids))
    column.addStretch(1)
    return made


def _title(window: MainWindow, ids: tuple[str, ...]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    if len(ids) > 1:
        row.addWidget(caption(f"{len(ids)} tasks", "title"))
        return row
    plan = window.document.plan
    row.addWidget(caption(plan.outline.wbs[ids[0]], "muted"))
    name = Field(window, ids, "name")
    name.setProperty("title", True)
    name.setPlaceholderText("(no name)")
    row.addWidget(name, 1)
    return row


def _chips(window: MainWindow, ids: tuple[str, ...]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(6)
    plan, schedule = window.document.plan, window.document.schedule
    if len(ids) == 1:
        id = ids[0]
        task = plan.tasks[id]
        team = plan.resources.get(task.team)
        if team:
            row.addWidget(chip(team.name, f"team-{(team.colour - 1) % 8 + 1 if team.colour else 0}"))
        slack = text.days(slack_told(schedule, id), plan.project)
        if schedule.is_critical(id):
            row.addWidget(chip(f"Critical, {slack} slack", "critical"))
        elif task.percent < 100 and not plan.outline.is_summary(id):
            row.addWidget(chip(f"{slack} slack", "neutral"))
        row.addWidget(chip(f"{schedule.percent(id)} %", "neutral"))
    row.addStretch(1)
    return row


def _dates(window: MainWindow, ids: tuple[str, ...]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(6)
    for place, (words, column) in enumerate(
        (("Duration", "duration"), ("Start", "start"), ("Finish", "finish"))
    ):
        grid.addWidget(labelled(words, Field(window, ids, column)), 0, place)
        grid.setColumnStretch(place, 3 if place else 2)
    return grid


def _baseline(window: MainWindow, id: str, column: QVBoxLayout) -> None:
    plan, schedule = window.document.plan, window.document.schedule
    if not plan.project.baseline:
        return
    compared = variance.of(plan, schedule)
    start, finish = compared.baseline_start(id), compared.baseline_finish(id)
    if start is None or finish is None:
        return
    slip = compared.finish(id) or 0
    row = QHBoxLayout()
    row.addWidget(caption(f"Baseline {text.long_date(start)} – {text.long_date(finish)}"))
    row.addStretch(1)
    mark = caption(text.slip(slip, plan.project) if slip else "as planned")
    if slip > 0:
        mark.setProperty("tone", "critical")
    row.addWidget(mark)
    column.addLayout(row)


def _why(window: MainWindow, id: str, column: QVBoxLayout) -> None:
    plan, schedule = window.document.plan, window.document.schedule
    column.addSpacing(4)
    column.addWidget(_section(f"Why {text.long_date(schedule.start(id))}?"))
    reasons = explain(plan, schedule, id)
    for number, reason in enumerate(reasons[:6], 1):
        row = QHBoxLayout()
        row.setSpacing(8)
        mark = chip(str(number), "step-critical" if schedule.is_critical(id) else "step")
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(_linked(window, reason.sentence, (reason.task, *reason.also)), 1)
        column.addLayout(row)
    for reason in not_driving(plan, schedule, id)[:3]:
        column.addWidget(_box(reason.sentence))
    goal = plan.project.milestone
    if goal in plan.tasks and goal != id and plan.tasks[id].percent < 100:
        sentence = consequence(plan, schedule, id, goal)
        if sentence:
            column.addWidget(_box(sentence))
        column.addWidget(_box(_room(window, id, goal)))
    elif schedule.is_milestone(id) and not plan.outline.is_summary(id) and plan.tasks[id].percent < 100:
        button = QPushButton("What would win days…")
        button.setProperty("small", True)
        button.clicked.connect(lambda: window.show_gains(id))
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)


def _room(window: MainWindow, id: str, goal: str) -> str:
    """How far a task is from moving the milestone that the plan is about."""
    plan = window.document.plan
    name = text.quoted(plan.tasks[goal].name)
    slack = window.workspace.paths_to(goal, window.document.schedule).slack.get(id)
    if plan.outline.is_summary(id):
        return f"Its tasks tell how they lead to {name}."
    if slack is None:
        return f"It does not lead to {name}."
    if slack <= 0:
        return f"It is on the critical path to {name}."
    room = slack_told(window.document.schedule, id, slack)
    return f"It has {text.days(room, plan.project)} before it moves {name}."


def _contracts(window: MainWindow, id: str, column: QVBoxLayout) -> None:
    plan = window.document.plan
    found = [c for c in plan.contracts.values() if id in (c.task, c.consumer_task)]
    if not found:
        return
    column.addWidget(_section("Contract" if len(found) == 1 else "Contracts"))
    for contract in found:
        column.addWidget(_contract(window, contract))


def _contract(window: MainWindow, contract: Contract) -> QWidget:
    plan, schedule = window.document.plan, window.document.schedule
    delivered = schedule.finish(contract.task) if contract.task in plan.tasks else contract.commit_by
    late = lateness(schedule, contract)
    card = QFrame()
    card.setProperty("card", "late" if late else "true")
    grid = QGridLayout(card)
    grid.setContentsMargins(10, 8, 10, 8)
    name = caption(contract.name, "section")
    grid.addWidget(name, 0, 0)
    teams = [plan.resources[id].name for id in (contract.provider, contract.consumer) if id in plan.resources]
    state = chip(late_in_words(plan, late), "late") if late else chip("in time", "ok")
    grid.addWidget(state, 0, 1, Qt.AlignmentFlag.AlignRight)
    grid.addWidget(caption(" → ".join(teams)), 1, 0, 1, 2)
    for place, (words, instant) in enumerate((("Need by", contract.need_by), ("Delivers", delivered))):
        if instant is not None:
            grid.addWidget(caption(words), 2, place)
            date = caption(text.long_date(instant), "")
            if late and place:
                date.setProperty("tone", "late")
            grid.addWidget(date, 3, place)
    return card


def _dependencies(window: MainWindow, id: str, column: QVBoxLayout) -> None:
    plan, schedule = window.document.plan, window.document.schedule
    into, out = plan.links_into.get(id, ()), plan.links_from.get(id, ())
    head = QHBoxLayout()
    head.addWidget(_section("Dependencies"))
    head.addStretch(1)
    head.addWidget(caption(f"{len(into)} in · {len(out)} out"))
    column.addLayout(head)
    if not into and not out:
        column.addWidget(
            _box("Nothing drives this task and it drives nothing. Drag from a bar's end to link it.")
        )
    drivers = (schedule.start_driver(id).link, schedule.finish_driver(id).link)
    moved = driven(plan, schedule, id)
    for link in into:
        column.addLayout(_dependency(window, link, link.from_, "›", "It sets the date." if link.id in drivers else ""))
    for link in out:
        column.addLayout(_dependency(window, link, link.to, "→", "Its date is set here." if link.to in moved else ""))


def _dependency(window: MainWindow, link: Link, other: str, mark: str, drives: str) -> QHBoxLayout:
    """One line; `drives` says in words that the link sets a date ("": it has room)."""
    plan = window.document.plan
    row = QHBoxLayout()
    row.setSpacing(8)
    sign = caption(mark, "muted")
    if drives:
        sign.setProperty("tone", "late")
        sign.setToolTip(drives)
    row.addWidget(sign)
    if other in plan.tasks:
        row.addWidget(caption(plan.outline.wbs[other]))
        row.addWidget(_link_label(window, other, plan.tasks[other].name), 1)
    else:
        row.addWidget(caption("A task that is not in the plan", "muted"), 1)
    row.addWidget(caption(link.type + text.lag(link, plan.project)))
    return row


def _risks(window: MainWindow, id: str, column: QVBoxLayout) -> None:
    plan = window.document.plan
    found = sorted((r for r in plan.risks.values() if id in r.tasks), key=lambda risk: -risk.probability)
    if not found:
        return
    head = QHBoxLayout()
    head.addWidget(_section("Risks"))
    head.addStretch(1)
    head.addWidget(caption(f"{len(found)} attached"))
    column.addLayout(head)
    for risk in found:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(caption(risk.code))
        name = caption(risk.name, "")
        name.setWordWrap(True)
        name.setToolTip(risk.response)
        row.addWidget(name, 1)
        row.addWidget(caption(f"{risk.probability} %"))
        column.addLayout(row)


def _settings(window: MainWindow, ids: tuple[str, ...]) -> QGridLayout:
    plan = window.document.plan
    grid = QGridLayout()
    grid.setHorizontalSpacing(6)
    grid.setVerticalSpacing(8)
    teams = sorted((r.name, r.id) for r in plan.resources.values() if r.type == "team")
    team = plan.tasks[ids[0]].team
    now = plan.resources[team].name if team in plan.resources else ""
    choices = [("None", ""), *((name, name) for name, _ in teams)]
    grid.addWidget(labelled("Owner", Choice(window, ids, "team", choices, now, new="New team")), 0, 0)
    grid.addWidget(labelled("Done %", Field(window, ids, "percent")), 0, 1)
    kinds = [(words, words) for words in fields.CONSTRAINT_NAMES.values()]
    kind = fields.CONSTRAINT_NAMES[plan.tasks[ids[0]].constraint]
    grid.addWidget(labelled("Constraint", Choice(window, ids, "constraint", kinds, kind)), 1, 0)
    grid.addWidget(labelled("Constraint date", Field(window, ids, "constraint_date")), 1, 1)
    grid.addWidget(labelled("Deadline", Field(window, ids, "deadline")), 2, 0)
    grid.addWidget(labelled("Predecessors", Field(window, ids, "predecessors")), 2, 1)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    return grid


def _section(words: str) -> QLabel:
    label = caption(words, "section")
    label.setContentsMargins(0, 6, 0, 0)
    return label


def _box(words: str) -> QLabel:
    label = caption(words, "box")
    label.setWordWrap(True)
    return label


def _linked(window: MainWindow, sentence: str, ids: tuple[str, ...]) -> QLabel:
    """A sentence in which the quoted names of tasks can be clicked."""
    words = escape(sentence)
    tasks = window.document.plan.tasks
    for id in ids:
        if id in tasks:
            quoted = escape(text.quoted(tasks[id].name))
            words = words.replace(quoted, _anchor(window, id, escape(tasks[id].name)), 1)
    return _rich(window, words)


def _link_label(window: MainWindow, id: str, name: str) -> QLabel:
    return _rich(window, _anchor(window, id, escape(name or "(no name)")))


def _anchor(window: MainWindow, id: str, words: str) -> str:
    colour = window.workspace.tokens.accent.base
    return f'<a href="{id}" style="color: {colour}; text-decoration: none">{words}</a>'


def _rich(window: MainWindow, words: str) -> QLabel:
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
    )

    def go(id: str) -> None:
        window.workspace.reveal(id)
        window.workspace.select([id])

    label.linkActivated.connect(go)
    return label
