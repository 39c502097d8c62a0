"""Verbs of the user as functions on a draft. One that cannot be done raises Refusal and is never half done:
the document throws the draft away."""

from roadmap_app.commands.refusal import Refusal

__all__ = ["Refusal"]
