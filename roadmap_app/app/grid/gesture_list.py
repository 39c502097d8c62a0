"""What hands and keys can do in the grid, for the guide: (what for, how)."""

from __future__ import annotations

GESTURES = (
    ("Replace the content of a cell", "Type"),
    ("Edit the content of a cell", "F2, or double-click"),
    ("Accept what you type, and go down or right", "Enter, Tab; with Shift back"),
    ("Cancel what you type", "Esc"),
    ("Select cells", "Drag, or Shift and the arrows"),
    ("Select whole rows", "Click or drag the numbers, or Shift+Space"),
    ("Fold or unfold a summary", "Space on its name, or click the arrow"),
    ("Reorder and indent rows", "Drag the number of a row"),
    ("Add a task", "Type into the last row"),
    ("Go to the first or last row", "Ctrl+Home, Ctrl+End"),
    ("Move or resize a column", "Drag its head, or the edge of its head; double-click the edge to fit"),
)
