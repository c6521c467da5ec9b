"""Which answers may stand in another form: all that the same form would take again, and nothing of a time or of another kind."""

from hypothesis import given, settings

from applications.prefill import OF_THAT_TIME, for_another, for_follow_up
from shared_forms.language import ErrorCode, Errors, compile  # noqa: A004
from shared_forms.language.answers import Answers, parse
from shared_forms.language.follow_up import GIVEN_ANEW, FollowUp
from tests.shared_forms.language.building import TODAY, a_form, a_page, a_question
from tests.shared_forms.language.strategies import FILES, definitions, forms_with_raw, forms_with_valid_answers

# What only shows beside other answers: limits, options that are offered on a condition, checks.
OF_SEVERAL_QUESTIONS = {ErrorCode.TOO_EARLY, ErrorCode.TOO_LATE, ErrorCode.NOT_A_CHOICE, ErrorCode.CHECK}


@given(forms_with_valid_answers())
def test_the_same_form_takes_all_that_is_not_of_that_time(form_and_raw):
    definition, raw = form_and_raw
    form = compile(definition)
    answers = parse(form, raw, today=TODAY, files=FILES)
    given_before = answers if isinstance(answers, Answers) else {}

    assert for_another(definition, form, given_before, today=TODAY) == {
        question.id: given_before[question.id]
        for question in definition.questions()
        if question.id in given_before and question.type not in OF_THAT_TIME
    }


@settings(max_examples=40)
@given(forms_with_raw(), definitions())
def test_another_form_takes_only_its_own_kind_and_what_it_accepts(form_and_raw, other):
    definition, anything = form_and_raw
    form = compile(other)
    pairs = {question.id: question.id for question in definition.questions()}

    for taken in (
        for_another(definition, form, anything, today=TODAY),
        for_follow_up(FollowUp(procedure="other", hand_over=pairs), definition, form, anything, today=TODAY),
    ):
        for name in taken:
            here, there = definition.question(name), other.question(name)
            assert here.type == there.type
            assert here.type not in GIVEN_ANEW
        read = parse(form, taken, today=TODAY)
        wrong = {error.code for error in read if error.question in taken} if isinstance(read, Errors) else set()
        assert wrong <= OF_SEVERAL_QUESTIONS


def test_a_birthday_stays_the_same():
    form = a_form(
        a_page("p", a_question("born", "date", autocomplete="bday"), a_question("died", "date"), a_question("name"))
    )
    answers = {"born": "1980-04-01", "died": "2026-11-01", "name": "ポチ"}

    assert for_another(form, compile(form), answers, today=TODAY) == {"born": "1980-04-01", "name": "ポチ"}
