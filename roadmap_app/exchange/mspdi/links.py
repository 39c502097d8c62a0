"""Links between tasks: the PredecessorLink elements of their successors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from roadmap_app.exchange.mspdi.ids import Ids
from roadmap_app.exchange.mspdi.tasks import ReadTask
from roadmap_app.exchange.mspdi.values import Source, format_of, shown
from roadmap_app.exchange.told import Told
from roadmap_app.model.records import Link

TYPES = ("FF", "FS", "SF", "SS")


def read_links(rows: Iterable[ReadTask], ids: Ids, told: Told, unit: str) -> list[Link]:
    """All links whose two ends are there; others, links to oneself and those that stand there twice are told."""
    rows = list(rows)
    places = {row.members["id"]: row.place for row in rows}
    found: dict[tuple[str, str], list[Link]] = {}
    for row in rows:
        for element in row.links:
            source = Source(element, told, f"a link of {row.place}")
            link = _link(source, row.members["id"], ids, places, unit)
            if link is None:
                continue
            same = found.setdefault((link.from_ or link.external, link.to), [])
            if link in same:
                source.tell("link", "The link is there twice; one was kept.")
            else:
                same.append(link)
    return [link for links in found.values() for link in (links if len(links) == 1 else _several(links, ids))]


def _several(links: list[Link], ids: Ids) -> list[Link]:
    """More than one link between two tasks, which other programs write: what each says gives its id."""
    says = (
        (link, f"{link.from_ or link.external}>{link.to} {link.type} {link.lag} {link.lag_kind} {link.lag_unit}")
        for link in links
    )
    return [link.but(id=ids.of("link", words)) for link, words in says]


def _link(source: Source, to: str, ids: Ids, places: Mapping[str, str], unit: str) -> Link | None:
    text = source.text("PredecessorUID").strip()
    from_ = ids.of("task", int(text) if text.isdecimal() and len(text) < 12 else text)
    external = source.text("CrossProjectName") if source.flag("CrossProject") else ""
    if from_ not in places:
        if not external:
            source.tell("link", f"Its predecessor, UID {shown(text)}, is not in the file; it was left out.")
            return None
        from_ = ""
    if from_ == to:
        source.tell("link", "It leads from the task to itself; it was left out.")
        return None
    form = format_of(source.whole("LagFormat", 0, 99, 7), unit)
    percent = form.percent
    if percent and form.elapsed:
        source.tell("link", "Its lag is an elapsed percentage; it was read as a percentage of working time.")
    return Link(
        id=ids.of("link", f"{from_ or external}>{to}"),
        from_=from_,
        to=to,
        type=source.choice("Type", TYPES, "FS"),
        lag=source.whole("LinkLag", -100_000, 100_000, 0) if percent else source.tenths("LinkLag"),
        lag_kind="percent" if percent else "elapsed" if form.elapsed else "worked",
        lag_unit=form.unit,
        external=external,
    )
