"""Making imported records: ids from the file's own unique ids, so that reading twice gives the same."""

from __future__ import annotations

from base64 import b32encode
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any, TypeVar

from roadmap_app.model.records import Record

R = TypeVar("R", bound=Record)


def made_id(*parts: str | int) -> str:
    """The id that always belongs to these words and numbers: 80 bits, as all ids."""
    words = "\0".join(map(str, parts)).encode("utf-8", "surrogatepass")
    return b32encode(blake2b(words, digest_size=10).digest()).decode("ascii").lower()


class Ids:
    """Ids within one document by kind of record and unique id."""

    def __init__(self, doc: str) -> None:
        self.doc = doc
        self._made: dict[tuple[str, str | int], str] = {}

    def of(self, kind: str, uid: str | int) -> str:
        found = self._made.get((kind, uid))
        if found is None:
            found = self._made[kind, uid] = made_id(self.doc, kind, uid)
        return found


def built(cls: type[R], members: Mapping[str, Any]) -> R:
    """A record of its members, those at their default left out, so that it weighs what it holds."""
    return cls.build({k: v for k, v in members.items() if k == "id" or v != getattr(cls, k)})
