"""After a crash: what a window had not saved is offered, shown edit by edit, and taken or discarded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from roadmap_app.app import files, past, paths
from roadmap_app.app.dialogs import listing
from roadmap_app.app.dialogs.listing import Row, Section, Verb
from roadmap_app.document import recovery
from roadmap_app.document.document import Document
from roadmap_app.document.recovery import Recovered
from roadmap_app.model.findings import Unreadable
from roadmap_app.model.text import plural
from roadmap_app.storage import backups, journal, planfile
from roadmap_app.storage.journal import Found

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow


@dataclass(frozen=True)
class Offer:
    """The work of one crashed window, ready to be taken."""

    found: Found
    document: Document
    origin: files.Origin
    recovered: Recovered

    @property
    def name(self) -> str:
        return self.found.head.name or "a plan without a name"

    @property
    def words(self) -> str:
        """`12 edits since 09:41 in Payments`."""
        count = plural(len(recovery.steps(self.found.entries)), "edit")
        return f"{count} since {past.time_of(self.found.entries[0].at)} in {self.name}"


def offer(window: MainWindow) -> None:
    """Look for what crashed windows left, and say so in the window; journals of what was saved are removed."""
    ready = []
    for found in journal.crashed(paths.journals()):
        made = prepare(found, window.workspace.today)
        if made is not None and made.recovered.steps:
            ready.append(made)
        elif made is not None:
            found.file.unlink(missing_ok=True)
    window.crashed = tuple(ready)
    window.refresh()
    if ready:
        more = f", and {plural(len(ready) - 1, 'other plan')}" if len(ready) > 1 else ""
        verb = "were" if more or not ready[0].words.startswith("1 ") else "was"
        sentence = f"The program ended before {ready[0].words}{more} {verb} saved."
        window.notice.banner(sentence, "Show…", window.verbs["file.recover"])


def prepare(found: Found, today: int) -> Offer | None:
    """The plan to go on with, and the steps on it; None where neither its file nor a kept version can be read."""
    head = found.head
    if found.plan is not None:
        document = Document(found.plan, today=today)
        return Offer(found, document, files.Origin(), recovery.recovered(found.entries, None, found.plan, same=True))
    kept = backups.version(paths.backups(), head.doc, head.base)
    base = planfile.decode(kept).plan if kept is not None else None
    there: Document | None = None
    try:
        there, origin = files.read_document(head.path, today)
        replaced = there.plan.doc != head.doc
    except Unreadable:
        replaced = False
    if there is None or replaced:  # its file is gone, or another plan stands there: go on with the kept version
        if base is None:
            return None
        document = Document(base, None if replaced else head.path, today=today)
        origin = files.Origin(sha="" if replaced else head.base, plan=base)
        return Offer(found, document, origin, recovery.recovered(found.entries, None, base, same=True))
    same = origin.sha == head.base
    return Offer(found, there, origin, recovery.recovered(found.entries, base, there.plan, same=same))


def show(window: MainWindow) -> None:
    """The edits of each crashed window, to be taken or discarded."""
    sections, taken = [], set[str]()
    for number, each in enumerate(window.crashed, 1):
        title = each.name if each.name not in taken else f"{each.name} ({number})"
        taken.add(title)
        sections.append(_section(window, each, title))
    if not sections:
        return
    window.recovery_box = listing.show(
        window, "Work that was not saved", sections,
        "The program ended before these edits were saved. Recovered edits are steps of the history: each can be "
        "undone, and nothing is in the file until you save.",
    )  # fmt: skip


def _section(window: MainWindow, each: Offer, title: str) -> Section:
    def rows() -> Sequence[Row]:
        told = recovery.lines(each.recovered)
        return [Row((past.time_of(step.at), step.label, "\n".join(lines))) for step, lines in told]

    def verbs(chosen: Sequence[Row]) -> Sequence[Verb]:
        return (("Recover", lambda: take(window, each)), ("Discard", lambda: discard(window, each)))

    return Section(title, ("When", "Edit", "What it did"), rows, "Nothing was lost.", verbs, always=True)


def take(window: MainWindow, each: Offer) -> bool:
    """Put the recovered plan into the window, its edits as steps that are not saved yet."""
    if journal.is_held(each.found.file):
        window.workspace.message.emit("refused", f"The edits in {each.name} were recovered in another window.")
        _settled(window, each)
        return False
    if not files.may_leave(window):
        return False
    window.show_document(each.document, each.origin)
    each.document.take(each.recovered.steps)
    window.journal.flush()
    _settled(window, each)
    each.found.file.unlink(missing_ok=True)
    clashes = each.recovered.clashes
    also = f" {plural(clashes, 'thing')} had been changed in the file, too; these edits stand." if clashes else ""
    window.notice.tell("done", f"Recovered {each.words}.{also} Save to keep them.", "Undo", window.verbs["edit.undo"])
    return True


def discard(window: MainWindow, each: Offer) -> None:
    """Give up what was not saved. The file is as it was."""
    if not journal.is_held(each.found.file):
        each.found.file.unlink(missing_ok=True)
    _settled(window, each)


def _settled(window: MainWindow, each: Offer) -> None:
    window.crashed = tuple(other for other in window.crashed if other is not each)
    if window.recovery_box is not None:
        window.recovery_box.accept()
        window.recovery_box = None
    window.notice.clear()
    window.refresh()
    if window.crashed:
        show(window)
