"""What to put right before publishing, and what to look at once more (公開前の点検)."""

from collections.abc import Iterator
from dataclasses import dataclass

from catalog.selectors import CityForm
from shared_forms.language import FormDefinition, analysis
from shared_forms.language.datasets import datasets_of

# Where a remark is about what the city says of itself, and not about a page or question.
FACTS = "facts"


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to look at.

    target:  id of the page or question, FACTS, or "" for the form as a whole.
    dataset: the list it is about, or "".
    """

    message: str
    target: str
    dataset: str = ""


def to_put_right(form: CityForm) -> tuple[Remark, ...]:
    """Everything for which the form cannot be published."""
    unfit = [Remark(problem.message, "") for problem in form.problems]
    lists = [_empty_list(slug, label) for slug, label in datasets_of(form.filled).items()]
    faults = analysis.problems(form.definition) or analysis.dead_ends(form.filled)
    return (*unfit, *lists, *(_remark(form.definition, fault) for fault in faults))


def to_look_at(form: CityForm) -> tuple[Remark, ...]:
    """Everything that residents of this city might miss or find hard. Nothing of it blocks publication."""
    local = (Remark(sentence, FACTS) for sentence in _unsaid(form.definition))
    return (*local, *(_remark(form.definition, caution) for caution in analysis.cautions(form.definition)))


def _empty_list(slug: str, label: str) -> Remark:
    message = f"『{label}』で選んでもらう一覧が、まだ空です。一覧に項目を入れると、公開できます。"
    return Remark(message, "", slug)


def _remark(definition: FormDefinition, finding: analysis.Fault | analysis.Caution) -> Remark:
    places = {page.id for page in definition.pages} | {question.id for question in definition.questions()}
    return Remark(finding.message, finding.where if finding.where in places else "")


def _unsaid(definition: FormDefinition) -> Iterator[str]:
    guide = definition.guide
    if guide.department is None:
        yield "担当課が書かれていません。「市の情報」で担当課を入力してください。"
    if guide.phone is None and guide.contact is None:
        yield "電話番号も問い合わせ先も書かれていません。困った方が相談できるように、「市の情報」で入力してください。"
    if guide.fee is None:
        yield "手数料が書かれていません。かからないときは「無料」と入力してください。"
    if guide.period is None:
        yield "受付期間が書かれていません。いつでも受け付けるときは「いつでも」と入力してください。"
