"""Plans on disk: new, open, save, export, recent."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QFileDialog

from roadmap_app import resources
from roadmap_app.app import jobs, paths
from roadmap_app.app.disk import importing, keeping, leaving
from roadmap_app.app.preferences.settings import Settings
from roadmap_app.app.sharing import comparing
from roadmap_app.app.theme.reading import readable
from roadmap_app.document import logged, recovery, unmerged
from roadmap_app.document.document import Document, now
from roadmap_app.document.fresh import DAYS, new_plan
from roadmap_app.document.unmerged import Unmerged
from roadmap_app.exchange import formats, stored
from roadmap_app.model import garbage
from roadmap_app.model.changes import ChangeSet
from roadmap_app.model.findings import Finding, Unreadable
from roadmap_app.model.plan import Draft, Plan, apply
from roadmap_app.model.text import plural
from roadmap_app.model.time import DAY
from roadmap_app.schedule import compute
from roadmap_app.storage import backups, platform, repair, saving

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow
    from roadmap_app.storage.planfile import Loaded

SUFFIX = ".roadmap"
LARGE = 3 << 20  # bytes of a plan file that is read in a tenth of a second or two
PLANS = "Roadmap plans (*.roadmap)"
READABLE = "Plans (*.roadmap *.xml)"
SAMPLE = "samples/payments-platform-migration.roadmap"


@dataclass(frozen=True)
class Origin:
    """Where the plan in a window came from: what was found in the file, and what an import stored."""

    findings: tuple[Finding, ...] = ()
    differences: tuple[stored.Difference, ...] = ()
    imported_from: str = ""
    sha: str = ""  # of the plan file as it was opened or last saved
    plan: Plan | None = None  # what it held then: the base of merging what others save meanwhile
    steps: int = 0  # of the history at that time
    unmerged: Unmerged | None = None  # the versions that git left in the file
    merged_at: int = 0  # steps of the history from which they are decided; 0: they are not
    copy_only: bool = False  # shipped with the product: saved under another name only
    damaged: Loaded | None = None  # the file at `imported_from`, of which this is a repaired copy


def fresh_document(today: int, settings: Settings) -> Document:
    """An empty plan that starts this morning, with the working time that the settings give to new plans."""
    day = settings.working_day
    start = today // DAY * DAY + DAYS.get(day, DAYS["8-17"])[0][0]
    return Document(new_plan(start=start, day=day, week=settings.working_week), today=today)


def read_document(path: str, today: int, report: jobs.Report | None = None) -> tuple[Document, Origin]:
    """The plan of any file that we read; Unreadable where there is none. `report` tells how far an import is.

    Of another program's file the dates are kept as it stored them: a task that we would schedule
    otherwise is pinned to its stored dates until someone releases it. Of a damaged plan file a repaired copy is
    opened, which has no place on disk yet.
    """
    with garbage.without_gc():
        opened = _opened(path, today, report)
        garbage.set_aside()
    return opened


def _opened(path: str, today: int, report: jobs.Report | None) -> tuple[Document, Origin]:
    if not path.lower().endswith(SUFFIX):
        imported = formats.read(path, report)
        schedule = compute(imported.plan)
        differences = stored.differences(imported.plan, schedule, imported.stored)
        draft = Draft(imported.plan)
        stored.keep(draft, differences)
        document = Document(draft.plan, today=today)
        return document, Origin(imported.findings, differences, imported_from=path)
    from roadmap_app.storage import planfile

    loaded = planfile.load(path, report)
    if any(each.code == "file.conflict" for each in loaded.findings):
        found = unmerged.read(Path(path).read_bytes())
        if found is not None:
            document = Document(found.mine, path, today=today)
            document.read_only = True
            return document, Origin(sha=loaded.sha, plan=found.mine, unmerged=found)
    if not loaded.is_whole and not loaded.read_only:  # the file stays as it is: what is shown is a copy
        plan, repairs = repair.repaired(loaded.plan)
        return Document(plan, today=today), Origin((*loaded.findings, *repairs), imported_from=path, damaged=loaded)
    document = Document(loaded.plan, path, today=today)
    document.read_only = loaded.read_only
    shipped = Path(path).resolve().is_relative_to(resources.path("samples").resolve())
    return document, Origin(loaded.findings, sha=loaded.sha, plan=loaded.plan, copy_only=shipped)


# Opening ------------------------------------------------------------------------------------------


def new(window: MainWindow) -> None:
    if leaving.may_leave(window):
        window.show_document(fresh_document(window.workspace.today, window.settings), Origin())


def open_(window: MainWindow) -> None:
    path, _ = QFileDialog.getOpenFileName(
        window, "Open a plan", folder(window), f"{READABLE};;All files (*)"
    )
    if path:
        open_path(window, path)


def open_path(window: MainWindow, path: str) -> None:
    """Open a plan into this window; what cannot be read is told, and the plan on screen stays.

    Our own files are there at once; large ones, and those of other programs, are read in a job.
    """
    if not path.lower().endswith(SUFFIX) or _is_large(path):
        importing.begin(window, path)
        return
    if not leaving.may_leave(window):
        return
    try:
        document, origin = read_document(path, window.workspace.today)
    except Unreadable as error:
        window.settings.forget(path)
        window.workspace.message.emit("refused", str(error))
        return
    take(window, path, document, origin)


def _is_large(path: str) -> bool:
    try:
        return os.path.getsize(path) > LARGE
    except (OSError, ValueError):
        return False  # reading it will say what is wrong


def take(window: MainWindow, path: str, document: Document, origin: Origin) -> None:
    """Put a plan that was read into the window."""
    window.settings.remember(path)
    window.show_document(document, origin)
    tell_findings(window)


def open_sample(window: MainWindow) -> None:
    open_path(window, str(resources.path(SAMPLE)))


def tell_findings(window: MainWindow) -> None:
    """Say in the window what opening has shown."""
    origin = window.origin
    if origin.unmerged is not None or (comparing.waiting(window) and not origin.findings):
        comparing.offer(window)
        return
    parts = []
    if origin.damaged is not None:
        name, lines = Path(origin.imported_from).name, len(origin.damaged.damaged)
        aside = f": {plural(lines, 'line')} of it cannot be read and {'is' if lines == 1 else 'are'} set aside"
        parts.append(f"{name} is damaged{aside if lines else ''}. This is a repaired copy; the file stays as it is.")
    elif window.document.read_only:
        parts.append(_read_only_in_words(window))
    elif origin.findings:
        parts.append(f"{plural(len(origin.findings), 'thing')} in the file could not be read as it stands.")
    if origin.differences:
        slight = sum(each.slight for each in origin.differences)
        others = len(origin.differences) - slight
        whom = plural(others, "task") if others else f"{plural(slight, 'task')} (by a minute of rounding)"
        parts.append(f"Roadmap computes other dates for {whom}; the dates of the file are kept.")
    if parts:
        verb = "schedule.differences" if origin.differences else "schedule.problems"
        window.notice.banner(" ".join(parts), "Show…", window.verbs[verb])


def _read_only_in_words(window: MainWindow) -> str:
    """Why the plan was opened read-only, and how to go on."""
    name = Path(str(window.document.path)).name
    if any(each.code == "file.needs" for each in window.origin.findings):
        return f"{name} needs a newer version of Roadmap, so it is open read-only. To change it here, save a copy."
    why = "holds an unfinished merge of git, and its markers are not whole"
    return f"{name} {why}: it is open read-only. Mend the markers, or save a copy to change it."


def dropped_path(data: QMimeData) -> str:
    """The one plan file that is being dropped, or ""."""
    paths = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
    return paths[0] if len(paths) == 1 and Path(paths[0]).suffix.lower() in formats.READ else ""


def add_recent_menu(window: MainWindow) -> None:
    """File > Open Recent, made anew each time it opens."""
    menu = window.menus["File"].addMenu("Open Recent")
    menu.setToolTipsVisible(True)

    def fill() -> None:
        menu.clear()
        for path in window.settings.recent:
            words = readable(Path(path).name.replace("&", "&&"))
            entry = menu.addAction(words, lambda path=path: open_path(window, path))
            entry.setToolTip(path)
        if menu.isEmpty():
            menu.addAction("No plan has been open yet").setEnabled(False)

    menu.aboutToShow.connect(fill)
    window.menus["File"].insertMenu(window.verbs["file.save"], menu)


# Saving -------------------------------------------------------------------------------------------


def save(window: MainWindow) -> None:
    if window.origin.merged_at and comparing.is_unmerged(window):
        said = "The merge of what git left is undone, so nothing is saved over it. Merge again, or redo it."
        window.workspace.message.emit("refused", said)
        return
    if window.document.path is None or window.origin.copy_only or window.document.read_only:
        save_as(window)
    else:
        write(window, window.document.path)


def save_as(window: MainWindow) -> None:
    document, origin = window.document, window.origin
    name = document.path or origin.imported_from or document.plan.project.name or "Plan"
    repaired = " (repaired)" if origin.damaged is not None else ""
    path = target(window, "Save the plan", SUFFIX, PLANS, Path(name).stem + repaired)
    if not path:
        return
    kept = origin.imported_from or (document.path if origin.copy_only or document.read_only else None)
    if kept and platform.same_file(path, kept):
        why = "is damaged" if origin.damaged is not None else "is open read-only"
        said = f"{Path(kept).name} {why} and stays as it is. Save this copy under another name."
        window.workspace.message.emit("refused", said)
    elif document.path and platform.same_file(path, document.path):
        save(window)  # onto itself: what others saved there meanwhile is merged, as in any save
    else:
        write(window, path, onto=True)


def write(
    window: MainWindow, path: str, *, onto: bool = False, then: Callable[[], None] | None = None
) -> jobs.Job[tuple[saving.Saved, str]] | None:
    """Save a snapshot in a job; `onto` replaces whatever is there. `then` is called when it is on disk."""
    document = window.document
    if document.saving:
        if onto or document.save_again is None:  # a place that was chosen is not forgotten over a plain save
            document.save_again = lambda: write(window, path, onto=onto, then=then)
        return None
    since, steps = window.journal.since, len(document.history)
    labels = [step.label for step in recovery.steps(since)]
    log = logged.entry(document.plan, labels, window.settings.name, now())
    plan = apply(document.plan, log)
    most = keeping.most(window.settings)
    opened = None if onto or path != document.path else window.watching.expected
    merged = window.origin.unmerged is not None and not comparing.is_unmerged(window)
    least, damaged = _least(window, log), window.origin.damaged
    document.saving = True
    window.refresh()

    def work(report: jobs.Report) -> tuple[saving.Saved, str]:
        before = backups.content_of(path)
        saved = saving.save(path, plan, opened_sha=opened, at_least=least, merged=merged)
        after = backups.content_of(path)
        trouble = _keep_aside(path, damaged) if damaged is not None else ""
        try:
            if after is not None:
                backups.keep_saved(paths.backups(), before, after[0], int(time.time()), most)
        except OSError as error:
            trouble = f"The plan is saved, but its versions cannot be kept ({error.strerror or error})."
        return saved, trouble

    def done(answer: tuple[saving.Saved, str]) -> None:
        saved, trouble = answer
        document.saving = False
        document.note(log, "Save")
        document.mark_saved(path, plan)
        if window.document is document:
            window.origin = Origin(sha=saved.sha, plan=plan, steps=steps)
            window.journal.saved(len(since))
            window.settings.remember(path)
            window.watching.settled()
            window.refresh()
            if trouble:
                window.tell_once(trouble)
            elif log and not window.settings.name_asked and window.notice.isHidden():
                _ask_name(window)
        if then:
            then()
        again, document.save_again = document.save_again, None
        if again is not None and window.document is document:
            again()

    def failed(error: Exception) -> None:
        document.saving = False
        again, document.save_again = document.save_again, None
        if not isinstance(error, saving.NotSaved):
            _failed(window, path)
            raise error
        if isinstance(error, saving.Changed) and window.document is document and window.origin.plan is not None:
            window.outside.meet(lambda: write(window, path, then=then), str(error))
            return
        if isinstance(error, saving.NotSaved) and error.sha and window.document is document:
            window.origin = replace(window.origin, sha=error.sha, plan=plan)
        document.not_saved = error if isinstance(error, saving.NotSaved) else None
        window.refresh()
        window.workspace.message.emit("refused", str(error))
        if again is not None and window.document is document:
            again()

    return jobs.start(window, work, done, failed, (Exception,))


def _failed(window: MainWindow, path: str) -> None:
    """Tell of a save that the program itself broke off."""
    window.refresh()
    said = "not saved: the program failed at it. Your work is here still; save it under another name."
    window.workspace.message.emit("refused", f"{Path(path).name} was {said}")


def _least(window: MainWindow, log: ChangeSet) -> int:
    """How many records a save must have: those that the file held, less those deleted since."""
    held = window.origin.plan
    if held is None:
        return 0
    changes = (log, *(entry.changes for entry in window.journal.since))
    return len(held) - len({key for each in changes for key, (_, after) in each.pairs.items() if after is None})


def _keep_aside(path: str, damaged: Loaded) -> str:
    """Keep what could not be read beside a copy that is saved; the trouble with that, or ""."""
    try:
        if damaged.damaged:
            saving.keep_damaged(Path(path), damaged.sha, damaged.damaged)
    except OSError as error:
        return f"The copy is saved, but the damaged lines cannot be kept beside it ({error.strerror or error})."
    return ""


def _ask_name(window: MainWindow) -> None:
    """Once: how the log of plans should call the person."""
    window.settings.name_asked = True
    if window.settings.name:
        return
    sentence = "The plan's log of saves tells who saved. Until you say how it should call you, it leaves that empty."
    window.notice.banner(sentence, "Your Name…", window.verbs["edit.settings"])


# Places --------------------------------------------------------------------------------------------


def target(window: MainWindow, title: str, ending: str, kind: str, name: str = "") -> str:
    """Ask where to write a file with an ending such as `.xlsx`; "" where the person would rather not."""
    dialog = QFileDialog(window, title, folder(window), kind)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(ending[1:])
    dialog.selectFile((name or _stem(window)) + ending)
    while dialog.exec():
        chosen = dialog.selectedFiles()[0]
        path = chosen if chosen.lower().endswith(ending) else chosen + ending
        if path == chosen or not Path(path).exists():
            return path
        dialog.selectFile(path)  # only now the question whether to replace it is about the right file
    return ""


def _stem(window: MainWindow) -> str:
    return Path(window.document.path or window.document.plan.project.name or "Plan").stem


def folder(window: MainWindow) -> str:
    known = window.document.path or next(iter(window.settings.recent), "")
    return str(Path(known).parent) if known else str(Path.home())
