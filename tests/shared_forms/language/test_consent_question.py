"""Consent."""

import pytest

from shared_forms.language.types import ConsentQuestion
from tests.shared_forms.language.building import a_question, answer, refusals

CONSENT = a_question(kind="consent", statement="税の情報を見ることに同意します。")


@pytest.mark.parametrize("ticked", [True, "yes"])
def test_who_ticks_agrees(ticked):
    assert answer(CONSENT, ticked) is True


@pytest.mark.parametrize("unticked", [False, "", None])
def test_who_does_not_tick_gives_no_answer(unticked):
    assert refusals(CONSENT, unticked) == [(None, "required", {})]
    assert answer(CONSENT | {"required": False}, unticked) is None


@pytest.mark.parametrize("raw", [1, "no", ["yes"], {}])
def test_nothing_else_is_consent(raw):
    assert refusals(CONSENT, raw) == [(None, "wrong_shape", {})]


@pytest.mark.parametrize("link", ["/terms/", "/files/terms.pdf", None])
def test_more_may_be_said_on_this_site(link):
    assert ConsentQuestion.model_validate(CONSENT | {"link": link}).link == link


@pytest.mark.parametrize("link", ["//evil.example/", "https://evil.example/", "terms", "javascript:1", "/a b"])
def test_and_on_no_other(link):
    with pytest.raises(ValueError, match="link"):
        ConsentQuestion.model_validate(CONSENT | {"link": link})
