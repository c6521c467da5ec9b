"""The shape of what staff type about where applications go."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict

from accounts.models import Department
from catalog.desks import deciding_questions
from catalog.models import Procedure
from shared_forms.language import FormDefinition
from shared_forms.language.types import OptionsQuestion

OPTION = "option."


class DesksForm(forms.Form):
    """Which answer decides, where each of its options leads, and how work is shared out.

    The options are those of the question that is chosen; another question is chosen by a page of its own (`?question=`).
    """

    sharing = forms.ChoiceField(
        label="担当の決めかた",
        choices=Procedure.Sharing.choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "どちらかを選んでください。"),
    )

    def __init__(
        self, data: QueryDict | None, *, procedure: Procedure, definition: FormDefinition, question: str | None
    ) -> None:
        super().__init__(data, initial={"sharing": procedure.sharing})
        self.questions = deciding_questions(definition)
        wanted = procedure.desks.get("question", "") if question is None else question
        self.question = next((each for each in self.questions if each.id == wanted), None)
        leads_to = procedure.desks.get("departments", {}) if wanted == procedure.desks.get("question") else {}
        options = self.question.options if isinstance(self.question, OptionsQuestion) else ()
        for option in options:
            self.fields[f"{OPTION}{option.id}"] = forms.ModelChoiceField(
                label=str(option.label),
                queryset=Department.objects.all(),
                required=False,
                empty_label=f"{procedure.department.name}（いつもの課）",
                initial=leads_to.get(option.id),
                error_messages={"invalid_choice": "課を選び直してください。"},
            )

    def desks(self) -> dict[str, Any]:
        """The arguments of `set_desks`."""
        chosen: dict[str, UUID] = {
            name.removeprefix(OPTION): department.pk
            for name, department in self.cleaned_data.items()
            if name.startswith(OPTION) and department
        }
        return {
            "question": self.question.id if self.question and chosen else "",
            "departments": chosen,
            "sharing": Procedure.Sharing(self.cleaned_data["sharing"]),
        }

    def options(self) -> list[forms.BoundField]:
        """A field for each option."""
        return [self[name] for name in self.fields if name.startswith(OPTION)]
