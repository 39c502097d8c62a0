"""The plan file as bytes: header, sealed lines, end line (`FORMAT.md`).

Reading takes whatever is left of a plan and tells what is wrong with it; only what holds no plan at
all is refused. Writing gives the same bytes for the same plan, always.
"""

from __future__ import annotations

import hashlib
import io
import os
import stat
from collections.abc import Callable
from typing import BinaryIO

from roadmap_app.model.findings import Unreadable
from roadmap_app.model.garbage import without_gc
from roadmap_app.model.plan import Plan
from roadmap_app.model.records import Record
from roadmap_app.storage import codec, jsontext, told
from roadmap_app.storage.reading import FORMAT, MAJOR, MINOR, DamagedLine, Loaded, Reading
from roadmap_app.storage.seals import sealed

__all__ = ["DamagedLine", "Loaded", "Unreadable", "decode", "encode", "load"]

Report = Callable[[int, int], None]  # done, all

END = '{"t":"end"}'
BOM = b"\xef\xbb\xbf"
MOST_BYTES = 512 << 20
MOST_LINE = 32 << 20
BLOCK = 1 << 20
PATIENCE = 4 << 20  # bytes without a single record, after which a file is no plan
LOOKS = (
    (b"PK\x03\x04", "looks like a workbook or another zip archive"),
    (b"\x89PNG", "is a picture"),
    (b"%PDF", "is a PDF document"),
    (b"\xd0\xcf\x11\xe0", "looks like an old Office document"),
    (b"\xff\xfe", "was saved as UTF-16 by another editor, and plans are UTF-8"),
    (b"\xfe\xff", "was saved as UTF-16 by another editor, and plans are UTF-8"),
    (b"<", "looks like XML"),
)


def load(path: str, report: Report | None = None) -> Loaded:
    """Read a plan file; Unreadable where there is none, or none that this version can read.

    `report` is told the bytes read and all of them, block by block; what it raises ends the reading.
    """
    name = os.path.basename(path) or path
    try:
        status = os.stat(path)
        if stat.S_ISDIR(status.st_mode):
            raise Unreadable(f"{name} is a folder, not a plan file; give the path of a file.")
        if not stat.S_ISREG(status.st_mode):
            raise Unreadable(f"{name} is not an ordinary file; give the path of a .roadmap file.")
        if status.st_size > MOST_BYTES:
            megabytes = status.st_size >> 20
            raise Unreadable(f"{name} is larger than any plan can be ({megabytes} MB); check the path.")
        with open(path, "rb") as stream:
            return _read(stream, name, report and (lambda size: report(size, status.st_size)))
    except FileNotFoundError:
        raise Unreadable(f"There is no file {path}; check the path.") from None
    except OSError as error:
        raise Unreadable(f"{name} cannot be read: {error.strerror}; check its permissions.") from None
    except ValueError:
        raise Unreadable("A path cannot hold a NUL character; check the path.") from None


def decode(data: bytes, name: str = "The file") -> Loaded:
    """The plan of a file's bytes; Unreadable as `load`."""
    return _read(io.BytesIO(data), name)


def encode(plan: Plan) -> bytes:
    """The bytes of a plan file, the same for the same plan. Lone surrogates in texts become U+FFFD."""
    try:
        return assemble(plan, lambda record: sealed(codec.encode(record)))
    except UnicodeEncodeError:
        return encode(codec.cleaned(plan))


def assemble(plan: Plan, line_of: Callable[[Record], bytes]) -> bytes:
    """The bytes of a plan file of the sealed lines of its records."""
    head = f'{{"doc":{jsontext.quote(plan.doc)},"format":"{FORMAT}","needs":[],"v":[{MAJOR},{MINOR}]}}'
    with without_gc():
        lines = map(line_of, sorted(plan.records(), key=codec.line_order))
        return b"".join([sealed(head), *lines, sealed(END)])


def _read(stream: BinaryIO, name: str, read: Callable[[int], None] | None = None) -> Loaded:
    reading = Reading(name)
    digest = hashlib.sha256()
    number = size = 0
    first = block = rest = b""
    with without_gc():
        for block in iter(lambda: stream.read(BLOCK), b""):
            digest.update(block)
            size += len(block)
            first = first or block[:16]
            *lines, rest = (rest + block).split(b"\n")
            if len(rest) > MOST_LINE:
                lines, rest = [*lines, rest], b""
            number = _take(reading, number, lines)
            if read is not None:
                read(size)
            if size > PATIENCE and not reading.has_plan:
                break
        number = _take(reading, number, [rest] if rest else [])
        if not reading.has_plan:
            raise Unreadable(_no_plan(name, size, first))
        return reading.finish(number, block[-1:] in (b"\n", b"\r"), digest.hexdigest())


def _take(reading: Reading, number: int, lines: list[bytes]) -> int:
    """Take in the lines after line `number`; answers the number of the last."""
    for line in lines:
        number += 1
        if number == 1 and line.startswith(BOM):
            reading.findings.append(told.byte_order_mark())
            line = line[len(BOM) :]
        if b"\r" in line and b"\r" in line[:-1]:  # a record holds none: an editor has made all lines one
            *before, line = line.removesuffix(b"\r").split(b"\r")
            for piece in before:
                reading.take(number, piece + b"\r")
                number += 1
            line += b"\r"
        reading.take(number, line)
    return number


def _no_plan(name: str, size: int, first: bytes) -> str:
    if not size:
        return f"{name} is empty (0 bytes); take it from a backup."
    look = next((look for magic, look in LOOKS if first.startswith(magic)), "holds no record of a plan")
    return f"{name} is not a plan file: it {look}. Choose another file."
