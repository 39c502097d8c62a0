"""What the palette finds: actions, settings and tasks that answer a few letters, the best first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from roadmap_app.app import keys
from roadmap_app.app.actions.table import all_actions
from roadmap_app.app.choices import CHOICES, Choice
from roadmap_app.model import fuzzy
from roadmap_app.model.fuzzy import Match
from roadmap_app.model.outline import Outline
from roadmap_app.model.records import Task

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roadmap_app.app.main_window import MainWindow

MOST = 12
RECENT, NEWEST = 5, 40.0  # commands offered first; what the newest is worth among others
BEGINS, WITHIN = 150.0, 125.0  # of the other words that an action is known by
SETTINGS_LAST = 15.0
DISABLED = 1000.0  # so much later
LEAST = 0.2  # of the best answer; what is worth less is noise beside it
NUMBERED = 400.0  # a task by its number


@dataclass(frozen=True)
class Entry:
    """One line: `go` is an action's id, a task's, or a setting's with its value."""

    kind: str  # action | task | setting
    go: str
    words: str
    icon: str
    aside: str = ""  # shortcut, WBS number, or why it cannot be done
    enabled: bool = True
    places: tuple[int, ...] = ()  # of the letters of `words` that were found


class Finder:
    """Knows the names of a plan's tasks in a form that is searched quickly, until they change."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._of: tuple[Mapping[str, Task], Outline] | None = None
        self._names = fuzzy.Texts(())

    def entries(self, query: str) -> list[Entry]:
        """The best answers to a query; to none, what was last run, then actions."""
        query = query.strip()
        found = [*self._actions(query), *self._settings(query)]
        if query:
            found += self._tasks(query)
        found.sort(key=lambda pair: -pair[0])
        least = max((worth for worth, _ in found), default=0) * LEAST if query else -1e9
        found = [pair for pair in found if pair[0] >= least or (not pair[1].enabled and pair[0] + DISABLED >= least)]
        return [entry for _, entry in found[:MOST]]

    def _actions(self, query: str) -> Iterator[tuple[float, Entry]]:
        window = self._window
        recent = {id: NEWEST - place for place, id in enumerate(window.settings.commands[:RECENT])}
        for order, action in enumerate(all_actions()):
            label = (action.live_label(window) if action.live_label else action.label).rstrip("…")
            met = _met(query, label, action.words)
            if met is None or action.id == "edit.find":
                continue
            reason = action.refusal(window)
            aside = reason or keys.text(window.settings, action)
            entry = Entry("action", action.id, label, action.icon, aside, not reason, met.places)
            worth = met.score if query else -order
            yield worth + recent.get(action.id, 0) * (1 if query else 100) - (DISABLED if reason else 0), entry

    def _settings(self, query: str) -> Iterator[tuple[float, Entry]]:
        if not query:
            return
        for choice in CHOICES:
            if choice.in_menu:
                continue
            for value, words in told(choice, self._window):
                met = _met(query, words, choice.words)
                if met is not None:
                    aside = "Setting" if value != str(choice.get(self._window)) else "Setting, as it is now"
                    go = f"{choice.id}={value}"
                    yield met.score - SETTINGS_LAST, Entry("setting", go, words, "settings", aside, True, met.places)

    def _tasks(self, query: str) -> Iterator[tuple[float, Entry]]:
        document = self._window.document
        plan, outline = document.plan, document.plan.outline
        if self._of is None or self._of[0] is not plan.tasks or self._of[1] is not outline:
            self._of = plan.tasks, outline
            self._names = fuzzy.Texts([plan.tasks[id].name for id in outline.order])
        numbered = self._numbered(query, outline)
        for id in numbered:
            yield NUMBERED, self._task(id, ())
        for number in self._names.best(query):
            id = outline.order[number]
            met = fuzzy.match(query, plan.tasks[id].name)
            if met is not None and id not in numbered:
                yield met.score, self._task(id, met.places)

    def _numbered(self, query: str, outline: Outline) -> list[str]:
        """The tasks of a WBS number, or of a place in the plan, counted from the top."""
        place = query.removeprefix("#")
        if not place.replace(".", "").isdigit():
            return []
        found = [outline.by_wbs.get(query, "")]
        if place.isdigit() and 1 <= int(place) <= len(outline.order):
            found.append(outline.order[int(place) - 1])
        return [id for id in dict.fromkeys(found) if id in outline.position]

    def _task(self, id: str, places: tuple[int, ...]) -> Entry:
        document = self._window.document
        name, wbs = document.plan.tasks[id].name, document.plan.outline.wbs[id]
        mark = "milestone" if document.schedule.is_milestone(id) else "plan"
        return Entry("task", id, name, mark, wbs, True, places)


def told(choice: Choice, window: MainWindow) -> list[tuple[str, str]]:
    """What a setting can become, value by value: `Theme: Dark`, `Start panel for empty plans: off`, `Your name…`."""
    if choice.options:
        return [(value, f"{choice.label}: {words}") for value, words in choice.options]
    if choice.is_switch:
        now = bool(choice.get(window))
        return [(str(not now), f"{choice.label}: {'off' if now else 'on'}")]
    return [("", f"{choice.label}…")]


def take(window: MainWindow, go: str) -> None:
    """Do what an entry of a setting says."""
    id, _, value = go.partition("=")
    choice = next(choice for choice in CHOICES if choice.id == id)
    if choice.options:
        choice.put(window, value)
    elif choice.is_switch:
        choice.put(window, value == "True")
    else:
        window.show_settings(choice.section)
        return
    window.refresh()


def _met(query: str, label: str, words: str) -> Match | None:
    """By the name, or by the other words that it is known by, in the order that was typed or not."""
    met = fuzzy.match(query, label)
    other = _by_words(query, f"{label} {words}".lower())
    return Match(other, ()) if other and (met is None or met.score < other) else met


def _by_words(query: str, text: str) -> float:
    """Whole parts of words only: letters scattered over other words say nothing."""
    parts = query.lower().split()
    if not parts or not all(part in text for part in parts):
        return 0.0
    return BEGINS if all(f" {part}" in f" {text}" for part in parts) else WITHIN
