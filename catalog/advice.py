"""What a form could do better before residents meet it (公開前の助言). Nothing here blocks publication."""

from collections.abc import Iterator

from shared_forms.language import FormDefinition
from shared_forms.language.types import FileQuestion

MOST_QUESTIONS_ON_A_PAGE = 9


def advice(definition: FormDefinition) -> tuple[str, ...]:
    """Japanese sentences for the person who publishes."""
    return (*_guide(definition), *_pages(definition), *_files(definition))


def _guide(definition: FormDefinition) -> Iterator[str]:
    guide = definition.guide
    if guide.department is None:
        yield "担当課が書かれていません。「市の情報」で担当課を入力してください。"
    if guide.phone is None and guide.contact is None:
        yield "電話番号も問い合わせ先も書かれていません。困った方が相談できるように、「市の情報」で入力してください。"
    if guide.fee is None:
        yield "手数料が書かれていません。かからないときは「無料」と入力してください。"
    if guide.period is None:
        yield "受付期間が書かれていません。いつでも受け付けるときは「いつでも」と入力してください。"


def _pages(definition: FormDefinition) -> Iterator[str]:
    for page in definition.pages:
        always = [question for question in page.questions if question.show_when is None]
        if len(always) > MOST_QUESTIONS_ON_A_PAGE:
            yield f"ページ『{page.title}』には{len(always)}項目あります。スマートフォンでは長く感じられます。"


def _files(definition: FormDefinition) -> Iterator[str]:
    for question in definition.questions():
        if isinstance(question, FileQuestion) and question.required and question.help is None:
            yield f"『{question.label}』は必ず添付する項目です。どんな書類かを案内に書くと、まちがいが減ります。"
