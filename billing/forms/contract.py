"""What the secretariat types about a contract: shape only, nothing is saved here."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from django import forms

from billing.assumptions import TakingPart
from billing.forms.fields import DayField, YenField, choice
from billing.forms.rule import RuleForm, typed
from billing.models import BaseFigures, Contract, Participation
from billing.models.figures import PEOPLE, FigureKind
from billing.records import rule_from_json
from billing.services.contracts import ContractFacts
from common.fiscal import first_day, fiscal_year_label, last_day
from common.money import Yen
from common.wareki import long_date
from tenants.models import Municipality
from web.line_field import LineField
from web.problems import Problem, problems_of

_COPIED = (
    "title",
    "supplier_name",
    "service",
    "tax",
    "fiscal_year",
    "term_from",
    "term_until",
    "running_yen",
    "use_year",
)
_OPTIONAL_YEN = ("one_time_yen", "subsidy_yen", "prefecture_yen")


class ContractForm(RuleForm):
    """A contract without its municipalities."""

    title = LineField(label="契約の名称", max_length=100)
    supplier_name = LineField(label="契約の相手方", max_length=100)
    service = choice("サービス", Contract.Service.choices)
    tax = choice("税区分", Contract.Tax.choices)
    term_from = DayField(label="契約期間の初日", required=False)
    term_until = DayField(label="契約期間の末日", required=False)
    running_yen = YenField(label="運用の費用（税込み）", least=0, example="48,400,000")
    one_time_yen = YenField(label="初期の費用（税込み）", required=False)
    subsidy_yen = YenField(label="補助金", required=False)
    prefecture_yen = YenField(label="都道府県の負担", required=False)

    def __init__(self, *args: Any, fiscal_years: Iterable[int], figures: Iterable[BaseFigures], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._figures = {str(each.pk): each for each in figures}
        years = [(year, fiscal_year_label(year)) for year in fiscal_years]
        self.fields["fiscal_year"] = choice("年度", years, coerce=int)
        self.fields["use_year"] = choice(
            "申請の件数を数える年度", [("", "前の年度"), *years], coerce=int, required=False, empty_value=None
        )
        self.fields["population"] = self._figures_field("人口の基準", PEOPLE)
        self.fields["need"] = self._figures_field("基準財政需要額", (FigureKind.NEED,))

    def _figures_field(self, label: str, kinds: tuple[FigureKind, ...]) -> forms.TypedChoiceField:
        chosen = [
            (key, f"{each.label} {long_date(each.as_of)}") for key, each in self._figures.items() if each.kind in kinds
        ]
        return choice(
            label, [("", "使わない"), *chosen], coerce=self._figures.__getitem__, required=False, empty_value=None
        )

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        first, last = typed.get("term_from"), typed.get("term_until")
        if first and last and last < first:
            self.add_error("term_until", "契約期間の末日は、初日以後の日にしてください。")
        return typed

    def facts(self) -> ContractFacts:
        """What was typed, for the service."""
        typed: dict[str, Any] = {name: self.cleaned_data[name] for name in (*_COPIED, "population", "need")}
        typed |= {name: self.cleaned_data[name] or Yen(0) for name in _OPTIONAL_YEN}
        return ContractFacts(**typed, rule=self.rule())

    @staticmethod
    def shown(contract: Contract) -> dict[str, Any]:
        """What the form shows of a contract, as its initial values."""
        shown = {name: getattr(contract, name) for name in _COPIED}
        shown |= {name: getattr(contract, name) or None for name in _OPTIONAL_YEN}
        figures = {"population": str(contract.population_id or ""), "need": str(contract.need_id or "")}
        return shown | figures | dict(typed(rule_from_json(contract.rule)))


class ParticipantForm(forms.Form):
    """One municipality's line: whether it takes part, from which day, until which."""

    use_required_attribute = False
    takes_part = forms.BooleanField(label="参加する", required=False)
    joins_on = DayField(label="参加する日", required=False)
    leaves_on = DayField(label="参加の最後の日", required=False)

    def __init__(self, data: Any, *, municipality: Municipality, initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial, prefix=municipality.code)
        self.municipality = municipality
        for name in ("joins_on", "leaves_on"):
            self.fields[name].widget.attrs["class"] = "input input--day"
            self.fields[name].widget.attrs["aria-label"] = f"{municipality.name}：{self.fields[name].label}"

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        first, last = typed.get("joins_on"), typed.get("leaves_on")
        if first and last and last < first:
            self.add_error("leaves_on", "参加の最後の日は、参加する日以後にしてください。")
        return typed


class ContractEntry:
    """The whole page: the contract and a line for each municipality.

    participations:  None for a new contract: everybody takes part all year, until somebody says otherwise.
    """

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        municipalities: Iterable[Municipality],
        fiscal_years: Iterable[int],
        figures: Iterable[BaseFigures],
        initial: Mapping[str, Any],
        participations: Mapping[UUID, Participation] | None = None,
    ) -> None:
        self.form = ContractForm(data, fiscal_years=fiscal_years, figures=figures, initial=dict(initial))
        self.lines = [
            ParticipantForm(data, municipality=each, initial=_line(each, participations)) for each in municipalities
        ]

    def is_valid(self) -> bool:
        valid = all([self.form.is_valid(), *(line.is_valid() for line in self.lines)])
        return valid and self._days_are_in_the_year()

    def facts(self) -> ContractFacts:
        return self.form.facts()

    def participants(self) -> dict[UUID, TakingPart]:
        """Municipality's id -> when it takes part."""
        return {
            line.municipality.pk: TakingPart(line.cleaned_data["joins_on"], line.cleaned_data["leaves_on"])
            for line in self.lines
            if line.cleaned_data["takes_part"]
        }

    def problems(self) -> Iterator[Problem]:
        """Every error, for the summary on top; those of a line begin with its municipality."""
        yield from problems_of(self.form)
        for line in self.lines:
            name = line.municipality.name
            yield from (Problem(each.anchor, f"{name}：{each.text}") for each in problems_of(line))

    def _days_are_in_the_year(self) -> bool:
        year = self.form.cleaned_data["fiscal_year"]
        first, last = first_day(year), last_day(year)
        for line in self.lines:
            for name in ("joins_on", "leaves_on"):
                day = line.cleaned_data.get(name)
                if line.cleaned_data["takes_part"] and day and not first <= day <= last:
                    line.add_error(
                        name,
                        f"{fiscal_year_label(year)}（{first:%Y-%m-%d}から{last:%Y-%m-%d}まで）の日にしてください。",
                    )
        return not any(line.errors for line in self.lines)


def _line(municipality: Municipality, participations: Mapping[UUID, Participation] | None) -> dict[str, Any]:
    taking_part = (participations or {}).get(municipality.pk)
    if taking_part is not None:
        return {"takes_part": True, "joins_on": taking_part.joins_on, "leaves_on": taking_part.leaves_on}
    return {"takes_part": participations is None}
