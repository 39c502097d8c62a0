"""After a crash: what windows had not saved is found, offered, and taken in whole or in part, or given up.

Nothing is lost by closing: a journal stays until its edits are taken, and one that was given up for two weeks more.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from roadmap_app.app import jobs, paths
from roadmap_app.app.disk import beside, files
from roadmap_app.app.undo import past
from roadmap_app.commands import Refusal
from roadmap_app.document import comparison as compared
from roadmap_app.document import recovery, unmerged
from roadmap_app.document.document import Document
from roadmap_app.document.history import Step
from roadmap_app.document.picking import Pick
from roadmap_app.document.recovery import Recovered
from roadmap_app.model.changes import Misfit
from roadmap_app.model.findings import Unreadable
from roadmap_app.model.plan import Plan, diff
from roadmap_app.model.text import plural, quoted
from roadmap_app.storage import backups, journal, planfile
from roadmap_app.storage.journal import Found

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

KEPT_FOR = 14  # days that what was given up is kept
DAY = 86_400


@dataclass(frozen=True)
class Ground:
    """What recovered edits stand on: a plan in a document of its own, where it came from, and the edits on it."""

    document: Document
    origin: files.Origin
    recovered: Recovered


@dataclass(frozen=True)
class Offer:
    """The work of one crashed window. Without a ground neither its file nor a kept version can be read now.

    A ground is for one taking: its document is the one that is shown then.
    """

    found: Found
    ground: Ground | None
    discarded: bool = False

    @property
    def name(self) -> str:
        return self.found.head.name or (Path(self.found.head.path).stem if self.found.head.path else "")

    @property
    def count(self) -> int:
        """How many edits."""
        return len(recovery.steps(self.found.entries))

    @property
    def since(self) -> str:
        """`09:41`, within a sentence."""
        return past.time_of(self.found.entries[0].at).replace("Yesterday", "yesterday")

    @property
    def words(self) -> str:
        """`12 edits since 09:41 to 'Payments'`."""
        named = quoted(self.name) if self.name else "a plan that was never saved"
        return f"{plural(self.count, 'edit')} since {self.since} to {named}"


def offer(window: MainWindow) -> jobs.Job[tuple[Offer, ...]]:
    """Look for what crashed windows left, in a job, and say so in the window."""
    today = window.workspace.today

    def done(found: tuple[Offer, ...]) -> None:
        here = window.document.path and str(Path(window.document.path).absolute())
        window.crashed = found = tuple(sorted(found, key=lambda each: (each.discarded, each.found.head.path != here)))
        window.refresh()
        fresh = [each for each in found if not each.discarded]
        if fresh:
            more = f", and {plural(len(fresh) - 1, 'other plan')}" if len(fresh) > 1 else ""
            sentence = f"Not saved when the program ended: {fresh[0].words}{more}."
            window.notice.banner(sentence, "Show…", window.verbs["file.recover"])

    return jobs.start(window, lambda report: find(today, report), done, lambda error: None, ())


def find(today: int, report: jobs.Report = lambda done, whole: None) -> tuple[Offer, ...]:
    """What crashed windows left, the newest first, then what was given up; journals of what is saved after all are
    removed."""
    journal.sweep(paths.journals(), time.time() - KEPT_FOR * DAY)
    crashed = journal.crashed(paths.journals())[::-1]
    ready = []
    for number, found in enumerate(crashed):
        report(number, len(crashed))
        ground = stand_on(found, today)
        if ground is None or ground.recovered.steps:
            ready.append(Offer(found, ground))
        else:
            found.file.unlink(missing_ok=True)
    left = journal.discarded(paths.journals())[::-1]
    aside = [Offer(found, stand_on(found, today), discarded=True) for found in left]
    return (*ready, *(each for each in aside if each.ground is None or each.ground.recovered.steps))


def stand_on(found: Found, today: int) -> Ground | None:
    """The plan to go on with, and the steps on it; None where neither its file nor a kept version can be read, or
    no edit fits there: then its journal stays, and those of other windows are offered all the same."""
    try:
        return _stand_on(found, today)
    except Misfit:
        return None


def _stand_on(found: Found, today: int) -> Ground | None:
    head = found.head
    if found.plan is not None:
        document = Document(found.plan, today=today)
        return Ground(document, files.Origin(), recovery.recovered(found.entries, None, found.plan, same=True))
    kept = backups.version(paths.backups(), head.doc, head.base)
    base = _plan_in(kept) if kept is not None else None
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
        return Ground(document, origin, recovery.recovered(found.entries, None, base, same=True))
    same, whole = origin.sha == head.base, origin.damaged is None
    if origin.damaged is not None:  # as it was read: what a repair empties would count as emptied by somebody
        there = Document(origin.damaged.plan, today=today)
    return Ground(there, origin, recovery.recovered(found.entries, base, there.plan, same=same, whole=whole))


def _plan_in(kept: bytes) -> Plan:
    """The plan that a window showed of a file with these bytes."""
    found = unmerged.read(kept)
    return planfile.decode(kept).plan if found is None else found.mine


def show(window: MainWindow, which: Offer | None = None) -> None:
    """The work of each crashed window, to be looked at, taken or given up."""
    from roadmap_app.app.versions import crashed

    crashed.show(window, which)


# Taking -------------------------------------------------------------------------------------------


def take(window: MainWindow, each: Offer, picks: Collection[Pick] | None = None) -> MainWindow | None:
    """Open the plan with what was not saved (of it only what is picked), as steps that are not saved yet.

    What the file has changed, too, is decided in the merge window first. Answers the window that has the plan now;
    None where nothing was taken, or somebody decides first.
    """
    if each.ground is None:
        return None
    if _is_gone(each):
        _told(window, each, f"The edits to {quoted(each.name)} were recovered in another window.")
        return None
    found = each.ground.recovered
    try:
        wanted = found if picks is None else recovery.part(found, picks)
    except Refusal as refusal:
        window.workspace.message.emit("refused", str(refusal))
        return None
    if wanted.conflicts:
        decide(window, each, wanted, lambda steps: _finish(window, each, steps, picks))
        return None
    return _finish(window, each, wanted.steps, picks)


def decide(window: MainWindow, each: Offer, wanted: Recovered, then: Callable[[tuple[Step, ...]], object]) -> None:
    """Open the merge window for what both changed; `then` is called with the steps that were decided on."""
    from roadmap_app.app.merging import window as merging

    comparison = compared.compare(wanted.base, wanted.mine, wanted.start)
    name = Path(each.found.head.path).name
    lead = f"Mine is what was not saved, theirs what {name} holds now. Nothing is lost: both are kept until you apply."

    purpose = merging.Purpose(lead, "Recover and merge", "Recover")
    merging.show(window, comparison, purpose, lambda plan: then(_decided(wanted, plan)))


def _decided(wanted: Recovered, plan: Plan) -> tuple[Step, ...]:
    changes = diff(wanted.start, replace(plan, doc=wanted.start.doc))
    at = wanted.steps[-1].at if wanted.steps else None
    return (Step("Recover what was not saved", changes, None, at),) if changes else ()


def _finish(
    window: MainWindow, each: Offer, steps: tuple[Step, ...], picks: Collection[Pick] | None
) -> MainWindow | None:
    assert each.ground is not None
    if _is_gone(each):
        _told(window, each, f"The edits to {quoted(each.name)} were recovered in another window.")
        return None
    target = _placed(window, each.ground)
    if target is None:
        return None
    if steps and picks is None and each.ground.origin.unmerged is not None:
        _merged_before(target)
    target.document.take(steps)
    if not target.journal.flush() or not _let_go(each, whole=picks is None):  # not before they are on disk again
        _settled(window, each, kept=False)
        said = f"Recovered {each.words}, but not kept safe from another crash: the disk takes nothing. Save now."
        target.workspace.message.emit("refused", said)
        return target
    _settled(window, each, kept=picks is not None)
    told = each.words if picks is None else f"{plural(len(picks), 'change')} of {each.words}"
    rest = "" if picks is None else f" The others are kept for {KEPT_FOR} days."
    target.notice.tell("done", f"Recovered {told}.{rest} Save to keep them.", "Undo", target.verbs["edit.undo"])
    return target


def _let_go(each: Offer, *, whole: bool) -> bool:
    """Remove the journal of what was recovered, or give up the rest; False where it stays, to be offered again."""
    try:
        if whole:
            each.found.file.unlink(missing_ok=True)
        else:
            journal.set_aside(each.found.file)
    except OSError:
        return False
    return True


def _merged_before(window: MainWindow) -> None:
    """What git left in the file was decided by the edits that come back: they may be saved over it."""
    document = window.document
    document.read_only = False
    document.mark_saved(str(document.path), Plan(document.plan.doc))  # what is on disk is neither version
    window.origin = replace(window.origin, merged_at=len(document.history) + 1)


def _placed(window: MainWindow, ground: Ground) -> MainWindow | None:
    """The window for a recovered plan: this one where it holds the same file or nothing yet, else one beside it."""
    now = window.document
    fresh = now.path is None and not now.plan.tasks
    same = now.path is not None and ground.document.path is not None and Path(now.path) == Path(ground.document.path)
    if not now.is_saved or not (fresh or same):
        return beside.open_beside(window, ground.document, ground.origin)
    window.show_document(ground.document, ground.origin)
    return window


def discard(window: MainWindow, each: Offer) -> None:
    """Give up what was not saved; it is kept for two weeks more. What was given up already goes for good."""
    try:
        if each.discarded:
            each.found.file.unlink(missing_ok=True)
        elif not _is_gone(each):
            journal.set_aside(each.found.file)
    except OSError as error:
        window.workspace.message.emit("refused", f"It could not be discarded: {error.strerror}. It stays as it is.")
        return
    _settled(window, each, kept=not each.discarded)


def _is_gone(each: Offer) -> bool:
    """Whether another window has taken it meanwhile."""
    return not each.found.file.exists() if each.discarded else journal.is_held(each.found.file)


def _told(window: MainWindow, each: Offer, sentence: str) -> None:
    _settled(window, each, kept=False)
    window.workspace.message.emit("refused", sentence)


def _settled(window: MainWindow, each: Offer, *, kept: bool) -> None:
    """Take an offer from the list; `kept`: it stands there as given up."""
    left = [other for other in window.crashed if other.found.file != each.found.file]
    if kept:
        file = each.found.file.with_name(each.found.file.name.removesuffix(journal.SUFFIX) + journal.ASIDE)
        left.append(replace(each, found=replace(each.found, file=file), discarded=True))
    window.crashed = tuple(left)
    window.notice.clear()
    window.refresh()
    if window.recovery_box is not None:
        window.recovery_box.fill()
