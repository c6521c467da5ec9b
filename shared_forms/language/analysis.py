"""What would make a form unusable, found before it is published (公開前の点検)."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from graphlib import CycleError, TopologicalSorter

from shared_forms.language.comparing import order_of_bound
from shared_forms.language.conditions import Reference, Use
from shared_forms.language.definition import FormDefinition, Page
from shared_forms.language.types import DateQuestion, Question


class FaultCode(StrEnum):
    """Kinds of faults; each blocks publication."""

    EMPTY = "empty"
    DUPLICATE_ID = "duplicate_id"
    RESERVED_ID = "reserved_id"
    UNKNOWN_QUESTION = "unknown_question"
    FORWARD_REFERENCE = "forward_reference"
    NOT_COMPARABLE = "not_comparable"
    UNKNOWN_VALUE = "unknown_value"
    CYCLE = "cycle"
    CONTRADICTION = "contradiction"
    REPEAT = "repeat"


# Stand where a page's id would stand in an address.
RESERVED_PAGE_IDS = frozenset({"check", "saved"})


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault.

    where:    id of the page or question to correct; "" for the form as a whole.
    message:  a Japanese sentence for the person who edits the form.
    """

    code: FaultCode
    where: str
    message: str


def problems(definition: FormDefinition) -> tuple[Fault, ...]:
    """Every fault of a form; a form without any can be compiled and published."""
    checks = (_emptiness, _duplicates, _reserved, _conditions, _limits, _cycles, _contradictions, _repeat)
    return tuple(fault for check in checks for fault in check(definition))


def _emptiness(definition: FormDefinition) -> Iterator[Fault]:
    if not definition.pages:
        yield Fault(FaultCode.EMPTY, "", "ページが1つもありません。")
    for page in definition.pages:
        if not page.questions:
            yield Fault(FaultCode.EMPTY, page.id, f"ページ『{page.title}』に項目がありません。")


def _reserved(definition: FormDefinition) -> Iterator[Fault]:
    for page in definition.pages:
        if page.id in RESERVED_PAGE_IDS:
            yield Fault(
                FaultCode.RESERVED_ID, page.id, f"ページ『{page.title}』のID「{page.id}」は、ほかの画面が使っています。"
            )


def _duplicates(definition: FormDefinition) -> Iterator[Fault]:
    ids = [page.id for page in definition.pages] + [question.id for question in definition.questions()]
    for repeated in _repeated(ids):
        yield Fault(FaultCode.DUPLICATE_ID, repeated, f"ID「{repeated}」が2回以上使われています。")
    for question in definition.questions():
        for repeated in _repeated([option.id for option in getattr(question, "options", ())]):
            message = f"『{question.label}』の選択肢のID「{repeated}」が2回以上使われています。"
            yield Fault(FaultCode.DUPLICATE_ID, question.id, message)


def _repeated(ids: list[str]) -> list[str]:
    return [name for name, count in Counter(ids).items() if count > 1]


def _conditions(definition: FormDefinition) -> Iterator[Fault]:
    places = _places(definition)
    for element, place in _elements(definition):
        for reference in element.show_when.references() if element.show_when else ():
            subject = f"『{_name(element)}』の表示条件"
            yield from _misplaced(definition, places, element.id, place, subject, reference.question)
            yield from _incomparable(definition, element.id, subject, reference)


def _limits(definition: FormDefinition) -> Iterator[Fault]:
    places = _places(definition)
    for question in definition.questions():
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
    elif places[name] >= place:
        message = f"{subject}が見ている『{question.label}』は、それより前で聞いていません。"
        yield Fault(FaultCode.FORWARD_REFERENCE, where, message)


def _incomparable(definition: FormDefinition, where: str, subject: str, reference: Reference) -> Iterator[Fault]:
    """Faults of comparing an answer with something it can never be."""
    question = definition.question(reference.question)
    if question is None or reference.use == "answer":
        return
    if not (possible := _comparable(definition, question, reference)):
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
            FaultCode.CYCLE, error.args[1][0], f"表示条件が輪になっているので、どれも表示できません（{circle}）。"
        )


def _dependencies(definition: FormDefinition) -> dict[str, set[str]]:
    """Question -> the questions that must be answered before it can be shown or checked."""
    graph: dict[str, set[str]] = {}
    for page in definition.pages:
        of_page = _references(page)
        for question in page.questions:
            graph.setdefault(question.id, set()).update(of_page, _references(question), question.limit_references())
    return graph


def _references(element: Page | Question) -> set[str]:
    return {reference.question for reference in element.show_when.references()} if element.show_when else set()


def _contradictions(definition: FormDefinition) -> Iterator[Fault]:
    for question in definition.questions():
        for sentence in question.contradictions():
            yield Fault(FaultCode.CONTRADICTION, question.id, f"『{question.label}』：{sentence}")


def _repeat(definition: FormDefinition) -> Iterator[Fault]:
    repeat = definition.repeat
    if (definition.kind == "repeat_notice") != (repeat is not None):
        yield Fault(
            FaultCode.REPEAT, "", "くり返す連絡には、お子さんごとに覚える項目が必要です。ほかの様式には付けられません。"
        )
    if repeat is None:
        return
    for name in repeat.child:
        if definition.question(name) is None:
            yield Fault(FaultCode.UNKNOWN_QUESTION, "", f"お子さんごとに覚える項目「{name}」がありません。")
    for name in (repeat.card_title, *repeat.card_note):
        if name not in repeat.child:
            yield Fault(FaultCode.REPEAT, "", f"カードに出す項目「{name}」が、覚える項目に入っていません。")


def _elements(definition: FormDefinition) -> Iterator[tuple[Page | Question, int]]:
    """Pages and questions, each with the number of questions asked before it."""
    place = 0
    for page in definition.pages:
        yield page, place
        for question in page.questions:
            yield question, place
            place += 1


def _places(definition: FormDefinition) -> dict[str, int]:
    return {element.id: place for element, place in _elements(definition) if not isinstance(element, Page)}


def _name(element: Page | Question) -> str:
    return str(element.title if isinstance(element, Page) else element.label)


def _label(definition: FormDefinition, question_id: str) -> str:
    question = definition.question(question_id)
    return str(question.label) if question else question_id
