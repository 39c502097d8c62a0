"""Pages and pictures without Qt: what is on each page, how large its text is, and the SVG that is written."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_app.exchange import formats
from roadmap_app.exchange.pictures import chart, content, files, table, widths
from roadmap_app.exchange.pictures.content import content_of
from roadmap_app.exchange.pictures.display import Box, Group, Icon, Item, Words, elided
from roadmap_app.exchange.pictures.display import Path as Shape
from roadmap_app.exchange.pictures.layout import HEADS, Layout, lay_out, smallest_text
from roadmap_app.exchange.pictures.page import NO_TASKS, draw
from roadmap_app.exchange.pictures.paper import LEAST_POINTS, PT_PER_PX, Setup, Unfit, endless
from roadmap_app.model.parts import CalendarException
from roadmap_app.model.plan import Draft, Plan
from roadmap_app.model.records import Calendar
from roadmap_app.model.text import MONTHS
from roadmap_app.model.time import DAY, day_of, instant
from roadmap_app.scene.bars import Bar
from roadmap_app.schedule import compute
from tests.conftest import ROOT
from tests.examples import tries
from tests.pocket import STANDARD
from tests.pocket import plan as pocket

TODAY = instant(2026, 5, 6)
SVG = "{http://www.w3.org/2000/svg}"
THREE = "A 3d; B 2d after A; C 1d after B+2d"


def many(count: int) -> str:
    return "; ".join(f"T{n} {n % 9 + 1}d" + (f" after T{n - 3}" if n > 3 else "") for n in range(1, count + 1))


def laid(source: str | Plan, setup: Setup | None = None, **members: object) -> Layout:
    plan = pocket(source) if isinstance(source, str) else source
    shown = replace(content_of(plan, compute(plan), TODAY), **members)  # type: ignore[arg-type]
    return lay_out(shown, setup or Setup(), widths.estimate)


Placed = tuple[Item, float, float, float]


def flat(items: tuple[Item, ...], x: float = 0, y: float = 0, scale: float = 1) -> Iterator[Placed]:
    """Items with where (0, 0) of theirs lies on the page, and their scale."""
    for item in items:
        if isinstance(item, Group):
            yield from flat(item.items, x + item.x * scale, y + item.y * scale, scale * item.scale)
        else:
            yield item, x, y, scale


def texts(layout: Layout, page: int = 0) -> list[str]:
    return [item.text for item, *_ in flat(draw(layout, layout.pages[page])) if isinstance(item, Words)]


# Pages


@settings(max_examples=tries(40), deadline=None)
@given(
    count=st.integers(1, 70),
    paper=st.sampled_from(["A4", "A3", "Letter", "Tabloid", "endless"]),
    landscape=st.booleans(),
    fit=st.sampled_from([(1, None), (1, 1), (2, 2), (3, 1), (None, None)]),
    density=st.sampled_from(["compact", "normal", "comfortable"]),
)
def test_every_row_is_on_a_page_once_and_nothing_outside(
    count: int, paper: str, landscape: bool, fit: tuple[int | None, int | None], density: str
) -> None:
    plan = pocket(many(count))
    shown = content_of(plan, compute(plan), TODAY)
    shown = replace(shown, look=replace(shown.look, density=density))
    across, down = fit
    setup = Setup(paper=paper, landscape=landscape, across=across, down=down, px_per_day=None if across else 9.0)
    layout = lay_out(shown, setup, widths.estimate)
    columns = [page for page in layout.pages if (page.number - 1) % layout.across == 0]
    rows = [row for page in columns for row in range(page.first_row, page.last_row + 1)]
    assert rows == list(range(len(shown.rows)))
    assert smallest_text(layout.size) * layout.scale * PT_PER_PX >= LEAST_POINTS - 1e-9
    room = layout.height - 2 * layout.margin - layout.head
    for page in layout.pages:
        assert (HEADS + (page.last_row - page.first_row + 1) * layout.size.height) * layout.scale <= room
        for item, x, y, scale in flat(draw(layout, page)):
            left, top, right, bottom = _reach(item, x, y, scale)
            assert left >= -0.01 and top >= -0.01, item
            assert right <= layout.width + 0.01 and bottom <= layout.height + 0.01, item
        assert not _overlapping(layout, page.number - 1)
        for item, x, y, scale in flat(draw(layout, page)[1:]):  # but for the paper, within its margins
            left, top, right, bottom = _reach(item, x, y, scale)
            assert layout.margin - 1 <= left and right <= layout.width - layout.margin + 1, item


def _overlapping(layout: Layout, number: int) -> list[tuple[str, str]]:
    """Texts of a page that stand in each other's way: on a line, and touching."""
    found = [
        (*_reach(item, x, y, scale), item.text)
        for item, x, y, scale in flat(draw(layout, layout.pages[number])) if isinstance(item, Words)
    ]  # fmt: skip
    found.sort(key=lambda each: (each[1], each[0]))
    pairs = []
    for place, (left, _, right, bottom, text) in enumerate(found):
        for other in found[place + 1 :]:
            if other[1] >= bottom - 5:  # letters do not fill the line
                break
            if other[0] < right and left < other[2]:
                pairs.append((text, other[4]))
    return pairs


def _reach(item: Item, x: float, y: float, scale: float) -> tuple[float, float, float, float]:
    if isinstance(item, Words) and item.upright:
        wide = widths.estimate(item.text, item.size, item.strong)
        found = (item.x - item.size, item.y - wide, item.x + item.size * 0.3, item.y)
    elif isinstance(item, Words):
        wide = widths.estimate(item.text, item.size, item.strong)
        left = item.x - {"left": 0, "right": wide, "middle": wide / 2}[item.side]
        found = (left, item.y - item.size, left + wide, item.y + item.size * 0.3)
    elif isinstance(item, Shape):
        xs = [value for step in item.steps for value in step[1::2]]
        ys = [value for step in item.steps for value in step[2::2]]
        found = (min(xs), min(ys), max(xs), max(ys))  # type: ignore[type-var, assignment]
    elif isinstance(item, Icon):
        found = (item.x, item.y, item.x + item.size, item.y + item.size)
    else:
        assert isinstance(item, Box)
        found = (item.x, item.y, item.x + item.width, item.y + item.height)
    return x + found[0] * scale, y + found[1] * scale, x + found[2] * scale, y + found[3] * scale


@settings(max_examples=tries(25), deadline=None)
@given(count=st.integers(1, 40), across=st.integers(1, 4), px=st.sampled_from([None, 0.3, 3.0, 20.0, 250.0]))
def test_pages_side_by_side_go_on_in_time(count: int, across: int, px: float | None) -> None:
    layout = laid(many(count), Setup(across=None if px else across, px_per_day=px))
    first = layout.pages[0]
    for before, after in zip(layout.pages[: layout.across], layout.pages[1 : layout.across], strict=False):
        at = before.axis.first + layout.chart_width / before.axis.px_per_day * DAY
        assert after.axis.first == pytest.approx(at)
        assert (after.first_row, after.last_row) == (before.first_row, before.last_row)
    schedule = layout.content.schedule
    last = layout.pages[layout.across - 1]
    assert first.axis.x_of(schedule.project_start) >= 0
    assert last.axis.x_of(schedule.project_finish) <= layout.chart_width + 0.01


def test_heads_title_and_number_stand_on_every_page() -> None:
    layout = laid(many(90), Setup(across=2, down=None))
    assert len(layout.pages) >= 6
    for page in range(len(layout.pages)):
        shown = texts(layout, page)
        assert {"Pocket", "Task", "Start", f"Page {page + 1} of {len(layout.pages)}", "As of 6 May 2026"} <= {*shown}
        assert "Milestone" not in shown and "Driving link" in shown  # a legend of what there is
        assert any(words.startswith(MONTHS) for words in shown)


def test_the_legend_tells_the_colours_of_the_look_that_is_shown() -> None:
    plan = pocket(THREE)
    shown = content_of(plan, compute(plan), TODAY)
    usual = texts(lay_out(shown, Setup(), widths.estimate))
    by_status = replace(shown, look=replace(shown.look, colour_by="status"))
    assert "Critical" in usual and "In progress" not in usual
    assert "Not started" in texts(lay_out(by_status, Setup(), widths.estimate))


def test_one_page_takes_all_rows_while_they_are_legible() -> None:
    layout = laid(many(28), Setup(down=1))
    assert len(layout.pages) == 1 and layout.scale < 1 and not layout.told


def test_holidays_are_named_in_their_columns() -> None:
    day = day_of(instant(2026, 5, 20))
    off = CalendarException(name="Works outing", first=day, last=day)
    holiday = Calendar(id=STANDARD, name="Standard", exceptions=(off,))
    layout = laid(pocket("A 3d; B 2d after A; " + "; ".join(f"T{n} 1d 100%" for n in range(9)) + "; Z 20d", holiday))
    (name,) = [item for item, *_ in flat(draw(layout, layout.pages[0])) if isinstance(item, Words) and item.upright]
    assert name.text == "Works outing"


def test_what_would_be_too_small_is_told_and_flows_on() -> None:
    layout = laid(many(80), Setup(down=1))
    assert len(layout.pages) == 3
    (told,) = layout.told
    assert told.startswith("One page high, the text would be ") and "at 6 pt the rows take 3 pages" in told
    assert "larger paper" in told


def test_columns_that_do_not_fit_are_left_out_from_the_right_and_told_where_they_were_asked_for() -> None:
    plain = laid(THREE, Setup(landscape=False))
    assert "name" in [column.id for column in plain.columns] and not plain.told
    wanted = ("wbs", "name", "start", "finish", "predecessors", "team", "percent", "status", "deadline", "duration")
    asked = laid(THREE, Setup(landscape=False, columns=wanted))
    left = wanted[len(asked.columns) :]
    assert left and [column.id for column in asked.columns] == list(wanted[: len(asked.columns)])
    assert "Days" in asked.told[0] and "wider paper" in asked.told[0]


def test_days_that_are_asked_for_fill_the_chart() -> None:
    first = day_of(instant(2026, 5, 4))
    layout = laid(THREE, Setup(first_day=first, last_day=first + 13))
    axis = layout.pages[0].axis
    assert axis.day_x(first) == pytest.approx(0, abs=0.5)  # the paper lies on whole pixels
    assert axis.day_x(first + 14) <= layout.chart_width + 0.51


@pytest.mark.parametrize(
    ("setup", "told"),
    [
        (Setup(paper="A9"), "There is no paper 'A9'"),
        (Setup(size=(20, 200)), "50 to 5,000 mm"),
        (Setup(margin=100), "no room for a chart"),
        (Setup(across=0), "1 to 50 pages"),
        (Setup(first_day=20_600, last_day=20_500), "lies before the first"),
        (Setup(across=None, px_per_day=2000, first_day=20_000, last_day=25_000), "pages; choose larger paper"),
    ],
)
def test_a_setup_that_gives_no_page_is_told(setup: Setup, told: str) -> None:
    with pytest.raises(Unfit) as refused:
        laid(THREE, setup)
    assert told in str(refused.value) and str(refused.value).endswith(".")


def test_an_empty_plan_says_so() -> None:
    for setup in (Setup(), endless()):
        layout = laid("", setup)
        assert len(layout.pages) == 1 and NO_TASKS in texts(layout)


def test_folded_rows_are_as_in_the_window() -> None:
    plan = pocket("S { A 3d; B 2d }; T 1d")
    draft = Draft(plan)
    draft.change(next(task for task in plan.tasks.values() if task.name == "S"), collapsed=True)
    shown = texts(laid(draft.plan))
    assert "S" in shown and "T" in shown and "A" not in shown and "2 tasks" in shown


# SVG


def test_svg_is_well_formed_the_same_each_time_and_tells_what_it_shows(tmp_path: Path) -> None:
    names = '"<b>&amp; \\u0001" 3d; "اختبار القبول" 2d after "<b>&amp; \\u0001"; "受入試験" 1d'
    plan = pocket(names)
    one, other = tmp_path / "one.svg", tmp_path / "other.svg"
    for path in (one, other):
        assert formats.write(path, plan, compute(plan), today=TODAY) == ()
    assert one.read_bytes() == other.read_bytes()
    root = ElementTree.parse(one).getroot()
    assert root.tag == f"{SVG}svg" and root.findtext(f"{SVG}title") == "Pocket"
    words = [found.text for found in root.iter(f"{SVG}text")]
    assert "اختبار القبول" in words and "受入試験" in words
    ids = [found.get("id") for found in root.iter() if found.get("id")]
    assert len(ids) == len({*ids})
    for id in plan.tasks:
        bar = next(found for found in root.iter(f"{SVG}g") if found.get("id") == f"task-{id}")
        assert plan.tasks[id].name in (bar.findtext(f"{SVG}title") or "")
    for link in plan.links:
        assert f"link-{link}" in ids


def test_several_pages_are_several_files(tmp_path: Path) -> None:
    plan = pocket(many(60))
    formats.write(tmp_path / "p.svg", plan, compute(plan), today=TODAY, options={"setup": Setup(down=2)})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["p-1.svg", "p-2.svg"]
    root = ElementTree.parse(tmp_path / "p-2.svg").getroot()
    assert root.get("width") == "297mm" and root.findtext(f"{SVG}title") == "Pocket, page 2 of 2"


def test_a_setup_that_gives_no_page_writes_nothing(tmp_path: Path) -> None:
    plan = pocket(THREE)
    with pytest.raises(formats.Unwritable, match="no paper"):
        formats.write(tmp_path / "p.svg", plan, compute(plan), today=TODAY, options={"setup": Setup(paper="A9")})
    assert not list(tmp_path.iterdir())


def test_cancelling_leaves_earlier_files(tmp_path: Path) -> None:
    plan = pocket(many(60))
    (tmp_path / "p-1.svg").write_text("earlier")

    def stop(done: int, total: int) -> None:
        if done == 2:
            raise KeyError("stop")

    with pytest.raises(KeyError):
        files.write_svg(tmp_path / "p.svg", plan, compute(plan), today=TODAY, setup=Setup(down=2), progress=stop)
    assert [path.read_text() for path in tmp_path.iterdir()] == ["earlier"]


def test_svg_needs_no_qt(tmp_path: Path) -> None:
    from roadmap_app.storage import planfile

    (tmp_path / "p.roadmap").write_bytes(planfile.encode(pocket(THREE)))
    code = (
        "import sys\n"
        "class No:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name.split('.')[0] in ('PySide6', 'shiboken6'): raise ImportError('no Qt here')\n"
        "sys.meta_path.insert(0, No())\n"
        "from roadmap_app.cli.main import main\n"
        "raise SystemExit(main(['convert', sys.argv[1], sys.argv[2]]))\n"
    )
    out = tmp_path / "p.svg"
    made = subprocess.run([sys.executable, "-c", code, tmp_path / "p.roadmap", out], cwd=ROOT, capture_output=True)
    assert (made.returncode, made.stderr) == (0, b"")
    assert ElementTree.parse(out).getroot().tag == f"{SVG}svg"


# Text


@pytest.mark.parametrize("text", ["Card network certification", "Ü", "受入試験", "", "a" * 400])
def test_cut_text_fits_and_ends_in_dots(text: str) -> None:
    for room in (0.0, 5.0, 40.0, 90.0, 10_000.0):
        cut = elided(text, 12, False, room, widths.estimate)
        assert widths.estimate(cut, 12, False) <= room
        assert cut == text or cut == "" or (cut.endswith("…") and text.startswith(cut[:-1]))


# What the window's painter knows


def test_paper_reads_all_of_a_bar_that_the_window_paints() -> None:
    of_the_mouse = {"dimmed", "done", "critical"}  # what is lit, hovered and held
    paper = _read_of_bars(Path(chart.__file__))
    window = _read_of_bars(ROOT / "roadmap_app/app/gantt/bar_painter.py") - of_the_mouse
    assert window <= paper
    assert {"baseline", "slack", "deadline", "inner", "constrained"} <= window


def test_heads_on_paper_are_those_of_the_grid() -> None:
    from roadmap_app.app.grid.columns import DEFAULT, grid_column

    plan = pocket(THREE)
    for id in DEFAULT:
        assert table.title_of(plan, id) == grid_column(plan, id).title
    assert content.COLUMNS == DEFAULT


def _read_of_bars(path: Path) -> set[str]:
    members = {field.name for field in fields(Bar)}
    tree = ast.parse(path.read_text(encoding="utf-8"))
    read = {
        node.attr for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "bar"
    }  # fmt: skip
    return read & members
