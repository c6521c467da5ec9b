"""The shape of what staff type about how applications are decided."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict

from accounts.models import User
from accounts.roles import Role
from catalog.appeal_notice import standard_notice
from catalog.approval_route import Step
from catalog.forms import ShowWhenField
from catalog.models import Procedure
from shared_forms.language import FormDefinition

MOST_CHARACTERS = 3000


class AppealNoticeForm(forms.Form):
    """Which words about appeals go with a rejection."""

    kind = forms.ChoiceField(
        label="却下のときに付ける教示",
        choices=Procedure.AppealNotice.choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "どれか1つを選んでください。"),
    )
    own_words = forms.CharField(
        label="この手続の文",
        required=False,
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea,
        error_messages={"max_length": f"{MOST_CHARACTERS}文字までで書いてください。"},
    )

    @staticmethod
    def initial_of(procedure: Procedure, city: str) -> dict[str, Any]:
        """What is set; the city's own words begin with the ordinary ones."""
        return {"kind": procedure.appeal_notice, "own_words": procedure.own_appeal_notice or standard_notice(city)}

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("kind") == Procedure.AppealNotice.OWN and not values.get("own_words"):
            self.add_error("own_words", "この手続の文を書いてください。")
        return values

    def notice(self) -> dict[str, Any]:
        """The arguments of `set_appeal_notice`; the line breaks of a browser become those of every other text."""
        words = self.cleaned_data["own_words"].replace("\r\n", "\n")
        return {"kind": Procedure.AppealNotice(self.cleaned_data["kind"]), "own_words": words}


ROLES = {Role.APPROVER: "担当課の決裁の役割の人", Role.PROCESSOR: "担当課の処理担当の人"}


class StepForm(forms.Form):
    """One more step of the approval route: what it is called, who is asked, after which answers."""

    name = forms.CharField(
        label="段の名前",
        max_length=30,
        error_messages={
            "required": "段の名前を入力してください。例：課長決裁",
            "max_length": "30文字までで入力してください。",
        },
    )
    who = forms.ChoiceField(
        label="承認する人",
        error_messages=dict.fromkeys(("required", "invalid_choice"), "承認する人を選んでください。"),
    )

    def __init__(self, data: QueryDict | None, *, people: Iterable[User], definition: FormDefinition) -> None:
        super().__init__(data)
        self.people = {str(person.pk): person for person in people}
        named = [(key, f"{person.name}（名前を指定）") for key, person in self.people.items()]
        self.fields["who"].choices = [*ROLES.items(), *named]  # type: ignore[attr-defined]  # it is a ChoiceField
        self.fields["condition"] = ShowWhenField(definition, label="この段が要る申請", always="すべての申請")

    def step(self) -> Step:
        """What was typed, once it is valid."""
        values = self.cleaned_data
        person = self.people.get(values["who"])
        return Step(
            name=values["name"],
            role=None if person else Role(values["who"]),
            person=UUID(values["who"]) if person else None,
            person_name=person.name if person else "",
            condition=ShowWhenField.condition(values["condition"]),
        )


class ViewersForm(forms.Form):
    """Whether only some read the applications, and who."""

    is_restricted = forms.BooleanField(label="決めた人だけが申請を見られるようにする", required=False)
    viewers = forms.ModelMultipleChoiceField(
        label="見られる人",
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "見られる人を選び直してください。"},
    )

    def __init__(self, data: QueryDict | None, *, people: QuerySet[User], procedure: Procedure) -> None:
        initial = {"is_restricted": procedure.is_restricted, "viewers": procedure.viewers}
        super().__init__(data, initial=initial)
        self.fields["viewers"].queryset = people  # type: ignore[attr-defined]  # it is a ModelMultipleChoiceField

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("is_restricted") and not values.get("viewers"):
            self.add_error("viewers", "見られる人を1人以上選んでください。")
        return values

    def named(self) -> list[UUID]:
        """Whom `set_viewers` is told; nobody where everybody of the department may read."""
        return [person.pk for person in self.cleaned_data["viewers"]] if self.cleaned_data["is_restricted"] else []
