"""The pages of the first tab: some tasks, the plan itself, a link."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from roadmap_app.analysis import linked
from roadmap_app.app.inspector import dependencies, forms, records, why
from roadmap_app.app.inspector.fields import field_for, labelled
from roadmap_app.app.inspector.forms import Form
from roadmap_app.app.inspector.heading import Heading
from roadmap_app.app.inspector.rich import Pool, say
from roadmap_app.app.inspector.section import Ids, Section
from roadmap_app.app.inspector.source import between, of_link, of_project
from roadmap_app.app.theme.controls import caption
from roadmap_app.commands import links, project
from roadmap_app.model import text

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

# The order of `look/01`, then all that a task has beside it.
PARTS = (
    why.part, records.findings, records.contracts, dependencies.part, records.risk_list, forms.planning,
    forms.progress, forms.people, forms.money, forms.roadmap, forms.custom_fields, records.addresses,
)  # fmt: skip
SETTINGS = (
    ("start", "finish"), ("schedule_from", "status_date"), ("calendar", "milestone"), ("baseline", "owner"),
    ("minutes_per_day", "minutes_per_week"), ("default_start", "default_finish"), ("days_per_month", "week_start"),
    ("currency",),
)  # fmt: skip


class TaskPage(QWidget):
    """Heading and sections, filled one by one: `steps` are what is yet to be done to show some tasks."""

    def __init__(self, window: MainWindow, opened: Callable[[Section], None]) -> None:
        super().__init__()
        column = _column(self)
        self.heading = Heading(window)
        column.addWidget(self.heading)
        self._stops: list[QWidget] = []
        self.sections = [Section(window, part(window), opened) for part in PARTS]
        for section in self.sections:
            column.addWidget(section)
        column.addStretch(1)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes down the page, also through what was made after it."""
        found = stops(self)
        if found != self._stops:
            self._stops = found
            for one, after in pairwise(found):
                QWidget.setTabOrder(one, after)
        return super().focusNextPrevChild(forward)

    def steps(self, ids: Ids) -> list[Callable[[], None]]:
        steps: list[Callable[[], None]] = [lambda: self.heading.fill(ids), lambda: self.heading.fill_below(ids)]
        for section in self.sections:
            if section.is_open:
                steps.append(lambda section=section: section.fill(ids))
            else:
                section.setVisible(not section.part.single or len(ids) == 1)
        return steps


class ProjectPage(QWidget):
    """The settings of the plan."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window = window
        column = _column(self)
        self.name = field_for(window, "project-name", "text", empty="(no name)")
        self.name.setProperty("title", True)
        column.addWidget(self.name)
        self.form = Form(window, SETTINGS, project.COLUMNS.__getitem__, "project-")
        column.addWidget(self.form)
        self.counted = caption("", "box")
        self.counted.setWordWrap(True)
        column.addWidget(self.counted)
        column.addStretch(1)

    def fill(self) -> None:
        self.name.show_source(of_project(self._window, "name"))
        self.form.show_sources(lambda column: of_project(self._window, column))
        plan = self._window.document.plan
        counts = [text.plural(len(plan.tasks), "task"), text.plural(len(plan.links), "link")]
        counts.append(text.plural(len(plan.resources), "resource"))
        say(self.counted, " · ".join(counts))


class LinkPage(QWidget):
    """One link: from where to where, its kind, its lag, and what it does."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window, self._id = window, ""
        column = _column(self)
        self.title = caption("Link", "title")
        column.addWidget(self.title)
        ends = QVBoxLayout()
        ends.setSpacing(4)
        self._ends = Pool(window, ends)
        column.addLayout(ends)
        self.type = field_for(window, "link-type", "list")
        self.lag = field_for(window, "link-lag", "text", empty="no lag")
        column.addWidget(labelled("Type", self.type))
        column.addWidget(labelled("Lag", self.lag))
        boxes = QVBoxLayout()
        self._boxes = Pool(window, boxes, "box")
        column.addLayout(boxes)
        self.remove = QPushButton("Remove this link")
        self.remove.setProperty("small", True)
        self.remove.clicked.connect(self._remove)
        column.addWidget(self.remove)
        column.addStretch(1)

    def fill(self, id: str) -> None:
        self._id = id
        plan, schedule = self._window.document.plan, self._window.document.schedule
        link = plan.links[id]
        ends = [end for end in (link.from_, link.to) if end in plan.tasks]
        names = [text.quoted(plan.tasks[end].name) for end in ends]
        words = zip(("From", "To"), names, ends, strict=False)
        self._ends.fill([(f"{word} {name}", (end,)) for word, name, end in words])
        self.type.show_source(of_link(self._window, id, "type"))
        self.lag.show_source(of_link(self._window, id, "lag"))
        found = [each for each in linked.predecessors(plan, schedule, link.to) if each.link.id == id and each.other]
        self._boxes.fill([(_room(self._window, each), ()) for each in found])
        self.remove.setEnabled(not self._window.document.read_only)

    def _remove(self) -> None:
        window, id = self._window, self._id
        if id not in window.document.plan.links:  # it went, and this page is about to follow
            return
        label = f"Unlink {between(window, window.document.plan.links[id])}"
        window.edit(label, lambda draft: links.remove(draft, id))


def _room(window: MainWindow, each: linked.Linked) -> str:
    if each.drives:
        return "It sets a date of its successor."
    if each.slack is None:
        return "It has no effect."
    room = text.days(abs(each.slack), window.document.plan.project)
    if each.slack < 0:
        return f"It is broken by {room}: what holds the date of its successor does not wait for it."
    if not each.slack:
        return "It is just met: something else sets the date of its successor."
    return f"It does not set a date: its predecessor can slip {room} before it would."


def stops(page: QWidget) -> list[QWidget]:
    """What Tab can stop at, from the top of a page down."""
    inside, policy = page.window(), Qt.FocusPolicy.TabFocus
    found = (part for part in page.findChildren(QWidget) if part.focusPolicy() & policy)
    return [part for part in found if part.focusProxy() is None and part.window() is inside]


def _column(page: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(page)
    column.setContentsMargins(14, 8, 14, 14)
    column.setSpacing(10)
    page.setObjectName("inspectorPage")
    return column
