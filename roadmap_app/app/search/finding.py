"""What the palette finds: actions, settings, named views and tasks that answer a few letters, the best first.

It understands sentences as well: of `who drives GA?` the word `drives` names actions, and `GA` the task they act on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from roadmap_app.app import boxes
from roadmap_app.app.actions.conditions import one_task, two_tasks
from roadmap_app.app.actions.shifts import SHIFTS, also_moved
from roadmap_app.app.actions.table import Action, all_actions
from roadmap_app.app.preferences import keys
from roadmap_app.app.preferences.choices import CHOICES, Choice
from roadmap_app.commands import labels, views
from roadmap_app.model import fuzzy, sentences
from roadmap_app.model.fuzzy import Match
from roadmap_app.model.outline import Outline
from roadmap_app.model.plan import Plan
from roadmap_app.model.records import Task

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roadmap_app.app.main_window import MainWindow

MOST = 12
RECENT, NEWEST = 5, 40.0  # commands offered first; what the newest is worth among others
BEGINS, SEVERAL, WITHIN = 150.0, 165.0, 125.0  # of the other words that an action is known by
SETTINGS_LAST = 15.0
DISABLED = 1000.0  # so much later
LEAST = 0.2  # of the best answer; what is worth less is noise beside it
NUMBERED = 400.0  # a task by its number
SENTENCE, ENOUGH = 160.0, 0.5  # worth of a sentence of which every word is met; the share that must be
SUBJECTS = 3  # tasks that a sentence may mean
SELECTED = "the Selected Task"


@dataclass(frozen=True)
class Entry:
    """One line: `go` is the id of an action, a task, a view, or of a setting with its value; `about` are the tasks
    that an action is to act on, where a sentence named them."""

    kind: str  # action | task | setting | view
    go: str
    words: str
    icon: str
    aside: str = ""  # shortcut, WBS number, or why it cannot be done
    enabled: bool = True
    places: tuple[int, ...] = ()  # of the letters of `words` that were found
    about: tuple[str, ...] = ()


class Finder:
    """Knows the names of a plan's tasks in a form that is searched quickly, until they change."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._of: tuple[Mapping[str, Task], Outline] | None = None
        self._names = fuzzy.Texts(())
        self._named: dict[str, list[str]] = {}  # the tasks that have a word in their names

    def entries(self, query: str) -> list[Entry]:
        """The best answers to a query; to none, what was last run, then actions."""
        query = query.strip()
        found = [*self._actions(query), *self._settings(query)]
        if query:
            found += self._tasks(query)
            found += self._views(query)
            found += self._sentence(query, {entry.go for _, entry in found})
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

    def _views(self, query: str) -> Iterator[tuple[float, Entry]]:
        """The named views of the plan."""
        for view in views.listed(self._window.document.plan):
            words = f"View: {view.name}"
            met = _met(query, words, "show")
            if met is not None:
                yield met.score, Entry("view", view.id, words, "filter", "", True, met.places)

    def _tasks(self, query: str) -> Iterator[tuple[float, Entry]]:
        plan = self._known()
        outline = plan.outline
        numbered = self._numbered(query, outline)
        for id in numbered:
            yield NUMBERED, self._task(id, ())
        for number in self._names.best(query):
            id = outline.order[number]
            met = fuzzy.match(query, plan.tasks[id].name)
            if met is not None and id not in numbered:
                yield met.score, self._task(id, met.places)

    def _known(self) -> Plan:
        """The plan, its names held so that they are found quickly."""
        plan, outline = self._window.document.plan, self._window.document.plan.outline
        if self._of is None or self._of[0] is not plan.tasks or self._of[1] is not outline:
            self._of = plan.tasks, outline
            self._names = fuzzy.Texts([plan.tasks[id].name for id in outline.order])
            self._named = {}
        return plan

    def _sentence(self, query: str, found: set[str]) -> Iterator[tuple[float, Entry]]:
        """What a sentence asks for: actions on the tasks that it names, the tasks themselves, and other actions."""
        kept, out = sentences.parted(query)
        asked = sentences.telling(kept)
        if len(sentences.words(query)) < 2:
            return
        plan = self._known()
        left_out = next(iter(self._subjects(out)), ()) if out else ()
        for order, ids in enumerate([*self._subjects(kept), ()]):
            named = {word for id in ids for word in sentences.words(plan.tasks[id].name)}
            rest = [word for word in asked if word not in named]
            about, words = self._meant(plan, ids, left_out)
            if len(ids) == 1 and ids[0] not in found:
                yield SENTENCE * len(named & {*asked}) / len(asked) - order, self._task(ids[0], ())
            for action in all_actions():
                if not _fits(action, about) if about else action.id in found:  # once without a task, not twice
                    continue
                known = sentences.words(f"{action.label} {action.words}")
                met = sum(sentences.meets(word, known) for word in rest)
                share = (met + len(asked) - len(rest)) / len(asked)
                if met and share >= ENOUGH:
                    found = {*found, action.id}
                    still = self._still(action, about, left_out if about != ids else ())
                    yield SENTENCE * share - order, self._verb(action, about, words + still)

    def _verb(self, action: Action, about: tuple[str, ...], words: str) -> Entry:
        """An action, on the tasks that a sentence named or else on what is selected."""
        window, label = self._window, action.label.rstrip("…")
        aside = keys.text(window.settings, action)
        if about:
            label = label.replace(SELECTED, words) if SELECTED in label else f"{label}: {words}"
            return Entry("action", action.id, label, action.icon, aside, True, (), about)
        reason = action.refusal(window)
        return Entry("action", action.id, label, action.icon, reason or aside, not reason)

    def _still(self, action: Action, about: tuple[str, ...], left_out: tuple[str, ...]) -> str:
        """`, which moves with them by its links`: what was left out of a shift, where it moves all the same."""
        if action.id not in SHIFTS or not about or not left_out:
            return ""
        plan = self._window.document.plan
        moved = also_moved(self._window, action.id, about, left_out)
        if not moved:
            return ""
        whom = "which" if len(left_out) == 1 else f"of which {labels.named(plan, moved)}"
        moves, its = ("moves", "its") if len(moved) == 1 else ("move", "their")
        return f", {whom} {moves} with {'it' if len(about) == 1 else 'them'} by {its} links"

    def _meant(self, plan: Plan, ids: tuple[str, ...], left_out: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
        """The tasks that an action is to act on, and their words: of a branch without some of it, what is left."""
        outline = plan.outline
        gone = {below for id in left_out for below in outline.branch(id)}
        branch = [below for id in ids for below in outline.branch(id)]
        words = labels.named(plan, ids)
        if not gone.intersection(branch) or gone.issuperset(ids):
            return ids, words
        rest = tuple(id for id in branch if id not in gone and not outline.is_summary(id))
        return rest, f"{words} except {labels.named(plan, left_out)}"

    def _subjects(self, text: str) -> list[tuple[str, ...]]:
        """The tasks that a sentence may mean, the likeliest first; several where it has their whole names."""
        plan, asked = self._known(), sentences.words(text)
        if not self._named:
            for id in plan.outline.order:
                for word in dict.fromkeys(sentences.words(plan.tasks[id].name)):
                    self._named.setdefault(word, []).append(id)
        worth: dict[str, int] = {}
        for word in sentences.telling(text):
            for id in self._named.get(word, ()):
                worth.setdefault(id, sentences.subject(asked, sentences.words(plan.tasks[id].name)))
        best = sorted(worth, key=lambda id: (-worth[id], plan.outline.position[id]))[:SUBJECTS]
        whole = [id for id in worth if worth[id] > len(sentences.words(plan.tasks[id].name))]
        several = [tuple(whole)] if 2 <= len(whole) <= len(asked) else []
        return [*several, *((id,) for id in best)]

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
        boxes.settings(window, choice.section)
        return
    window.refresh()


def _fits(action: Action, about: tuple[str, ...]) -> bool:
    """Whether an action acts on tasks, and on so many."""
    if action.refusal is (two_tasks if len(about) == 1 else one_task):
        return False
    return action.context or action.place[0].startswith("Task")


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
    whole = all(f" {part}" in f" {text}" for part in parts)
    return (BEGINS if len(parts) == 1 else SEVERAL) if whole else WITHIN
