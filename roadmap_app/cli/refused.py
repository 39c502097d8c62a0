"""What a command answers instead of doing its work."""

from __future__ import annotations


class Refused(Exception):
    """Nothing was done (exit code 2). The text is one sentence for the person: what is wrong, what to do."""
