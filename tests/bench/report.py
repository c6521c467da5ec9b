"""One line per benchmark: name, ours, reference, ratio, goal, ok or short."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One comparison of the same run.

    ours, reference:  the same quantity of both, in `unit`; the ratio says how many times better ours is.
    goal:             least ratio that was asked for.
    """

    name: str
    ours: float
    reference: float
    unit: str
    goal: float
    higher_is_better: bool = True

    @property
    def ratio(self) -> float:
        better, worse = (self.ours, self.reference) if self.higher_is_better else (self.reference, self.ours)
        return better / worse

    def __str__(self) -> str:
        verdict = "ok" if self.ratio >= self.goal else "short"
        figures = f"{_figure(self.ours, self.unit):>14} {_figure(self.reference, self.unit):>14}"
        return f"{self.name:<58} {figures} {self.ratio:>7.2f} {self.goal:>6.2f}  {verdict}"


HEADING = f"{'benchmark':<58} {'ours':>14} {'reference':>14} {'ratio':>7} {'goal':>6}"


def _figure(value: float, unit: str) -> str:
    return f"{value:,.0f} {unit}" if value >= 100 else f"{value:.3g} {unit}"
