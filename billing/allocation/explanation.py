"""A share in words (計算の説明): one row a step, each of which a person can check with a calculator."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from billing.allocation.rounding import Rounding
from billing.allocation.shares import Line, Share
from billing.allocation.terms import Basis


@dataclass(frozen=True, slots=True)
class Step:
    """A row of the explanation: what is done, by which formula, and what comes out."""

    label: str
    formula: str
    result: str


def explain(share: Share) -> tuple[Step, ...]:
    """How a share came about, from the first component to the last yen. The last step is the contribution itself."""
    return (*_fixed_steps(share), *map(_line_step, share.lines), *_rounding_steps(share.rounding), _last_step(share))


def decimal_text(value: Fraction, places: int = 4) -> str:
    """An exact number for the eye: 337,674.4186… Digits are cut off, never rounded; "…" says that more follow."""
    scaled = value * 10**places
    whole, part = divmod(int(scaled), 10**places)
    digits = f"{part:0{places}d}"
    if scaled.denominator == 1:
        digits = digits.rstrip("0")
        return f"{whole:,}.{digits}" if digits else f"{whole:,}"
    return f"{whole:,}.{digits}…"


def _fixed_steps(share: Share) -> Iterator[Step]:
    if share.fixed:
        yield Step("定額", "あらかじめ決めた額", f"{share.fixed:,}")


def _line_step(line: Line) -> Step:
    return Step(line.basis.label, _formula(line), decimal_text(line.amount))


def _formula(line: Line) -> str:
    factors = [_pot(line), f"{line.weight}/{line.weights}"]
    if line.basis is not Basis.EQUAL:
        factors.append(f"{line.value:,}")
    if line.months is not None:
        factors.append(f"{line.months}か月")
    return f"{' × '.join(factors)} ÷ {line.whole:,}{_divisor_words(line)}"


def _pot(line: Line) -> str:
    return f"（{line.total:,} − 定額の合計 {line.fixed_total:,}）" if line.fixed_total else f"{line.total:,}"


def _divisor_words(line: Line) -> str:
    if line.months is None:
        return ""
    return "（全団体の月数の合計）" if line.basis is Basis.EQUAL else f"（全団体の「{line.basis.noun} × 月数」の合計）"


def _rounding_steps(rounding: Rounding) -> Iterator[Step]:
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
