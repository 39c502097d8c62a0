"""Fractional index: the order of siblings as strings, so that an insertion touches one record.

A key is read as the digits of a fraction in base 62 (`0-9A-Za-z`); between two different keys there
is always another. Keys never end in the lowest digit, else nothing would fit below them.
"""

from __future__ import annotations

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
BASE = len(DIGITS)
VALUE = {digit: value for value, digit in enumerate(DIGITS)}
FIRST = "V"
WIDTH = 4  # digits that count when appending: some 100,000 rows before keys grow longer


def is_key(text: str) -> bool:
    """True for a key that this module can have made."""
    return bool(text) and all(c in VALUE for c in text) and text[-1] != DIGITS[0]


def between(low: str, high: str) -> str:
    """A key above `low` and below `high`; an empty string is an open end.

    ValueError where `low >= high`, or where a side is no key.
    """
    for side in (low, high):
        if side and not is_key(side):
            raise ValueError(f"'{side}' is not an order key")
    if high and low >= high:
        raise ValueError(f"there is no key between '{low}' and '{high}'")
    if not low and not high:
        return FIRST
    if not high and (after := _number(low) + BASE) < BASE**WIDTH:
        return _key(after)
    if not low and (before := _number(high) - BASE) > 0:
        return _key(before)
    return _halfway(low, high)


def spread(low: str, high: str, count: int) -> list[str]:
    """`count` rising keys between two keys; errors as `between`."""
    keys: list[str] = []
    if not high:
        for _ in range(count):
            low = between(low, high)
            keys.append(low)
        return keys
    if count <= 0:
        return keys
    middle = between(low, high)
    left = count // 2
    return [*spread(low, middle, left), middle, *spread(middle, high, count - left - 1)]


def _halfway(low: str, high: str) -> str:
    prefix = ""
    position = 0
    while True:
        floor = VALUE[low[position]] if position < len(low) else 0
        ceiling = VALUE[high[position]] if high and position < len(high) else BASE
        if ceiling - floor > 1:
            return prefix + DIGITS[(floor + ceiling) // 2]
        prefix += DIGITS[floor]
        if ceiling != floor:
            high = ""  # the prefix is already below high: anything may follow
        position += 1


def _number(key: str) -> int:
    """The first WIDTH digits of a key as a whole number."""
    number = 0
    for digit in key[:WIDTH].ljust(WIDTH, DIGITS[0]):
        number = number * BASE + VALUE[digit]
    return number


def _key(number: int) -> str:
    text = ""
    for _ in range(WIDTH):
        number, rest = divmod(number, BASE)
        text = DIGITS[rest] + text
    return text.rstrip(DIGITS[0])
