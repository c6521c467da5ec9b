"""The rule of a contract as the secretariat types it: weights on top, everything rarer below."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from django import forms

from billing.allocation import Band, Basis, Cutting, Group, PlanFee, Relief, Rule, RuleComponent
from billing.forms.fields import MOST_PEOPLE, MOST_WEIGHT, WholeNumberField, YenField, choice
from common.money import Yen

BANDS = 5
CUTTINGS = {
    Cutting.LARGEST_REMAINDER: "1円未満を切り捨て、端数の大きい順に1円ずつ",
    Cutting.THOUSANDS_CARRIED: "千円未満を切り捨て、差額は事務局が繰り越す",
    Cutting.THOUSANDS_BORNE: "千円未満を切り捨て、差額は1団体が負担する",
}
TIMES = {"month": "月割（参加する月を含む）", "day": "日割（参加する日を含む）"}
MOST_PERCENT = 1000


def _weight(basis: Basis) -> WholeNumberField:
    return WholeNumberField(
        label=basis.label, width="4", least=0, most=MOST_WEIGHT, example="3", required=basis in _ALWAYS_SHOWN
    )


def _percent(label: str, most: int) -> WholeNumberField:
    return WholeNumberField(label=label, width="4", least=0, most=most, example="10", unit="％", required=False)


_ALWAYS_SHOWN = (Basis.EQUAL, Basis.POPULATION)


class RuleForm(forms.Form):
    """How the cost is split. What is left empty does not apply."""

    use_required_attribute = False
    equal_weight = _weight(Basis.EQUAL)
    population_weight = _weight(Basis.POPULATION)
    use_weight = _weight(Basis.USE)
    procedures_weight = _weight(Basis.PROCEDURES)
    need_weight = _weight(Basis.NEED)
    band_weight = _weight(Basis.BAND)
    degressive_weight = _weight(Basis.DEGRESSIVE)
    cutting = choice(
        "端数の扱い", [*CUTTINGS.items()], coerce=Cutting, required=False, empty_value=Cutting.LARGEST_REMAINDER
    )
    bearer = forms.CharField(label="差額を負担する団体", required=False, max_length=6)
    time = choice("年度の途中からの参加", [*TIMES.items()], required=False, empty_value="month")
    plan_a_yen = YenField(label="プランAの定額（年）", required=False)
    plan_b_yen = YenField(label="プランBの定額（年）", required=False)
    base_yen = YenField(label="基本額（年）", required=False)
    unit_yen = YenField(label="1件あたりの従量", required=False)
    cap_yen = YenField(label="1団体の上限", required=False)
    floor_yen = YenField(label="1団体の下限", required=False)
    growth = _percent("前年度からの増えかたの上限", MOST_PERCENT)
    fall = _percent("前年度からの減りかたの上限", 100)
    relief_below = WholeNumberField(
        label="軽減する団体の人口", unit="人", least=1, most=MOST_PEOPLE, example="30,000", required=False
    )
    relief_percent = WholeNumberField(
        label="軽減の割合", width="4", least=1, most=99, example="20", unit="％", required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for basis in Basis:
            name = f"{basis.value}_group"
            self.fields[name] = choice(
                f"{basis.label}を分ける団体",
                [(group.value, group.label) for group in Group],
                coerce=Group,
                required=False,
                empty_value=Group.ALL,
            )
        for place in range(1, BANDS + 1):
            self.fields[f"band_{place}_below"] = WholeNumberField(
                label=f"段階{place}の人口", unit="人", least=1, most=MOST_PEOPLE, example="50,000", required=False
            )
            self.fields[f"band_{place}_points"] = WholeNumberField(
                label=f"段階{place}の点数", width="4", least=0, most=MOST_WEIGHT, example="3", required=False
            )

    @classmethod
    def of(cls, rule: Rule) -> "RuleForm":
        """The form as a rule stands."""
        return cls(initial=typed(rule))

    def components(self) -> Iterator[tuple[str, forms.BoundField, forms.BoundField]]:
        """For each basis its name, the field of its weight and that of its group."""
        for basis in Basis:
            yield basis.label, self[f"{basis.value}_weight"], self[f"{basis.value}_group"]

    def bands(self) -> Iterator[tuple[forms.BoundField, forms.BoundField]]:
        """The fields of the bands of population."""
        for place in range(1, BANDS + 1):
            yield self[f"band_{place}_below"], self[f"band_{place}_points"]

    @property
    def has_more(self) -> bool:
        """Whether something of the rarer part is filled in, or wrong."""
        usual = {"cutting", "equal_weight", "population_weight", "time"}
        rarer = [name for name in RuleForm.base_fields if name not in usual]
        return any(self[name].value() not in (None, "", 0, "0") or self[name].errors for name in rarer)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if bool(typed.get("relief_below")) != bool(typed.get("relief_percent")):
            empty = "relief_percent" if typed.get("relief_below") else "relief_below"
            if empty not in self.errors:
                self.add_error(empty, "軽減するには、人口と割合の両方を入力してください。")
        return typed

    def rule(self) -> Rule:
        """What was typed, as a rule."""
        typed = self.cleaned_data
        below, percent = typed["relief_below"], typed["relief_percent"]
        return Rule(
            components=tuple(
                RuleComponent(basis, typed[f"{basis.value}_weight"] or 0, typed[f"{basis.value}_group"])
                for basis in Basis
                if typed[f"{basis.value}_weight"] or basis in _ALWAYS_SHOWN
            ),
            bands=tuple(self._bands()),
            plan_fees=tuple(
                PlanFee(group, typed[name])
                for group, name in ((Group.PLAN_A, "plan_a_yen"), (Group.PLAN_B, "plan_b_yen"))
                if typed[name]
            ),
            base=typed["base_yen"] or Yen(0),
            unit=typed["unit_yen"] or Yen(0),
            cutting=typed["cutting"],
            bearer=typed["bearer"] if typed["cutting"] is Cutting.THOUSANDS_BORNE else "",
            relief=Relief(below, Fraction(percent, 100)) if below else None,
            cap=typed["cap_yen"],
            floor=typed["floor_yen"],
            growth=typed["growth"],
            fall=typed["fall"],
            by_day=typed["time"] == "day",
        )

    def _bands(self) -> Iterator[Band]:
        for place in range(1, BANDS + 1):
            points = self.cleaned_data[f"band_{place}_points"]
            if points is not None:
                yield Band(self.cleaned_data[f"band_{place}_below"], points)


def typed(rule: Rule) -> Mapping[str, Any]:
    """A rule as the fields of the form show it."""
    fees = {fee.group: fee.yearly for fee in rule.plan_fees}
    shown: dict[str, Any] = {
        "cutting": rule.cutting,
        "bearer": rule.bearer,
        "time": "day" if rule.by_day else "month",
        "plan_a_yen": fees.get(Group.PLAN_A),
        "plan_b_yen": fees.get(Group.PLAN_B),
        "base_yen": rule.base or None,
        "unit_yen": rule.unit or None,
        "cap_yen": rule.cap,
        "floor_yen": rule.floor,
        "growth": rule.growth,
        "fall": rule.fall,
        "relief_below": rule.relief.below if rule.relief else None,
        "relief_percent": int(rule.relief.part * 100) if rule.relief else None,
    }
    for component in rule.components:
        shown[f"{component.basis.value}_weight"] = component.weight
        shown[f"{component.basis.value}_group"] = component.group
    for place, band in enumerate(rule.bands, start=1):
        shown[f"band_{place}_below"], shown[f"band_{place}_points"] = band.below, band.points
    return shown
