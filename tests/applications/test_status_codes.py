"""照会コード: derived, forgiving to the typist, and useless for any other application."""

from uuid import UUID

import pytest

from applications.spoken_codes import ALPHABET
from applications.status_codes import matches, status_code
from common.identifiers import new_id

APPLICATION = UUID("0190d3a5-0000-7000-8000-000000000001")


def test_a_code_is_ten_letters_in_two_groups_and_always_the_same():
    code = status_code(APPLICATION)

    assert len(code) == 11
    assert code[5] == "-"
    assert set(code.replace("-", "")) <= set(ALPHABET)
    assert status_code(APPLICATION) == code


def test_codes_use_all_their_bits():
    codes = {status_code(new_id()) for _ in range(500)}

    assert len(codes) == 500
    assert all({code[place] for code in codes} == set(ALPHABET) for place in (0, 4, 6, 10))


def test_width_case_and_look_alikes_are_forgiven_and_nothing_else():
    code = status_code(APPLICATION)
    wide = code.translate({ord(character): ord(character) + 0xFEE0 for character in ALPHABET})

    for typed in (code, code.lower(), code.replace("-", ""), f" {wide} ", code.replace("0", "O").replace("1", "l")):
        assert matches(APPLICATION, typed)
    for typed in ("", "-", code[:-1], code + "0", "\0", status_code(new_id()), code[::-1]):
        assert not matches(APPLICATION, typed)


def test_another_key_makes_other_codes_and_the_old_key_still_opens(settings):
    code = status_code(APPLICATION)
    settings.SECRET_KEY, old = "another key" * 6, settings.SECRET_KEY

    assert status_code(APPLICATION) != code
    assert not matches(APPLICATION, code)
    settings.SECRET_KEY_FALLBACKS = [old]
    assert matches(APPLICATION, code)


@pytest.mark.parametrize("typed", ["é" * 50, "𠮷", "‮" * 200, "A" * 10_000])
def test_any_text_may_be_typed(typed):
    assert not matches(APPLICATION, typed)
