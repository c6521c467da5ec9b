"""How long a form takes (入力にかかる時間), told from what it asks."""

from collections.abc import Mapping

from shared_forms.language.definition import FormDefinition
from shared_forms.language.types import GroupQuestion, Question

# Seconds on a phone, by somebody who knows the answer; whatever is not named takes USUAL. Finding a paper takes its time too.
USUAL = 15
_SECONDS: Mapping[str, int] = {
    "choice": 8,
    "yes_no": 5,
    "person_name": 30,
    "email": 20,
    "address": 40,
    "file": 60,
    "long_text": 40,
    "computed": 0,
}
# People who enter rows usually have more than one; a form that wants more of them says so.
_ROWS = 2
# Reading the heading, and going on; checking everything at the end.
_SECONDS_OF_A_PAGE = 10


def minutes_to_fill(definition: FormDefinition) -> int:
    """Whole minutes, at least one. What is asked only sometimes, or may be left out, counts half; what is remembered, nothing."""
    remembered = definition.repeat.child if definition.repeat else ()
    seconds = sum(_SECONDS_OF_A_PAGE for _ in definition.pages)
    for page in definition.pages:
        for question in (each for each in page.questions if each.id not in remembered):
            is_certain = page.show_when is None and question.show_when is None and question.required
            seconds += _seconds(question) // (1 if is_certain else 2)
    return max(1, round(seconds / 60))


def _seconds(question: Question) -> int:
    """What a question takes; a group its rows, each of whose questions may be left out like any other."""
    if isinstance(question, GroupQuestion):
        row = sum(
            _seconds(inner) // (1 if inner.show_when is None and inner.required else 2) for inner in question.inner()
        )
        return row * max(min(_ROWS, question.max_items), question.min_items)
    return _SECONDS.get(question.type, USUAL)
