"""What a form could do better before residents meet it (公開前の注意). Nothing here blocks publication."""

from collections.abc import Iterator, Mapping

from shared_forms.language.analysis.faults import Caution, CautionCode
from shared_forms.language.analysis.minutes import minutes_to_fill
from shared_forms.language.definition import FormDefinition
from shared_forms.language.texts import JAPANESE, Text
from shared_forms.language.types import ChoiceQuestion, FileQuestion, Question

LONGEST_LABEL = 60
MOST_RADIO_BUTTONS = 40
MOST_QUESTIONS_ON_A_PAGE = 9

# Types by which people tell who they are, with the token of HTML for the applicant's own.
_OWN: Mapping[str, str] = {
    "person_name": "name",
    "kana": "name",
    "phone": "tel",
    "address": "street-address",
}

_LANGUAGES = {"en": "英語", "ja-easy": "やさしい日本語"}


def cautions(definition: FormDefinition) -> tuple[Caution, ...]:
    """Everything that should be looked at once more, with what to do about it."""
    looks = (_labels, _pages, _options, _files, _purpose, _autocomplete, _minutes, _translations)
    return tuple(caution for look in looks for caution in look(definition))


def _labels(definition: FormDefinition) -> Iterator[Caution]:
    for where, text in _names(definition):
        if len(str(text)) > LONGEST_LABEL:
            message = f"『{text}』は{len(str(text))}文字あります。{LONGEST_LABEL}文字までにして、くわしいことは案内に書いてください。"
            yield Caution(CautionCode.LONG_LABEL, where, message)


def _pages(definition: FormDefinition) -> Iterator[Caution]:
    for page in definition.pages:
        always = [question for question in page.questions if question.show_when is None]
        if len(always) > MOST_QUESTIONS_ON_A_PAGE:
            message = (
                f"ページ『{page.title}』には{len(always)}項目あります。"
                "スマートフォンでは長く感じられるので、2つのページに分けてください。"
            )
            yield Caution(CautionCode.LONG_PAGE, page.id, message)


def _options(definition: FormDefinition) -> Iterator[Caution]:
    for question in definition.questions():
        if isinstance(question, ChoiceQuestion) and len(question.options) > MOST_RADIO_BUTTONS:
            message = (
                f"『{question.label}』には選択肢が{len(question.options)}あります。"
                "探しながら選べる項目（一覧から選ぶ）にしてください。"
            )
            yield Caution(CautionCode.MANY_OPTIONS, question.id, message)


def _files(definition: FormDefinition) -> Iterator[Caution]:
    for question in definition.questions():
        if isinstance(question, FileQuestion) and question.required and question.help is None:
            message = f"『{question.label}』は必ず添付する項目です。どんな書類かを案内に書くと、まちがいが減ります。"
            yield Caution(CautionCode.UNEXPLAINED_FILE, question.id, message)


def _purpose(definition: FormDefinition) -> Iterator[Caution]:
    personal = next((question for question in definition.questions() if question.privacy != "plain"), None)
    if personal is not None and definition.guide.privacy is None:
        message = f"『{personal.label}』など個人のことを聞くのに、利用目的が書かれていません。案内に「利用目的」を書いてください。"
        yield Caution(CautionCode.NO_PURPOSE, "", message)


def _autocomplete(definition: FormDefinition) -> Iterator[Caution]:
    """Of each type at least one question is about the applicant, or says with "off" that it is not."""
    for kind, token in _OWN.items():
        asked = [question for question in definition.questions() if question.type == kind]
        if asked and not any(question.autocomplete for question in asked):
            message = (
                f"『{asked[0].label}』に、自動入力の指定（autocomplete）がありません。"
                f"申請する本人のことなら「{token}」、ほかの人のことなら「off」と指定してください。"
            )
            yield Caution(CautionCode.NO_AUTOCOMPLETE, asked[0].id, message)


def _minutes(definition: FormDefinition) -> Iterator[Caution]:
    said, guess = definition.guide.minutes, minutes_to_fill(definition)
    if said is None:
        message = f"入力にかかる時間が書かれていません。項目の数からみると、{guess}分くらいです。"
        yield Caution(CautionCode.MINUTES, "", message)
    elif said > 2 * guess or guess > 2 * said:
        message = (
            f"入力にかかる時間は{said}分と書かれていますが、項目の数からみると{guess}分くらいです。確かめてください。"
        )
        yield Caution(CautionCode.MINUTES, "", message)


def _translations(definition: FormDefinition) -> Iterator[Caution]:
    names = [(where, text) for where, text in _names(definition)]
    languages = {language for _, text in names for language, _ in text.translations}
    for language in sorted(languages - {JAPANESE}):
        missing = [(where, text) for where, text in names if text.language(language) != language]
        if missing:
            where, text = missing[0]
            name = _LANGUAGES.get(language, language)
            message = (
                f"{name}のことばが、『{text}』など{len(missing)}か所にありません。{name}で読む人にも、日本語で出ます。"
            )
            yield Caution(CautionCode.TRANSLATION, where, message)


def _names(definition: FormDefinition) -> Iterator[tuple[str, Text]]:
    """What pages, questions and options are called, with the id of the page or question."""
    for page in definition.pages:
        yield page.id, page.title
        for question in page.questions:
            yield from _names_of(question)


def _names_of(question: Question) -> Iterator[tuple[str, Text]]:
    yield question.id, question.label
    for option in question.offers():
        yield question.id, option.label
