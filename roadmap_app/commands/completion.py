"""What may be meant while a cell is typed into: tasks by number and name, people, tags, choices."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from roadmap_app.commands import fields
from roadmap_app.commands.refusal import Refusal
from roadmap_app.commands.typed import find_task
from roadmap_app.model.plan import Plan

MOST = 8  # offers at once
LISTS = ("list", "words", "flag")


@dataclass(frozen=True)
class Offer:
    """`text` is what the cell would take, `words` and `aside` are how it is told."""

    text: str
    words: str
    aside: str = ""


@dataclass(frozen=True)
class Offers:
    """What may stand between two places of the typed text; `whole` where it is all that the cell holds."""

    start: int
    end: int
    items: tuple[Offer, ...] = ()
    whole: bool = False

    def taken(self, text: str, offer: Offer) -> str:
        """The typed text with an offer in its place."""
        return text[: self.start] + offer.text + text[self.end :]


def offers(plan: Plan, id: str, column: str, text: str, cursor: int, *, everything: bool = False) -> Offers:
    """What the words at the cursor may become; `everything` asks for all choices, whatever is typed.

    Best first: what is so exactly, what begins so, what has a word that does, what has it anywhere in it.
    """
    kind = fields.column_of(plan, column)
    if kind.kind == "tasks":
        start, end = _part(text, cursor, ";,")
        return Offers(start, end, _tasks(plan, id, text, start, end) if text[start:end].strip() or everything else ())
    if kind.kind not in LISTS or kind.choices is None:
        return Offers(0, len(text))
    choices = kind.choices(plan)
    if kind.kind == "words":
        start, end = _part(text, cursor, ";,")
        there = {part.strip().casefold() for part in re.split("[;,]", text[:start] + text[end:])}
        left = [choice for choice in choices if choice.casefold() not in there]
        asked = "" if everything else text[start:end].strip()
        return Offers(start, end, _fitting(left, asked) if asked or everything else ())
    if everything:
        return Offers(0, len(text), tuple(Offer(choice, choice) for choice in choices), whole=True)
    return Offers(0, len(text), _fitting(choices, text) if text.strip() else (), whole=True)


def _part(text: str, cursor: int, marks: str) -> tuple[int, int]:
    """Where the part of a list begins and ends that the cursor is in, without the space around it."""
    start = max((text.rfind(mark, 0, cursor) for mark in marks), default=-1) + 1
    ends = [place for mark in marks if (place := text.find(mark, cursor)) >= 0]
    end = min(ends, default=len(text))
    while start < cursor and text[start] == " ":
        start += 1
    while end > max(cursor, start) and text[end - 1] == " ":
        end -= 1
    return start, end


def rank(query: str, words: str) -> int:
    """How well words answer what was typed, 0 for not at all."""
    query, words = " ".join(query.casefold().split()), words.casefold()
    if not query:
        return 1
    if query == words:
        return 5
    if words.startswith(query):
        return 4
    if re.search(rf"\b{re.escape(query)}", words):
        return 3
    return 2 if query in words else 0


def _fitting(choices: Iterable[str], query: str) -> tuple[Offer, ...]:
    ranked = [(-rank(query, choice), order, choice) for order, choice in enumerate(choices) if rank(query, choice)]
    return tuple(Offer(choice, choice) for _, _, choice in sorted(ranked)[:MOST])


def _tasks(plan: Plan, id: str, text: str, start: int, end: int) -> tuple[Offer, ...]:
    """Tasks by number or name; not the task itself, what it lies in or holds, and what is named already.

    A number that means a task as it stands, such as that of a row, comes first and as it was typed.
    """
    query, outline = text[start:end].strip(" '\""), plan.outline
    known = {part.strip() for part in re.split("[;,]", text[:start] + text[end:])}
    out = {id, *outline.ancestors(id), *outline.branch(id)} if id in plan.tasks else set()
    here = outline.position.get(id, 0)
    meant = _meant(plan, query)
    if meant in out:
        return ()
    found = []
    for order, other in enumerate(outline.order):
        name = plan.tasks[other].name
        by_name = rank(query, name)
        if not by_name and not query[:1].isdigit():
            continue
        number = outline.wbs[other]
        if other == meant:
            found.append((-6, order, Offer(text[start:end], name or "(no name)", number)))
            continue
        best = max(by_name, rank(query, number) if query[:1].isdigit() else 0)
        if best > (2 if query[:1].isdigit() and not by_name else 0) and other not in out and number not in known:
            found.append((-best, order if query else abs(here - order), Offer(number, name or "(no name)", number)))
    return tuple(offer for _, _, offer in sorted(found, key=lambda each: each[:2])[:MOST])


def _meant(plan: Plan, number: str) -> str | None:
    """The task that a number would be read as; None where it is read as none, or is not a number."""
    try:
        return find_task(number, plan, {}) if number[:1].isdigit() else None
    except Refusal:  # a name that begins with a digit, and is that of several
        return None
