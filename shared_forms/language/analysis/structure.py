"""What a form is put together from: pages with questions, ids of their own, what a repeat notice remembers."""

from collections import Counter
from collections.abc import Iterator

from shared_forms.language.analysis.faults import Fault, FaultCode
from shared_forms.language.definition import FormDefinition, Page

# Stand where a page's id would stand in an address.
RESERVED_PAGE_IDS = frozenset({"check", "saved"})

# Questions in rows and entries of lists included. The longest form of the library has a tenth of the questions.
MOST_QUESTIONS = 500
MOST_OPTIONS = 20_000


def structure(definition: FormDefinition) -> Iterator[Fault]:
    """Faults of the parts, each seen by itself."""
    for check in (_size, _emptiness, _duplicates, _reserved, _contradictions, _repeat):
        yield from check(definition)


def _size(definition: FormDefinition) -> Iterator[Fault]:
    for what, number, most in (
        ("項目", sum(1 for _ in definition.every_question()), MOST_QUESTIONS),
        ("選択肢", sum(len(question.offers()) for question in definition.every_question()), MOST_OPTIONS),
    ):
        if number > most:
            message = f"{what}が多すぎます（{number:,}）。1つの様式では{most:,}までです。様式を分けてください。"
            yield Fault(FaultCode.TOO_LARGE, "", message)


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
    ids = [page.id for page in definition.pages] + [question.id for question in definition.every_question()]
    for repeated in _repeated(ids):
        yield Fault(FaultCode.DUPLICATE_ID, repeated, f"ID「{repeated}」が2回以上使われています。")
    for repeated in _repeated([check.id for check in definition.checks]):
        yield Fault(FaultCode.DUPLICATE_ID, "", f"確かめのID「{repeated}」が2回以上使われています。")
    for question in definition.every_question():
        for repeated in _repeated([option.id for option in question.offers()]):
            message = f"『{question.label}』の選択肢のID「{repeated}」が2回以上使われています。"
            yield Fault(FaultCode.DUPLICATE_ID, question.id, message)


def _repeated(ids: list[str]) -> list[str]:
    return [name for name, count in Counter(ids).items() if count > 1]


def _contradictions(definition: FormDefinition) -> Iterator[Fault]:
    for element in (*definition.pages, *definition.every_question()):
        if element.locked is not None and element.local_note:
            name = element.title if isinstance(element, Page) else element.label
            message = f"『{name}』は固定されているのに、市ごとに書く案内になっています。どちらかにしてください。"
            yield Fault(FaultCode.CONTRADICTION, element.id, message)
    for question in definition.every_question():
        for sentence in question.contradictions():
            yield Fault(FaultCode.CONTRADICTION, question.id, f"『{question.label}』：{sentence}")
        if question.required_when is not None and not question.required:
            message = f"『{question.label}』は任意なのに、必須の条件があります。必須にするか、条件をなくしてください。"
            yield Fault(FaultCode.CONTRADICTION, question.id, message)


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
