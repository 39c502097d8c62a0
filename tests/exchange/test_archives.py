"""Archives looked through before they are opened: each trick of a zip is refused in a sentence, honest ones pass."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from roadmap_app.exchange import archives, formats, sandbox
from roadmap_app.exchange.imported import Unreadable
from roadmap_app.schedule import compute
from tests.pocket import plan

SHEET = "xl/worksheets/sheet1.xml"
Parts = dict[str, bytes]


def zipped(path: Path, parts: Parts) -> bytes:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path.read_bytes()


def in_directory(data: bytes, at: int, value: bytes) -> bytes:
    """The archive with a field of its first part's entry in the directory at the end set otherwise."""
    place = data.index(b"PK\x01\x02") + at
    return data[:place] + value + data[place + len(value) :]


def upon_each_other(data: bytes) -> bytes:
    """All entries of the directory lead to the first part."""
    place = 0
    while (place := data.find(b"PK\x01\x02", place)) >= 0:
        data = data[: place + 42] + bytes(4) + data[place + 46 :]
        place += 46
    return data


@pytest.mark.parametrize(
    ("parts", "harm", "sentence"),
    [
        ({SHEET: bytes(16 << 20)}, None, "more than 250 times its size"),
        ({SHEET: b"<a/>"}, lambda data: in_directory(data, 24, struct.pack("<I", 2 << 30)), "unpack to 2,048 MB"),
        ({SHEET: b"<a>" + b" " * 9000}, lambda data: in_directory(data, 24, struct.pack("<I", 40)), "damaged archive"),
        ({SHEET: b"<a/>"}, lambda data: in_directory(data, 8, struct.pack("<H", 1)), "protected with a password"),
        ({SHEET: b"<a/>"}, lambda data: in_directory(data, 10, struct.pack("<H", 77)), "packed in a way"),
        ({SHEET: b"<a/>" * 90, "b.xml": b"<b/>" * 90}, upon_each_other, "lie upon each other|damaged archive"),
        ({SHEET: b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}, None, "document type definition"),
        ({SHEET: "<?xml version='1.0' encoding='UTF-16'?><!DOCTYPE a><a/>".encode("utf-16")}, None, "document type"),
        ({SHEET: b"<!--" + b"ab" * (1 << 20) + b"--><!DOCTYPE a><a/>"}, None, "nothing but preliminaries"),
        ({"../../evil.txt": b"a"}, None, "leads out of it"),
        ({"/etc/evil.txt": b"a"}, None, "leads out of it"),
        ({"a.xml": b"<a/>", "A.xml": b"<a/>"}, None, "two parts of the same name"),
        ({SHEET: b"<a/>"}, lambda data: data[: len(data) // 2], "damaged archive"),
        ({}, lambda data: b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "with a password"),
    ],
)  # fmt: skip
def test_each_trick_is_refused(
    tmp_path: Path, parts: Parts, harm: Callable[[bytes], bytes] | None, sentence: str
) -> None:
    path = tmp_path / "book.xlsx"
    data = zipped(path, parts)
    path.write_bytes(harm(data) if harm else data)
    with pytest.raises(Unreadable, match=sentence) as told:
        archives.scan(path)
    assert "\n" not in str(told.value)


def test_too_many_parts_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_PARTS", 3)
    zipped(tmp_path / "book.xlsx", {f"{number}.xml": b"<a/>" for number in range(4)})
    with pytest.raises(Unreadable, match="holds 4 parts"):
        archives.scan(tmp_path / "book.xlsx")


def test_workbooks_of_our_own_and_other_files_pass(tmp_path: Path, sample: Path) -> None:
    made = plan("A 3d; B 2d after A")
    formats.write(tmp_path / "book.xlsx", made, compute(made), today=0)
    archives.scan(tmp_path / "book.xlsx")
    archives.scan(sample)


def test_the_sandbox_looks_before_a_reader_does(tmp_path: Path) -> None:
    zipped(tmp_path / "book.odd", {SHEET: b"<!DOCTYPE a><a/>"})
    with pytest.raises(Unreadable, match="document type"):
        sandbox.read("tests.exchange.readers:plain", tmp_path / "book.odd")


def test_each_attack_of_the_shared_corpus_on_archives_is_refused(shared: Path, tmp_path: Path) -> None:
    """The cases that are tricks of archives alone; what the sheets hold is for the importer of workbooks."""
    import json
    import subprocess
    import sys

    tool = shared / "faults" / "make_hostile.py"
    subprocess.run([sys.executable, str(tool), str(tmp_path), "--format", "xlsx"], check=True, capture_output=True)
    manifest = json.loads((tmp_path / "manifest.json").read_text("utf-8"))
    cases = manifest["cases"] if isinstance(manifest, dict) else manifest
    tricks = ("zip_", "strings_bomb", "one_string_bomb", "laughs", "xxe", "password")
    judged = [case for case in cases if case["file"].removeprefix("xlsx/").startswith(tricks)]
    assert len(judged) > 14
    for case in judged:
        if "nested" not in case["file"]:  # a zip of zips is none of a workbook's parts, and no part of it is opened
            with pytest.raises(Unreadable):
                archives.scan(tmp_path / case["file"])
