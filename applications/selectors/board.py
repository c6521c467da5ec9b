"""The notices of one day, school by school (きょうの連絡): what a school's office looks at before the bell. Three queries."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce
from django.utils.timezone import make_aware

from applications.guarding import is_guarded, name_in_lists
from applications.models import Amendment, AnswerVersion, Application
from applications.selectors.applications import reachable_by
from applications.selectors.drafts import current_form, form_of
from applications.states import Status
from catalog.models import Procedure
from common.actor import Actor
from shared_forms.language import CompiledForm, Question
from shared_forms.language.answers import AnswerValue
from shared_forms.language.display import lines
from shared_forms.language.types.date import FromAnswer

EARLIEST = timedelta(days=31)  # so long before the day a notice may have been sent
NOWHERE = "（学校・園の名前なし）"


@dataclass(frozen=True, slots=True)
class Notice:
    """One child. note: class; said: what the notice says, a line for each answer."""

    receipt_number: str
    name: str
    note: str
    said: tuple[str, ...]
    arrived_at: datetime
    is_new: bool


@dataclass(frozen=True, slots=True)
class Place:
    """One school and its notices, by class and name."""

    name: str
    notices: tuple[Notice, ...]

    @property
    def new(self) -> tuple[Notice, ...]:
        """Those that nobody has noted yet."""
        return tuple(notice for notice in self.notices if notice.is_new)


def notice_procedures(actor: Actor) -> QuerySet[Procedure]:
    """The procedures of an actor's departments that take notices."""
    return Procedure.objects.select_related("current_form").filter(
        department_id__in=actor.departments, current_form__kind="repeat_notice"
    )


def board(actor: Actor, procedure: Procedure, day: date) -> tuple[Place, ...]:
    """The notices for a day, as the present form asks for it; by arrival where it asks for none. Withdrawn ones are left out.

    A notice over several days stands on each of them.
    """
    rows = {row.pk: row for row in _rows(actor, procedure, day)}
    answers = _answers(rows)
    places: defaultdict[str, list[Notice]] = defaultdict(list)
    for key, row in rows.items():
        form, row.procedure = form_of(row), procedure
        is_open = not is_guarded(row)
        place, *note = _card(form, answers[key])
        places[place or NOWHERE].append(
            Notice(
                row.receipt_number,
                name_in_lists(row),
                " ".join(note) if is_open else "",
                tuple(_said(form, answers[key])) if is_open else (),
                row.arrived_at,
                row.status == Status.RECEIVED,
            )
        )
    return tuple(
        Place(name, tuple(sorted(notices, key=lambda notice: (notice.note, notice.name))))
        for name, notices in sorted(places.items())
    )


def _rows(actor: Actor, procedure: Procedure, day: date) -> QuerySet[Application]:
    beginning, end = (make_aware(datetime.combine(each, time.min)) for each in (day, day + timedelta(days=1)))
    first, last = _day_questions(current_form(procedure))
    rows = reachable_by(actor)
    if first is None:
        rows = rows.filter(arrived_at__gte=beginning)
    else:
        begins = KeyTextTransform(first.id, "versions__answers")
        ends = Coalesce(KeyTextTransform(last.id, "versions__answers"), begins) if last else begins
        rows = rows.annotate(begins=begins, ends=ends).filter(
            arrived_at__gte=beginning - EARLIEST, begins__lte=day.isoformat(), ends__gte=day.isoformat()
        )
    return (
        rows.filter(procedure=procedure, arrived_at__lt=end, needs_decision=False)
        .exclude(status=Status.WITHDRAWN)
        .select_related("published_form")
        .defer("published_form__definition", "published_form__overlay")
    )


def _answers(rows: Mapping[UUID, Application]) -> dict[UUID, Mapping[str, AnswerValue]]:
    """What stands in each now: as it was handed in, or as staff put it right."""
    handed_in = AnswerVersion.objects.filter(application__in=rows).order_by("number")
    amended = Amendment.objects.filter(application__in=rows).order_by("made_at")
    layers = [*handed_in.values_list("application", "answers"), *amended.values_list("application", "answers")]
    return dict(layers)


def _day_questions(form: CompiledForm) -> tuple[Question | None, Question | None]:
    """The first day a notice is for, and the last: the question that may not lie before it."""
    days = [each for each in form.definition.questions() if each.type == "date"]
    first = days[0] if days else None
    last = next(
        (each for each in days[1:] if isinstance(each.min, FromAnswer) and each.min.question == days[0].id), None
    )
    return first, last


def _card(form: CompiledForm, answers: Mapping[str, AnswerValue]) -> Iterator[str]:
    """What stands on the card of the child: the school first, then the class."""
    repeat = form.definition.repeat
    for name in repeat.card_note if repeat else ():
        question = form.definition.question(name)
        yield " ".join(lines(question, answers.get(name))) if question else ""
    if repeat is None or not repeat.card_note:
        yield ""


def _said(form: CompiledForm, answers: Mapping[str, AnswerValue]) -> Iterator[str]:
    """The answers that are not about who the child is, nor the day itself."""
    repeat, (first, _) = form.definition.repeat, _day_questions(form)
    known = {*(repeat.child if repeat else ()), *([first.id] if first else [])}
    for question in form.definition.questions():
        if question.id not in known and question.id in answers:
            yield " ".join(lines(question, answers[question.id]))
