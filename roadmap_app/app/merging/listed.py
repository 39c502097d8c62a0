"""The rows of the merge window's list: conflicts, then changes under the milestone that they move. Without Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from roadmap_app.app.merging.changelist import WHOSE, Row
from roadmap_app.document import comparison as compared
from roadmap_app.document import effects, wording
from roadmap_app.document.comparison import Choices, Comparison, Told
from roadmap_app.document.effects import Moves
from roadmap_app.model import text

MOST_LISTED = 2000  # changes at once
HEADS = {"mine": "Mine", "theirs": "Theirs", "both": "Both the same"}
SUBJECTS = {"dates": "dates", "scope": "scope", "people": "people", "links": "links", "text": "words and notes"}


def conflicts(comparison: Comparison, choices: Choices, who: Callable[[compared.Place], str]) -> list[Row]:
    """The conflicts under their head, with what is decided of them."""
    clashes = comparison.merged.conflicts
    if not clashes:
        return []
    left = len(comparison.open(choices))
    count = f"{left:,} of {len(clashes):,} open"
    rows = [Row("head", "Conflicts: you decide", state=count, tone="open" if left else "done")]
    for clash in clashes:
        place = compared.place_of(clash)
        answer = choices.get(place)
        state = "Open" if answer is None else answer_in_words(answer)
        said = compared.sentence(comparison, clash)
        name = who(place)
        rows.append(Row(
            "conflict", compared.title(comparison, clash), f"{said} Theirs is from {name}." if name else said, state,
            "done" if answer is not None else "open", place,
        ))  # fmt: skip
    return rows


def answer_in_words(answer: compared.Answer) -> str:
    if isinstance(answer, compared.Other):
        return f"{answer.words} set"
    return {"mine": "Mine kept", "theirs": "Theirs kept", "base": "As before", "both": "Both kept"}[answer]


def listed(comparison: Comparison, subject: str) -> list[Told]:
    """The changes that are in no conflict, of one subject or of all."""
    settled = {(clash.kind, clash.id) for clash in comparison.merged.conflicts}
    return [
        each for each in comparison.changes
        if (each.change.kind, each.change.id) not in settled and subject in ("", each.subject)
    ]  # fmt: skip


def changes(
    comparison: Comparison, found: list[Told], moves: Moves | None, picked: Callable[[Told], bool | None]
) -> list[Row]:
    """Changes under the milestones they move; by whose they are while that is not known (`moves` None)."""
    rows: list[Row] = []
    left = MOST_LISTED
    for title, tone, group in _groups(comparison, found, moves):
        rows.append(Row("head", title, state=f"{len(group):,}", tone=tone))
        rows += [_change(comparison, each, moves or {}, picked(each)) for each in group[:left]]
        left -= min(left, len(group))
    if len(found) > MOST_LISTED:
        rows.append(Row("note", f"and {len(found) - MOST_LISTED:,} more; narrow the list to see them"))
    return rows


def _groups(
    comparison: Comparison, found: list[Told], moves: Moves | None
) -> Iterable[tuple[str, str, tuple[Told, ...]]]:
    if moves is None:
        for by in ("theirs", "mine", "both"):
            group = tuple(each for each in found if each.by == by)
            if group:
                yield HEADS[by], by, group
        return
    for each in effects.grouped(comparison, found, moves):
        yield effects.title(each, comparison.merged.plan), "", each.found


def _change(comparison: Comparison, told: Told, moves: Moves, picked: bool | None) -> Row:
    change = told.change
    moved = effects.words(moves.get(effects.name_of(told), ()), comparison.base)
    title, said = change.short, ""
    if change.field:
        version = comparison.mine if told.by == "mine" else comparison.theirs
        record = version.get(change.kind, change.id) or comparison.base.get(change.kind, change.id)
        title, said = _named(wording.title(version, record)) if record else change.short, f"{_capital(change.short)}."
    detail = " ".join(filter(None, (said, f"Moves {moved}" if moved else "")))
    two = comparison.mine is comparison.base  # all is theirs, which goes without saying
    whose, tone = ("", "") if two else (WHOSE[told.by], told.by)
    return Row("change", title, detail, whose, tone, told=told, moves=moved, picked=picked)


def _named(title: str) -> str:
    """`Build` of `task 'Build'`: that it is a task goes without saying."""
    return title[6:-1] if title.startswith("task '") else _capital(title)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def filters(comparison: Comparison) -> Iterable[tuple[str, str]]:
    """What the list can be narrowed to, with how many there are of it: id and words."""
    found = listed(comparison, "")
    yield "", f"All changes ({len(found):,})"
    for subject, words in SUBJECTS.items():
        count = sum(each.subject == subject for each in found)
        yield subject, f"Only {words} ({count:,})"


def summary(comparison: Comparison, choices: Choices) -> str:
    """What is left to do, for the foot."""
    clashes = comparison.merged.conflicts
    left = len(comparison.open(choices))
    if left:
        return f"{text.plural(left, 'conflict')} left"
    return "Nothing left to decide" if clashes else text.plural(len(comparison.changes), "difference")
