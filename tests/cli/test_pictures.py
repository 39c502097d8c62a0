"""`convert` to pictures and pages: sizes, pages, and refusals in one sentence."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.shell import Shell

Saved = Callable[..., Path]
THREE = "A 3d; B 2d after A; C 1d after B+2d"
LONG = "; ".join(["T0 2d", *(f"T{n} 2d after T{n - 1}" for n in range(1, 70))])


def png_size(path: Path) -> tuple[int, int]:
    head = path.read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", head[16:24])
    return width, height


def pdf_pages(path: Path) -> tuple[int, tuple[float, float]]:
    data = path.read_bytes()
    assert data[:5] == b"%PDF-"
    box = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", data)
    assert box
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", data)), (float(box[1]), float(box[2]))


@pytest.mark.parametrize("scale", [1, 2, 4])
def test_a_png_is_as_large_as_its_scale(shell: Shell, saved: Saved, tmp_path: Path, scale: int) -> None:
    out = tmp_path / "plan.png"
    answer = shell("convert", saved(THREE), out, "--scale", scale)
    assert (answer.code, answer.err) == (0, "")
    width, height = png_size(out)
    assert width == 1440 * scale
    assert height % scale == 0 and 200 < height / scale < 300


def test_a_png_is_the_same_each_time_and_opens(shell: Shell, saved: Saved, tmp_path: Path) -> None:
    from PySide6.QtGui import QImage

    plan = saved(LONG)
    for name in ("a.png", "b.png"):
        assert shell("convert", plan, tmp_path / name, "--today", "2026-05-04").code == 0
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()
    image = QImage(str(tmp_path / "a.png"))
    assert (image.width(), image.height()) == png_size(tmp_path / "a.png")
    assert image.dotsPerMeterX() == round(96 / 0.0254)
    assert {image.pixelColor(4, y).name() for y in range(0, image.height(), 37)} == {"#ffffff"}


@pytest.mark.parametrize(
    ("words", "count", "box"),
    [
        ([], 3, (842, 595)),
        (["--portrait"], 2, (595, 842)),
        (["--paper", "a1", "--fit", "page"], 1, (2384, 1684)),
        (["--paper", "Letter", "--fit", "2x4"], 6, (792, 612)),
        (["--paper", "endless"], 1, None),
        (["--paper", "400x300", "--px-per-day", "200"], None, (1134, 850)),
    ],
)
def test_a_pdf_has_its_pages(
    shell: Shell, saved: Saved, tmp_path: Path, words: list[str], count: int | None, box: tuple[float, float] | None
) -> None:
    out = tmp_path / "plan.pdf"
    answer = shell("convert", saved(LONG), out, *words)
    assert (answer.code, answer.err) == (0, "")
    pages, size = pdf_pages(out)
    assert pages == count if count else pages > 4
    assert box is None or size == pytest.approx(box, abs=1)


def test_what_was_decided_is_listed(shell: Shell, saved: Saved, tmp_path: Path) -> None:
    answer = shell("convert", saved(LONG), tmp_path / "plan.pdf", "--fit", "page")
    assert answer.code == 1 and "too small to read" in answer.err + answer.out
    assert pdf_pages(tmp_path / "plan.pdf")[0] == 3


@pytest.mark.parametrize(
    ("name", "words", "told"),
    [
        ("a.pdf", ["--paper", "A9"], "There is no paper 'A9'"),
        ("a.pdf", ["--paper", "1x1"], "50 to 5,000 mm"),
        ("a.svg", ["--fit", "9"], "is not a fit"),
        ("a.svg", ["--scale", "2"], "sharp at any size"),
        ("a.png", ["--scale", "9"], "between 1 and 4"),
        ("a.xlsx", ["--paper", "A4"], "is for pictures"),
        ("a.xlsx", ["--from", "2026-05-04"], "--from is for pictures"),
        ("a.svg", ["--paper", "endless", "--fit", "page"], "name a paper"),
        ("a.pdf", ["--from", "2026-06-01", "--to", "2026-05-01"], "lies before the first"),
        ("a.pdf", ["--paper", "endless", "--px-per-day", "2000", "--to", "2027-12-01"], "at most 5 m"),
        ("nowhere/a.png", [], "is not there"),
        ("nowhere/a.pdf", [], "is not there"),
        ("nowhere/a.svg", [], "is not there"),
    ],
)
def test_what_cannot_be_drawn_is_refused_and_nothing_written(
    shell: Shell, saved: Saved, tmp_path: Path, name: str, words: list[str], told: str
) -> None:
    plan = saved(THREE)
    answer = shell("convert", plan, tmp_path / name, *words)
    assert answer.code == 2 and told in answer.err and len(answer.err.splitlines()) == 1
    assert list(tmp_path.iterdir()) == [plan]
