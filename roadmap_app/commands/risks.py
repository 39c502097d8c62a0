"""Risks, issues and decisions: what may go wrong with a task, how likely, how bad, and what is done about it."""

from __future__ import annotations

from roadmap_app.commands.columns.basic import name_of
from roadmap_app.commands.columns.column import Ask, Column, Entry, Take, finish_of, one_of, typed_date
from roadmap_app.commands.columns.column import date as shown_date
from roadmap_app.commands.refusal import Refusal
from roadmap_app.commands.typed import parse_duration, parse_percent
from roadmap_app.model.ids import new_id
from roadmap_app.model.plan import Draft, Plan
from roadmap_app.model.records import Risk
from roadmap_app.model.text import duration, quoted

TYPES = {"risk": "Risk", "issue": "Issue", "decision": "Decision"}
STATUSES = {"open": "Open", "watched": "Watched", "happened": "Happened", "closed": "Closed"}
STRATEGIES = {"": "", "avoid": "Avoid", "reduce": "Reduce", "transfer": "Transfer", "accept": "Accept"}


def of_task(plan: Plan, id: str) -> tuple[Risk, ...]:
    """The risks of a task, the likeliest first, the closed ones last."""
    found = [risk for risk in plan.risks.values() if id in risk.tasks]
    return tuple(sorted(found, key=lambda risk: (risk.status == "closed", -risk.probability, risk.code, risk.id)))


def add(draft: Draft, task: str, typed: str) -> str:
    """A new risk of a task, with the next free number; answers its id."""
    name = name_of(typed)
    if not name:
        raise Refusal("Type what may go wrong.")
    return draft.put(Risk(id=new_id(), code=_next_code(draft), name=name, tasks=(task,), probability=50)).id


def detach(draft: Draft, risk: str, task: str) -> None:
    """Take a risk away from a task; one that no task has any more is removed."""
    record = draft.risks[risk]
    left = tuple(id for id in record.tasks if id != task)
    if left:
        draft.change(record, tasks=left)
    else:
        draft.remove("risk", risk)


def _next_code(draft: Draft) -> str:
    numbers = [int(risk.code[2:]) for risk in draft.risks.values() if risk.code[:2] == "R-" and risk.code[2:].isdigit()]
    return f"R-{max(numbers, default=0) + 1:02d}"


def _risk(ask: Ask) -> Risk:
    return ask.plan.risks[ask.id]


def _change(entry: Entry, **members: object) -> None:
    entry.draft.change(entry.draft.risks[entry.id], **members)


def _take_name(entry: Entry, typed: str) -> None:
    name = name_of(typed)
    if not name:
        raise Refusal("Type what may go wrong.")
    _change(entry, name=name)


def _words(title: str, member: str) -> Column:
    return Column(
        title, lambda a: str(getattr(_risk(a), member)), lambda e, typed: _change(e, **{member: name_of(typed)})
    )


def _choice(title: str, member: str, names: dict[str, str]) -> Column:
    """One of a few words; other words of a file stay, and are shown as they are."""

    def take(entry: Entry, typed: str) -> None:
        _change(entry, **{member: one_of(typed, names, title.lower()) if typed.strip() else getattr(Risk, member)})

    def shown(ask: Ask) -> str:
        value = str(getattr(_risk(ask), member))
        return names.get(value, value)

    listed = tuple(name for name in names.values() if name)
    return Column(title, shown, take, kind="list", choices=lambda plan: listed)


def _length(title: str, member: str) -> Column:
    def shown(ask: Ask) -> str:
        minutes = getattr(_risk(ask), member)
        return duration(minutes, ask.plan.project) if minutes else ""

    def take(entry: Entry, typed: str) -> None:
        empty = getattr(Risk, member)
        minutes = parse_duration(typed, entry.draft.project).minutes if typed.strip() else empty
        _change(entry, **{member: minutes})
        risk = entry.draft.risks[entry.id]
        if risk.impact_max and risk.impact_min > risk.impact_max:
            raise Refusal(f"The least delay of {quoted(risk.name)} is longer than the most.")

    return Column(title, shown, take, right=True, kind="duration")


def _take_holder(member: str, kinds: tuple[str, ...]) -> Take:
    def take(entry: Entry, typed: str) -> None:
        names = {r.id: r.name for r in entry.draft.resources.values() if r.type in kinds}
        _change(entry, **{member: one_of(typed, names, "person or team of the plan") if typed.strip() else ""})

    return take


def _holder(title: str, member: str, *kinds: str) -> Column:
    return Column(
        title,
        lambda a: str(getattr(a.plan.resources.get(getattr(_risk(a), member)), "name", "")),
        _take_holder(member, kinds),
        kind="list",
        choices=lambda plan: tuple(sorted(r.name for r in plan.resources.values() if r.type in kinds and r.name)),
    )


def _take_due(entry: Entry, typed: str) -> None:
    _change(entry, due=finish_of(entry.draft, typed, entry.today) if typed.strip() else None)


COLUMNS: dict[str, Column] = {
    "name": Column("What may go wrong", lambda a: _risk(a).name, _take_name),
    "code": _words("Number", "code"),
    "type": _choice("Kind", "type", TYPES),
    "status": _choice("Status", "status", STATUSES),
    "probability": Column(
        "Probability %", lambda a: str(_risk(a).probability),
        lambda e, typed: _change(e, probability=parse_percent(typed or "0")), right=True, kind="percent",
    ),
    "impact_min": _length("Least delay", "impact_min"),
    "impact_likely": _length("Likely delay", "impact_likely"),
    "impact_max": _length("Most delay", "impact_max"),
    "owner": _holder("Person", "owner", "person", "team"),
    "strategy": _choice("Strategy", "strategy", STRATEGIES),
    "response": _words("Response", "response"),
    "due": Column(
        "Due", lambda a: shown_date(_risk(a).due, a), _take_due,
        lambda a: typed_date(_risk(a).due, a.plan.project.default_finish), right=True, kind="date",
    ),
}  # fmt: skip
