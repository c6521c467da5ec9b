"""E-mail addresses."""

import pytest
from django.core.mail.message import sanitize_address

from tests.shared_forms.language.building import a_question, answer, refusals

EMAIL = a_question(kind="email")

ACCEPTED = [
    ("hanako@example.jp", "hanako@example.jp"),
    (" Ｈａｎａｋｏ＠Ｅｘａｍｐｌｅ．ｊｐ ", "Hanako@example.jp"),
    ("first.last+tag@mail.city.sakai.lg.jp", "first.last+tag@mail.city.sakai.lg.jp"),
    ("a..b@docomo.ne.jp", "a..b@docomo.ne.jp"),
    ("a.@ezweb.ne.jp", "a.@ezweb.ne.jp"),
    ("_x@xn--eckwd4c7c.xn--zckzah", "_x@xn--eckwd4c7c.xn--zckzah"),
]


@pytest.mark.parametrize(("typed", "kept"), ACCEPTED)
def test_addresses_people_have(typed, kept):
    assert answer(EMAIL, typed) == kept


@pytest.mark.parametrize("address", [kept for _, kept in ACCEPTED])
def test_an_accepted_address_can_be_written_to(address):
    assert sanitize_address(address, "utf-8") == address


@pytest.mark.parametrize(
    "typed",
    [
        "hanako",
        "hanako@",
        "@example.jp",
        "hanako@example",
        "hanako@example.j",
        "hanako@-example.jp",
        "hanako@example..jp",
        "hana ko@example.jp",
        "a@b@example.jp",
        "-oQ/tmp@example.jp",
        "花子@example.jp",
        '"a b"@example.jp',
        "a@example.jp,b@example.jp",
        "a@example.jp\nBcc: b@example.jp",
        "<a@example.jp>",
        "a" * 65 + "@example.jp",
    ],
)
def test_what_cannot_be_written_to_safely_is_refused(typed):
    assert refusals(EMAIL, typed) == [(None, "not_email", {})]


def test_long_addresses_are_refused_quickly():
    assert refusals(EMAIL, "a@" + "a." * 2000 + "jp") == [(None, "too_long", {"max": 254})]
