"""What the file knows of each class of records and parts: read off its annotations, once a class.

A Member pairs a name in the file with an attribute, and knows how to read a parsed value and how to
write the attribute's value as JSON text. Shapes in the file: integers, booleans and texts as they are;
tuples as arrays; pairs of a name and a value as an object; parts as objects; working times as arrays of
[from, to].
"""

from __future__ import annotations

import sys
import types
from collections.abc import Callable, Container
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, get_args, get_origin

from roadmap_app.model import parts, records
from roadmap_app.model.parts import DayTimes, Part
from roadmap_app.model.records import KINDS, Record
from roadmap_app.model.time import DAY
from roadmap_app.storage import jsontext
from roadmap_app.storage.limits import Span, span_of, words_of

Read = Callable[[Any], Any]
Write = Callable[[Any], str]
PAIRS = tuple[tuple[str, str | int], ...]
WEEK = tuple[DayTimes | None, ...]
IDS = {("task", "parent"), ("task", "team"), ("link", "from_"), ("link", "to"), ("assignment", "task")}  # in thousands


class Wrong(ValueError):
    """A value that a member cannot have; the message completes "it must be ..."."""


@dataclass(frozen=True)
class Member:
    name: str  # in the file
    attr: str
    default: Any
    free: type | None  # values of this very type need no closer look
    among: Container[Any] | None  # where they are one of these, if that is told
    read: Read
    write: Write
    shape: str  # in words, for FORMAT.md
    key: str  # `"name":`


@dataclass(frozen=True)
class Schema:
    owner: str  # the kind of a record, the class of a part
    members: dict[str, Member]  # by name in the file, in the order of the class
    reading: dict[str, tuple[str, Any, type | None, Container[Any] | None, Read]]  # by name: attr to read, as above
    writing: dict[str, tuple[Any, str, Write]]  # by attr: default, key, write


_made: dict[type, Schema] = {}


def schema_of(cls: type[Record | Part]) -> Schema:
    """The schema of a class of records or parts."""
    found = _made.get(cls)
    if found is None:
        found = _made[cls] = _schema(cls)
    return found


def _schema(cls: type[Record | Part]) -> Schema:
    owner = cls.kind if issubclass(cls, Record) else cls.__name__
    apart = {"id", "extra"} if issubclass(cls, Record) else {"extra"}  # the id of a record is the codec's
    members = {}
    for field in fields(cls):
        if field.name not in apart:
            name = field.name.rstrip("_")
            members[name] = _member(owner, name, field.name, field.default, _hint(str(field.type)))
    return Schema(
        owner,
        members,
        {each.name: (each.attr, each.default, each.free, each.among, each.read) for each in members.values()},
        {each.attr: (each.default, each.key, each.write) for each in members.values()},
    )


@cache
def _hint(annotation: str) -> Any:
    """The type that an annotation of our own records and parts means; few stand in hundreds of members."""
    return eval(annotation, {**vars(parts), **vars(records)})


def _member(owner: str, name: str, attr: str, default: Any, hint: Any) -> Member:
    optional = isinstance(hint, types.UnionType) and types.NoneType in get_args(hint)
    if optional:
        (hint,) = (arg for arg in get_args(hint) if arg is not types.NoneType)
    read, write, shape = _shape(owner, name, hint)
    free: type | None = None
    among: Container[Any] | None = None
    if (owner, attr) in IDS:
        read = sys.intern  # the very text that the record has which is meant; TypeError for what is no text
    elif hint is int:
        span = span_of(owner, name)
        free, among = int, range(span.low, span.high + 1)
    elif hint is str:
        free, among = str, words_of(owner, name) or None
    return Member(name, attr, default, free, among, read, write, shape, f"{jsontext.quote(name)}:")


def _shape(owner: str, name: str, hint: Any) -> tuple[Read, Write, str]:
    if hint is bool:
        return _read_bool, _write_bool, "true or false"
    if hint is int:
        span = span_of(owner, name)
        return _integer(span), str, span.says
    if hint is str:
        words = words_of(owner, name)
        return _text(words), jsontext.quote, " ".join(map(_shown, words)) or "a text"
    if hint == PAIRS:
        return _read_pairs, _write_pairs, "object: texts or integers by name"
    if hint == DayTimes:
        return _read_times, _write_times, "array of [from, to], minutes into the day"
    if hint == WEEK:
        return _read_week, _write_week, "array of seven days from Monday: working times, or null to inherit"
    assert get_origin(hint) is tuple
    item = get_args(hint)[0]
    if item is str:
        return _read_texts, _write_texts, "array of texts"
    return _parts(item), _write_parts, f"array of {item.__name__}"


def _shown(word: str) -> str:
    return word or '""'


# Plain values -------------------------------------------------------------------------------------


def _read_bool(value: Any) -> bool:
    if type(value) is not bool:
        raise Wrong("true or false")
    return value


def _write_bool(value: bool) -> str:
    return "true" if value else "false"


def _integer(span: Span) -> Read:
    low, high = span.low, span.high

    def read(value: Any) -> int:
        if type(value) is not int or not low <= value <= high:
            raise Wrong(span.says)
        return value

    return read


def _text(words: tuple[str, ...]) -> Read:
    def read(value: Any) -> str:
        if type(value) is not str:
            raise Wrong("a text")
        if words and value not in words:
            raise Wrong("one of " + ", ".join(map(_shown, words)))
        return value

    return read


def _list(value: Any, of: str) -> list[Any]:
    if type(value) is not list:
        raise Wrong(f"a list of {of}")
    return value


def _read_texts(value: Any) -> tuple[str, ...]:
    if not all(type(item) is str for item in _list(value, "texts")):
        raise Wrong("a list of texts")
    return tuple(value)


def _write_texts(value: tuple[str, ...]) -> str:
    return "[" + ",".join(map(jsontext.quote, value)) + "]"


def _read_pairs(value: Any) -> tuple[tuple[str, str | int], ...]:
    if type(value) is not dict or not all(type(item) in (str, int) for item in value.values()):
        raise Wrong("an object of texts and integers")
    return tuple(sorted(value.items()))


def _write_pairs(value: tuple[tuple[str, str | int], ...]) -> str:
    return "{" + ",".join(f"{jsontext.quote(name)}:{jsontext.write(item)}" for name, item in value) + "}"


# Working times ------------------------------------------------------------------------------------


def _read_times(value: Any) -> DayTimes:
    times = []
    reached = 0
    for period in _list(value, "working times"):
        if type(period) is not list or len(period) != 2 or any(type(edge) is not int for edge in period):
            raise Wrong("working times as [from, to] in minutes into the day")
        start, finish = period
        if not reached <= start < finish <= DAY:
            raise Wrong("working times that rise within one day, 0 to 1440")
        times.append((start, finish))
        reached = finish
    return tuple(times)


def _write_times(value: DayTimes) -> str:
    return "[" + ",".join(f"[{start},{finish}]" for start, finish in value) + "]"


def _read_week(value: Any) -> tuple[DayTimes | None, ...]:
    if len(_list(value, "seven days")) not in (0, 7):
        raise Wrong("a list of seven days")
    return tuple(None if day is None else _read_times(day) for day in value)


def _write_week(value: tuple[DayTimes | None, ...]) -> str:
    return "[" + ",".join("null" if day is None else _write_times(day) for day in value) + "]"


# Members of records and parts ---------------------------------------------------------------------


def _parts(cls: type[Part]) -> Read:
    schema = schema_of(cls)

    def read(value: Any) -> tuple[Part, ...]:
        if not all(type(item) is dict for item in _list(value, "objects")):
            raise Wrong("a list of objects")
        return tuple(cls(**read_members(schema, item)) for item in value)

    return read


def _write_parts(value: tuple[Part, ...]) -> str:
    return "[" + ",".join("{" + ",".join(write_members(part, [])) + "}" for part in value) + "]"


def read_members(schema: Schema, members: dict[str, Any]) -> dict[str, Any]:
    """Attributes that are not at their default, of parsed members.

    What the schema does not know, and what it knows but cannot take, goes to `extra` as JSON text.
    """
    kept: dict[str, Any] = {}
    extra: list[tuple[str, str]] = []
    known = schema.reading
    for name, value in members.items():
        try:
            attr, default, free, among, read = known[name]
        except KeyError:
            extra.append((name, jsontext.write(value)))
            continue
        if type(value) is not free or (among is not None and value not in among):
            if value is None and default is None:
                continue
            try:
                value = read(value)
            except (Wrong, TypeError):
                extra.append((name, jsontext.write(value)))
                continue
        if value != default:
            kept[attr] = value
    if extra:
        kept["extra"] = tuple(sorted(extra))
    return kept


def write_members(entry: Record | Part, pieces: list[str]) -> list[str]:
    """`"name":value` of each member that is not at its default, and of `extra`, added to `pieces`, sorted.

    A member of `extra` under a known name is a value that could not be taken: it is written as long as
    nobody has entered another one.
    """
    writing = schema_of(type(entry)).writing
    for attr, value in entry.__dict__.items():
        if attr in writing:
            default, key, write = writing[attr]
            if value != default:
                pieces.append(key + write(value))
    if not entry.extra:
        pieces.sort()  # by name: a quote sorts before every letter that a known name has
        return pieces
    known = schema_of(type(entry)).members
    named = [(piece[1 : piece.index('"', 1)], piece) for piece in pieces]
    for name, text in entry.extra:
        member = known.get(name)
        if member is None or getattr(entry, member.attr) == member.default:
            named.append((name, f"{jsontext.quote(name)}:{text}"))
    return [piece for _, piece in sorted(named)]


def _watched(cls: type[Record]) -> frozenset[str]:
    return frozenset({"extra", *(m.attr for m in schema_of(cls).members.values() if m.write is _write_parts)})


# By kind, attributes under which something may stand that could not be taken.
WATCHED = {kind: _watched(cls) for kind, cls in KINDS.items()}
