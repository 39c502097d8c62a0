"""How wide text is, where no fonts can be asked: a table made from the wider of Noto Sans and DejaVu Sans.

An estimate on the safe side: with either family, and with the usual ones of other systems, text is as wide or
narrower, so that nothing that was placed by it touches its neighbour.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Thousandths of the size, for the characters from the space to the tilde.
PLAIN = (
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 551, 838, 318, 361, 318, 372,
    636, 636, 636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531,
    1000, 684, 686, 698, 770, 632, 575, 775, 752, 339, 295, 656, 557, 907, 760, 787,
    605, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 372, 390, 838, 500,
    500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612,
    635, 635, 413, 521, 392, 634, 592, 818, 592, 592, 525, 636, 551, 636, 838,
)  # fmt: skip
STRONG = (
    348, 456, 521, 838, 696, 1002, 872, 306, 457, 457, 545, 838, 380, 415, 380, 413,
    696, 696, 696, 696, 696, 696, 696, 696, 696, 696, 400, 400, 838, 838, 838, 580,
    1000, 774, 762, 734, 830, 683, 683, 821, 837, 389, 372, 775, 637, 995, 837, 850,
    733, 850, 770, 720, 682, 812, 774, 1103, 771, 724, 725, 457, 413, 457, 838, 500,
    500, 675, 716, 593, 716, 678, 435, 716, 712, 343, 343, 665, 343, 1042, 712, 687,
    716, 716, 493, 595, 478, 712, 652, 924, 645, 652, 582, 712, 551, 712, 838,
)  # fmt: skip
WIDE = 1000  # ideographs, kana, signs of full width, pictures
OTHER = 800  # letters of other scripts: as wide as all but the widest of them
NOTHING = ("Mn", "Me", "Cf", "Cc", "Cs")  # marks on letters, and what is not seen


def estimate(text: str, size: float, strong: bool) -> float:
    """The width of a line of text in pixels; the same on every machine."""
    return sum(_thousandths(char, strong) for char in text) * size / 1000


@lru_cache(maxsize=4096)
def _thousandths(char: str, strong: bool) -> int:
    code = ord(char)
    if 32 <= code <= 126:
        return (STRONG if strong else PLAIN)[code - 32]
    if unicodedata.category(char) in NOTHING:
        return 0
    if unicodedata.east_asian_width(char) in "WF":
        return WIDE
    base = unicodedata.normalize("NFKD", char)[0]
    if base != char and 32 < ord(base) <= 126:
        return _thousandths(base, strong)  # a letter with an accent is as wide as without
    return 1000 if char in "…—" else OTHER
