"""Questions as HTML: escaped, with the right control for each error, and nearly free while they are blank."""

import time
from datetime import date

import pytest
from django.template.loader import get_template
from django.utils.translation import override

from common.kept import Kept
from shared_forms import rendering
from shared_forms.language import StoredFile, compile  # noqa: A004
from shared_forms.language.answers import parse
from shared_forms.language.journey import visible_pages
from shared_forms.rendering import error_summary, render_questions
from tests.factories.forms import CHOOSING_PAGE, COUNTING_PAGE, EVERY_TYPE, KNOWN_NUMBERS_PAGE, every_type

TODAY = date(2026, 11, 22)


@pytest.fixture
def form():
    return compile(every_type(pages=[*EVERY_TYPE["pages"], COUNTING_PAGE, KNOWN_NUMBERS_PAGE, CHOOSING_PAGE]))


@pytest.fixture(autouse=True)
def _nothing_kept():
    rendering._blanks.clear()


def errors_of(form, raw):
    return parse(form, raw, today=TODAY)


def test_every_type_renders_a_control_of_its_name(form):
    html = "".join(render_questions(form, page, {}) for page in form.definition.pages)

    for name in (
        "owner.family",
        "home.postal_code",
        "email",
        "dog_name",
        "sex",
        "vaccinated",
        "vaccinated_on.year",
        "photo",
        "puppies",
        "price",
        "reading",
        "phone",
        "kennel",
        "invoice",
        "call_at",
        "moved_in.year",
        "habits",
        "agreed",
    ):
        assert f'name="{name}"' in html
    assert "＊" not in html


def test_what_was_typed_stands_there_again_and_is_escaped(form):
    html = render_questions(
        form, form.definition.pages[1], {"dog_name": '"><script>', "sex": "female", "vaccinated": True}
    )

    assert "&quot;&gt;&lt;script&gt;" in html
    assert "<script" not in html
    assert html.count(" checked") == 2


def test_words_of_the_form_are_escaped():
    page = {"id": "p", "title": "p", "questions": [{"id": "q", "type": "text", "label": "<b>名前</b>"}]}
    form = compile(every_type(pages=[page]))

    assert "<b>" not in render_questions(form, form.definition.pages[0], {})


def test_errors_stand_beside_their_control_and_in_the_summary(form):
    errors = errors_of(form, {"home": {"postal_code": "59", "city": "堺市", "street": "1"}})
    html = render_questions(form, form.definition.pages[0], {"home": {"postal_code": "59"}}, errors)
    summary = error_summary(form, errors)

    assert "＊「住所」の郵便番号は7桁の数字で入力してください。" in html
    assert 'value="59"' in html
    assert [item.anchor for item in summary] == [
        "q-owner-family",
        "q-home-postal_code",
        "q-dog_name",
        "q-sex-male",
        "q-vaccinated-yes",
        "q-puppies",
        "q-reading",
        "q-phone",
        "q-call_at",
        "q-moved_in-year",
        "q-agreed",
    ]
    assert summary[0].text == "「お名前」を姓と名に分けて入力してください。例：堺 花子"


def test_every_anchor_of_the_summary_is_an_id_of_the_page(form):
    errors = errors_of(form, {"vaccinated": True, "vaccinated_on": {"year": "x"}, "photo": ["lost"]})
    html = "".join(render_questions(form, page, {}, errors) for page in form.definition.pages)

    for item in error_summary(form, errors):
        assert f'id="{item.anchor}"' in html, item


def test_a_computed_value_stands_where_it_is_known_and_nothing_sent_in_its_name(form):
    raw = {"puppies": "4", "tag": "new", "fee": "1"}
    page = next(each for each in visible_pages(form, raw, today=TODAY) if each.page.id == "counting_page")
    html = render_questions(form, page, raw)

    assert "<b>12,000</b> 円" in html
    assert 'name="fee"' not in html
    unknown = render_questions(form, page.page, raw)
    assert "<b></b>" in unknown
    assert "お答えから、自動で計算します。" in unknown


def test_uploaded_files_are_named(form):
    files = {"f1": StoredFile("f1", "ポチ.png", 2048, "image/png")}
    html = render_questions(form, form.definition.pages[1], {"photo": ["f1", "of somebody else"]}, files=files)

    assert "ポチ.png" in html
    assert "of somebody else" not in html


def test_a_blank_page_is_kept_in_each_language_and_an_answered_one_is_not(form):
    page = form.definition.pages[1]
    blank = render_questions(form, page, {})
    kept = len(rendering._blanks)

    assert kept == len(page.questions)
    render_questions(form, page, {"dog_name": "ポチ"})
    assert len(rendering._blanks) == kept
    assert "ポチ" not in render_questions(form, page, {})
    assert render_questions(form, page, {}) == blank
    with override("en"):
        render_questions(form, page, {})
    assert len(rendering._blanks) == 2 * kept


def test_questions_of_a_draft_are_not_kept():
    definition = every_type()
    render_questions(definition, definition.pages[0], {})

    assert not rendering._blanks


def test_what_is_kept_has_a_bound(form, monkeypatch):
    monkeypatch.setattr(rendering, "_blanks", Kept(3))
    render_questions(form, form.definition.pages[1], {})

    assert len(rendering._blanks) == 3


def test_a_blank_page_costs_less_than_a_third_of_rendering_it(form):
    page = form.definition.pages[1]
    render_questions(form, page, {})

    assert 3 * fastest(lambda: render_questions(form, page, {})) < fastest(lambda: plainly_rendered(page))


def plainly_rendered(page):
    return "".join(
        get_template(f"shared_forms/questions/{question.type}.html").render({"question": question, "value": ""})
        for question in page.questions
    )


def fastest(work, rounds=20):
    def once():
        start = time.perf_counter()
        work()
        return time.perf_counter() - start

    return min(once() for _ in range(rounds))
