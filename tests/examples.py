"""How many examples a law tries: some in the tests, many times as many in `dev.py soak`, with fresh seeds."""

from __future__ import annotations

import os

TIMES = int(os.environ.get("ROADMAP_TIMES", "1"))


def tries(examples: int) -> int:
    return examples * TIMES
