"""The command line is a contract: what each verb prints, writes and answers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from roadmap_app.app.crashes import crash
from roadmap_app.cli import output, schedule, window
from roadmap_app.model.findings import Finding
from roadmap_app.model.plan import Draft
from roadmap_app.model.records import Risk
from tests import pocket
from tests.cli.shell import Shell
from tests.conftest import ROOT

Saved = Callable[..., Path]
THREE = "A 3d; B 2d after A; C 1d after B+2d"
RING = "A 3d; B 2d after A, C; C 1d after B"


def damaged(path: Path) -> Path:
    """The file with one line edited by hand."""
    path.write_bytes(path.read_bytes().replace(b'"name":"B"', b'"name":"b"'))
    return path


# schedule


def test_schedule_gives_recomputed_dates_as_json(shell: Shell, saved: Saved) -> None:
    answer = shell("schedule", saved(THREE), "--json", "-")
    assert answer.code == 0 and not answer.err
    assert answer.json["project"] == {"start": "2026-05-04T08:00", "finish": "2026-05-13T17:00"}
    assert answer.json["tasks"][1] == {
        "uid": None,
        "id": pocket.id_of(pocket.plan(THREE), "B"),
        "wbs": "2",
        "name": "B",
        "start": "2026-05-07T08:00",
        "finish": "2026-05-08T17:00",
        "duration_min": 960,
        "late_start": "2026-05-07T08:00",
        "late_finish": "2026-05-08T17:00",
        "total_slack_min": 0,
        "free_slack_min": 0,
        "critical": True,
    }
    assert answer.json["problems"] == []


def test_schedule_of_a_ring_lists_the_problem_with_its_line(shell: Shell, saved: Saved) -> None:
    answer = shell("schedule", saved(RING), "--json", "-")
    assert answer.code == 1
    (problem,) = answer.json["problems"]
    assert problem["code"] == "plan.loop" and problem["where"].startswith("line ")


def test_schedule_without_json_is_a_table_for_people(shell: Shell, saved: Saved) -> None:
    answer = shell("schedule", saved(THREE))
    assert answer.out.startswith("Pocket: Mon 4 May 2026 to Wed 13 May 2026")
    assert "2    2026-05-07 08:00  2026-05-08 17:00  2 d" in answer.out


def test_schedule_into_a_file(shell: Shell, saved: Saved, tmp_path: Path) -> None:
    answer = shell("schedule", saved(THREE), "--json", tmp_path / "dates.json")
    assert answer.code == 0 and not answer.out
    assert len(json.loads((tmp_path / "dates.json").read_text())["tasks"]) == 3


def test_stored_dates_of_a_plan_file_are_those_kept_or_entered_and_else_ours(shell: Shell, saved: Saved) -> None:
    path = saved("A 3d; B manual 2026-05-11..2026-05-12; C pinned 2026-06-01..2026-06-02")
    rows = shell("schedule", path, "--stored", "--json", "-").json["tasks"]
    assert [row["start"] for row in rows] == ["2026-05-04T08:00", "2026-05-11T08:00", "2026-06-01T08:00"]


# check


def test_check_of_a_good_plan_finds_nothing_wrong(shell: Shell, saved: Saved) -> None:
    answer = shell("check", saved(THREE), "--json", "-")
    assert answer.code == 0 and answer.json["problems"] == [] and answer.json["records"] == 7


def test_advice_is_no_problem_unless_asked_for(shell: Shell, saved: Saved) -> None:
    path = saved("A 3d deadline 2026-05-04; B 1d after A")
    assert shell("check", path, "--json", "-").code == 0
    answer = shell("check", path, "--plan", "--today", "2026-05-01", "--json", "-")
    assert answer.code == 1 and not answer.json["problems"]
    assert any(finding["code"].startswith("advice.") for finding in answer.json["findings"])


def test_check_names_the_damaged_line(shell: Shell, saved: Saved) -> None:
    answer = shell("check", damaged(saved(THREE)), "--json", "-")
    assert answer.code == 1
    lines = {problem["where"] for problem in answer.json["problems"] if problem["code"] == "file.seal"}
    text = saved(THREE, "other.roadmap").read_text()
    (number,) = (n for n, line in enumerate(text.splitlines(), 1) if '"name":"B"' in line)
    assert lines == {f"line {number}"}


def test_a_repaired_copy_has_no_problems_and_keeps_the_damaged_line(shell: Shell, saved: Saved, tmp_path: Path) -> None:
    path = damaged(saved(THREE))
    before = path.read_bytes()
    answer = shell("check", path, "--repair", tmp_path / "mended.roadmap", "--json", "-")
    assert answer.code == 1 and answer.json["repairs"]
    assert path.read_bytes() == before
    assert shell("check", tmp_path / "mended.roadmap").code == 0
    (kept,) = tmp_path.glob("mended.roadmap.damaged-*.txt")
    assert '"name":"b"' in kept.read_text()


def test_a_repaired_copy_never_replaces_the_original(shell: Shell, saved: Saved) -> None:
    path = damaged(saved(THREE))
    before = path.read_bytes()
    alias, hard = path.with_name("alias.roadmap"), path.with_name("hard.roadmap")
    alias.symlink_to(path)
    os.link(path, hard)
    for out in (path, alias, hard, path.parent / "." / path.name):
        answer = shell("check", path, "--repair", out)
        assert answer.code == 2 and "another name" in answer.err and path.read_bytes() == before
    assert sorted(path.parent.iterdir()) == sorted([path, alias, hard])


def test_a_plan_of_a_newer_version_is_not_copied_without_what_it_needs(shell: Shell, tmp_path: Path) -> None:
    from tests.storage.files import file, task

    path = tmp_path / "later.roadmap"
    path.write_bytes(file(task(10), header={"needs": ["x-later"]}))
    answer = shell("check", path, "--repair", tmp_path / "out.roadmap")
    assert answer.code == 2 and "x-later" in answer.err and list(tmp_path.iterdir()) == [path]


def test_repairing_says_where_what_was_set_aside_is_kept(shell: Shell, saved: Saved, tmp_path: Path) -> None:
    path = damaged(saved(THREE))
    answer = shell("check", path, "--repair", tmp_path / "mended.roadmap")
    (kept,) = tmp_path.glob("mended.roadmap.damaged-*.txt")
    assert "Line 4 is set aside" in answer.out
    assert f"The repaired copy is {tmp_path / 'mended.roadmap'}; {path} is as it was." in answer.out
    assert f"The damaged lines, as they are, are in {kept}." in answer.out
    assert shell("check", path, "--repair", tmp_path / "two.roadmap", "--json", "-").json["kept"].startswith(
        str(tmp_path / "two.roadmap.damaged-")
    )


@pytest.mark.parametrize("name", ["mended.xlsx", "mended", "mended.roadmap.txt", ""])
def test_a_repaired_copy_is_a_plan_file_by_its_name(shell: Shell, saved: Saved, tmp_path: Path, name: str) -> None:
    answer = shell("check", saved(THREE), "--repair", tmp_path / name if name else "")
    assert answer.code == 2 and ".roadmap" in answer.err and sorted(tmp_path.iterdir()) == [saved(THREE)]


def test_a_place_is_not_said_twice(shell: Shell, saved: Saved) -> None:
    told = shell("check", damaged(saved(THREE))).out.lower()
    assert "line 4 is set aside" in told and "line 4: line 4" not in told
    eleven = Finding(code="x", message="Line 11 is odd.", where="line 1")
    assert output.sentence(eleven) == "line 1: Line 11 is odd."


# convert


def test_convert_writes_a_plan_again_byte_for_byte(shell: Shell, saved: Saved, tmp_path: Path) -> None:
    path = saved(THREE)
    answer = shell("convert", path, tmp_path / "copy.roadmap")
    assert answer.code == 0 and not answer.err
    assert (tmp_path / "copy.roadmap").read_bytes() == path.read_bytes()


def test_convert_in_place_keeps_a_damaged_file_as_it_is(shell: Shell, saved: Saved, tmp_path: Path) -> None:
    path = damaged(saved(THREE))
    before = path.read_bytes()
    answer = shell("convert", path, path)
    assert answer.code == 2 and "is damaged" in answer.err
    assert path.read_bytes() == before and list(tmp_path.iterdir()) == [path]


def test_convert_in_place_keeps_a_cut_file_as_it_is(shell: Shell, saved: Saved) -> None:
    path = saved(THREE)
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:4]))
    before = path.read_bytes()
    assert shell("convert", path, path).code == 2
    assert path.read_bytes() == before


def test_convert_in_place_mends_line_ends(shell: Shell, saved: Saved) -> None:
    path = saved(THREE)
    good = path.read_bytes()
    path.write_bytes(good.replace(b"\n", b"\r\n"))
    assert shell("convert", path, path).code == 1
    assert path.read_bytes() == good


def test_convert_of_a_plan_with_unknown_needs_writes_no_plan(shell: Shell, saved: Saved, tmp_path: Path) -> None:
    from tests.storage.files import file, task

    path = tmp_path / "later.roadmap"
    path.write_bytes(file(task(10), header={"needs": ["x-later"]}))
    answer = shell("convert", path, tmp_path / "out.roadmap")
    assert answer.code == 2 and "x-later" in answer.err
    assert not (tmp_path / "out.roadmap").exists()


def test_convert_to_a_workbook_leaves_only_the_workbook(shell: Shell, saved: Saved, tmp_path: Path) -> None:
    path = saved(THREE)
    answer = shell("convert", path, tmp_path / "plan.xlsx", "--today", "2026-05-05")
    assert answer.code in (0, 1)
    assert (tmp_path / "plan.xlsx").read_bytes()[:2] == b"PK"
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["plan.roadmap", "plan.xlsx"]


def test_what_another_format_leaves_out_is_told(shell: Shell, saved: Saved, tmp_path: Path) -> None:
    draft = Draft(pocket.plan(THREE))
    draft.put(Risk(id="r", name="Late"))
    answer = shell("convert", saved(draft.plan), tmp_path / "plan.xml")
    assert answer.code == 1 and (tmp_path / "plan.xml").exists()
    assert answer.err == "MS Project XML has no place for: risks (1).\n"


def test_a_round_trip_through_xml_neither_adds_nor_removes_a_project(
    shell: Shell, saved: Saved, tmp_path: Path
) -> None:
    path = saved(THREE)
    for old, new in ((path, "a.xml"), ("a.xml", "b.roadmap")):
        assert shell("convert", tmp_path / old, tmp_path / new).code == 0
    changes = shell("diff", path, tmp_path / "b.roadmap", "--json", "-").json["changes"]
    assert not [each for each in changes if each["kind"] == "project" and not each["field"]]


@pytest.mark.parametrize("out", ["plan.docx", "nowhere/plan.roadmap", "nowhere/plan.xlsx", "folder.roadmap"])
def test_convert_to_where_it_cannot_write_says_so(shell: Shell, saved: Saved, tmp_path: Path, out: str) -> None:
    (tmp_path / "folder.roadmap").mkdir()
    answer = shell("convert", saved(THREE), tmp_path / out)
    assert answer.code == 2 and len(answer.err.splitlines()) == 1 and Path(out).name in answer.err


def test_imported_dates_are_kept_and_each_is_told(shell: Shell, tmp_path: Path) -> None:
    task = (
        "<Task><UID>7</UID><ID>1</ID><Name>Dig</Name><OutlineLevel>1</OutlineLevel><Start>2027-01-06T08:00:00</Start>"
        "<Finish>2027-01-06T17:00:00</Finish><Duration>PT8H0M0S</Duration></Task>"
    )
    path = tmp_path / "plan.xml"
    path.write_text(
        '<Project xmlns="http://schemas.microsoft.com/project"><StartDate>2027-01-04T08:00:00</StartDate>'
        f"<Tasks>{task}</Tasks></Project>"
    )
    answer = shell("convert", path, tmp_path / "plan.roadmap")
    assert answer.code == 1 and "'Dig' keeps the dates of the file" in answer.err
    rows = shell("schedule", tmp_path / "plan.roadmap", "--json", "-").json["tasks"]
    assert rows[0]["start"] == "2027-01-06T08:00" and rows[0]["uid"] == 7
    assert shell("schedule", path, "--json", "-").json["tasks"][0]["start"] == "2027-01-04T08:00"
    assert shell("schedule", path, "--stored", "--json", "-").json["tasks"][0]["start"] == "2027-01-06T08:00"


def test_dates_that_differ_by_rounding_are_kept_exactly_and_counted(shell: Shell, tmp_path: Path) -> None:
    tasks = "".join(
        f"<Task><UID>{n}</UID><ID>{n}</ID><Name>T{n}</Name><OutlineLevel>1</OutlineLevel><Start>2027-01-04T08:01:00"
        "</Start><Finish>2027-01-04T16:59:00</Finish><Duration>PT8H0M0S</Duration></Task>"
        for n in (1, 2)
    )
    path = tmp_path / "plan.xml"
    path.write_text(
        '<Project xmlns="http://schemas.microsoft.com/project"><StartDate>2027-01-04T08:00:00</StartDate>'
        f"<Tasks>{tasks}</Tasks></Project>"
    )
    answer = shell("convert", path, tmp_path / "plan.roadmap")
    assert answer.code == 1 and "dates of 2 tasks lie within a minute of ours" in answer.err
    assert "T1" not in answer.err
    for words in ([path, "--stored"], [tmp_path / "plan.roadmap"], [tmp_path / "plan.roadmap", "--stored"]):
        rows = shell("schedule", *words, "--json", "-").json["tasks"]
        assert {(row["start"], row["finish"]) for row in rows} == {("2027-01-04T08:01", "2027-01-04T16:59")}


# diff, show, explain


def test_diff_tells_each_change_in_a_sentence(shell: Shell, saved: Saved) -> None:
    old = pocket.plan(THREE)
    draft = Draft(old)
    draft.change(pocket.task(old, "B"), duration=1440, name="B two")
    draft.remove("task", pocket.id_of(old, "C"))
    answer = shell("diff", saved(old), saved(draft.plan, "new.roadmap"), "--json", "-")
    changes = answer.json["changes"]
    assert [(each["field"], each["before"], each["after"]) for each in changes] == [
        ("name", "B", "B two"),
        ("duration", 960, 1440),
        ("", "C", None),
    ]
    assert changes[1]["sentence"] == "Task 'B two': duration changed from 2d to 3d."
    assert changes[2]["sentence"] == "Removed task 'C'."
    assert answer.code == 1  # a link leads to nothing now, and that is listed
    assert answer.json["problems"][0]["code"] == "plan.reference"


def test_diff_of_equal_plans_is_empty(shell: Shell, saved: Saved) -> None:
    answer = shell("diff", saved(THREE), saved(THREE, "new.roadmap"))
    assert answer.code == 0 and answer.out == "Nothing has changed.\n"


def test_show_is_text_with_the_dates_and_links(shell: Shell, saved: Saved) -> None:
    answer = shell("show", saved(THREE))
    assert answer.code == 0
    assert "2 B: Thu 7 May 2026 to Fri 8 May 2026, 2d\n    after 'A'" in answer.out
    assert "after 'B'FS+2d" in answer.out


def test_show_names_a_task_by_its_own_code_as_the_others_do(shell: Shell, saved: Saved) -> None:
    draft = Draft(pocket.plan(THREE))
    draft.change(pocket.task(draft.origin, "B"), code="PAY-2")
    path = saved(draft.plan)
    assert "\nPAY-2 B: Thu 7 May 2026" in shell("show", path).out and "code:" not in shell("show", path).out
    assert "\nPAY-2  2026-05-07" in shell("schedule", path).out


def test_show_never_steers_the_terminal(shell: Shell, saved: Saved) -> None:
    plan = pocket.plan("A 1d")
    draft = Draft(plan)
    draft.change(pocket.task(plan, "A"), name="red\x1b[31m\r\nA")
    for verb in ("show", "schedule"):
        assert "\x1b" not in shell(verb, saved(draft.plan)).out


def test_explain_tells_what_is_driven_the_room_to_a_milestone_and_what_would_win_days(
    shell: Shell, saved: Saved
) -> None:
    path = saved("A 3d; B 2d after A; Side 1d after A; M 0d after B, Side")
    answer = shell("explain", path, "A", "--to", "M", "--json", "-").json
    assert [each["name"] for each in answer["drives"]] == ["B", "Side"]
    assert (answer["to"]["name"], answer["to"]["slack_min"]) == ("M", 0)
    assert shell("explain", path, "Side", "--to", "M").out.endswith("It has 1 d before it moves 'M'.\n")
    told = shell("explain", path, "M", "--gains", "--today", "2026-05-04").out
    assert "Shorten 'A' by 1 d, to 2 d: saves 1 d." in told


def test_explain_gives_sentences_down_to_what_was_entered(shell: Shell, saved: Saved) -> None:
    answer = shell("explain", saved(THREE), "C", "--json", "-")
    assert answer.code == 0 and answer.json["task"]["wbs"] == "3"
    assert len(answer.json["reasons"]) >= 3
    assert "'B'" in answer.json["reasons"][0]["sentence"]
    assert shell("explain", saved(THREE), "C").out.count("\n") == len(answer.json["reasons"])


# Finding a task


@pytest.mark.parametrize("text", ["2", "B", "b", pocket.id_of(pocket.plan(THREE), "B")])
def test_a_task_is_found_by_wbs_name_and_id(shell: Shell, saved: Saved, text: str) -> None:
    assert shell("explain", saved(THREE), text, "--json", "-").json["task"]["name"] == "B"


def test_an_ambiguous_task_lists_the_candidates(shell: Shell, saved: Saved) -> None:
    plan = pocket.plan("A 1d { X 1d }; B 1d { Y 2d }")
    draft = Draft(plan)
    draft.change(pocket.task(plan, "Y"), name="X")
    answer = shell("explain", saved(draft.plan), "X")
    assert answer.code == 2 and "1.1 'X'" in answer.err and "2.1 'X'" in answer.err


def test_an_unknown_task_is_refused(shell: Shell, saved: Saved) -> None:
    answer = shell("explain", saved(THREE), "Z")
    assert answer.code == 2 and answer.err == ("There is no task 'Z'; give its id, unique id, WBS number or name.\n")


# Errors and defects


@pytest.mark.parametrize(
    "words",
    [
        ["schedule"],
        ["schedule", "x.roadmap", "--today", "tomorrow"],
        ["nonsense", "x"],
        ["nonsense"],
        ["nowhere.roadmap"],
        ["--today", "2026-05-04", "nowhere.roadmap"],
        ["--theme"],
        ["screenshot", "x.roadmap", "y.png", "--size", "huge"],
        ["screenshot", "x.roadmap", "y.png", "--scale", "nan"],
        ["screenshot", "x.roadmap", "y.png", "--from", "9999-12-31"],
        ["schedule", "x.roadmap", "--today", "1899-12-31"],
        ["check", "nowhere.roadmap"],
        ["convert", "nowhere.xml", "x.roadmap"],
        ["diff", "nowhere.roadmap", "nowhere.roadmap"],
        ["show", "."],
        ["show", "a\0b.roadmap"],
    ],
    ids=" ".join,
)
def test_nonsense_is_answered_with_one_sentence(shell: Shell, words: list[str]) -> None:
    answer = shell(*words)
    assert answer.code == 2 and not answer.out
    assert len(answer.err.splitlines()) == 1 and answer.err.strip().endswith(".")


def test_many_problems_are_told_in_few_lines(shell: Shell, saved: Saved, tmp_path: Path) -> None:
    path = saved(";".join(f"T{n} 1d" for n in range(100)))
    path.write_bytes(path.read_bytes().replace(b'"name":"T', b'"name":"U'))
    answer = shell("convert", path, tmp_path / "out.roadmap")
    assert answer.code == 1 and len(answer.err.splitlines()) <= 40 and "75 more" in answer.err


def test_a_defect_is_told_in_one_sentence_with_its_details_in_a_file(
    shell: Shell, saved: Saved, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ROADMAP_HOME", str(tmp_path / "home"))

    def broken(plan: object) -> None:
        raise ZeroDivisionError("on purpose")

    monkeypatch.setattr(schedule, "compute", broken)
    answer = shell("schedule", saved(THREE))
    assert answer.code == 2 and answer.err.startswith("This is a defect in Roadmap: ZeroDivisionError: on purpose.")
    (details,) = (tmp_path / "home").glob("crash-*.txt")
    assert str(details) in answer.err and "in broken" in details.read_text()


def test_a_defect_is_told_even_where_no_file_can_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(defect: Exception, words: list[str]) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(crash, "_write", full)
    assert "could not be kept" in crash.told(ValueError("x"), [])


def test_a_reader_that_goes_away_is_no_error(saved: Saved) -> None:
    path = saved(";".join(f"A task with a long name, number {n} 1d".replace(",", "") for n in range(3000)))
    done = subprocess.run(
        ["sh", "-c", f"'{sys.executable}' -m roadmap_app schedule '{path}' --json - | head -n 1"],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    assert done.stdout == "{\n" and done.stderr == ""


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    from roadmap_app.cli.main import COMMANDS, main

    with pytest.raises(SystemExit) as left:
        main(["--help"])
    assert left.value.code == 0
    printed = capsys.readouterr().out
    assert all(f"  {name}" in printed for name in COMMANDS)


def test_the_shell_works_where_qt_is_absent(saved: Saved, tmp_path: Path) -> None:
    path = saved(THREE)
    code = (
        "import sys\n"
        "class No:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.split('.')[0] in ('PySide6', 'shiboken6'): raise ImportError('no Qt here')\n"
        "sys.meta_path.insert(0, No())\n"
        "from roadmap_app.cli.main import main\n"
        f"path, out = {str(path)!r}, {str(tmp_path)!r}\n"
        "codes = [main([verb, path]) for verb in ('schedule', 'check', 'show')]\n"
        "codes += [main(['explain', path, 'A']), main(['diff', path, path])]\n"
        "codes += [main(['convert', path, out + '/o.roadmap']), main(['convert', path, out + '/o.xlsx'])]\n"
        "codes += [main(['screenshot', path, out + '/o.png'])]\n"
        "print('CODES', codes)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.strip().endswith("CODES [0, 0, 0, 0, 0, 0, 0, 2]"), done.stdout + done.stderr
    assert "needs Qt" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize("word", ["nonsense", "nowhere.roadmap"])
def test_without_a_display_too_what_is_not_there_is_told(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, word: str
) -> None:
    for name in window.DISPLAYS:
        monkeypatch.delenv(name, raising=False)
    for words in ([word], ["--today", "2026-05-04", word]):
        answer = shell(*words)
        assert answer.code == 2 and word in answer.err and "display" not in answer.err


def test_without_a_display_the_window_says_so(shell: Shell, saved: Saved, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in window.DISPLAYS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    answer = shell(saved(THREE))
    assert answer.code == 2 and "There is no display" in answer.err


@pytest.mark.parametrize("view", ["roadmap", "workload", "risk", "status"])
def test_a_view_that_does_not_exist_yet_is_refused(shell: Shell, saved: Saved, tmp_path: Path, view: str) -> None:
    answer = shell("screenshot", saved(THREE), tmp_path / "window.png", "--view", view)
    assert answer.code == 2 and not (tmp_path / "window.png").exists()
    assert answer.err == f"The view '{view}' does not exist yet; --view takes plan so far.\n"


@pytest.mark.usefixtures("qt")
def test_a_screenshot_is_a_picture_of_the_asked_size(shell: Shell, saved: Saved, tmp_path: Path) -> None:
    picture = tmp_path / "window.png"
    done = subprocess.run(
        [sys.executable, "-m", "roadmap_app", "screenshot", str(saved(THREE)), str(picture), "--size", "900x600",
         "--scale", "2", "--theme", "dark", "--select", "B", "--from", "2026-05-04", "--px-per-day", "20"],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    header = picture.read_bytes()[16:24]
    assert (int.from_bytes(header[:4]), int.from_bytes(header[4:])) == (1800, 1200)
