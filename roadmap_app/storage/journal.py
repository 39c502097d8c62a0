"""The journal of one window: every edit since its plan was read or saved, so that a crash takes none of them.

An append-only file of sealed lines: a header that binds it to a plan and to the SHA-256 of the file it began
from, the whole plan where there is no such file, then a line an edit. A locked journal belongs to a window that
lives; one that is not was left by a crash. Reading stops at the first line that is not what was written.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from roadmap_app.model.changes import ChangeSet, Key
from roadmap_app.model.plan import Plan, make_plan
from roadmap_app.model.records import Record
from roadmap_app.storage import codec, jsontext, platform
from roadmap_app.storage.seals import Broken, opened, sealed

FORMAT = "roadmap-journal"
SUFFIX = ".journal"
ASIDE = ".discarded"
MOST_LINE = 64 << 20
BINARY = getattr(os, "O_BINARY", 0)


@dataclass(frozen=True)
class Entry:
    """One change of the plan. `at`: minutes since 1970-01-01T00:00 UTC; `origin`: edit, undo or redo."""

    label: str
    at: int
    changes: ChangeSet
    origin: str = "edit"


@dataclass(frozen=True)
class Head:
    """What a journal belongs to: a plan's id and name, and the file it began from (its SHA-256, or "": none)."""

    doc: str
    name: str
    path: str
    base: str


@dataclass(frozen=True)
class Found:
    """A journal as read. `plan` is what it began from where that is in no file; `torn`: its end was cut."""

    file: Path
    head: Head
    plan: Plan | None
    entries: tuple[Entry, ...]
    torn: bool


class Journal:
    """An open journal; OSError where it cannot be made or written. What is appended is there after a crash of the
    program, what is synced also after one of the system."""

    def __init__(self, folder: Path, head: Head, plan: Plan | None = None) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.file = folder / f"{os.getpid()}-{secrets.token_hex(6)}{SUFFIX}"
        self._open: int | None = os.open(self.file, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_APPEND | BINARY, 0o600)
        try:
            platform.hold(self._open)
            self._write(_head(head))
            if plan is not None:
                self._write(_records(plan))
            platform.sync_folder(folder)
        except BaseException:
            self.remove()
            raise

    def append(self, entry: Entry) -> None:
        """Write one entry."""
        self._write(encode(entry))

    def sync(self) -> None:
        """Make what was appended durable."""
        if self._open is not None:
            platform.sync_file(self._open)

    def remove(self) -> None:
        """End the journal: what it holds is saved, or given up."""
        if self._open is not None:
            os.close(self._open)
            self._open = None
            self.file.unlink(missing_ok=True)

    def _write(self, data: bytes) -> None:
        if self._open is None:
            raise ValueError("the journal is closed")
        view = memoryview(data)
        while view:
            view = view[os.write(self._open, view) :]


def encode(entry: Entry) -> bytes:
    """The sealed line of an entry."""
    befores = [pair[0] for pair in entry.changes.pairs.values() if pair[0] is not None]
    afters = [pair[1] for pair in entry.changes.pairs.values() if pair[1] is not None]
    return _sealed(
        f'{{"at":{entry.at},"label":{_quoted(entry.label)},"now":{_list(afters)},"origin":{_quoted(entry.origin)},'
        f'"was":{_list(befores)}}}'
    )


def crashed(folder: Path) -> tuple[Found, ...]:
    """The journals that windows left which are no more, the oldest first; those of living windows are left alone."""
    return _in_order(read(file) for file in _files(folder, SUFFIX) if not is_held(file))


def discarded(folder: Path) -> tuple[Found, ...]:
    """The journals that somebody gave up and that are still kept, the oldest first."""
    return _in_order(read(file) for file in _files(folder, ASIDE))


def set_aside(file: Path) -> Path:
    """Give a journal up, but keep it for a while; its new path. OSError where that cannot be."""
    aside = file.with_name(file.name.removesuffix(SUFFIX).removesuffix(ASIDE) + ASIDE)
    os.utime(file)  # counted from now
    file.replace(aside)
    return aside


def sweep(folder: Path, before: float) -> None:
    """Remove what was given up before an instant, in seconds UTC, and journals from then that never had an entry."""
    for file in (*_files(folder, ASIDE), *_files(folder, SUFFIX)):
        with contextlib.suppress(OSError):  # another window does the same, or it stays for the next time
            if file.stat().st_mtime < before and (file.name.endswith(ASIDE) or _says_nothing(file)):
                file.unlink()


def _says_nothing(file: Path) -> bool:
    """Whether the window of a journal ended before its first entry was written."""
    found = read(file)
    begun = not file.stat().st_size or (found is not None and not found.entries and not found.torn)
    return begun and not is_held(file)


def _in_order(left: Iterable[Found | None]) -> tuple[Found, ...]:
    found = [each for each in left if each is not None and each.entries]
    return tuple(sorted(found, key=lambda each: (each.entries[0].at, each.file.name)))


def _files(folder: Path, suffix: str) -> list[Path]:
    try:
        return sorted(file for file in folder.iterdir() if file.name.endswith(suffix))
    except OSError:
        return []  # no journal was ever made here


def is_held(file: Path) -> bool:
    """True while the window of a journal lives, or where the journal is gone."""
    try:
        tried = os.open(file, os.O_RDWR | BINARY)
    except OSError:
        return True
    try:
        return not platform.hold(tried)
    finally:
        os.close(tried)


def read(file: Path) -> Found | None:
    """What a journal holds, up to where it was torn; None where it has no header."""
    try:
        with open(file, "rb") as stream:
            lines = _lines(iter(lambda: stream.readline(MOST_LINE), b""))
            head = next(lines, None)
            if head is None or head.get("format") != FORMAT:
                return None
            plan, entries, torn = None, [], False
            for value in lines:
                try:
                    if value is None:
                        raise ValueError("torn")
                    if "plan" in value:
                        plan = make_plan(_text(head, "doc"), [codec.decode(each) for each in value["plan"]])
                    else:
                        entries.append(_entry(value))
                except (KeyError, TypeError, ValueError):  # torn, or the work of a version that we do not know
                    torn = True
                    break
    except OSError:
        return None
    named = Head(_text(head, "doc"), _text(head, "name"), _path(head), _text(head, "base"))
    return Found(file, named, plan, tuple(entries), torn)


def _lines(raw: Iterator[bytes]) -> Iterator[dict[str, Any] | None]:
    """The value of each good line; None, and no more, at the first other one."""
    for line in raw:
        try:
            text, _ = opened(line.removesuffix(b"\n"))
            value = jsontext.parse(text)
        except (Broken, jsontext.NotJson):
            yield None
            return
        yield value


def _entry(value: dict[str, Any]) -> Entry:
    pairs: dict[Key, tuple[Record | None, Record | None]] = {}
    for each in value["was"]:
        record = codec.decode(each)
        pairs[record.kind, record.id] = (record, None)
    for each in value["now"]:
        record = codec.decode(each)
        key = (record.kind, record.id)
        pairs[key] = (pairs[key][0] if key in pairs else None, record)
    return Entry(_text(value, "label"), int(value["at"]), ChangeSet(pairs), _text(value, "origin"))


def _path(head: dict[str, Any]) -> str:
    try:
        return os.fsdecode(bytes.fromhex(_text(head, "raw"))) or _text(head, "path")
    except ValueError:
        return _text(head, "path")


def _text(value: dict[str, Any], name: str) -> str:
    return str(value.get(name, ""))


def _head(head: Head) -> bytes:
    raw = "" if jsontext.is_clean(head.path) else f',"raw":"{os.fsencode(head.path).hex()}"'  # a name need not be UTF-8
    return _sealed(
        f'{{"base":{_quoted(head.base)},"doc":{_quoted(head.doc)},"format":"{FORMAT}","name":{_quoted(head.name)},'
        f'"path":{_quoted(head.path)}{raw}}}'
    )


def _records(plan: Plan) -> bytes:
    return _sealed(f'{{"plan":{_list(list(plan.records()))}}}')


def _quoted(text: str) -> str:
    return jsontext.quote(jsontext.cleaned(text))


def _list(records: Sequence[Record]) -> str:
    return "[" + ",".join(map(codec.encode, records)) + "]"


def _sealed(text: str) -> bytes:
    """A sealed line; lone surrogates, which no file can hold, become U+FFFD."""
    try:
        return sealed(text)
    except UnicodeEncodeError:
        return sealed(text.encode(errors="surrogatepass").decode(errors="replace"))
