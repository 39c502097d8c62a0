"""Find and replace: which cells have a text in them, and another text in its place in names and notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from roadmap_app.commands import expressions, fields
from roadmap_app.commands.refusal import Refusal
from roadmap_app.commands.shown import task_cell
from roadmap_app.model import bounded
from roadmap_app.model.plan import Draft, Plan
from roadmap_app.model.text import plural, quoted
from roadmap_app.schedule import Schedule

REPLACED = ("name", "notes")  # the columns that texts are replaced in
NEVER = ("flag",)  # kinds of columns whose texts nobody looks for
LONGEST = 200  # letters of a pattern
PATIENCE = 1  # seconds for one search, which nothing else can stop
Span = tuple[int, int]
Texts = Sequence[tuple[str, str, str]]  # id, column, text


@dataclass(frozen=True)
class Query:
    """What is looked for: as it is, or as a regular expression; upper and lower case, and whole words, on request."""

    text: str
    case: bool = False
    words: bool = False
    regex: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A cell that has the text in it."""

    id: str
    column: str


def pattern(query: Query) -> re.Pattern[str]:
    """The query as a pattern; Refusal says what is wrong with an expression, and where."""
    source = query.text if query.regex else re.escape(query.text)
    if query.words:
        source = rf"(?<!\w)(?:{source})(?!\w)"
    if query.regex and len(query.text) > LONGEST:
        raise Refusal(f"An expression can have {LONGEST} letters; this one has {len(query.text)}.")
    if query.regex and (what := expressions.risk(query.text)):
        raise Refusal(f"{what} fits one text in so many ways that looking for it may never end. Repeat it only once.")
    try:
        if query.regex:
            re.compile(query.text)  # so that its places are those of what was typed
        return re.compile(source, 0 if query.case else re.IGNORECASE)
    except (re.error, RecursionError, OverflowError) as error:
        raise Refusal(_told(error)) from None


def _told(error: Exception) -> str:
    place = getattr(error, "pos", None)
    where = f"At letter {place + 1}, the expression" if place is not None else "The expression"
    why = getattr(error, "msg", "it is too large")
    return f"{where} cannot be read: {why}. A \\ before a sign means the sign itself."


def spans(found: re.Pattern[str], text: str) -> list[Span]:
    """Where a text has what is looked for; never nothing."""
    return [match.span() for match in found.finditer(text) if match.end() > match.start()]


def texts(plan: Plan, schedule: Schedule, ids: Iterable[str], columns: Sequence[str], today: int) -> Texts:
    """What can be looked through: the cells of tasks in shown columns, and their notes, row by row."""
    known = [column for column in columns if fields.has(plan, column) and column != "status"]
    asked = [column for column in known if fields.column_of(plan, column).kind not in NEVER]
    asked += [column for column in REPLACED if column not in asked]
    return [
        (id, column, text)
        for id in ids
        for column in asked
        if (text := plan.tasks[id].notes if column == "notes" else task_cell(plan, schedule, id, column, today))
    ]


def hits(found: re.Pattern[str], looked: Texts) -> list[Hit]:
    """The cells that have it, in the order of the texts; Refusal where that takes too long."""
    with _in_time():
        return [Hit(id, column) for id, column, text in looked if next(_real(found, text), None)]


@contextmanager
def _in_time() -> Iterator[None]:
    try:
        with bounded.within(PATIENCE):
            yield
    except bounded.TimeUp:
        raise Refusal(f"Looking for this took more than {PATIENCE} s. Make the expression plainer.") from None


def _real(found: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    return (match for match in found.finditer(text) if match.end() > match.start())


def replace(draft: Draft, cells: Iterable[Hit], query: Query, by: str) -> int:
    """Put another text where the query is found in names and notes; answers in how many tasks."""
    found = pattern(query)
    changed: dict[str, None] = {}
    for cell in cells:
        if cell.column in REPLACED:
            task = draft.tasks[cell.id]
            with _in_time():
                text = replaced(getattr(task, cell.column), found, by, regex=query.regex)
            text = fields.name_of(text) if cell.column == "name" else text
            if text != getattr(task, cell.column):
                draft.change(task, **{cell.column: text})
                changed[task.id] = None
    return len(changed)


def replaced(text: str, found: re.Pattern[str], by: str, *, regex: bool) -> str:
    r"""A text with another in place of what is found; in an expression `\1` is its first bracket."""

    def put(match: re.Match[str]) -> str:
        if match.end() == match.start():
            return ""
        try:
            return match.expand(by) if regex else by
        except (re.error, IndexError) as error:
            raise Refusal(f"'{by}' cannot be put in: {getattr(error, 'msg', error)}. \\\\ means \\ itself.") from None

    return found.sub(put, text)


def label(plan: Plan, query: Query, by: str, ids: Sequence[str]) -> str:
    """`Replace 'API' with 'service' in 12 tasks`."""
    whom = quoted(plan.tasks[ids[0]].name) if len(ids) == 1 else plural(len(ids), "task")
    return f"Replace {quoted(query.text)} with {quoted(by) if by else 'nothing'} in {whom}"
