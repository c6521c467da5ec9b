"""A bank account, however it is typed."""

import pytest

from shared_forms.language.display import lines
from tests.shared_forms.language.building import a_question, answer, one_page, refusals

ACCOUNT = a_question(kind="bank_account")
TYPED = {
    "bank_name": "大阪銀行",
    "bank_code": "",
    "branch_name": "堺支店",
    "branch_code": "００１",
    "kind": "ordinary",
    "account_number": "１２３４５",
    "holder_kana": "ｻｶｲ はなこ",
}
READ = {**TYPED, "branch_code": "001", "account_number": "0012345", "holder_kana": "サカイ ハナコ"}


def test_an_account_is_read_as_banks_write_it():
    assert answer(ACCOUNT, TYPED) == READ
    assert answer(a_question(kind="bank_account", required=False), dict.fromkeys(TYPED, "")) is None


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("カ）サカイショウジ", "カ)サカイシヨウジ"),
        ("ﾆﾎﾝ･ﾃｽﾄ", "ニホン.テスト"),
        ("ＡＢＣ（カ", "ABC(カ"),
        ("さかい　　はなこ", "サカイ ハナコ"),
    ],
)
def test_holders_of_any_kind(typed, read):
    assert answer(ACCOUNT, {**TYPED, "holder_kana": typed})["holder_kana"] == read


@pytest.mark.parametrize(
    ("part", "typed", "code"),
    [
        ("bank_code", "12", "not_a_bank_code"),
        ("branch_code", "0001", "not_a_branch_code"),
        ("kind", "other", "not_a_choice"),
        ("kind", "", "required"),
        ("account_number", "12345678", "not_an_account_number"),
        ("account_number", "ABC", "not_an_account_number"),
        ("holder_kana", "堺 花子", "not_holder_kana"),
        ("bank_name", "", "required"),
        ("bank_name", 5, "wrong_shape"),
        ("kind", ["ordinary"], "not_a_choice"),
    ],
)
def test_each_part_says_what_is_wrong_with_it(part, typed, code):
    assert [(place, what) for place, what, _ in refusals(ACCOUNT, {**TYPED, part: typed})] == [(part, code)]


def test_an_account_is_shown_line_by_line():
    question = next(one_page(ACCOUNT).questions())

    assert lines(question, READ) == ("大阪銀行", "堺支店（001）", "普通 0012345", "サカイ ハナコ")
