"""How much memory the process holds."""

from __future__ import annotations

import os
import resource
from pathlib import Path

STATM = Path("/proc/self/statm")


def resident() -> float:
    """Kilobytes now; where the system does not tell, the most there ever was."""
    if STATM.exists():
        return int(STATM.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1024
    return float(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
