"""The bytes of a plan, each line of them decoded again and found to say what its record says.

Records never change, so a line that was found right once stays right: the lines of the last save are kept,
and the next save encodes only what was edited since.
"""

from __future__ import annotations

from roadmap_app.model.plan import Plan
from roadmap_app.model.records import Record
from roadmap_app.storage import codec, jsontext, planfile, whole
from roadmap_app.storage.seals import opened, sealed

Lines = dict[int, tuple[Record, bytes]]  # by identity; the record is held, so that its identity stays its own

_last: Lines = {}


class Unstorable(ValueError):
    """A record holds a value that a plan file cannot hold; the text names the record."""


def encode(plan: Plan) -> bytes:
    """As planfile.encode, or Unstorable. NUL and lone surrogates in texts become U+FFFD."""
    try:
        return _encode(plan)
    except (Unstorable, UnicodeEncodeError):
        return _encode(codec.cleaned(plan))


def _encode(plan: Plan) -> bytes:
    global _last
    known, lines = _last, Lines()

    def line_of(record: Record) -> bytes:
        held = known.get(id(record))
        if held is None or held[0] is not record:
            held = record, _line(record)
        lines[id(record)] = held
        return held[1]

    data = planfile.assemble(plan, line_of)
    _last = lines
    return data


def _line(record: Record) -> bytes:
    line = sealed(codec.encode(record))
    text, _ = opened(line[:-1])
    try:
        value = jsontext.parse(text)
        read = codec.decode(jsontext.cleaned(value) if "\\u" in text else value)
    except (jsontext.NotJson, codec.NoRecord):  # its id is none that a file can hold
        raise Unstorable(whole.title(record)) from None
    if read.__dict__ != record.__dict__ and read != record:
        raise Unstorable(whole.title(record))
    return line
