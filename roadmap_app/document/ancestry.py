"""Which version two others come from, where one of them does not follow on the other.

A colleague who was out of reach, or a sync client that brings an old version back, leaves a file that was not made
from the version that is open. Merged against that one, it would undo in silence all that was saved since. The log of
saves tells: a version that lacks a save of another does not follow on it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path

from roadmap_app.document.logged import DAY, WHOLE
from roadmap_app.model.findings import Unreadable
from roadmap_app.model.plan import Draft, Plan, diff
from roadmap_app.storage import backups, jsontext, planfile
from roadmap_app.storage.seals import Broken
from roadmap_app.storage.seals import opened as unsealed

Saves = Mapping[str, tuple[int, str]]  # the log: id of each save -> when it was, in minutes UTC, and by whom


def ancestor(opened: Plan, theirs: Plan, versions: Path) -> Plan | None:
    """The version to merge `theirs` against: the opened one where theirs follows on it, else the newest of those that
    are kept in the folder `versions` on which both do; None where none is kept."""
    ours, others = saves(opened), saves(theirs)
    if follows(others, ours):
        return opened
    for version in backups.versions(versions, opened.doc):
        data = backups.content(version)
        if data is None:
            continue
        earlier = saves_within(data)
        if follows(others, earlier) and follows(ours, earlier) and (plan := _whole(data)) is not None:
            return plan
    return None


def alike(mine: Plan, theirs: Plan) -> Plan:
    """What two versions have alike, to merge them against where nothing else is known: then nobody has deleted
    anything, and what both have otherwise is decided by a person."""
    draft = Draft(mine)
    for kind, id in diff(mine, theirs).pairs:
        if draft.get(kind, id) is not None:
            draft.remove(kind, id)
    return draft.plan


def follows(later: Saves, earlier: Saves) -> bool:
    """Whether a version knows all saves of another; old ones of a person's day may have become one."""
    newest = max((at for at, _ in later.values()), default=0)
    days = {(at // DAY, who) for at, who in later.values()}
    return all(
        id in later or (at < newest - WHOLE and (at // DAY, who) in days) for id, (at, who) in earlier.items()
    )


def saves(plan: Plan) -> Saves:
    """The log of a plan."""
    return {id: (log.at or 0, log.who) for id, log in plan.log.items()}


def saves_within(data: bytes) -> Saves:
    """The log in the bytes of a plan file, without reading anything else of it."""
    found: dict[str, tuple[int, str]] = {}
    for line in data.splitlines():
        if b'"t":"log"' in line:
            with contextlib.suppress(Broken, jsontext.NotJson):  # a damaged line: such a file is not whole anyway
                log = jsontext.parse(unsealed(line)[0])
                found[str(log.get("id"))] = log.get("at") or 0, log.get("who") or ""
    return found


def _whole(data: bytes) -> Plan | None:
    """The plan of a version. One that was half written when it was saved over is kept, too; of what it lacks it tells
    nothing."""
    try:
        found = planfile.decode(data)
    except Unreadable:
        return None
    return found.plan if found.is_whole else None
