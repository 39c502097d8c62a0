"""Seals: each line ends with the CRC-32 of its own bytes as they would be without the seal."""

from __future__ import annotations

from zlib import crc32

SEAL = b',"#":"%08x"}'
WIDTH = len(SEAL % 0)


class Broken(ValueError):
    """A line that is not what was once written; the message completes "line 3 is damaged: ..."."""


def sealed(text: str) -> bytes:
    """The line of a JSON object, sealed, with its line end; UnicodeEncodeError for lone surrogates."""
    body = text.encode()
    return body[:-1] + SEAL % crc32(body) + b"\n"


def opened(line: bytes) -> tuple[str, bool]:
    """The JSON text of a line without line end, and whether its seal is written in capitals; else Broken."""
    body, seal = line[:-WIDTH] + b"}", line[-WIDTH:]
    right = SEAL % crc32(body)
    if seal != right:
        if seal[:6] != right[:6] or seal[14:] != right[14:]:
            raise Broken("it has no seal")
        if seal.lower() != right:
            raise Broken("its seal does not match")
    try:
        return body.decode(), seal != right
    except UnicodeDecodeError:
        raise Broken("it is not UTF-8") from None
