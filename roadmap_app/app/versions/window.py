"""The window of versions: the timeline, what changed since a version in chart and list, and what can be restored.

Versions are read in jobs and only when they come into view; the window never waits for the disk.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from roadmap_app.app import jobs, paths
from roadmap_app.app.theme.controls import caption
from roadmap_app.app.undo import past
from roadmap_app.app.versions import halves, restoring, stands
from roadmap_app.app.versions.picks import Picks, Shown, prepare
from roadmap_app.app.versions.stands import Gone, Stands, Words
from roadmap_app.app.versions.timelist import TimeList
from roadmap_app.document import timeline
from roadmap_app.document.document import Update
from roadmap_app.document.timeline import Moment, Stand
from roadmap_app.model.text import plural
from roadmap_app.storage import backups

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

WIDTH, HEIGHT, LEFT = 1240, 760, 300
GLANCE, PAUSE = 40, 300  # milliseconds between looks at what a job found, and of quiet before comparing again
NOW, BEFORE = "now", "before"


def show(window: MainWindow) -> VersionsWindow:
    """Open the one window of versions that there is."""
    box = window.findChild(VersionsWindow) or VersionsWindow(window)
    box.show()
    box.activateWindow()
    return box


@dataclass(frozen=True)
class Compared:
    """What stands at the right: the version that is chosen as a plan, and the comparison."""

    moment: Moment
    stand: Stand
    shown: Shown
    names: tuple[str, str]


class VersionsWindow(QDialog):
    """Stays open beside the plan and follows it. `compared` is what is shown now, None while it is worked out."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._document = window.document
        self._stands = Stands(Stand(window.document.plan, window.document.schedule))
        self.moments: tuple[Moment, ...] = ()
        self._words: dict[Moment, Words] = {}
        self._found: deque[tuple[Moment, Words]] = deque()  # from the job that tells, taken on the window's thread
        self._telling: jobs.Job[Any] | None = None
        self._comparing: jobs.Job[Any] | None = None
        self.compared: Compared | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Versions")
        self.resize(min(WIDTH, window.width() - 16), min(HEIGHT, window.height() - 16))
        self.list = TimeList(window, self)
        self.picks = Picks(window, self)
        self.against = QComboBox(self)
        self.against.setAccessibleName("Compared with")
        self._lay_out()
        self._glance = _timer(self, GLANCE, self._take_words, single=False)
        self._later = _timer(self, PAUSE, self._compare)
        self._soon = _timer(self, 0, self._tell)
        self.list.seen.connect(self._soon.start)
        self.list.itemSelectionChanged.connect(lambda: self._choose())
        self.against.activated.connect(lambda: self._compare())
        self.picks.changed.connect(self._offer)
        window.workspace.plan_changed.connect(self._follow)
        window.workspace.rows_changed.connect(self._leave_with)
        self.finished.connect(lambda: self._stop())
        self._fill()
        self.list.setFocus()

    def _lay_out(self) -> None:
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(16, 12, 8, 12)
        column.setSpacing(6)
        column.addWidget(caption("Versions", "heading"))
        self.state = caption("", "caption")
        self.state.setWordWrap(True)
        column.addWidget(self.state)
        column.addWidget(self.list, 1)
        column.addStretch()  # where there is nothing to list
        self.reading, self.progress = caption("Reading versions …", "caption"), QProgressBar(self)
        self.progress.setRange(0, 1000)
        self.progress.setTextVisible(False)
        line = QHBoxLayout()
        line.addWidget(self.reading)
        line.addWidget(self.progress, 1)
        column.addLayout(line)
        right = QWidget(self)
        beside = QVBoxLayout(right)
        beside.setContentsMargins(12, 12, 16, 12)
        beside.setSpacing(8)
        self.title, self.effect = caption("", "title"), caption("", "caption")
        self.effect.setWordWrap(True)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title, 1)
        head.addWidget(caption("Compared with", "caption"))
        self.against.setFixedWidth(210)
        head.addWidget(self.against)
        beside.addLayout(head)
        beside.addWidget(self.effect)
        frame = QFrame(self)
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.picks)
        beside.addWidget(frame, 1)
        self.whole = plain_button("Restore this version", self, lambda: self._restore_whole())
        self.whole.setProperty("primary", True)
        self.some = plain_button("Restore selected", self, lambda: self._restore_some())
        self.copy = plain_button("Open as a copy", self, lambda: self._open_copy())
        close = plain_button("Close", self, self.accept)
        beside.addLayout(halves.foot((self.whole, self.some, self.copy), close))
        halves.lay_out(self, left, right, LEFT)

    # The timeline ---------------------------------------------------------------------------------

    def _fill(self) -> None:
        """List the versions that there are now, and keep what is chosen."""
        document, before = self._document, self.list.chosen
        kept = backups.versions(paths.backups(), document.plan.doc)
        self.moments = timeline.moments(kept, document.plan.log.values())
        with QSignalBlocker(self.list):
            self.list.fill(self.moments, self._words)
        self.list.setVisible(bool(self.moments))
        there = [each for each in self.moments if each.version is not None]
        self.against.setEnabled(bool(there))
        self._tell_state(len(there))
        self.against.clear()
        self.against.addItem("the plan as it is now", NOW)
        self.against.addItem("the version before it", BEFORE)
        for each in there:
            self.against.addItem(past.time_of(each.at), each)
        same = [each for each in there if before is not None and each.version == before.version]
        # of a plan without unsaved changes the newest version is the plan itself, which tells nothing
        usual = there[1:2] if document.is_saved and len(there) > 1 else there[:1]
        with QSignalBlocker(self.list):
            for each in (same or usual)[:1]:
                self.list.choose(each)
        self._choose()
        self._soon.start()

    def _tell_state(self, count: int) -> None:
        document = self._document
        unsaved = "" if document.is_saved else " What you have not saved yet is no version."
        self.state.setText(f"{plural(count, 'version')} kept on this computer.{unsaved}" if count else "")

    def _tell(self) -> None:
        """Find the words of what is in view, in a job; those that came into view meanwhile are next."""
        if any(job is not None and not job.over for job in (self._telling, self._comparing)):
            return  # what was chosen goes first
        wanted = [(each, self._before(each)) for each in self.list.wanting]
        self.reading.setVisible(bool(wanted))
        self.progress.setVisible(bool(wanted))
        if not wanted:
            return
        found, kept = self._found, self._stands

        def work(report: jobs.Report) -> None:
            stands.tell(kept, wanted, report, lambda moment, words: found.append((moment, words)))

        self._glance.start()
        self._telling = jobs.start(self, work, lambda _: self._told(), lambda error: self._told(), ())
        self.destroyed.connect(self._telling.cancel)

    def _before(self, moment: Moment) -> Moment | None:
        """The version before one; of a save that only the log tells of, none is asked for."""
        later = self.moments[self.moments.index(moment) + 1 :]
        return next((each for each in later if each.version is not None), None)

    def _told(self) -> None:
        self._take_words()
        self._glance.stop()
        self._soon.start()

    def _take_words(self) -> None:
        while self._found:
            moment, words = self._found.popleft()
            self._words[moment] = words
            self.list.tell(moment, words)
        if self._telling is not None:
            self.progress.setValue(round(self._telling.share * 1000))

    # Comparing ------------------------------------------------------------------------------------

    def _choose(self) -> None:
        self.compared = None
        moment = self.list.chosen
        if moment is None or moment.version is None:
            if moment is not None:
                self._tell_logged(moment)
                return
            none = "Each save keeps a version, and the first one also what was there before it."
            self.picks.say("Choose a version at the left." if any(each.version for each in self.moments) else none)
            self.title.setText("" if self.moments else "No version yet")
            self.effect.setText("")
            self._offer()
            return
        self.title.setText(f"Since {_within(moment)}")
        self.effect.setText("")
        self.picks.say("Comparing …")
        self._compare()

    def _tell_logged(self, moment: Moment) -> None:
        """Of a save that only the log tells of there is nothing to compare."""
        self.title.setText(f"{moment.who or 'Someone'} saved, {_within(moment)}")
        self.effect.setText("The log of the plan tells of this save. Its version was not kept on this computer.")
        self.picks.say("\n".join(moment.labels) or "The log does not tell what was edited.")
        self._offer()

    def _compare(self) -> None:
        """Read what is to be compared, in a job, and show it."""
        self._later.stop()
        moment = self.list.chosen
        if moment is None or moment.version is None:
            return
        other, kept, version = self._other(moment), self._stands, moment.version
        now = Stand(self._document.plan, self._document.schedule)
        self._stop()
        back = other is not None and self._place(other) > self._place(moment)
        names = self._names(moment, other)

        def work(report: jobs.Report) -> Compared:
            chosen = kept.of(version)
            report(1, 3)
            against = kept.of(other.version) if other is not None and other.version is not None else now
            report(2, 3)
            earlier, later = (against, chosen) if back else (chosen, against)
            return Compared(moment, chosen, prepare(timeline.since(earlier, later), report), names)

        def done(made: Compared) -> None:
            self._soon.start()
            if self.list.chosen == moment and names == self._names(moment, self._other(moment)):
                self._show(made)

        def failed(error: Exception) -> None:
            self._soon.start()
            if isinstance(error, Gone) and self.list.chosen == moment:
                self.picks.say(str(error))

        self._comparing = jobs.start(self, work, done, failed, (Gone,))
        self.destroyed.connect(self._comparing.cancel)

    def _other(self, moment: Moment) -> Moment | None:
        """What a version is compared with; None: the plan as it is now."""
        wanted = self.against.currentData()
        if wanted == BEFORE:
            return self._before(moment)
        return wanted if isinstance(wanted, Moment) else None

    def _place(self, moment: Moment) -> int:
        """Where it stands in the list; the newest is 0."""
        places = (place for place, each in enumerate(self.moments) if each.version == moment.version)
        return next(places, 0)

    def _names(self, moment: Moment, other: Moment | None) -> tuple[str, str]:
        """The earlier and the later one of what is compared."""
        if other is None:
            return _within(moment), "now"
        later, earlier = sorted((moment, other), key=self._place)
        return _within(earlier), _within(later)

    def _show(self, made: Compared) -> None:
        self.compared = made
        earlier, later = made.names
        self.title.setText(f"From {earlier} to {later}" if later != "now" else f"Since {earlier}")
        told = made.shown.told
        self.effect.setText(f"{plural(len(told), 'change')}. {made.shown.effect}." if told else "")
        self.picks.show_versions(made.shown, made.names)
        self._offer()

    # Restoring ------------------------------------------------------------------------------------

    def _offer(self) -> None:
        """What can be done with what is chosen."""
        made, read_only = self.compared, self._document.read_only
        count = len(self.picks.picks) if made is not None else 0
        same = made is not None and not restoring.differs(self._document.plan, made.stand.plan)
        locked = "This plan is open read-only. Open the version as a copy instead."
        nothing = "The plan is like this version already" if same else "Choose a version first"
        self.whole.setEnabled(made is not None and not same and not read_only)
        idle = made is None or same
        self.whole.setToolTip(locked if read_only else nothing if idle else "One step, which can be undone")
        self.some.setText(f"Restore selected ({count:,})" if count else "Restore selected")
        self.some.setEnabled(bool(count) and not read_only)
        tip = "As this version has them; one step, which can be undone" if count else "Tick changes in the list first"
        self.some.setToolTip(locked if read_only else tip)
        self.copy.setEnabled(made is not None)
        self.copy.setToolTip("In a window of its own; this plan stays as it is")

    def _restore_whole(self) -> None:
        if self.compared is not None and self._window.finish_editing():
            restoring.restore_whole(self._window, self.compared.stand.plan, _within(self.compared.moment))

    def _restore_some(self) -> None:
        if self.compared is not None and self._window.finish_editing():
            goal, when = self.compared.stand.plan, _within(self.compared.moment)
            restoring.restore_some(self._window, goal, self.picks.picks, when)

    def _open_copy(self) -> None:
        if self.compared is not None:
            restoring.open_copy(self._window, self.compared.stand, _within(self.compared.moment))

    # Following the plan ---------------------------------------------------------------------------

    def _follow(self, update: Update) -> None:
        if self._window.document is not self._document:
            return
        if update.origin == "note":  # a save: there is one version more
            QTimer.singleShot(0, self, self._fill)
        else:
            self._tell_state(sum(each.version is not None for each in self.moments))
            self._later.start()

    def _leave_with(self) -> None:
        """Another plan in the window has other versions."""
        if self._window.document is not self._document:
            self.reject()

    def _stop(self) -> None:
        for job in (self._telling, self._comparing):
            if job is not None:
                job.cancel()


def _within(moment: Moment) -> str:
    """Its time within a sentence."""
    return past.time_of(moment.at).replace("Yesterday", "yesterday")


def plain_button(words: str, parent: QDialog, run: Any) -> QPushButton:
    """A button that Enter does not press from elsewhere."""
    button = QPushButton(words, parent)
    button.setAutoDefault(False)
    button.clicked.connect(lambda: run())
    return button


def _timer(parent: QDialog, interval: int, run: Any, *, single: bool = True) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(single)
    timer.setInterval(interval)
    timer.timeout.connect(lambda: run())
    return timer
