"""Sentences with names from right to left in them read as they are meant: by the order in which letters are drawn."""

from __future__ import annotations

import pytest

from roadmap_app.model.bidi import directed, from_right, isolated, numbered, places_of, plain

HEBREW, ARABIC = "\u05d0\u05d1\u05d2", "\u0627\u0644\u0641"
ABBREVIATED = f"\u05de\u05e1' 3: {HEBREW}"  # no. 3: …
L, R, F, END = "\u2066", "\u2067", "\u2068", "\u2069"


def test_plain_english_has_no_marks_but_in_a_mirrored_window() -> None:
    assert directed("Why Thu 1 Oct?") == "Why Thu 1 Oct?"
    assert directed("Größe – ’27") == "Größe – ’27"
    assert directed("Why Thu 1 Oct?", mirrored=True) == f"{L}Why Thu 1 Oct?{END}"
    assert directed("One.\n\nTwo.", mirrored=True) == f"{L}One.{END}\n\n{L}Two.{END}"


@pytest.mark.parametrize("mirrored", (False, True))
def test_a_sentence_keeps_its_direction_and_each_name_its_own(mirrored: bool) -> None:
    said = directed(f"'{HEBREW} 2' starts before 'API {ARABIC}', +3 d.", mirrored)
    assert said == f"{L}'{F}{HEBREW} 2{END}' starts before '{F}API {ARABIC}{END}', +3 d.{END}"


def test_what_abbreviates_in_hebrew_ends_no_name() -> None:
    assert directed(f"Move '{ABBREVIATED}' +3 d") == f"{L}Move '{F}{ABBREVIATED}{END}' +3 d{END}"
    assert directed(f"'{HEBREW}', '{ARABIC}'") == f"{L}'{F}{HEBREW}{END}', '{F}{ARABIC}{END}'{END}"


def test_a_name_by_itself_reads_as_it_begins() -> None:
    assert directed(f"{HEBREW} API (2)!") == f"{R}{HEBREW} API (2)!{END}"
    assert directed(f"API {HEBREW} (2)") == f"{L}API {R}{HEBREW}{END} (2){END}"
    assert directed(f"{isolated(HEBREW)} Wed 6 Jan,") == f"{L}{F}{HEBREW}{END} Wed 6 Jan,{END}"
    assert isolated("Build 2") == "Build 2"


def test_names_side_by_side_stay_in_the_order_of_the_sentence() -> None:
    said = directed(f"Loop: {HEBREW} → {ARABIC} 3")
    assert said == f"{L}Loop: {R}{HEBREW}{END} → {R}{ARABIC}{END} 3{END}"


def test_a_number_before_a_name_stays_before_it() -> None:
    assert directed(numbered(f"3.2 {HEBREW}")) == f"{L}3.2 {F}{HEBREW}{END}{END}"
    assert numbered("3.2 Build") == "3.2 Build" and numbered(f"{HEBREW} 2") == f"{HEBREW} 2"


def test_which_side_words_begin_at() -> None:
    assert [from_right(each) for each in (HEBREW, f"3 {ARABIC} x", f"x {HEBREW}", "x", "", "12")] == [
        True, True, False, False, False, False,
    ]  # fmt: skip


def test_marks_can_be_taken_away_and_letters_found_among_them() -> None:
    words = f"Move '{HEBREW}' +3 d"
    marked = directed(words)
    assert plain(marked) == words
    assert [marked[place] for place in places_of(marked)] == list(words)


def test_words_of_one_direction_need_no_marks() -> None:
    assert directed(f"{HEBREW} {ARABIC}") == f"{HEBREW} {ARABIC}" == directed(f"{HEBREW} {ARABIC}", mirrored=True)
