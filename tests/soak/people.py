"""People at one plan, for the simulated sync client: what each of them entered, and what must not be lost of it.

Every edit enters a mark of its own. What somebody who saw a mark put in its place counts as his decision; any other
mark that was saved must be somewhere at the end.
"""

from __future__ import annotations

import os
import random
import re
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from roadmap_app.app import jobs
from roadmap_app.app.crashes import journalling
from roadmap_app.app.main_window import MainWindow, open_window
from roadmap_app.app.merging.window import MergeWindow
from roadmap_app.app.screenshot import settle
from roadmap_app.app.sharing import outside, watching
from roadmap_app.app.sharing.outside import Apart, Found
from roadmap_app.commands import outline
from roadmap_app.document import logged
from roadmap_app.document.comparison import chosen, place_of
from roadmap_app.document.document import Document, now
from roadmap_app.model.findings import Unreadable
from roadmap_app.model.plan import Draft, Plan, apply, diff
from roadmap_app.storage import backups, planfile, saving
from roadmap_app.storage.journal import Head
from roadmap_app.storage.merge_values import Clash

DECIDED = "decided"  # in place of marks: what a person chose, though it has no mark
MARK = re.compile(r"e\d{6}x")
MOST = 1 << 30  # bytes of versions


def marks(value: object) -> set[str]:
    """The marks within a plan, a record, bytes or a text."""
    if isinstance(value, Plan):
        value = planfile.encode(value)
    return set(MARK.findall(value.decode() if isinstance(value, bytes) else repr(value)))


class Ledger:
    """All marks that were entered: which were saved, and what took the place of which."""

    def __init__(self) -> None:
        self.count = 0
        self.saved: set[str] = set()
        self.deleted: set[str] = set()  # ids of tasks
        self._gone: set[str] = set()  # of these, the ones that a saved plan lacked
        self._instead: dict[str, set[str]] = {}

    def enter(self, seen: Iterable[str] = ()) -> str:
        """A new mark, in the place of the ones seen there."""
        self.count += 1
        mark = f"e{self.count:06}x"
        self.replace(seen, {mark})
        return mark

    def replace(self, seen: Iterable[str], by: set[str]) -> None:
        """`by`: marks, or the ids of tasks that are deleted."""
        for each in seen:
            self._instead.setdefault(each, set()).update(by - {each})

    def save(self, entered: set[str], plan: Plan) -> None:
        """Somebody was told that his plan is saved."""
        self.saved |= entered & marks(plan)
        self._gone |= self.deleted - {*plan.tasks}

    def lost(self, there: set[str]) -> set[str]:
        """Saved marks that are neither there nor replaced by what is, nor deleted."""
        fine = there | self._gone | {DECIDED}
        grown = True
        while grown:
            more = {mark for mark, instead in self._instead.items() if instead & fine} - fine
            fine |= more
            grown = bool(more)
        return self.saved - fine


def edit(draft: Draft, rng: random.Random, ledger: Ledger) -> None:
    """One edit as a person makes it, of what the draft shows."""
    kind = rng.choices(("name", "notes", "line", "tags", "add", "delete", "move"), (5, 2, 3, 2, 2, 1, 2))[0]
    tasks = list(draft.tasks.values())
    task = rng.choice(tasks)
    if kind == "name":
        draft.change(task, name=f"Task {ledger.enter(marks(task.name))}")
    elif kind == "notes":
        draft.change(task, notes=f"All new: {ledger.enter(marks(task.notes))}")
    elif kind == "line":
        draft.change(task, notes=f"{task.notes}\n\nAlso {ledger.enter()}".strip())
    elif kind == "tags":
        draft.change(task, tags=(*task.tags, ledger.enter()))
    elif kind == "add":
        outline.add_task(draft, after=task.id, name=f"New {ledger.enter()}")
    elif kind == "delete" and len(tasks) > 6:
        ledger.replace(marks(task), {task.id})
        ledger.deleted.add(task.id)
        outline.delete(draft, [task.id])
    else:
        draft.change(task, duration=480 * rng.randint(1, 40))


def decide(clashes: Iterable[Clash], rng: random.Random) -> dict[tuple[str, str, str], str]:
    return {place_of(clash): rng.choice(("mine", "theirs")) for clash in clashes}


def note_decided(clashes: Iterable[Clash], plan: Plan, ledger: Ledger) -> None:
    """What was decided against is replaced by what was decided for."""
    left = marks(plan)
    for clash in clashes:
        both = marks((clash.mine, clash.theirs)) | {clash.id}  # by which a deletion is known
        ledger.replace(both - left, (both & left) or {DECIDED})


class Person:
    """Document and saving without a window, doing what the window does; `plan` is what the person sees."""

    def __init__(self, path: Path, home: Path, rng: random.Random, ledger: Ledger, name: str) -> None:
        self.path, self.home, self.rng, self.ledger, self.name = path, home, rng, ledger, name
        self.versions = home / "backups"
        self.document: Document | None = None
        self.found: Found | None = None
        self.entered: set[str] = set()  # marks not saved yet
        self._labels: list[str] = []
        self._known: watching.Facts | None = None
        self._missed = 0

    @property
    def is_open(self) -> bool:
        return self.document is not None

    @property
    def plan(self) -> Plan:
        assert self.document is not None
        return self.document.plan

    @property
    def is_saved(self) -> bool:
        return self.document is None or self.document.is_saved

    @property
    def sha(self) -> str:
        return self._sha

    @property
    def offered(self) -> Found | None:
        return self.found

    def open(self) -> None:
        """Open the file, where it is there and whole."""
        try:
            loaded = planfile.load(str(self.path))
        except Unreadable:
            return
        if loaded.damaged or any(each.problem for each in loaded.findings):
            return
        self.document = Document(loaded.plan, str(self.path))
        self._base, self._sha = loaded.plan, loaded.sha
        self.found, self._known, self.entered, self._labels = None, None, set(), []

    def close(self) -> None:
        """Close it; what is not saved is given up."""
        self.document = self.found = None

    def edit(self) -> None:
        assert self.document is not None
        if self.document.is_saved:
            journalling.keep_base(self.versions, Head(self.plan.doc, "", str(self.path), self._sha), self._base)
        before = self.ledger.count
        with self.document.edit(f"Edit of {self.name}") as draft:
            edit(draft, self.rng, self.ledger)
        self.entered |= {f"e{number:06}x" for number in range(before + 1, self.ledger.count + 1)}
        self._labels.append(f"Edit of {self.name}")

    def save(self) -> None:
        assert self.document is not None
        log = logged.entry(self.plan, self._labels, self.name, now())
        plan, before = apply(self.plan, log), backups.content_of(str(self.path))
        try:
            saved = saving.save(str(self.path), plan, opened_sha=self._sha)
        except saving.Changed:
            self._meet(saves=True)
            return
        except saving.NotSaved:
            return
        backups.keep_saved(self.versions, before, planfile.encode(plan), int(time.time()), MOST)
        self.document.note(log, "Save")
        self.document.mark_saved(str(self.path), plan)
        self._base, self._sha, self._labels = plan, saved.sha, []
        self.ledger.save(self.entered, plan)
        self.entered = set()

    def look(self) -> None:
        assert self.document is not None
        seen = watching.look(str(self.path), self._known)
        self._known = seen.facts
        if seen.kind == "read" and seen.sha == self._sha:
            if self._missed >= watching.LOOKS:
                self.document.mark_saved(str(self.path), self._base)
            self._missed = 0
            self.found = None
        elif seen.kind == "read" and (self.found is None or self.found.sha != seen.sha):
            self._meet(saves=False)
        elif seen.kind == "gone":
            self._missed += 1
            if self._missed == watching.LOOKS:
                self.document.mark_lost()

    def decide(self) -> None:
        """Decide what is offered."""
        assert self.found is not None and self.document is not None
        self._take(self.found, self._decided(self.found))

    def _decided(self, found: Found) -> Plan:
        comparison = outside.again(found, self.plan)
        clashes = comparison.merged.conflicts
        plan = chosen(comparison, decide(clashes, self.rng))
        note_decided(clashes, plan, self.ledger)
        return plan

    def _put(self, plan: Plan) -> None:
        assert self.document is not None
        with self.document.edit("Merge") as draft:
            outside.put(draft, diff(self.plan, plan))
        self._labels.append("Merge")

    def merge_copies(self) -> None:
        """Take what the conflict copies have otherwise, each conflict decided."""
        for copy in sorted(each for each in self.path.parent.glob("*.roadmap") if each != self.path):
            found = outside.read(str(copy), self._base, self.plan, self.versions, whole=True)
            self._put(self._decided(found))

    def _meet(self, *, saves: bool) -> None:
        try:
            found = outside.read(str(self.path), self._base, self.plan, self.versions, whole=not saves)
        except (Unreadable, Apart):
            self._known = None
            return
        self.found = found
        if not found.conflicts:
            self._take(found, found.comparison.merged.plan)
            if saves:
                self.save()

    def _take(self, found: Found, plan: Plan) -> None:
        assert self.document is not None
        self._put(plan)
        outside.keep(str(self.path), found, self.versions)
        self.document.mark_saved(str(self.path), found.comparison.theirs)
        self._base, self._sha, self.found = found.comparison.theirs, found.sha, None


class WindowPerson(Person):
    """The same at a real window, by its verbs; each person has settings and versions of his own."""

    window: MainWindow | None = None

    def _wait(self, until: Callable[[], bool]) -> None:
        end = time.monotonic() + 20
        while not until():
            assert time.monotonic() < end, "the window never came to rest"
            jobs.pause()

    def _at_home(self) -> MainWindow:
        os.environ["ROADMAP_HOME"] = str(self.home)
        assert self.window is not None
        return self.window

    @property
    def is_open(self) -> bool:
        return self.window is not None

    @property
    def plan(self) -> Plan:
        return self._at_home().document.plan

    @property
    def is_saved(self) -> bool:
        return self.window is None or self.window.document.is_saved

    @property
    def sha(self) -> str:
        return self._at_home().origin.sha

    @property
    def offered(self) -> Found | None:
        return self.window.outside.found if self.window else None

    def open(self) -> None:
        os.environ["ROADMAP_HOME"] = str(self.home)
        try:
            window = open_window(self.path)
        except Unreadable:
            return
        if window.origin.findings:  # opened as a copy: the person would rather wait
            window.close()
            settle()
            return
        window.settings.name, window.settings.name_asked = self.name, True
        for timer in (window.watching.timer, window.copies.timer):  # they look when the run says so
            timer.stop()
        window.show()
        settle()
        self.window, self.entered = window, set()

    def close(self) -> None:
        window = self._at_home()
        window.document._saved_plan = window.document.plan  # "Don't Save"
        window.close()
        settle()
        self.window = None

    def edit(self) -> None:
        window, before = self._at_home(), self.ledger.count
        window.edit(f"Edit of {self.name}", lambda draft: edit(draft, self.rng, self.ledger))
        window.journal.flush()
        self.entered |= {f"e{number:06}x" for number in range(before + 1, self.ledger.count + 1)}

    def save(self) -> None:
        window = self._at_home()
        window.verbs["file.save"].trigger()
        self._wait(lambda: not window.document.saving and not window.outside.busy)
        if window.document.is_saved:
            self.ledger.save(self.entered, self.plan)
            self.entered = set()

    def look(self) -> None:
        window = self._at_home()
        window.watching.timer.timeout.emit()
        self._wait(lambda: window.watching.is_idle and not window.outside.busy)

    def decide(self) -> None:
        self._decide_by("file.merge")

    def merge_copies(self) -> None:
        window = self._at_home()
        window.copies.timer.timeout.emit()
        self._wait(lambda: window.copies.is_idle)
        while window.copies.waiting:
            self._decide_by("file.merge_copy")

    def _decide_by(self, verb: str) -> None:
        window = self._at_home()
        window.verbs[verb].trigger()
        self._wait(lambda: window.findChild(MergeWindow) is not None)
        merging = window.findChild(MergeWindow)
        clashes = merging.comparison.merged.conflicts
        merging.choose_all(self.rng.choice(("mine", "theirs")))
        self._wait(merging.apply_button.isEnabled)
        merging.apply_button.click()
        self._wait(lambda: not window.outside.busy and window.findChild(MergeWindow) is None)
        note_decided(clashes, window.document.plan, self.ledger)
