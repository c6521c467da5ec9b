"""From what an editor typed about a page, a question or the local facts to operations on the overlay.

Words that stay as they are make no operation, and words that are the template's again bring the template's own text back,
with its translations.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from catalog import editing
from catalog.editor import element
from catalog.selectors import CityForm
from shared_forms.language import Page, Question
from shared_forms.language.conditions import Condition
from shared_forms.language.guide import LOCAL_FACT_NAMES
from shared_forms.language.overlay import (
    AddOption,
    AddQuestion,
    Operation,
    OwnPage,
    Rehelp,
    Relabel,
    Require,
    SetFact,
    SetLimit,
)
from shared_forms.language.texts import Text
from shared_forms.language.types import OptionsQuestion
from shared_forms.language.types.options import Option


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be said about a page or question; `required` and what follows is for questions only.

    required:    None leaves it as it is.
    options:     option id -> its words.
    new_option:  words of an option to add; "" for none.
    limits:      name of a limit -> how much is accepted, as JSON; None is no limit. Others stay.
    """

    label: str
    help: str
    required: bool | None = None
    options: Mapping[str, str] = field(default_factory=dict)
    new_option: str = ""
    limits: Mapping[str, Any] = field(default_factory=dict)
    show_when: Condition | None = None


def operations_for(form: CityForm, target: str, settings: Settings) -> list[Operation]:
    """What the city's form needs to come to these settings."""
    if added := editing.added_question(form.overlay, target):
        return [added.model_copy(update={"question": _own(added.question, settings)})]
    if own := editing.added_page(form.overlay, target):
        return [own.model_copy(update={"page": _own_page(own.page, settings)})]
    now, original = element(form.definition, target), element(form.template, target)
    if isinstance(now, Page) and isinstance(original, Page):
        return [
            *_relabel(target, None, settings.label, now.title, original.title),
            *_rehelp(target, settings.help, now.help, original.help),
        ]
    if isinstance(now, Page) or isinstance(original, Page) or now is None or original is None:
        return []
    return list(_question_operations(form, now, original, settings))


def without_own_option(form: CityForm, target: str, option_id: str) -> AddQuestion | None:
    """The operation that adds a question of the city's own, with one option less; None for the template's questions."""
    added = editing.added_question(form.overlay, target)
    if added is None or not isinstance(added.question, OptionsQuestion):
        return None
    options = tuple(option for option in added.question.options if option.id != option_id)
    return added.model_copy(update={"question": added.question.model_copy(update={"options": options})})


def fact_operations(form: CityForm, facts: Mapping[str, str]) -> list[Operation]:
    """What the guide of the city's form needs to say these facts; a blank one says nothing."""
    return list(_fact_operations(form, facts))


def _fact_operations(form: CityForm, facts: Mapping[str, str]) -> Iterator[SetFact]:
    for fact in LOCAL_FACT_NAMES:
        now, original = getattr(form.definition.guide, fact), getattr(form.template.guide, fact)
        words = facts.get(fact, "")
        if words != str(now or ""):
            yield SetFact(op="set_fact", fact=fact, value=_text(words, now, original))


def _question_operations(form: CityForm, now: Question, original: Question, settings: Settings) -> Iterator[Operation]:
    yield from _relabel(now.id, None, settings.label, now.label, original.label)
    yield from _rehelp(now.id, settings.help, now.help, original.help)
    if settings.required is not None and (settings.required, None) != (now.required, now.required_when):
        yield Require(op="require", target=now.id, required=settings.required)
    present = now.model_dump(mode="json")
    for limit, value in settings.limits.items():
        if value != present[limit]:
            yield SetLimit(op="set_limit", target=now.id, limit=limit, value=value)
    if isinstance(now, OptionsQuestion) and isinstance(original, OptionsQuestion):
        yield from _option_operations(form, now, original, settings)


def _option_operations(
    form: CityForm, now: OptionsQuestion, original: OptionsQuestion, settings: Settings
) -> Iterator[Operation]:
    for option in now.options:
        words = settings.options.get(option.id, str(option.label))
        if before := original.option(option.id):
            yield from _relabel(now.id, option.id, words, option.label, before.label)
        elif words != str(option.label):
            yield _renamed(form, now.id, option.id, words)
    if settings.new_option:
        option = _new_option(settings.new_option)
        yield AddOption(op="add_option", target=now.id, option=option, after=_last_before_other(now))


def _renamed(form: CityForm, target: str, option_id: str, words: str) -> AddOption:
    """The operation that added an option, with other words."""
    added = editing.added_option(form.overlay, target, option_id)
    return added.model_copy(update={"option": added.option.model_copy(update={"label": Text(ja=words)})})


def _last_before_other(question: OptionsQuestion) -> str | None:
    """The option behind which a new one goes, so that そのほか stays the last; None for the end."""
    ids = [option.id for option in question.options]
    return ids[-2] if len(ids) > 1 and ids[-1] == "other" else None


def _relabel(target: str, option: str | None, words: str, now: Text, original: Text) -> Iterator[Operation]:
    if words != str(now) and (text := _text(words, now, original)):
        yield Relabel(op="relabel", target=target, option=option, text=text)


def _rehelp(target: str, words: str, now: Text | None, original: Text | None) -> Iterator[Operation]:
    if words != str(now or ""):
        yield Rehelp(op="rehelp", target=target, text=_text(words, now, original))


def _text(words: str, now: Text | None, original: Text | None) -> Text | None:
    """The text that has these words: the one that is there, the template's, or a new one in Japanese."""
    known = next((text for text in (now, original) if str(text or "") == words), None)
    return known or (Text(ja=words) if words else None)


def _own(question: Question, settings: Settings) -> Question:
    """A question of the city's own, asked anew."""
    changes: dict[str, object] = {
        "label": Text(ja=settings.label),
        "help": Text(ja=settings.help) if settings.help else None,
        "required": question.required if settings.required is None else settings.required,
        "required_when": question.required_when if settings.required is None else None,
        "show_when": settings.show_when,
    }
    if settings.limits:
        limited = question.model_dump(mode="json", exclude_defaults=True) | dict(settings.limits)
        changes |= {name: getattr(type(question).model_validate(limited), name) for name in settings.limits}
    if isinstance(question, OptionsQuestion):
        options = [
            option.model_copy(update={"label": Text(ja=settings.options.get(option.id, str(option.label)))})
            for option in question.options
        ]
        changes["options"] = (*options, *([_new_option(settings.new_option)] if settings.new_option else []))
    return question.model_copy(update=changes)


def _own_page(page: OwnPage, settings: Settings) -> OwnPage:
    help_ = Text(ja=settings.help) if settings.help else None
    return page.model_copy(update={"title": Text(ja=settings.label), "help": help_, "show_when": settings.show_when})


def _new_option(words: str) -> Option:
    return Option(id=editing.new_city_id(), label=Text(ja=words))
