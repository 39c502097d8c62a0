"""A page as an SVG file: text as text, shapes as shapes, the same bytes for the same page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from roadmap_app import resources
from roadmap_app.exchange.pictures.display import Box, Dash, Group, Icon, Item, Path, Rect, Words
from roadmap_app.model.bidi import directed

FAMILIES = "'Noto Sans', 'Segoe UI', 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif"
STRONG = 600
ANCHORS = {"left": "", "right": ' text-anchor="end"', "middle": ' text-anchor="middle"'}
NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
NOT_IN_IDS = re.compile(r"[^A-Za-z0-9_.-]")
INSIDE = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)


def document(
    items: Sequence[Item], width: float, height: float, title: str, description: str, mm: bool
) -> Iterator[str]:
    """The lines of an SVG document; sizes are pixels, told in millimetres for paper."""
    unit, per = ("mm", 25.4 / 96) if mm else ("", 1.0)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_n(width * per)}{unit}" height="{_n(height * per)}{unit}" '
        f'viewBox="0 0 {_n(width)} {_n(height)}" role="img" aria-labelledby="title desc" '
        f'font-family="{FAMILIES}" font-variant-numeric="tabular-nums" fill="none">'
    )
    yield f'<title id="title">{_text(title)}</title>'
    yield f'<desc id="desc">{_text(description)}</desc>'
    icons = sorted(set(_icons(items)))
    if icons:
        yield "<defs>"
        for name, colour in icons:
            yield (
                f'<symbol id="{_symbol(name, colour)}" viewBox="0 0 16 16" fill="none" stroke="{colour}" '
                f'stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round">{_drawing(name, colour)}</symbol>'
            )
        yield "</defs>"
    yield from _Writer().lines(items)
    yield "</svg>"


def _symbol(name: str, colour: str) -> str:
    return f"icon-{name}-{colour.lstrip('#').lower()}"


def _icons(items: Sequence[Item]) -> Iterator[tuple[str, str]]:
    for item in items:
        if isinstance(item, Icon):
            yield item.name, item.colour
        elif isinstance(item, Group):
            yield from _icons(item.items)


@cache
def _drawing(name: str, colour: str) -> str:
    """The lines of an icon in a colour, which not every reader of SVG would take from where it is used."""
    found = INSIDE.search(resources.path(f"icons/{name}.svg").read_text(encoding="utf-8"))
    return found[1].strip().replace("currentColor", colour) if found else ""


class _Writer:
    """Gives each id once."""

    def __init__(self) -> None:
        self._ids: set[str] = {"title", "desc"}

    def lines(self, items: Sequence[Item]) -> Iterator[str]:
        for item in items:
            if isinstance(item, Group):
                yield from self._group(item)
            elif isinstance(item, Box):
                yield _box(item)
            elif isinstance(item, Path):
                yield f'<path d="{_steps(item)}"{_paint(item.fill, item.line, item.line_width, item.dash)}/>'
            elif isinstance(item, Words):
                yield _words(item)
            else:
                yield (
                    f'<use href="#{_symbol(item.name, item.colour)}" x="{_n(item.x)}" y="{_n(item.y)}" '
                    f'width="{_n(item.size)}" height="{_n(item.size)}"/>'
                )

    def _group(self, group: Group) -> Iterator[str]:
        marks = ""
        id = NOT_IN_IDS.sub("_", group.id)
        if id and id not in self._ids:
            self._ids.add(id)
            marks += f' id="{id}"'
        moves = []
        if group.x or group.y:
            moves.append(f"translate({_n(group.x)} {_n(group.y)})")
        if group.scale != 1:
            moves.append(f"scale({group.scale:.6g})")
        if moves:
            marks += f' transform="{" ".join(moves)}"'
        yield f"<g{marks}>"
        if group.title:
            yield f"<title>{_text(group.title)}</title>"
        yield from self.lines(group.items)
        yield "</g>"


def _rect(rect: Rect) -> str:
    x, y, width, height = rect
    return f' x="{_n(x)}" y="{_n(y)}" width="{_n(max(width, 0))}" height="{_n(max(height, 0))}"'


def _box(box: Box) -> str:
    radius = min(box.radius, box.width / 2, box.height / 2)
    corner = f' rx="{_n(radius)}"' if radius > 0 else ""
    paint = _paint(box.fill, box.line, box.line_width, box.dash)
    return f"<rect{_rect((box.x, box.y, box.width, box.height))}{corner}{paint}/>"


def _paint(fill: str, line: str, width: float, dash: Dash) -> str:
    marks = f' fill="{fill}"' if fill else ""
    if line:
        marks += f' stroke="{line}"' + (f' stroke-width="{_n(width)}"' if width != 1 else "")
        if dash:
            marks += f' stroke-dasharray="{" ".join(map(_n, dash))}"'
    return marks


def _steps(path: Path) -> str:
    return "".join(
        str(step[0]) + " ".join(_n(float(value)) for value in step[1:]) for step in path.steps
    )  # letters part the numbers


def _words(words: Words) -> str:
    strong = f' font-weight="{STRONG}"' if words.strong else ""
    kept = ' xml:space="preserve"' if any(a == b == " " for a, b in pairwise(words.text)) else ""
    turned = f' transform="rotate(-90 {_n(words.x)} {_n(words.y)})"' if words.upright else ""
    return (
        f'<text x="{_n(words.x)}" y="{_n(words.y)}" font-size="{_n(words.size)}"{strong} fill="{words.colour}"'
        f"{ANCHORS[words.side]}{turned}{kept}>{_text(directed(words.text))}</text>"
    )


def _n(value: float) -> str:
    """A number with at most two decimals."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _text(text: str) -> str:
    kept = NOT_IN_XML.sub("\ufffd", text)
    return kept.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
