"""What computed values look at: there, in time, and of a kind to compute with."""

from collections.abc import Callable, Iterator, Mapping

from shared_forms.language.analysis.faults import Fault, FaultCode
from shared_forms.language.definition import FormDefinition
from shared_forms.language.types import ComputedQuestion, DateQuestion, NumberQuestion, Question
from shared_forms.language.types.base import Ingredient, Role
from shared_forms.language.types.choosing import OneOptionQuestion
from shared_forms.language.types.computing import Age, CountRows


def computations(definition: FormDefinition) -> Iterator[Fault]:
    """Faults of computed values."""
    places = {question.id: place for place, question in enumerate(definition.every_question())}
    for question in definition.questions():
        for ingredient in question.ingredients():
            yield from _of(definition, places, question, ingredient)


def _of(
    definition: FormDefinition, places: Mapping[str, int], computed: Question, ingredient: Ingredient
) -> Iterator[Fault]:
    """The first thing that is wrong with one question that a value is computed from; or every option without a price."""
    subject = f"『{computed.label}』の計算に使う"
    question = definition.question(ingredient.question)
    if question is None:
        yield Fault(FaultCode.UNKNOWN_QUESTION, computed.id, f"{subject}項目「{ingredient.question}」がありません。")
    elif places[question.id] >= places[computed.id]:
        message = (
            f"{subject}『{question.label}』が、それより前にありません。『{computed.label}』をその後に置いてください。"
        )
        yield Fault(FaultCode.FORWARD_REFERENCE, computed.id, message)
    elif definition.group_of(question.id) != ingredient.group:
        yield Fault(
            FaultCode.NOT_COMPARABLE,
            computed.id,
            f"{subject}『{question.label}』{_MISPLACED[ingredient.group is None]}",
        )
    elif not _FITS[ingredient.role](question):
        message = f"{subject}『{question.label}』では計算できません。{_WHAT_FITS[ingredient.role]}"
        yield Fault(FaultCode.NOT_COMPARABLE, computed.id, message)
    elif ingredient.role == "option":
        for option in question.offers():
            if option.ends is None and option.id not in ingredient.options:
                message = f"『{computed.label}』の料金表に、『{question.label}』の選択肢『{option.label}』の金額がありません。"
                yield Fault(FaultCode.UNKNOWN_VALUE, computed.id, message)


_MISPLACED: Mapping[bool, str] = {
    True: "は、くり返す項目の中にあります。行の合計には sum_of を使ってください。",
    False: "は、合計するくり返す項目の中にありません。",
}


def _is_whole(question: Question) -> bool:
    """Whether the answer never has a part behind the point."""
    if isinstance(question, ComputedQuestion):
        return isinstance(question.compute, (Age, CountRows))
    return isinstance(question, NumberQuestion) and not question.decimals


_FITS: Mapping[Role, Callable[[Question], bool]] = {
    "number": lambda question: question.ordered_as == "number",
    "whole": _is_whole,
    "day": lambda question: isinstance(question, DateQuestion),
    "option": lambda question: isinstance(question, OneOptionQuestion) and bool(question.offers()),
    "rows": lambda question: question.has_rows,
}

_WHAT_FITS: Mapping[Role, str] = {
    "number": "合計できるのは、数・金額と、計算して示す項目です。",
    "whole": "かけられるのは、小数のない数と、件数や年齢を計算した項目です。",
    "day": "年齢は、日付の項目から計算します。",
    "option": "料金は、1つ選ぶ項目で決まります。",
    "rows": "数えたり合計したりできる行があるのは、くり返す項目だけです。",
}
