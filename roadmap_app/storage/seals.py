"""Seals: each line ends with the CRC-32 of its own bytes as they would be without the seal."""

from __future__ import annotations

from zlib import crc32

WIDTH = len(b',"#":"01234567"}')


class Broken(ValueError):
    """A line that is not what was once written; the message completes "line 3 is damaged: ..."."""


def sealed(text: str) -> bytes:
    """The line of a JSON object, sealed, with its line end; UnicodeEncodeError for lone surrogates."""
    body = text.encode()
    return b'%b,"#":"%08x"}\n' % (body[:-1], crc32(body))


def opened(line: bytes) -> tuple[str, bool]:
    """The JSON text of a line without line end, and whether its seal is written in capitals; else Broken."""
    seal = line[-WIDTH:]
    if seal[:6] != b',"#":"' or seal[14:] != b'"}':
        raise Broken("it has no seal")
    body = line[:-WIDTH]
    right = b"%08x" % crc32(b"}", crc32(body))
    found = seal[6:14]
    if found != right and found.lower() != right:
        raise Broken("its seal does not match")
    try:
        return body.decode() + "}", found != right
    except UnicodeDecodeError:
        raise Broken("it is not UTF-8") from None
