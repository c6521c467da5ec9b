"""The templates of the questions: what is tied to each control, and what comes back."""

import re
from types import SimpleNamespace

import pytest

from tests.web.questions import FORM, anchors, questions
from web.aria import autofill


def tags(html: str) -> list[str]:
    return re.findall(r"<[a-z][^>]*>", html)


def control(html: str, control_id: str) -> str:
    """The tag with that id."""
    return next(tag for tag in tags(html) if f'id="{control_id}"' in tag)


@pytest.mark.parametrize("state", ["blank", "answered", "wrong"])
def test_every_reference_leads_somewhere_and_every_id_is_one(state):
    html = questions(state)
    ids = re.findall(r'\bid="([^"]+)"', html)

    assert len(ids) == len(set(ids))
    assert {name for names in re.findall(r'aria-describedby="([^"]+)"', html) for name in names.split(" ")} <= set(ids)
    assert set(re.findall(r'\bfor="([^"]+)"', html)) <= set(ids)
    assert "placeholder" not in html
    assert "disabled" not in html


@pytest.mark.parametrize("state", ["blank", "answered", "wrong"])
def test_every_control_has_a_name_and_a_label(state):
    html = questions(state)

    for tag in tags(html):
        if tag.startswith(("<input", "<textarea", "<select")):
            assert "name=" in tag, tag
            name = re.search(r'\bid="([^"]+)"', tag).group(1)
            assert f'for="{name}"' in html or re.search('type="(radio|checkbox)"', tag), tag


def test_a_blank_question_claims_no_fault():
    html = questions("blank")

    assert "aria-invalid" not in html
    assert "field__error" not in html
    assert html.count("※必須") == sum(question.required for question in FORM.definition.pages[0].questions)


def test_what_was_typed_comes_back():
    html = questions("answered")

    assert 'value="𠮷野"' in control(html, "q-owner-family")
    assert 'value="昭和60"' in control(html, "q-born-year")
    assert "checked" in control(html, "q-reason-care")
    assert "checked" not in control(html, "q-reason-work")
    assert "checked" in control(html, "q-sibling-yes")
    assert ">\n\n1行目は空けてあります。</textarea>" in html
    assert "就労証明書_母.pdf" in html
    assert "aria-invalid" not in html


def test_errors_come_before_help_and_only_where_they_belong():
    html = questions("wrong")

    assert 'aria-describedby="q-home-error0 q-home-help"' in control(html, "q-home-postal_code")
    assert 'aria-describedby="q-home-error1 q-home-help"' in control(html, "q-home-city")
    assert 'aria-describedby="q-home-help"' in control(html, "q-home-street")
    assert "aria-invalid" not in control(html, "q-home-street")
    assert "aria-invalid" not in control(html, "q-home-building")
    assert 'aria-describedby="q-papers-error0 q-papers-help q-papers-limits"' in control(html, "q-papers")
    assert 'aria-describedby="q-reason-error0 q-reason-help"' in control(html, "q-reason")
    assert html.count("＊") == len(anchors("wrong"))


def test_an_answer_that_is_missing_as_a_whole_is_missing_in_each_part_but_the_optional():
    html = questions("missing")

    assert 'aria-invalid="true"' in control(html, "q-home-street")
    assert "aria-invalid" not in control(html, "q-home-building")


def test_the_summary_leads_to_controls():
    html = questions("wrong")

    for anchor in anchors("wrong"):
        assert control(html, anchor).startswith(("<input", "<textarea", "<select"))


def test_browsers_may_fill_in_what_they_know():
    html = questions("blank")

    assert 'autocomplete="family-name"' in control(html, "q-owner-family")
    assert 'autocomplete="postal-code"' in control(html, "q-home-postal_code")
    assert 'autocomplete="email"' in control(html, "q-email")
    assert "autocomplete" not in control(html, "q-born-year"), "whose birthday it is, only the form can say"
    assert 'type="tel"' in control(html, "q-phone")
    assert 'autocomplete="tel"' in control(html, "q-phone")
    assert 'inputmode="numeric"' in control(html, "q-company")
    assert "inputmode" not in control(html, "q-born-year")  # 令和8


@pytest.mark.parametrize(
    ("of_the_answer", "of_the_year"),
    [("bday", "bday-year"), ("section-child bday", "section-child bday-year"), ("off", "off"), (None, None)],
)
def test_a_part_is_filled_in_from_the_same_section(of_the_answer, of_the_year):
    attribute = autofill(SimpleNamespace(autocomplete=of_the_answer), "bday-year")

    assert attribute == (f' autocomplete="{of_the_year}"' if of_the_year else "")
    assert autofill(SimpleNamespace(autocomplete="name"), "") == "", "browsers know no reading of a name"


def test_how_a_year_may_be_written_is_told_at_the_year():
    html = questions("blank")

    assert 'aria-describedby="q-born-help q-born-years"' in control(html, "q-born-year")
    assert 'aria-describedby="q-born-help"' in control(html, "q-born-month")
