"""A share in words (計算の説明): one row a step, each of which a person can check with a calculator."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from billing.allocation.bases import Basis
from billing.allocation.rounding import Cut, Rounding
from billing.allocation.shares import Adjustment, Line, Pot, Share
from billing.allocation.words import decimal_text

_SHORT = 10**6  # denominators that a pocket calculator takes


@dataclass(frozen=True, slots=True)
class Step:
    """A row of the explanation: what is done, by which formula, and what comes out."""

    label: str
    formula: str
    result: str


def explain(share: Share) -> tuple[Step, ...]:
    """How a share came about, from the first component to the last yen. The last step is the contribution itself."""
    return (
        *_fixed_steps(share),
        *(step for line in share.lines for step in _line_steps(line)),
        *map(_adjustment_step, share.adjustments),
        *_rounding_steps(share.rounding),
        _last_step(share),
    )


def _fixed_steps(share: Share) -> Iterator[Step]:
    if agreed := share.fixed - sum(fee.amount for fee in share.fees):
        yield Step("定額", "あらかじめ決めた額", f"{agreed:,}")
    for fee in share.fees:
        yield Step(fee.label, fee.how or f"{fee.unit:,} × {fee.count:,}", f"{fee.amount:,}")


def _line_steps(line: Line) -> Iterator[Step]:
    if line.basis is Basis.DEGRESSIVE:
        words = f"人口 {line.population:,} の0.585乗（小数第5位から切り捨て）"
        yield Step("逓減人口割のもとになる数", words, decimal_text(line.value))
    if line.basis is Basis.BAND:
        yield Step("人口段階割の点数", f"人口 {line.population:,} の段階", decimal_text(line.value))
    among = f"（{line.pot.among:,}団体だけで分ける）" if line.pot.among is not None else ""
    yield Step(f"{line.basis.label}{among}", _formula(line), decimal_text(line.amount))


def _formula(line: Line) -> str:
    factors = [_pot(line.pot), f"{line.pot.weight}/{line.pot.weights}"]
    if line.basis is not Basis.EQUAL:
        factors.append(decimal_text(line.value))
    if line.months is not None:
        factors.append(f"{line.months}か月")
    if line.days is not None:
        factors.append(f"{line.days}日")
    return f"{' × '.join(factors)} ÷ {decimal_text(line.pot.whole)}{_divisor_words(line)}"


def _pot(pot: Pot) -> str:
    return f"（{pot.total:,} − 先に払う額の合計 {pot.fixed_total:,}）" if pot.fixed_total else f"{pot.total:,}"


def _divisor_words(line: Line) -> str:
    time = "月数" if line.months is not None else "日数" if line.days is not None else ""
    if not time:
        return ""
    return (
        f"（全団体の{time}の合計）"
        if line.basis is Basis.EQUAL
        else f"（全団体の「{line.basis.noun} × {time}」の合計）"
    )


def _adjustment_step(adjustment: Adjustment) -> Step:
    formula = f"{decimal_text(adjustment.before)} × {_ratio(adjustment.factor)}" if adjustment.factor else ""
    return Step(adjustment.label, formula, decimal_text(adjustment.after))


def _ratio(factor: Fraction) -> str:
    """As a fraction where it is a short one, otherwise as a decimal of ten places, cut."""
    if factor.denominator <= _SHORT:
        return f"{factor.numerator:,}/{factor.denominator:,}"
    return decimal_text(factor, places=10)


def _rounding_steps(rounding: Rounding | Cut) -> Iterator[Step]:
    if isinstance(rounding, Cut):
        words = f"端数 {decimal_text(rounding.remainder)}" if rounding.remainder else "端数なし"
        yield Step("合わせて、1,000円未満を切り捨て", words, f"{rounding.floor:,}")
        if rounding.extra:
            yield Step(
                "切り捨てた差額の負担", f"全団体の差額 {rounding.gaps:,}円を、この団体が負担", f"+{rounding.extra:,}"
            )
        return
    yield Step("合わせて、1円未満を切り捨て", _remainder_words(rounding), f"{rounding.floor:,}")
    if rounding.leftover:
        words = f"残った{rounding.leftover:,}円を、端数の大きい順に{rounding.leftover:,}団体へ1円ずつ"
        yield Step("端数の調整", words, f"+{rounding.extra}" if rounding.extra else "0")


def _remainder_words(rounding: Rounding) -> str:
    if not rounding.remainder:
        return "端数なし"
    return f"端数 {decimal_text(rounding.remainder)}（{rounding.among}団体中 {rounding.rank}番目に大きい）"


def _last_step(share: Share) -> Step:
    return Step(f"{share.name}の負担額", "", f"{share.amount:,}")
