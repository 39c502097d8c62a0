"""What hands and keys can do in the grid, for the guide: (what for, how)."""

from __future__ import annotations

GESTURES = (
    ("Replace what a cell says", "Type"),
    ("Change what a cell says", "F2, or double-click"),
    ("Take it, and go down or right", "Enter, Tab; with Shift back"),
    ("Give it up", "Esc"),
    ("Select cells", "Drag, or Shift and the arrows"),
    ("Select whole rows", "Click or drag the numbers, or Shift+Space"),
    ("Fold or unfold a summary", "Space on its name, or click the arrow"),
    ("Reorder and indent rows", "Drag the number of a row"),
    ("Add a task", "Type into the last row"),
    ("Go to the first or last row", "Ctrl+Home, Ctrl+End"),
    ("Move or resize a column", "Drag its head, or the edge of its head; double-click the edge to fit"),
)
