"""Zip archives, of which workbooks are one kind, looked through before anyone opens them.

What a small archive can hide: gigabytes of blanks, parts that lie upon each other, sizes that are lies, names that
climb out of a folder, and document types, which make XML dangerous. Each is refused with one sentence.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from pathlib import Path
from typing import IO
from xml.parsers import expat

from roadmap_app.exchange.imported import Unreadable

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
MOST_PARTS = 20_000
MOST_INFLATED = 512 << 20  # bytes of all parts together
MOST_RATIO = 250  # XML made by programs comes to some 30
SMALL = 4 << 20  # bytes that may be packed at any ratio
BLOCK = 1 << 16
MOST_PROLOG = 1 << 20  # bytes of XML before its first element
MARKUP = (".xml", ".rels", ".vml")
HARM = "it may be made to do harm. Open it where it comes from and save it again."


def scan(path: Path) -> None:
    """Unreadable for an archive that is not to be opened; nothing for any other file. OSError as opening it."""
    with path.open("rb") as file:
        start = file.read(4)
        if start == OLE and "EncryptedPackage".encode("utf-16-le") in file.read():
            raise Unreadable("It is protected with a password. Save it without one.")
        if start != ZIP:
            return
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            _names(parts)
            _sizes(parts)
            _places(path, parts)
            for part in parts:
                _content(archive, part)
    except (zipfile.BadZipFile, zlib.error, EOFError, struct.error, UnicodeDecodeError) as error:
        raise Unreadable(f"It is a damaged archive ({error}). Get the whole file again.") from None
    except (NotImplementedError, RuntimeError):
        raise Unreadable("It is packed in a way that workbooks never are. Save it again.") from None


def _names(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > MOST_PARTS:
        raise Unreadable(f"It holds {len(parts):,} parts; {HARM}")
    names = set()
    for part in parts:
        name = part.filename.replace("\\", "/")
        if name.startswith("/") or ":" in name or ".." in name.split("/"):
            raise Unreadable(f"A part of it has a name that leads out of it ('{part.filename[:40]}'); {HARM}")
        if part.flag_bits & 1:
            raise Unreadable("It is protected with a password. Save it without one.")
        names.add(name.lower())
    if len(names) < len(parts):
        raise Unreadable(f"It holds two parts of the same name; {HARM}")


def _sizes(parts: list[zipfile.ZipInfo]) -> None:
    """By what the archive says of itself; that this is true shows when a part is inflated."""
    inflated = sum(part.file_size for part in parts)
    if inflated > MOST_INFLATED:
        raise Unreadable(f"It would unpack to {inflated >> 20:,} MB, more than {MOST_INFLATED >> 20:,} MB; {HARM}")
    for part in parts:
        if part.file_size > SMALL and part.file_size > MOST_RATIO * max(part.compress_size, 1):
            raise Unreadable(f"A part of it would unpack to more than {MOST_RATIO} times its size; {HARM}")


def _places(path: Path, parts: list[zipfile.ZipInfo]) -> None:
    """No two parts may lie upon each other: a few bytes would count many times."""
    spans = sorted((part.header_offset, part.compress_size) for part in parts)
    ends = [start for start, _ in spans[1:]] + [path.stat().st_size]
    for (start, size), end in zip(spans, ends, strict=True):
        if start + 30 + size > end:  # 30 bytes is the least that a part's own header takes
            raise Unreadable(f"Parts of it lie upon each other; {HARM}")


def _content(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Inflate a part without keeping it, so that its size and sum are seen to be true; markup must have no DTD."""
    with archive.open(part) as stream:
        if part.filename.lower().endswith(MARKUP):
            _no_document_type(stream, part.filename)
        while stream.read(BLOCK):
            pass


class _Begun(Exception):
    """The first element: no document type can follow."""


def _no_document_type(stream: IO[bytes], name: str) -> None:
    def refuse(*_: object) -> None:
        raise Unreadable(f"Its part '{name[-40:]}' holds a document type definition; {HARM}")

    def begun(*_: object) -> None:
        raise _Begun

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = begun
    seen = 0
    try:
        while block := stream.read(BLOCK):
            parser.Parse(block, False)
            seen += len(block)
            if seen > MOST_PROLOG:
                raise Unreadable(f"Its part '{name[-40:]}' holds nothing but preliminaries; {HARM}")
    except (_Begun, expat.ExpatError):
        return  # what is no XML is the reader's to tell
