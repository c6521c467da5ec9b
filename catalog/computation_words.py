"""How a value is computed, in words, for the people who edit a form and for the form on paper (計算のことば)."""

from datetime import date

from catalog.condition_words import from_today
from common.wareki import long_date
from shared_forms.language import FormDefinition
from shared_forms.language.texts import JAPANESE
from shared_forms.language.types import ComputedQuestion
from shared_forms.language.types.computing import Age, CountRows, Fee, Sum, SumOfRows
from shared_forms.language.types.date import FromAnswer, FromToday, Limit
from shared_forms.language.types.money import yen


def rule(definition: FormDefinition, question: ComputedQuestion) -> str:
    """The rule as a sentence: 『大人』と『子ども』の合計です。"""
    match question.compute:
        case Sum(questions=(only,)):
            words = f"{_name(definition, only)}と同じ"
        case Sum(questions=questions):
            words = f"{'と'.join(_name(definition, each) for each in questions)}の合計"
        case SumOfRows(of=of):
            words = f"{_name(definition, of.group)}それぞれの{_name(definition, of.question)}の合計"
        case CountRows(group=group):
            words = f"{_name(definition, group)}の件数"
        case Age(of=of):
            words = f"{_name(definition, of.birth)}から数えた、{_day(definition, of.on)}の満年齢"
        case Fee():
            words = _fee(definition, question.compute)
    return f"{words}です。"


def _fee(definition: FormDefinition, fee: Fee) -> str:
    chosen = definition.question(fee.of.by)
    prices = [
        f"「{option.label}」{yen(fee.of.table[option.id], JAPANESE)}"
        for option in (chosen.offers() if chosen else ())
        if option.id in fee.of.table
    ]
    times = f"に{_name(definition, fee.of.times)}をかけた金額" if fee.of.times else ""
    return f"{_name(definition, fee.of.by)}で決まる金額（{'、'.join(prices)}）{times}"


def _day(definition: FormDefinition, limit: Limit) -> str:
    if isinstance(limit, date):
        return long_date(limit)
    if isinstance(limit, FromToday):
        return from_today(limit.today)
    if isinstance(limit, FromAnswer):
        days = f"の{abs(limit.days)}日{'後' if limit.days > 0 else '前'}" if limit.days else ""
        return f"{_name(definition, limit.question)}{days}"
    years = limit.fiscal_year
    year = f"{abs(years)}年{'後' if years > 0 else '前'}の年度" if years else "入力する日の年度"
    return f"{year}の{'4月1日' if limit.at == 'start' else '3月31日'}"


def _name(definition: FormDefinition, question_id: str) -> str:
    question = definition.question(question_id)
    return f"『{question.label if question else question_id}』"
