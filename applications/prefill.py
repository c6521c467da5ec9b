"""Which answers of an application another one may begin with (写す回答). No database.

Everything is read by the new form's own rules first: what it would refuse is not taken.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from shared_forms.language import CompiledForm, FormDefinition, Question
from shared_forms.language.follow_up import GIVEN_ANEW, FollowUp
from shared_forms.language.refusals import NotAccepted
from shared_forms.language.types.base import AnswerValue, Reading

# A second application tells of another day; only a birthday stays the same.
OF_THAT_TIME = GIVEN_ANEW | {"date", "month", "time"}
BIRTHDAY = "bday"

# (question of the new form, question of the application)
Pair = tuple[Question, Question]


def for_another(
    before: FormDefinition, now: CompiledForm, answers: Mapping[str, AnswerValue], *, today: date
) -> dict[str, AnswerValue]:
    """What may stand in a new application of the same procedure, whose form may have changed since."""
    pairs = ((question, before.question(question.id)) for question in now.definition.questions())
    again = ((there, here) for there, here in pairs if here and not _is_of_that_time(there))
    return _accepted(again, now, answers, known=answers, today=today)


def for_follow_up(
    follow_up: FollowUp, before: FormDefinition, there: CompiledForm, answers: Mapping[str, AnswerValue], *, today: date
) -> dict[str, AnswerValue]:
    """What the procedure that comes next begins with: what its form asks for by name, and nothing else."""
    wanted = (question for question in there.definition.questions() if question.id in follow_up.hand_over)
    pairs = ((question, before.question(follow_up.hand_over[question.id])) for question in wanted)
    named = [(new, here) for new, here in pairs if here and new.type not in GIVEN_ANEW]
    known = {new.id: answers[here.id] for new, here in named if here.id in answers}
    return _accepted(named, there, answers, known=known, today=today)


def _is_of_that_time(question: Question) -> bool:
    return question.type in OF_THAT_TIME and question.autocomplete != BIRTHDAY


def _accepted(
    pairs: Iterable[Pair],
    form: CompiledForm,
    answers: Mapping[str, AnswerValue],
    *,
    known: Mapping[str, AnswerValue],
    today: date,
) -> dict[str, AnswerValue]:
    """The answers that the new form takes. known: what its conditions in rows look at, under the new form's names."""
    readers = {step.question: step.read for step in form.steps}
    taken: dict[str, AnswerValue] = {}
    for there, here in pairs:
        if there.type != here.type or here.id not in answers:
            continue
        try:
            value = readers[there.id](answers[here.id], Reading(today, {}, dict(known)))
        except NotAccepted:
            continue
        if value not in (None, ""):
            taken[there.id] = answers[here.id]
    return taken
