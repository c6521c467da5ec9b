"""What the secretariat types about a contract: shape only, nothing is saved here."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from django import forms

from billing.models import APRIL, Contract, Participation
from billing.services.contracts import ContractFacts, Participant
from common.fiscal import fiscal_year_label
from common.money import Yen
from tenants.models import Municipality
from web.line_field import LineField
from web.problems import Problem, problems_of

MONTHS = [*range(4, 13), 1, 2, 3]
MOST_YEN = 999_999_999_999
MOST_PEOPLE = 99_999_999
MOST_WEIGHT = 1000


class WholeNumberField(LineField):
    """A whole number as people write it: 48,400,000 or ４８４０００００円, from `least` to `most`."""

    def __init__(self, *, least: int, most: int, example: str, unit: str = "", **kwargs: Any) -> None:
        super().__init__(max_length=30, **{"width": "money", **kwargs})
        self.least, self.most, self.unit = least, most, unit
        self.sentence = f"{self.label}は{least:,}から{most:,}までの数字で入力してください。例：{example}"
        self.error_messages["max_length"] = self.sentence
        self.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}

    def prepare_value(self, value: Any) -> Any:
        return f"{value:,}" if isinstance(value, int) else value

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        plain = unicodedata.normalize("NFKC", text).replace(",", "").replace(" ", "").removesuffix(self.unit)
        if not plain:
            return None
        if not (plain.isascii() and plain.isdecimal() and self.least <= int(plain) <= self.most):
            raise forms.ValidationError(self.sentence, code="not_in_range")
        return int(plain)


class RuleForm(forms.Form):
    """The amount and the weights: what is tried out beside the result."""

    use_required_attribute = False
    total_yen = WholeNumberField(label="分ける総額（税込み）", unit="円", least=1, most=MOST_YEN, example="48,400,000")
    equal_weight = WholeNumberField(label="均等割", width="4", least=0, most=MOST_WEIGHT, example="3")
    population_weight = WholeNumberField(label="人口割", width="4", least=0, most=MOST_WEIGHT, example="7")

    def weights(self) -> list[forms.BoundField]:
        """The fields of the rule's weights, to show them side by side."""
        return [self["equal_weight"], self["population_weight"]]

    @classmethod
    def of(cls, contract: Contract) -> "RuleForm":
        """The form as the contract stands."""
        return cls(initial={name: getattr(contract, name) for name in cls.base_fields})


class ContractForm(RuleForm):
    """A contract without its municipalities."""

    title = LineField(label="契約の名称", max_length=100)
    supplier_name = LineField(label="契約の相手方", max_length=100)
    population_label = LineField(label="人口の種別", max_length=60, width="16", help_text="例：国勢調査、住民基本台帳")
    population_on = forms.DateField(
        label="人口の基準日",
        widget=forms.DateInput(attrs={"type": "date", "class": "input input--16"}, format="%Y-%m-%d"),
        error_messages={
            "required": "人口の基準日を入力してください。",
            "invalid": "人口の基準日を正しい日付で入力してください。例：2020-10-01",
        },
    )

    def __init__(self, *args: Any, fiscal_years: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fiscal_year"] = forms.TypedChoiceField(
            label="年度",
            coerce=int,
            choices=[(year, fiscal_year_label(year)) for year in fiscal_years],
            widget=forms.Select(attrs={"class": "input"}),
        )

    def facts(self) -> ContractFacts:
        typed = self.cleaned_data
        return ContractFacts(**(typed | {"total_yen": Yen(typed["total_yen"])}))


class ParticipantForm(forms.Form):
    """One municipality's line: whether it takes part, from which month, with how many people."""

    use_required_attribute = False
    takes_part = forms.BooleanField(label="参加する", required=False)
    joining_month = forms.TypedChoiceField(
        label="参加月",
        coerce=int,
        choices=[(month, f"{month}月") for month in MONTHS],
        widget=forms.Select(attrs={"class": "input"}),
    )
    population = WholeNumberField(label="人口", required=False, unit="人", least=0, most=MOST_PEOPLE, example="143,096")

    def __init__(self, data: Any, *, municipality: Municipality, initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial, prefix=municipality.code)
        self.municipality = municipality
        for name in ("joining_month", "population"):
            self.fields[name].widget.attrs["aria-label"] = f"{municipality.name}：{self.fields[name].label}"

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("takes_part") and typed.get("population") is None and "population" not in self.errors:
            self.add_error("population", "人口を入力してください。")
        return typed


class ContractEntry:
    """The whole page: the contract and a line for each municipality.

    participations:  None for a new contract: everybody takes part from April with its census population, until
                     somebody says otherwise.
    """

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        municipalities: Iterable[Municipality],
        fiscal_years: Iterable[int],
        initial: Mapping[str, Any],
        participations: Mapping[UUID, Participation] | None = None,
    ) -> None:
        self.form = ContractForm(data, fiscal_years=fiscal_years, initial=dict(initial))
        self.lines = [
            ParticipantForm(data, municipality=each, initial=_line(each, participations)) for each in municipalities
        ]

    def is_valid(self) -> bool:
        return all([self.form.is_valid(), *(line.is_valid() for line in self.lines)])

    def facts(self) -> ContractFacts:
        return self.form.facts()

    def participants(self) -> dict[UUID, Participant]:
        """Municipality's id -> how it takes part."""
        return {
            line.municipality.pk: Participant(line.cleaned_data["joining_month"], line.cleaned_data["population"])
            for line in self.lines
            if line.cleaned_data["takes_part"]
        }

    def problems(self) -> Iterator[Problem]:
        """Every error, for the summary on top; those of a line begin with its municipality."""
        yield from problems_of(self.form)
        for line in self.lines:
            name = line.municipality.name
            yield from (Problem(each.anchor, f"{name}：{each.text}") for each in problems_of(line))


def _line(municipality: Municipality, participations: Mapping[UUID, Participation] | None) -> dict[str, Any]:
    taking_part = (participations or {}).get(municipality.pk)
    if taking_part is not None:
        return {"takes_part": True, "joining_month": taking_part.joining_month, "population": taking_part.population}
    return {"takes_part": participations is None, "joining_month": APRIL, "population": municipality.population}
