"""One open plan: edits, undo, and who is told."""
