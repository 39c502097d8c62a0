"""Making imported records: ids from the file's own unique ids, so that reading twice gives the same."""

from __future__ import annotations

from base64 import b32decode, b32encode
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any, TypeVar

from roadmap_app.model.ids import ID_PATTERN
from roadmap_app.model.records import Record

R = TypeVar("R", bound=Record)

# Two digits of base32 for each ten bits: some ten times faster than the library, which counts here.
_DIGITS = "abcdefghijklmnopqrstuvwxyz234567"
_PAIRS = [first + second for first in _DIGITS for second in _DIGITS]
_SHIFTS = range(70, -1, -10)

MARK = b"roadmp"  # the last bytes of a GUID that carries one of our ids


def made_id(*parts: str | int) -> str:
    """The id that always belongs to these words and numbers: 80 bits, as all ids."""
    words = "\0".join(map(str, parts)).encode("utf-8", "surrogatepass")
    number = int.from_bytes(blake2b(words, digest_size=10).digest(), "big")
    return "".join([_PAIRS[number >> shift & 1023] for shift in _SHIFTS])


def guid_of(id: str) -> str:
    """A GUID that carries an id of ours, so that it survives another program; "" for an id of another form."""
    if not ID_PATTERN.fullmatch(id):
        return ""
    digits = (b32decode(id.upper()) + MARK).hex().upper()
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def id_in(guid: str) -> str:
    """The id that `guid_of` put into a GUID, "" for any other."""
    digits = guid.strip("{} ").replace("-", "").lower()
    if len(digits) != 32 or not digits.endswith(MARK.hex()):
        return ""
    try:
        return b32encode(bytes.fromhex(digits)[:10]).decode("ascii").lower()
    except ValueError:
        return ""


class Ids:
    """Ids within one document by kind of record and unique id."""

    def __init__(self, doc: str) -> None:
        self.doc = doc
        self._made: dict[tuple[str, str | int], str] = {}
        self._named: set[tuple[str, str]] = set()

    def name(self, kind: str, uid: str | int, guid: str) -> None:
        """Let a record keep the id that its GUID carries, if it is one of ours and not yet taken."""
        id = id_in(guid)
        if id and (kind, uid) not in self._made and (kind, id) not in self._named:
            self._named.add((kind, id))
            self._made[kind, uid] = id

    def is_named(self, kind: str, id: str) -> bool:
        """Whether a GUID carried this id: the record is one of ours."""
        return (kind, id) in self._named

    def of(self, kind: str, uid: str | int) -> str:
        found = self._made.get((kind, uid))
        if found is None:
            found = self._made[kind, uid] = made_id(self.doc, kind, uid)
        return found


def built(cls: type[R], members: Mapping[str, Any]) -> R:
    """A record of its members, those at their default left out, so that it weighs what it holds."""
    return cls.build({k: v for k, v in members.items() if k == "id" or v != getattr(cls, k)})
