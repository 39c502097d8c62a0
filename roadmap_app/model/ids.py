"""Random ids: 80 bits, base32, lower case, 16 characters."""

from __future__ import annotations

import base64
import re
import secrets

ID_PATTERN = re.compile(r"[a-z2-7]{16}")


def new_id() -> str:
    """A fresh id; two plans edited apart never give the same one."""
    return base64.b32encode(secrets.token_bytes(10)).decode("ascii").lower()


def stable_id(number: int) -> str:
    """The id of a number below 2**80, for samples and tests that need the same ids each time."""
    return base64.b32encode(number.to_bytes(10, "big")).decode("ascii").lower()
