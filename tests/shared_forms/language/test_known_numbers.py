"""Telephone numbers, and the numbers of corporations and of businesses that issue invoices."""

import pytest

from shared_forms.language.types import PhoneQuestion
from tests.shared_forms.language.building import a_question, answer, refusals

PHONE = a_question(kind="phone")
CORPORATION = a_question(kind="corporate_number")
INVOICE = a_question(kind="invoice_number")


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0722331101", "0722331101"),
        (" 072-233-1101 ", "0722331101"),
        ("０７２（２３３）１１０１", "0722331101"),
        ("072ー233ー1101", "0722331101"),
        ("+81 90-1234-5678", "09012345678"),
        ("+81 (0)90 1234 5678", "09012345678"),
        ("0800-123-4567", "08001234567"),
        ("０１２０．１２３．４５６", "0120123456"),
    ],
)
def test_a_number_is_read_however_it_is_written(typed, number):
    assert answer(PHONE, typed) == number


@pytest.mark.parametrize(
    "typed", ["233-1101", "090-1234-567", "07223311011", "0012345678", "でんわ", "110", "1234567890"]
)
def test_what_nobody_could_call_is_refused(typed):
    assert refusals(PHONE, typed) == [(None, "not_phone", {})]


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("09012345678", "090-1234-5678"),
        ("05012345678", "050-1234-5678"),
        ("08001234567", "0800-123-4567"),
        ("0120123456", "0120-123-456"),
        ("0312345678", "03-1234-5678"),
        ("0722331101", "0722331101"),
    ],
)
def test_a_number_is_shown_in_groups_where_it_tells_them(number, shown):
    assert PhoneQuestion.model_validate(PHONE).display(number, "ja", {}) == (shown,)


@pytest.mark.parametrize(
    "typed", ["7000012050002", "７０００－０１２０５０００２", "T7000012050002", " 7 0000 1205 0002"]
)
def test_a_corporate_number_has_its_check_digit(typed):
    assert answer(CORPORATION, typed) == "7000012050002"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("7000012050003", "wrong_check_digit"),
        ("7000012050020", "wrong_check_digit"),
        ("700001205000", "not_corporate_number"),
        ("0000012050002", "not_corporate_number"),
        ("堺市", "not_corporate_number"),
    ],
)
def test_a_mistyped_corporate_number_is_refused(typed, code):
    assert refusals(CORPORATION, typed) == [(None, code, {})]


@pytest.mark.parametrize(
    "typed", ["T7000012050002", "t7000012050002", "Ｔ７０００－０１２０－５０００２", "7000012050002"]
)
def test_an_invoice_number_begins_with_t(typed):
    assert answer(INVOICE, typed) == "T7000012050002"


@pytest.mark.parametrize("typed", ["T700001205000", "U7000012050002", "TT7000012050002"])
def test_another_number_is_none_of_an_invoice(typed):
    assert refusals(INVOICE, typed) == [(None, "not_invoice_number", {})]


@pytest.mark.parametrize("question", [PHONE, CORPORATION, INVOICE])
def test_nothing_is_no_number_and_what_is_no_text_is_refused(question):
    assert refusals(question, " ") == [(None, "required", {})]
    assert refusals(question, 7000012050002) == [(None, "wrong_shape", {})]
