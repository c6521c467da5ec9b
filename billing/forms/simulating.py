"""What is tried out in a simulation: the rule, the amount, the people that count, who takes part from when."""

from collections.abc import Iterable, Iterator

from django import forms
from django.http import QueryDict

from billing.forms.fields import YenField, choice
from billing.forms.rule import RuleForm, typed
from billing.models import BaseFigures
from billing.models.figures import PEOPLE
from billing.simulation import WhatIf
from common.wareki import long_date
from tenants.models import Municipality, Plan
from web.line_field import LineField

MONTHS = [*range(4, 13), 1, 2, 3]
NOT_AT_ALL = 0


class SimulationForm(RuleForm):
    """A what-if in the address of its page, so that it can be kept as a bookmark: there is nothing personal in it."""

    total_yen = YenField(label="分ける総額（税込み）", least=1, example="48,400,000")

    def __init__(
        self, data: QueryDict, *, figures: Iterable[BaseFigures], municipalities: Iterable[Municipality]
    ) -> None:
        super().__init__(data)
        self.sent = data
        self.municipalities = tuple(municipalities)
        self._figures = {str(each.pk): each.pk for each in figures if each.kind in PEOPLE}
        words = {str(each.pk): f"{each.label} {long_date(each.as_of)}" for each in figures if each.kind in PEOPLE}
        self.fields["population"] = choice(
            "人口の基準",
            [("", "使わない"), *words.items()],
            coerce=self._figures.__getitem__,
            required=False,
            empty_value=None,
        )
        months = [(NOT_AT_ALL, "参加しない"), *((month, f"{month}月から") for month in MONTHS)]
        for city in self.municipalities:
            self.fields[_month(city)] = choice(city.name, months, coerce=int, required=False, empty_value=NOT_AT_ALL)
            plans = [("", f"いまのプラン（{city.plan}）"), *((plan.value, f"プラン{plan.value}") for plan in Plan)]
            self.fields[_plan(city)] = choice(f"{city.name}のプラン", plans, required=False)

    @classmethod
    def data_of(cls, what_if: WhatIf) -> QueryDict:
        """A what-if as the form sends it."""
        data = QueryDict(mutable=True)
        shown = {**typed(what_if.rule), "total_yen": f"{what_if.total:,}", "population": what_if.population}
        for name, value in shown.items():
            if value not in (None, ""):
                data[name] = str(value)
        data.update({f"month-{code}": str(month) for code, month in what_if.joining.items()})
        data.update({f"plan-{code}": plan for code, plan in what_if.plans.items()})
        return data

    def lines(self) -> Iterator[tuple[forms.BoundField, forms.BoundField]]:
        """The fields of each municipality: from which month it takes part, and with which plan."""
        return ((self[_month(city)], self[_plan(city)]) for city in self.municipalities)

    def what_if(self) -> WhatIf:
        """What was typed. Months other than April are those of joining."""
        joining = {city.code: self.cleaned_data[_month(city)] for city in self.municipalities}
        return WhatIf(
            total=self.cleaned_data["total_yen"],
            rule=self.rule(),
            population=self.cleaned_data["population"],
            joining={code: month for code, month in joining.items() if month},
            plans={city.code: plan for city in self.municipalities if (plan := self.cleaned_data[_plan(city)])},
        )


class ScenarioForm(forms.Form):
    """The name of a what-if."""

    use_required_attribute = False
    name = LineField(label="試算の名前", max_length=50, help_text="例：10月から岬町が参加")


def _month(city: Municipality) -> str:
    return f"month-{city.code}"


def _plan(city: Municipality) -> str:
    return f"plan-{city.code}"
