"""The shape of what staff type about procedures and forms."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.http import QueryDict
from pydantic import TypeAdapter

from catalog import editing
from catalog.condition_words import when
from catalog.editor import END_OF_PAGE, TYPE_NAMES, page_rows, page_titles
from catalog.element_settings import Settings
from catalog.limit_fields import limit_fields, written
from catalog.models import Dataset, Procedure
from catalog.selectors import CityForm, departments_within_reach
from common.actor import Actor
from shared_forms.categories import Category
from shared_forms.language import FormDefinition, Page, Question
from shared_forms.language.conditions import Condition, Includes, Is
from shared_forms.language.guide import LOCAL_FACT_NAMES
from shared_forms.language.overlay import AddPage, AddQuestion, SetLimit
from shared_forms.language.overlay.draft import Impossible
from shared_forms.language.texts import UNSHOWABLE, is_in_order
from shared_forms.language.types import MultipleChoiceQuestion, OptionsQuestion, SelectQuestion
from shared_forms.life_events import LifeEvent

ADDRESS_HELP = "半角の小文字、数字、ハイフンで40文字まで。例：dog-death"
MOST_OPTIONS = 50
WITH_OPTIONS = ("choice", "multiple_choice", "select")
# What a city asks of its own is said in one line; a text among the questions, rows of questions, or a computation, are not.
ADDABLE = {name: words for name, words in TYPE_NAMES.items() if name not in ("static", "group", "computed")}
YES_NO = [("yes", "はい（※必須）"), ("no", "いいえ（※任意）")]
NEEDS = {"yes": True, "no": False}


_CONDITION: TypeAdapter[Condition] = TypeAdapter(Condition)


class WordsField(forms.CharField):
    """Words that go into a form: line breaks as the form language has them, furigana in order.

    What the form language refuses in a text is taken away; it comes along when people paste.
    """

    def to_python(self, value: Any) -> str:
        text = "" if value is None else str(value)
        return str(super().to_python(UNSHOWABLE.sub("", text.replace("\r\n", "\n"))))

    def validate(self, value: str) -> None:
        super().validate(value)
        if not is_in_order(value):
            raise forms.ValidationError(
                r"ふりがなは {漢字|かんじ} のように書いてください。波かっこそのものは、\{ か \} と書いてください。"
            )


class DepartmentChoice(forms.ModelChoiceField):
    """One of the departments that the actor reaches."""

    def __init__(self, actor: Actor) -> None:
        super().__init__(
            label="担当課",
            queryset=departments_within_reach(actor),
            empty_label="選んでください",
            error_messages={"required": "担当課を選んでください。", "invalid_choice": "担当課を選び直してください。"},
        )


class AdoptForm(forms.Form):
    """Where a shared form goes."""

    slug = forms.CharField(
        label="アドレス",
        max_length=40,
        validators=[RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*$", ADDRESS_HELP)],
        error_messages={"required": f"アドレスを入力してください。{ADDRESS_HELP}", "max_length": ADDRESS_HELP},
    )

    def __init__(self, data: QueryDict | None, *, actor: Actor, initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        self.fields["department"] = DepartmentChoice(actor)
        self.order_fields(["department", "slug"])


class OfferForm(forms.Form):
    """What others should know of a form that is offered to them."""

    note = WordsField(
        label="紹介",
        max_length=1000,
        widget=forms.Textarea,
        error_messages={
            "required": "どう使っているか、どこがよいかを入力してください。例：窓口に来る人が半分になりました。",
            "max_length": "1000文字までで入力してください。",
        },
    )


class DetailsForm(forms.Form):
    """How a procedure is listed."""

    title = forms.CharField(
        label="名称", max_length=100, error_messages={"required": "名称を入力してください。例：犬の死亡届"}
    )
    category = forms.ChoiceField(label="分野", choices=Category.choices)
    life_events = forms.MultipleChoiceField(
        label="くらしの場面", choices=LifeEvent.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    keywords = forms.CharField(label="検索のことば", max_length=300, required=False)
    position = forms.IntegerField(
        label="並び順",
        min_value=0,
        max_value=9999,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), "並び順を0から9999の数字で入力してください。例：10"
        ),
    )
    standard_days = forms.IntegerField(
        label="標準処理期間（日）",
        required=False,
        min_value=1,
        max_value=366,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), "標準処理期間を1から366の数字で入力してください。例：14"
        ),
    )
    is_listed = forms.BooleanField(label="一覧と検索に出す", required=False)

    def __init__(self, data: QueryDict | None, *, actor: Actor, initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        self.fields["department"] = DepartmentChoice(actor)
        self.order_fields(["title", "category", "department", "life_events"])

    @staticmethod
    def initial_of(procedure: Procedure) -> dict[str, Any]:
        """What the form shows of a procedure."""
        names = ("title", "category", "department", "life_events", "keywords", "position", "standard_days", "is_listed")
        return {name: getattr(procedure, name) for name in names}

    def details(self) -> dict[str, Any]:
        """The arguments of `change_details`."""
        values = dict(self.cleaned_data)
        department = values.pop("department")
        return values | {
            "department_id": department.pk,
            "category": Category(values["category"]),
            "life_events": [LifeEvent(event) for event in values["life_events"]],
        }


class FactsForm(forms.Form):
    """What is so in this city: one line for each local fact."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        too_long = {"max_length": "300文字までで入力してください。"}
        for fact, name in LOCAL_FACT_NAMES.items():
            self.fields[fact] = WordsField(label=name, max_length=300, required=False, error_messages=too_long)

    @staticmethod
    def initial_of(definition: FormDefinition) -> dict[str, str]:
        """What the guide of a form says today."""
        return {fact: str(getattr(definition.guide, fact) or "") for fact in LOCAL_FACT_NAMES}


def _label() -> WordsField:
    messages = {
        "required": "項目のことばを入力してください。例：犬の名前",
        "max_length": "100文字までで入力してください。",
    }
    return WordsField(label="ことば", max_length=100, error_messages=messages)


def _help() -> WordsField:
    too_long = {"max_length": "1000文字までで入力してください。"}
    return WordsField(label="案内", max_length=1000, required=False, error_messages=too_long)


class ShowWhenField(forms.ChoiceField):
    """Always, or after one answer to an earlier question; the value is the condition's JSON."""

    def __init__(
        self,
        definition: FormDefinition,
        *,
        besides: str = "",
        label: str = "出す条件",
        always: str = "いつも出す",
    ) -> None:
        super().__init__(label=label, required=False, choices=[("", always), *_conditions(definition, besides)])

    @staticmethod
    def condition(value: str) -> Condition | None:
        """The condition that a chosen value stands for."""
        return _CONDITION.validate_json(value) if value else None

    @staticmethod
    def value_of(condition: Condition | None) -> str:
        """The value that stands for a condition this field can express."""
        return _written(condition) if isinstance(condition, (Is, Includes)) else ""


def _conditions(definition: FormDefinition, besides: str) -> Iterator[tuple[str, str]]:
    for question in definition.questions():
        if question.id != besides:
            for condition in _conditions_on(question):
                yield _written(condition), f"{when(definition, condition)}とき"


def _conditions_on(question: Question) -> Iterator[Is | Includes]:
    if isinstance(question, MultipleChoiceQuestion):
        yield from (
            Includes.model_validate({"question": question.id, "includes": each.id}) for each in question.options
        )
        return
    for answer in question.comparable_values() or ():
        yield Is.model_validate({"question": question.id, "is": answer})


def _written(condition: Is | Includes) -> str:
    return condition.model_dump_json()


class ElementForm(forms.Form):
    """The settings of a page or question that the city may change."""

    label = _label()
    help = _help()

    def __init__(self, data: QueryDict | None, *, form: CityForm, element: Page | Question) -> None:
        self.element = element
        super().__init__(data, initial=self._initial())
        if isinstance(element, Page):
            if editing.added_page(form.overlay, element.id):
                self.fields["show_when"] = ShowWhenField(form.definition)
            return
        needs = [*YES_NO, ("when", "条件に合うときだけ")] if element.required_when else YES_NO
        self.fields["required"] = forms.ChoiceField(label="答えないと先に進めない", choices=needs)
        if isinstance(element, OptionsQuestion) and not (isinstance(element, SelectQuestion) and element.dataset):
            self._add_options(element)
        for limit, field in limit_fields(element).items():
            if data is None or f"limit_{limit}" in data:  # one that did not stand on the page stays as it is
                self.fields[f"limit_{limit}"] = field
        if editing.added_question(form.overlay, element.id):
            self.fields["show_when"] = ShowWhenField(form.definition, besides=element.id)

    @property
    def option_fields(self) -> list[forms.BoundField]:
        """The fields of the options that may be renamed."""
        return [self[name] for name in self.fields if name.startswith("option_")]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for name in [name for name in values if name.startswith("limit_")]:
            limit = SetLimit(
                op="set_limit", target=self.element.id, limit=name.removeprefix("limit_"), value=values[name]
            )
            try:
                limit.limited(self.element)  # type: ignore[arg-type]  # a page has no limits
            except Impossible as refusal:
                self.add_error(name, refusal.message)
        return values

    @property
    def limit_fields(self) -> list[forms.BoundField]:
        """The fields that say how much is accepted."""
        return [self[name] for name in self.fields if name.startswith("limit_")]

    @property
    def limit_errors(self) -> bool:
        """Whether something is wrong with one of them."""
        return any(field.errors for field in self.limit_fields)

    def settings(self) -> Settings:
        """What was typed, once it is valid."""
        values = self.cleaned_data
        options = {name.removeprefix("option_"): words for name, words in values.items() if name.startswith("option_")}
        return Settings(
            label=values["label"],
            help=values["help"],
            required=NEEDS.get(values.get("required", "")),
            options=options,
            new_option=values.get("new_option", ""),
            limits={name.removeprefix("limit_"): value for name, value in values.items() if name.startswith("limit_")},
            show_when=ShowWhenField.condition(values.get("show_when", "")),
        )

    def _initial(self) -> dict[str, Any]:
        element = self.element
        if isinstance(element, Page):
            shown = ShowWhenField.value_of(element.show_when)
            return {"label": str(element.title), "help": str(element.help or ""), "show_when": shown}
        options = element.options if isinstance(element, OptionsQuestion) else ()
        return {
            "label": str(element.label),
            "help": str(element.help or ""),
            "required": "when" if element.required_when else "yes" if element.required else "no",
            "show_when": ShowWhenField.value_of(element.show_when),
            **{f"option_{option.id}": str(option.label) for option in options},
            **{f"limit_{limit}": written(element, limit) for limit in limit_fields(element)},
        }

    def _add_options(self, question: OptionsQuestion) -> None:
        messages = {"required": "選択肢のことばを入力してください。", "max_length": "100文字までで入力してください。"}
        for option in question.options:
            if option.locked is None:
                label = f"選択肢『{option.label}』"
                self.fields[f"option_{option.id}"] = WordsField(label=label, max_length=100, error_messages=messages)
        self.fields["new_option"] = WordsField(
            label="足す選択肢", max_length=100, required=False, error_messages=messages
        )


def _places(form: CityForm) -> Iterator[tuple[str, str]]:
    """Where a new question may stand: behind another one, or on a page that is still empty."""
    for page in page_rows(form):
        if not page.is_hidden and not page.questions:
            yield f"{END_OF_PAGE}{page.id}", f"ページ『{page.label}』のはじめ"
        for question in page.questions:
            if not question.is_hidden:
                yield question.id, f"『{question.label}』のあと"


class AddPageForm(forms.Form):
    """A page of the city's own."""

    label = _label()
    help = _help()

    def __init__(self, data: QueryDict | None, *, form: CityForm) -> None:
        super().__init__(data, initial={"after": form.definition.pages[-1].id})
        places = [("", "いちばん前"), *((page, f"『{title}』のあと") for page, title in page_titles(form).items())]
        self.fields["after"] = forms.ChoiceField(label="置く場所", choices=places, required=False)
        self.fields["show_when"] = ShowWhenField(form.definition)

    def operation(self) -> AddPage:
        """The operation that adds the page, with an id of its own."""
        values = self.cleaned_data
        page = {
            "id": editing.new_city_id(),
            "title": values["label"],
            "help": values["help"] or None,
            "show_when": ShowWhenField.condition(values["show_when"]),
        }
        return AddPage.model_validate({"op": "add_page", "page": page, "after": values["after"] or None})


class AddQuestionForm(forms.Form):
    """A question of the city's own."""

    type = forms.ChoiceField(label="種類", choices=ADDABLE.items())
    label = _label()
    help = _help()
    required = forms.ChoiceField(label="答えないと先に進めない", choices=YES_NO, initial="yes")
    options = WordsField(label="選択肢", required=False, max_length=4000)

    def __init__(self, data: QueryDict | None, *, form: CityForm, lists: Iterable[Dataset], after: str) -> None:
        super().__init__(data, initial={"after": after})
        names = [(each.slug, f"一覧「{each.name}」から") for each in lists]
        self.fields["dataset"] = forms.ChoiceField(label="市の一覧", required=False, choices=[("", "使わない"), *names])
        self.fields["after"] = forms.ChoiceField(label="置く場所", choices=list(_places(form)))
        self.fields["show_when"] = ShowWhenField(form.definition)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("dataset"):
            self._check_list(values)
        elif values.get("type") in WITH_OPTIONS and not 2 <= len(self._option_words()) <= MOST_OPTIONS:
            words = f"選択肢を2つから{MOST_OPTIONS}個まで、1行に1つずつ入力してください。例：希望する"
            self.add_error("options", words)
        if values.get("type") == "consent" and not values.get("help"):
            words = "同意してもらうことを入力してください。例：申請した内容を、審査のために学校に伝えます。"
            self.add_error("help", words)
        return values

    def operation(self) -> AddQuestion:
        """The operation that adds the question, with an id of its own."""
        values = self.cleaned_data
        question = {
            "id": editing.new_city_id(),
            "type": values["type"],
            "label": values["label"],
            "help": values["help"] or None,
            "required": values["required"] == "yes",
            "show_when": ShowWhenField.condition(values["show_when"]),
        }
        if values["dataset"]:
            question["dataset"] = values["dataset"]
        elif values["type"] in WITH_OPTIONS:
            question["options"] = [{"id": editing.new_city_id(), "label": words} for words in self._option_words()]
        if values["type"] == "consent":
            question |= {"statement": values["help"], "help": None}
        at_page, _, page = values["after"].partition(END_OF_PAGE)
        place = {"after": at_page} if at_page else {"page": page}
        return AddQuestion.model_validate({"op": "add_question", "question": question, **place})

    def _check_list(self, values: Mapping[str, Any]) -> None:
        if values.get("type") != "select":
            self.add_error("dataset", "市の一覧を使うときは、種類を「一覧から選ぶ」にしてください。")
        if values.get("options"):
            self.add_error("options", "市の一覧を使うときは、選択肢を空けておいてください。")

    def _option_words(self) -> list[str]:
        lines = self.cleaned_data.get("options", "").splitlines()
        return [line.strip()[:100] for line in lines if line.strip()]
