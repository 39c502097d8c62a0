"""JSON as the plan file uses it: a strict scanner, and texts that survive a round trip.

Stricter than JSON: no NaN, no member twice, one value and nothing after it. Fractions are kept as the
text that they were written as, so that what we do not understand is written back unchanged.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from json.encoder import encode_basestring
from typing import Any, NoReturn

quote: Callable[[str], str] = encode_basestring  # in C where there is C; a text as JSON, not escaped to ASCII


class Fraction(str):
    """A number that is not an integer, as it was written."""

    __slots__ = ()


class NotJson(ValueError):
    """The text is not what a line of a plan file may hold; the message completes "it is set aside: ..."."""


def _no_constant(name: str) -> NoReturn:
    raise NotJson(f"{name} is not a number in JSON")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise NotJson(f"the member '{twice[:60]}' stands in it twice")
    return members


_quick = json.JSONDecoder(parse_float=Fraction, parse_constant=_no_constant).raw_decode
_careful = json.JSONDecoder(parse_float=Fraction, parse_constant=_no_constant, object_pairs_hook=_once).raw_decode


def parse(text: str) -> Any:
    """The value of a text (integers, booleans, texts, None, lists, dicts, Fraction), or NotJson."""
    try:
        value, end = _quick(text)
        # Each member needs one colon; where a flat object has no more of them, none can stand in it twice.
        if type(value) is not dict or text.count(":") != len(value):
            value, end = _careful(text)
    except RecursionError:
        raise NotJson("it is nested too deeply") from None
    except NotJson:
        raise
    except ValueError:
        raise NotJson("it is no JSON") from None
    if end != len(text):
        raise NotJson("something follows the record")
    return value


def write(value: Any) -> str:
    """The text of a parsed value: no spaces, members in the order in which they came."""
    if type(value) is str:
        return quote(value)
    if type(value) is int:
        return str(value)
    if type(value) is Fraction:
        return value
    if type(value) is dict:
        return "{" + ",".join(f"{quote(name)}:{write(inner)}" for name, inner in value.items()) + "}"
    if type(value) is list:
        return "[" + ",".join(map(write, value)) + "]"
    return {True: "true", False: "false", None: "null"}[value]


def is_clean(text: str) -> bool:
    """True for text without NUL and lone surrogates, which no other program can be trusted with."""
    return "\0" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)


def cleaned(value: Any) -> Any:
    """A parsed value, or a member of a record, with NUL and lone surrogates replaced by U+FFFD."""
    if type(value) is str:
        if is_clean(value):
            return value
        return "".join("\ufffd" if c == "\0" or "\ud800" <= c <= "\udfff" else c for c in value)
    if type(value) is list:
        return [cleaned(inner) for inner in value]
    if type(value) is dict:
        return {cleaned(name): cleaned(inner) for name, inner in value.items()}
    if type(value) is tuple:
        return tuple(cleaned(inner) for inner in value)
    return value
