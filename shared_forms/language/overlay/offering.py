"""A city's form on its way to all others (様式の提供): without what is so in this city only."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from shared_forms.language.definition import FormDefinition, to_json
from shared_forms.language.guide import LOCAL_FACT_NAMES
from shared_forms.language.overlay.revising import with_own_ids
from shared_forms.language.texts import Text


@dataclass(frozen=True, slots=True)
class Offer:
    """What others would get.

    removed:    the local facts that were taken out, in words: 担当課：環境業務課.
    mentions:   words in which the city is still named; somebody should look at them.
    """

    definition: FormDefinition
    removed: tuple[str, ...]
    mentions: tuple[str, ...]


def offer_of(form: FormDefinition, template: FormDefinition, *, title: str, city: str) -> Offer:
    """The city's form with the template's facts instead of its own, and ids that no other city's changes bear.

    form:  without the city's lists in it; city: its name, 堺市.
    """
    local = {
        fact: (getattr(form.guide, fact), getattr(template.guide, fact))
        for fact in LOCAL_FACT_NAMES
        if getattr(form.guide, fact) != getattr(template.guide, fact)
    }
    removed = tuple(f"{LOCAL_FACT_NAMES[fact]}：{ours}" for fact, (ours, _) in local.items() if ours)
    guide = form.guide.model_copy(update={fact: general for fact, (_, general) in local.items()})
    document = to_json(form.model_copy(update={"guide": guide, "title": Text(ja=title)}))
    definition = with_own_ids(FormDefinition.model_validate(document))
    mentions = dict.fromkeys(words for words in _strings(to_json(definition)) if city in words)
    return Offer(definition, removed, tuple(mentions))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)
