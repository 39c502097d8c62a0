"""The log of saves: what one save adds to the plan, and how old entries are thinned. Pure.

Logs of two sides are united by a merge, as ids differ. Thinning gives the same on both sides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from roadmap_app.model.changes import ChangeSet
from roadmap_app.model.ids import new_id
from roadmap_app.model.plan import Draft, Plan
from roadmap_app.model.records import Log

DAY = 24 * 60
WHOLE = 7 * DAY  # minutes for which every save is kept
MOST_LABELS = 60


def entry(plan: Plan, labels: Sequence[str], who: str, at: int) -> ChangeSet:
    """What a save at this instant (minutes UTC) adds to the log, and which old entries it joins.

    Nothing where nothing was edited.
    """
    draft = Draft(plan)
    if labels:
        _thin(draft, at)
        draft.put(Log(id=new_id(), at=at, who=who, labels=joined(labels)))
    return draft.changes()


def joined(labels: Sequence[str]) -> tuple[str, ...]:
    """Labels in their order, each once where it stands several times in a row, and not more than a list can show."""
    once = [label for place, label in enumerate(labels) if place == 0 or labels[place - 1] != label]
    more = len(once) - MOST_LABELS
    return (*once[:MOST_LABELS], f"and {more:,} more") if more > 0 else tuple(once)


def _thin(draft: Draft, now: int) -> None:
    """Of what is older than a week, one entry a day and person is left, with the labels of all."""
    days: dict[tuple[int, str], list[Log]] = {}
    for log in draft.log.values():
        if log.at is not None and log.at // DAY < (now - WHOLE) // DAY:
            days.setdefault((log.at // DAY, log.who), []).append(log)
    for logs in days.values():
        logs.sort(key=lambda log: (log.at or 0, log.id))
        if len(logs) > 1:
            labels = joined([label for log in logs for label in log.labels])
            draft.put(replace(logs[-1], labels=labels))
            for log in logs[:-1]:
                draft.remove("log", log.id)
