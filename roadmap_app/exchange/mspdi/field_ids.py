"""The numbers of MS Project's custom fields of tasks, as real files define them."""

from __future__ import annotations

BASE = 0x0B400000

_OFFSETS: dict[str, tuple[int, ...]] = {
    "Text": (51, 54, 57, 60, 63, *range(66, 71), *range(317, 337)),
    "Number": (*range(87, 92), *range(302, 317)),
    "Flag": (*range(72, 82), *range(292, 302)),
    "Duration": (103, 104, 105, *range(275, 282)),
    "Cost": (106, 107, 108, *range(258, 265)),
    "Date": tuple(range(265, 275)),
    "Start": (52, 55, 58, 61, 64, *range(282, 291, 2)),
    "Finish": (53, 56, 59, 62, 65, *range(283, 292, 2)),
    "Outline Code": tuple(range(416, 436, 2)),
}

# `Text1` and so on -> field id.
FIELD_IDS: dict[str, int] = {
    f"{name}{place}": BASE + offset for name, offsets in _OFFSETS.items() for place, offset in enumerate(offsets, 1)
}

# Our types of field, and the names of the slots that can hold them.
SLOTS = {
    "text": "Text", "list": "Text", "number": "Number", "flag": "Flag", "duration": "Duration", "cost": "Cost",
    "date": "Date",
}  # fmt: skip


def free_slot(type: str, taken: set[str]) -> str:
    """The first slot for a type of field that is not taken; "" where all are."""
    name = SLOTS.get(type, "Text")
    slots = (f"{name}{place}" for place in range(1, len(_OFFSETS[name]) + 1))
    return next((slot for slot in slots if slot not in taken), "")
