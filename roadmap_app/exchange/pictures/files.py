"""Writing pages to files: a page each, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

from roadmap_app.exchange import whole
from roadmap_app.exchange.imported import Unwritable
from roadmap_app.exchange.pictures import svg
from roadmap_app.exchange.pictures.content import Content, content_of
from roadmap_app.exchange.pictures.layout import Layout, lay_out
from roadmap_app.exchange.pictures.page import draw
from roadmap_app.exchange.pictures.paper import Setup, Unfit, endless
from roadmap_app.exchange.pictures.widths import estimate
from roadmap_app.model.findings import Finding
from roadmap_app.model.garbage import without_gc
from roadmap_app.model.plan import Plan
from roadmap_app.schedule import Schedule

Progress = Callable[[int, int], None]


def write_svg(
    path: Path | str,
    plan: Plan,
    schedule: Schedule,
    *,
    today: int,
    preset: str = "everything",
    setup: Setup | None = None,
    content: Content | None = None,
    progress: Progress | None = None,
) -> tuple[Finding, ...]:
    """Write the pages of a plan as SVG; several pages are several files (`names`).

    `setup` is one endless page where none is given, `content` the plan as a window first shows it. Findings tell
    what was decided otherwise than asked. Unwritable for a setup that gives no page, or a place that takes no file.
    """
    layout = laid_out(content or content_of(plan, schedule, today), setup or endless())
    write_pages(path, layout, progress)
    return findings(layout)


def laid_out(content: Content, setup: Setup) -> Layout:
    """The pages, with widths that are the same on every machine; Unwritable where there are none."""
    try:
        return lay_out(content, setup, estimate)
    except Unfit as error:
        raise Unwritable(str(error)) from None


def findings(layout: Layout) -> tuple[Finding, ...]:
    return tuple(Finding(code="picture.fit", message=told) for told in layout.told)


def names(path: Path | str, count: int) -> list[Path]:
    """A file's name for each page: `plan.svg`; of several `plan-1.svg`, with as many digits as the last needs."""
    path = Path(path)
    digits = len(str(count))
    if count == 1:
        return [path]
    return [path.with_name(f"{path.stem}-{number:0{digits}d}{path.suffix}") for number in range(1, count + 1)]


def write_pages(path: Path | str, layout: Layout, progress: Progress | None = None) -> list[Path]:
    """Write each page as an SVG file; all are there, or none of those that were not."""
    targets = names(path, len(layout.pages))
    with ExitStack() as all_of_them, without_gc():
        for page, target in zip(layout.pages, targets, strict=True):
            beside = all_of_them.enter_context(whole.written(target))
            beside.write_text("\n".join(svg_lines(layout, page.number)) + "\n", encoding="utf-8", newline="\n")
            if progress:
                progress(page.number, len(layout.pages))
    return targets


def svg_lines(layout: Layout, number: int) -> Sequence[str]:
    """The lines of the SVG document of a page, counted from 1."""
    page = layout.pages[number - 1]
    of = f", page {number} of {len(layout.pages)}" if len(layout.pages) > 1 else ""
    title = f"{layout.title or layout.content.plan.project.name or 'Plan'}{of}"
    description = f"Gantt chart. {layout.subtitle}".strip()
    on_paper = not layout.setup.is_endless
    return list(svg.document(draw(layout, page), layout.width, layout.height, title, description, on_paper))
