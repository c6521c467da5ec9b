"""What keyboards, phones and clipboards produce."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared_forms.language.characters import clean, clean_lines, digits, katakana, narrow
from shared_forms.language.refusals import NotAccepted
from tests.shared_forms.language.strategies import any_text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  西村　明日香 ", "西村　明日香"),
        ("ｶﾞｯｺｳ ﾎﾟｽﾄ｡", "ガッコウ ポスト。"),
        ("か\u3099っこう", "がっこう"),
        ("cafe\u0301", "café"),
        ("堺\u200b市\u2060堺\ufeff区", "堺市堺区"),
        ("abc\u202egnp.exe", "abcgnp.exe"),
        ("一行目\r\n二行目", "一行目 二行目"),
        ("a\u00a0b\tc", "a b c"),
        ("\u200b \u3000", ""),
    ],
)
def test_one_line_is_tidied(typed, kept):
    assert clean(typed) == kept


@pytest.mark.parametrize("name", ["𠮷田", "髙橋", "﨑山", "辻\U000e0101村", "\ufa19谷", "Ａｂｅ", "①", "渡邉󠄂"])
def test_a_name_keeps_the_characters_its_bearer_writes(name):
    assert clean(name) == name


def test_unicode_s_own_normal_form_would_change_such_a_name():
    assert unicodedata.normalize("NFC", "\ufa19") == "\u795e"


def test_lines_stay_lines():
    assert clean_lines("一行目\r\n二行目\r三行目\u2028四行目\n") == "一行目\n二行目\n三行目\n四行目"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("a\x00b", "control_character"),
        ("\x1b[31m", "control_character"),
        ("外字\ue000", "unreadable_character"),
        ("\ud842", "unreadable_character"),
        ("文字化け\ufffd", "unreadable_character"),
        ("a" + "\u0301" * 9, "unreadable_character"),
    ],
)
def test_what_nobody_could_read_is_refused(typed, code):
    with pytest.raises(NotAccepted) as refusal:
        clean(typed)
    assert refusal.value.problems[0].code == code


def test_a_few_marks_on_one_letter_are_fine():
    assert clean("e\u0323\u0302") == "ệ"


@pytest.mark.parametrize(
    ("typed", "reading"),
    [
        ("にしむら", "ニシムラ"),
        ("ﾆｼﾑﾗ ｱｽｶ", "ニシムラ アスカ"),
        ("サカイ　ハナコ", "サカイ ハナコ"),
        ("さとー", "サトー"),
        ("サト-", "サトー"),
        ("ジョン・スミス", "ジョン・スミス"),
        ("う\u3099ぃくとりあ", "ヴィクトリア"),
    ],
)
def test_a_reading_becomes_katakana(typed, reading):
    assert katakana(typed) == reading


@pytest.mark.parametrize("typed", ["西村", "Nishimura", "ニシムラ1"])
def test_a_reading_of_other_letters_is_refused(typed):
    with pytest.raises(NotAccepted):
        katakana(typed)


@pytest.mark.parametrize(
    ("typed", "number"),
    [("072-000-0145", "0720000145"), ("０７２ー０００－０１４５", "0720000145"), ("１２ ３", "123")],
)
def test_digits_lose_what_groups_them(typed, number):
    assert digits(typed) == number


@pytest.mark.parametrize("typed", ["12a", "٣", "+81"])
def test_other_than_digits_are_refused(typed):
    with pytest.raises(NotAccepted):
        digits(typed)


def test_narrow_folds_full_width():
    assert narrow(" Ａｓｕｋａ＠Ｅｘａｍｐｌｅ．ｊｐ ") == "Asuka@Example.jp"


@given(any_text(), st.sampled_from([clean, clean_lines, narrow, digits, katakana]))
def test_tidying_twice_is_tidying_once(text, tidy):
    try:
        once = tidy(text)
    except NotAccepted:
        return
    assert tidy(once) == once
    once.encode()
    assert "\x00" not in once
