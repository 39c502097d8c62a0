"""What hands can do on the chart, for the guide: (what for, how). Keep it true with `gestures` and `pointing`."""

from __future__ import annotations

GESTURES = (
    ("Move a task, or all that are selected", "Drag a bar"),
    ("Change a duration", "Drag an edge of a bar"),
    ("Set progress", "Drag the grip below a bar"),
    ("Link two tasks", "Drag the dot beside a bar to another bar; the ends give the type"),
    ("Reroute a link", "Click the link, then drag one of its ends to another bar"),
    ("Change a link's type and lag", "Double-click the link"),
    ("Delete a link", "Click the link, then Delete"),
    ("Draw a new task", "Drag on the empty row below the last task"),
    ("Copy tasks", "Ctrl while dragging a bar"),
    ("Place exactly, without snapping", "Alt while dragging"),
    ("Keep to the dates or to the row", "Shift while dragging"),
    ("Cancel a drag", "Esc, before you let go"),
    ("Select what a rectangle touches", "Drag from an empty place"),
    ("Select one more, or take one away", "Ctrl and click"),
    ("Remove a pin", "Click it"),
    ("Fold or unfold a summary", "Click the arrow before its name"),
    ("See a task's details", "Double-click its bar"),
    ("Zoom where the pointer is", "Ctrl and the wheel"),
    ("Scroll in time", "Shift and the wheel, or two fingers sideways; arrow keys left and right"),
    ("Pan the chart", "Space and drag, or the middle button"),
    ("Jump along the plan", "Click or drag in the strip below the chart"),
)
