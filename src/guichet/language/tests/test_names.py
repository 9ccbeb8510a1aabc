"""Names: the same person is found however the name is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guichet.language.names import LONGEST, fold, is_right_to_left, leaves_out_vowels, script_of, tokens


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Leduc", "leduc"),
        ("  Jean-Pierre   LEDUC ", "jean pierre leduc"),
        ("O’Brien", "obrien"),
        ("O'Brien", "obrien"),
        ("N’Guessan Kouamé", "nguessan kouame"),
        ("Þórður Łukasz Œuvrard-Strauß", "thordur lukasz oeuvrard strauss"),
        ("Nguyễn Thị Đức", "nguyen thi duc"),
        ("Ọláwálé", "olawale"),
        ("محمد الأمين", "mhmd lmyn"),
        ("مُحَمَّد", "mhmd"),
        ("محـــمد", "mhmd"),
        ("فاطمة", "ftma"),
        ("דָּוִד", "dvd"),
        ("王小明", "wang xiao ming"),
        ("김민수", "gim min su"),
        ("ヤマダ", "yamada"),
        ("Владимир", "vladimir"),
        ("Γιώργος", "giorgos"),
        ("გიორგი", "giorgi"),
        ("አበበ", "abebe"),
        ("अमित", "amit"),
        ("", ""),
        ("—", ""),
        ("١٢٣", "123"),
    ],
)
def test_a_name_in_any_script_folds_to_plain_letters(name: str, folded: str) -> None:
    assert fold(name) == folded


@given(st.text(max_size=300))
def test_folding_gives_small_latin_words_and_twice_changes_nothing(text: str) -> None:
    folded = fold(text)
    assert set(folded) <= set("abcdefghijklmnopqrstuvwxyz0123456789 ")
    assert folded == " ".join(folded.split())
    assert len(folded) <= LONGEST
    assert fold(folded) == folded


@given(st.text(alphabet="aébcdëfgñ -’", max_size=40))
def test_capitals_make_no_difference(text: str) -> None:
    assert fold(text.upper()) == fold(text)


def test_a_word_said_twice_is_searched_once() -> None:
    assert tokens("Leduc Leduc-Roy") == ("leduc", "roy")


@pytest.mark.parametrize(
    ("name", "rtl", "vowels_left_out", "script"),
    [
        ("محمد", True, True, "ARABIC"),
        ("(יוסף)", True, True, "HEBREW"),
        ("Amina", False, False, "LATIN"),
        ("123", False, False, ""),
        ("王", False, False, "CJK"),
    ],
)
def test_a_name_knows_its_script_and_direction(name: str, rtl: bool, vowels_left_out: bool, script: str) -> None:
    assert (is_right_to_left(name), leaves_out_vowels(name), script_of(name)) == (rtl, vowels_left_out, script)
