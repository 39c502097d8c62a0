"""Kept versions as plans with dates, read when they are asked for, in jobs; the last few stay at hand."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from roadmap_app.app import jobs
from roadmap_app.document import timeline
from roadmap_app.document.timeline import Moment, Stand
from roadmap_app.model.findings import Unreadable
from roadmap_app.storage import backups, linewise, planfile
from roadmap_app.storage.backups import Version

AT_HAND = 4
DAMAGED = "This version is damaged on disk and cannot be read."


class Gone(Exception):
    """A version that cannot be read any more, in a sentence."""


@dataclass(frozen=True)
class Words:
    """What a version brought, and who saved it."""

    sentence: str
    who: str
    damaged: bool = False


class Stands:
    """Reads versions by way of the plan as it is `now`, whose records they share. Safe to use from several jobs."""

    def __init__(self, now: Stand) -> None:
        self._now = now
        self._kept: OrderedDict[str, Stand] = OrderedDict()  # by SHA-256
        self._last: tuple[bytes, Stand] | None = None  # the one that was read last, where it was sound
        self._lock = threading.Lock()

    def of(self, version: Version) -> Stand:
        """A version with its dates; Gone where it cannot be read."""
        with self._lock:
            found = self._kept.get(version.sha)
            if found is None:
                found = self._kept[version.sha] = self._read(version)
            self._kept.move_to_end(version.sha)
            while len(self._kept) > AT_HAND:
                self._kept.popitem(last=False)
            return found

    def _read(self, version: Version) -> Stand:
        data = backups.content(version)
        if data is None:
            raise Gone(DAMAGED)
        if self._last is not None and (changes := linewise.changes(self._last[0], data)) is not None:
            stand = timeline.after(self._last[1], changes)
            self._last = data, stand
            return stand
        try:
            loaded = planfile.decode(data)
        except Unreadable:
            raise Gone(DAMAGED) from None
        stand = timeline.stand_of(loaded.plan, self._last[1] if self._last else self._now)
        if not loaded.findings:
            self._last = data, stand
        return stand


def tell(
    stands: Stands, wanted: Sequence[tuple[Moment, Moment | None]], report: jobs.Report,
    found: Callable[[Moment, Words], object],
) -> None:  # fmt: skip
    """Say what each version brought since the one before it; `found` is called for each in turn."""
    for done, (moment, before) in enumerate(wanted):
        report(done, len(wanted))
        found(moment, _words(stands, moment, before))


def _words(stands: Stands, moment: Moment, before: Moment | None) -> Words:
    if moment.version is None:
        return Words(", ".join(moment.labels) or "Saved", moment.who)
    try:
        after = stands.of(moment.version)
    except Gone as error:
        return Words(str(error), moment.who, damaged=True)
    who = moment.who or timeline.who_saved(after.plan, moment.at)
    try:
        earlier = stands.of(before.version) if before is not None and before.version is not None else None
    except Gone:
        return Words("The version before it is damaged, so what it brought is not known", who)
    return Words(timeline.sentence(earlier, after), who)
