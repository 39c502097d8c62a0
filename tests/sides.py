"""What two people do to one plan, for tests of merging and comparing."""

from __future__ import annotations

from roadmap_app.commands import outline
from roadmap_app.model.plan import Draft, Plan
from roadmap_app.model.records import Link
from tests.pocket import id_of


def edited(base: Plan, which: str, **members: object) -> Plan:
    """The plan with other values for some members of a task."""
    draft = Draft(base)
    draft.change(draft.tasks[id_of(base, which)], **members)
    return draft.plan


def linked(base: Plan, from_: str, to: str, id: str) -> Plan:
    """The plan with one more link, of this id."""
    draft = Draft(base)
    draft.put(Link(id=id, from_=id_of(base, from_), to=id_of(base, to)))
    return draft.plan


def deleted(base: Plan, name: str) -> Plan:
    """The plan without a task and what hangs on it."""
    draft = Draft(base)
    outline.delete(draft, [id_of(base, name)])
    return draft.plan
