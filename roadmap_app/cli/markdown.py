"""What changed between two plans as Markdown, for reviews: what moves, then the changes by the milestone they move."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from roadmap_app.document import comparison, effects, wording
from roadmap_app.document.comparison import SUBJECTS, Comparison, Shifted, Told
from roadmap_app.model import text
from roadmap_app.model.plan import Plan
from roadmap_app.schedule import compute

MOST_ROWS = 20
MOST_WORK = 2_000_000  # changes times tasks, up to which it is found what each change moves
NO_YEAR = 0  # so that the year is always said
TITLES = {"dates": "Dates and work", "scope": "Scope and order", "people": "People", "links": "Links", "text": "Texts"}


def lines(old: Plan, new: Plan) -> Iterator[str]:
    """The summary, line by line."""
    compared = comparison.two_way(old, new)
    if not compared.changes:
        yield "Nothing has changed."
        return
    before, after = compute(old), compute(new)
    moved = comparison.shifts(before, after)
    yield from _headline(new, moved)
    finish = after.project_finish
    if not any(not each.id for each in moved):
        yield f"The finish stays {text.long_date(finish, NO_YEAR)}."
    milestones = [each for each in moved if each.id]
    if milestones:
        yield from ("", "| milestone | before | after | by |", "| --- | --- | --- | --- |")
        rows = [f"| {escaped(each.name)} | {_days(each)} | {_by(new, each)} |" for each in milestones]
        yield from _short(rows, 4)
    for title, told in _sections(compared):
        yield from ("", f"**{title}** ({text.plural(len(told), 'change')})", "")
        yield from ("| what | change |", "| --- | --- |")
        yield from _short(list(_rows(old, new, told)), 2)


def _sections(compared: Comparison) -> Iterator[tuple[str, Sequence[Told]]]:
    """The changes under the milestones they move; by what they are about where it would take long to find that."""
    told = compared.changes
    if len(told) * len(compared.base.tasks) <= MOST_WORK:
        for group in effects.grouped(compared, told, effects.weigh(compared, told)):
            yield escaped(effects.title(group, compared.merged.plan)), group.found
        return
    for subject in SUBJECTS:
        found = [each for each in told if each.subject == subject]
        if found:
            yield TITLES[subject], found


def _headline(plan: Plan, moved: tuple[Shifted, ...]) -> Iterator[str]:
    count = sum(bool(each.id) for each in moved)
    for each in moved:
        if not each.id:
            before, after = (text.long_date(at, NO_YEAR) for at in (each.before, each.after))
            yield f"**The finish moves from {before} to {after} ({_by(plan, each)}).**"
    yield f"{text.plural(count, 'milestone')} {'moves' if count == 1 else 'move'}." if count else "No milestone moves."


def _days(moved: Shifted) -> str:
    return " | ".join(text.long_date(at, NO_YEAR) for at in (moved.before, moved.after))


def _by(plan: Plan, moved: Shifted) -> str:
    return text.difference(moved.by, plan.project)


def _rows(old: Plan, new: Plan, told: Sequence[Told]) -> Iterator[str]:
    """One row a record, with all that changed of it."""
    by_record: dict[tuple[str, str], list[str]] = {}
    for each in told:
        change = each.change
        words = change.short if change.field else "removed" if change.after is None else "added"
        by_record.setdefault((change.kind, change.id), []).append(words)
    for (kind, id), said in by_record.items():
        plan = new if new.get(kind, id) is not None else old
        record = plan.get(kind, id)
        if record is not None:
            yield f"| {escaped(wording.title(plan, record))} | {escaped('; '.join(said))} |"


def _short(rows: list[str], columns: int) -> Iterator[str]:
    yield from rows[:MOST_ROWS]
    if len(rows) > MOST_ROWS:
        yield f"| and {len(rows) - MOST_ROWS:,} more |" + " |" * (columns - 1)


def escaped(words: str) -> str:
    """A text as it is within a cell: on one line, and nothing in it taken for markup, a mention or a link."""
    return re.sub(r"([\\`*_\[\]<>|#~@])", r"\\\1", " ".join(text.plain(words).split()))
