"""PNG files of any height, written in bands, so that a long chart needs no memory for the whole."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from pathlib import Path

SIGNATURE = b"\x89PNG\r\n\x1a\n"
MOST_PIXELS = 600_000_000
LEVEL = 6
INCH = 0.0254  # metres


def write(path: Path, width: int, height: int, bands: Iterable[bytes], dpi: float) -> None:
    """Write rows of red, green and blue bytes, 3 x width a row, which `bands` give whole rows of at a time."""
    per_metre = round(dpi / INCH)
    squeeze = zlib.compressobj(LEVEL)
    step = width * 3
    with path.open("wb") as file:
        file.write(SIGNATURE)
        file.write(_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)))
        file.write(_chunk(b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1)))
        for band in bands:
            rows = b"".join(b"\0" + band[at : at + step] for at in range(0, len(band), step))
            if packed := squeeze.compress(rows):
                file.write(_chunk(b"IDAT", packed))
        file.write(_chunk(b"IDAT", squeeze.flush()))
        file.write(_chunk(b"IEND", b""))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
