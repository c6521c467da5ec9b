"""What looks at what: conditions, limits and checks must find what they look at, in time, and of a kind they can compare."""

from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from shared_forms.language.analysis.faults import Fault, FaultCode
from shared_forms.language.comparing import order_of_bound
from shared_forms.language.conditioned import conditioned
from shared_forms.language.conditions import Reference, Use
from shared_forms.language.definition import FormDefinition
from shared_forms.language.types import DateQuestion, Question, SelectQuestion


def references(definition: FormDefinition) -> Iterator[Fault]:
    """Faults between parts of the form."""
    for check in (_conditions, _limits, _checks, _cycles):
        yield from check(definition)


def _conditions(definition: FormDefinition) -> Iterator[Fault]:
    places = _places(definition)
    for use in conditioned(definition):
        for reference in use.condition.references():
            yield from _misplaced(definition, places, use.where, use.place, use.subject, reference.question)
            yield from _incomparable(definition, use.where, use.subject, reference)


def _checks(definition: FormDefinition) -> Iterator[Fault]:
    """A check speaks where everything it looks at is asked, or later: on an earlier page nobody could put it right."""
    pages = {question.id: number for number, page in enumerate(definition.pages) for question in page.questions}
    for check in definition.checks:
        subject = f"確かめ『{check.message}』"
        if check.at not in pages:
            message = f"{subject}のことばを出す項目「{check.at}」がありません。"
            yield Fault(FaultCode.UNKNOWN_QUESTION, check.id, message)
            continue
        for reference in check.wrong_when.references():
            if reference.question not in pages:
                message = f"{subject}が見ている項目「{reference.question}」がありません。"
                yield Fault(FaultCode.UNKNOWN_QUESTION, check.at, message)
            elif pages[reference.question] > pages[check.at]:
                question = definition.question(reference.question)
                message = f"{subject}のことばを、『{question.label if question else ''}』と同じページか後のページの項目に出してください。"
                yield Fault(FaultCode.FORWARD_REFERENCE, check.at, message)
            yield from _incomparable(definition, check.at, subject, reference)


def _limits(definition: FormDefinition) -> Iterator[Fault]:
    places = _places(definition)
    for question in definition.every_question():
        for name in question.limit_references():
            subject = f"『{question.label}』の日付の範囲"
            yield from _misplaced(definition, places, question.id, places[question.id], subject, name)
            if (other := definition.question(name)) and not isinstance(other, DateQuestion):
                message = f"{subject}が見ている『{other.label}』は、日付の項目ではありません。"
                yield Fault(FaultCode.NOT_COMPARABLE, question.id, message)


def _misplaced(
    definition: FormDefinition, places: dict[str, int], where: str, place: int, subject: str, name: str
) -> Iterator[Fault]:
    """Faults of looking at a question that is not there, or not asked before."""
    question = definition.question(name)
    if question is None:
        yield Fault(FaultCode.UNKNOWN_QUESTION, where, f"{subject}が見ている項目「{name}」がありません。")
    elif places[name] >= place or name == definition.group_of(where):
        message = f"{subject}が見ている『{question.label}』は、それより前で聞いていません。"
        yield Fault(FaultCode.FORWARD_REFERENCE, where, message)
    elif definition.group_of(name) not in (None, definition.group_of(where)):
        message = (
            f"{subject}が見ている『{question.label}』は、くり返す項目の中にあります。同じ行の項目からだけ見られます。"
        )
        yield Fault(FaultCode.FORWARD_REFERENCE, where, message)


def _incomparable(definition: FormDefinition, where: str, subject: str, reference: Reference) -> Iterator[Fault]:
    """Faults of comparing an answer with something it can never be."""
    question = definition.question(reference.question)
    if question is None or reference.use == "answer":
        return
    if isinstance(question, SelectQuestion) and question.dataset and reference.use in ("value", "option"):
        message = (
            f"{subject}は『{question.label}』の答えと比べられません。"
            "選択肢は市ごとの一覧から入るからです。答えたかどうかなら、条件にできます。"
        )
        yield Fault(FaultCode.NOT_COMPARABLE, where, message)
    elif not (possible := _comparable(definition, question, reference)):
        message = f"{subject}は『{question.label}』の答えと比べられません。{_WHAT_COMPARES[reference.use]}"
        yield Fault(FaultCode.NOT_COMPARABLE, where, message)
    elif isinstance(possible, frozenset):
        for value in reference.values:
            if value not in possible:
                message = f"{subject}にある答え「{value}」は、『{question.label}』の選択肢にありません。"
                yield Fault(FaultCode.UNKNOWN_VALUE, where, message)


_WHAT_COMPARES: Mapping[Use, str] = {
    "value": "比べられるのは、1つ選ぶ項目と「はい・いいえ」の項目です。",
    "option": "選んだものに入っているかを調べられるのは、いくつか選ぶ項目です。",
    "order": "大小や前後は、数・日付・年月・時刻の項目どうしか、同じ書きかたの値とだけ比べられます。",
    "rows": "数えられるのは、くり返す項目です。",
    "same": "同じかどうかは、同じ種類の項目どうしで比べられます。",
}


def _comparable(
    definition: FormDefinition, question: Question, reference: Reference
) -> bool | frozenset[bool | str] | frozenset[str] | None:
    """Whether a question answers what a condition wants to know; with what, where there is a list of it."""
    other = definition.question(reference.other or "")
    if reference.use == "value":
        return question.comparable_values()
    if reference.use == "option":
        return question.includable_options()
    if reference.use == "rows":
        return question.has_rows
    if reference.use == "same":
        return other is None or other.type == question.type
    kinds = [order_of_bound(value) for value in reference.values] + ([other.ordered_as] if other else [])
    return question.ordered_as is not None and all(kind == question.ordered_as for kind in kinds)


def _cycles(definition: FormDefinition) -> Iterator[Fault]:
    try:
        TopologicalSorter(_dependencies(definition)).prepare()
    except CycleError as error:
        circle = "→".join(f"『{_label(definition, name)}』" for name in reversed(error.args[1]))
        yield Fault(
            FaultCode.CYCLE, error.args[1][0], f"表示条件や計算が輪になっているので、どれも決まりません（{circle}）。"
        )


def _dependencies(definition: FormDefinition) -> dict[str, set[str]]:
    """Question -> the questions that must be answered before it can be shown, read or computed."""
    graph: dict[str, set[str]] = {
        question.id: {*question.limit_references(), *(each.question for each in question.ingredients())}
        for question in definition.every_question()
    }
    of_page = {page.id: [question.id for question in page.questions] for page in definition.pages}
    for use in conditioned(definition):
        for name in of_page.get(use.where, [use.where]):
            graph[name].update(reference.question for reference in use.condition.references())
    return graph


def _places(definition: FormDefinition) -> dict[str, int]:
    return {question.id: place for place, question in enumerate(definition.every_question())}


def _label(definition: FormDefinition, question_id: str) -> str:
    question = definition.question(question_id)
    return str(question.label) if question else question_id
