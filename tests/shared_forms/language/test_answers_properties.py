"""What holds for every form and every answer."""

from hypothesis import given
from hypothesis import strategies as st

from shared_forms.language import Errors, compile  # noqa: A004
from shared_forms.language.answers import Answers, parse
from shared_forms.language.display import lines
from shared_forms.language.form_data import initial
from shared_forms.language.journey import visible_pages
from tests.shared_forms.language.building import TODAY
from tests.shared_forms.language.strategies import (
    FILES,
    any_json,
    definitions,
    forms_with_raw,
    forms_with_valid_answers,
)


@given(definitions(), any_json())
def test_no_json_makes_parsing_raise(definition, raw):
    assert isinstance(parse(compile(definition), raw, today=TODAY, files=FILES), (Answers, Errors))


@given(forms_with_raw(), st.data())
def test_no_answers_make_parsing_raise_nor_change_under_parsing_again(form_and_raw, data):
    definition, raw = form_and_raw
    form = compile(definition)
    only = data.draw(st.none() | st.sets(st.sampled_from([question.id for question in definition.questions()])))

    result = parse(form, raw, today=TODAY, files=FILES, only=only)

    if isinstance(result, Answers) and only is None:
        assert parse(form, result, today=TODAY, files=FILES) == result
    if only is not None:
        named = set(result) if isinstance(result, Answers) else {error.question for error in result}
        assert named <= only


@given(forms_with_valid_answers())
def test_valid_answers_are_accepted_and_survive_the_round_trip(form_and_raw):
    definition, raw = form_and_raw
    form = compile(definition)

    result = parse(form, raw, today=TODAY, files=FILES)

    assert isinstance(result, Answers), result
    assert parse(form, result.to_json(), today=TODAY, files=FILES) == result
    assert all(lines(definition.question(name), value, files=FILES) for name, value in result.items())


@given(forms_with_raw())
def test_hidden_questions_are_neither_required_nor_kept(form_and_raw):
    definition, raw = form_and_raw
    form = compile(definition)

    shown = {q.id for page in visible_pages(form, raw, today=TODAY, files=FILES) for q in page.questions}
    result = parse(form, raw, today=TODAY, files=FILES)

    if isinstance(result, Answers):
        assert set(result) <= shown
        always = {q.id for q in definition.questions() if q.required and q.required_when is None}
        assert always & shown <= set(result)
    else:
        assert {error.question for error in result} <= shown


@given(forms_with_raw())
def test_page_by_page_and_all_at_once_agree(form_and_raw):
    definition, raw = form_and_raw
    form = compile(definition)

    whole = parse(form, raw, today=TODAY, files=FILES)
    pages = [
        parse(form, raw, today=TODAY, files=FILES, only=[q.id for q in page.questions]) for page in definition.pages
    ]

    errors = [error for page in pages if isinstance(page, Errors) for error in page]
    assert errors == (list(whole) if isinstance(whole, Errors) else [])


@given(forms_with_raw())
def test_whatever_was_typed_can_be_shown_again(form_and_raw):
    definition, raw = form_and_raw

    for question in definition.questions():
        typed = question.typed(raw.get(question.id))
        assert isinstance(typed, (str, dict, list))
        assert question.is_blank(raw.get(question.id)) in (True, False)
    assert initial(definition, TODAY) == {}
