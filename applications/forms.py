"""The shape of what staff type about an application, and where a resident wants a link to be sent."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any, Literal
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from accounts.models import User
from applications.errors import NOT_A_READER
from applications.models import BulkRun, Hold

_KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
MOST_CHARACTERS = 2000
MOST_OF_AN_ANSWER = 1000
TOO_LONG = {"max_length": "%(limit_value)d文字までで書いてください。いまは%(show_value)d文字です。"}


class Words(forms.CharField):
    """Some sentences for the applicant."""

    def __init__(self) -> None:
        super().__init__(required=False, max_length=MOST_CHARACTERS, error_messages=TOO_LONG)


class ReasonForm(forms.Form):
    """A word that goes with a decision."""

    reason = Words()


class MessageForm(forms.Form):
    """What the office writes to the applicant."""

    text = forms.CharField(
        label="申請者へのメッセージ",
        max_length=MOST_CHARACTERS,
        error_messages={"required": "メッセージを書いてください。", **TOO_LONG},
    )


class AnswerForm(forms.Form):
    """What the applicant answers."""

    text = forms.CharField(
        label=gettext_lazy("返事"),
        max_length=MOST_OF_AN_ANSWER,
        error_messages={
            "required": gettext_lazy("返事を書いてください。"),
            "max_length": gettext_lazy("%(limit_value)d文字までで書いてください。いまは%(show_value)d文字です。"),
        },
    )


class NoteForm(forms.Form):
    """A note for colleagues, and whom it is meant for."""

    text = forms.CharField(
        label="メモ",
        max_length=MOST_CHARACTERS,
        error_messages={"required": "メモを書いてください。", **TOO_LONG},
    )
    mention = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label="知らせる人",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": NOT_A_READER, "invalid_pk_value": NOT_A_READER},
    )

    def __init__(self, readers: QuerySet[User], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "note-%s", **kwargs})
        mention = self.fields["mention"]
        assert isinstance(mention, forms.ModelMultipleChoiceField)
        mention.queryset = readers


class ViewNameForm(forms.Form):
    """What a filter is to be called."""

    name = forms.CharField(
        label="見かたの名前",
        max_length=20,
        error_messages={
            "required": "見かたの名前を入力してください。",
            "max_length": "見かたの名前は%(limit_value)d文字までです。",
        },
    )


class ClosingDayForm(forms.Form):
    """A day on which the offices are closed."""

    day = forms.DateField(
        label="日",
        error_messages=dict.fromkeys(("required", "invalid"), "日を選んでください。例：2026-11-30"),
    )
    name = forms.CharField(
        label="名前",
        required=False,
        max_length=40,
        error_messages={"max_length": "名前は%(limit_value)d文字までです。"},
    )


class AssigneeForm(forms.Form):
    """Whose work it is to be; nobody's, when nobody is chosen."""

    person = forms.UUIDField(required=False)


class AmendmentForm(forms.Form):
    """Why an answer was put right."""

    reason = forms.CharField(
        label="補正の理由",
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea,
        error_messages={"required": "補正の理由を書いてください。申請者に伝わります。", **TOO_LONG},
    )


class ChosenForm(forms.Form):
    """Which applications: the ticked ones by receipt number, or everything in the filter."""

    everything = forms.BooleanField(required=False)

    def receipt_numbers(self) -> list[str]:
        """The ticked ones."""
        return list(self.data.getlist("pick"))  # type: ignore[attr-defined]  # a QueryDict


class BulkForm(ChosenForm):
    """What to do with which applications. On the second page they are named by their keys."""

    do = forms.ChoiceField(choices=BulkRun.Action.choices)
    person = forms.UUIDField(required=False)
    department = forms.UUIDField(required=False)

    def keys(self) -> list[UUID]:
        """Those that the second page named; what is no key is left out."""
        return [UUID(text) for text in self.data.getlist("key") if _KEY.fullmatch(text)]  # type: ignore[attr-defined]


class CommentsForm(forms.Form):
    """What to correct and until when: a field per question that the application answers, and one ("comment.") for the whole."""

    PREFIX = "comment."

    answer_by = forms.DateField(
        label="いつまでに",
        error_messages={
            "required": "期限の日を入力してください。",
            "invalid": "期限の日は 2026-12-07 のように入力してください。",
        },
    )

    def __init__(self, questions: Iterable[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in ("", *questions):
            self.fields[f"{self.PREFIX}{question}"] = Words()

    def comments(self) -> dict[str, str]:
        """Question -> what was typed, "" for the whole; for the service."""
        return {
            name.removeprefix(self.PREFIX): text
            for name, text in self.cleaned_data.items()
            if name.startswith(self.PREFIX)
        }

    def of(self, question: str) -> forms.BoundField:
        """The field of one question."""
        return self[f"{self.PREFIX}{question}"]


class Address(forms.EmailField):
    """A mail address, typed in any width."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(unicodedata.normalize("NFKC", value or "")))


class LinkForm(forms.Form):
    """Where to send the link to a draft."""

    address = Address(
        label=gettext_lazy("メールアドレス"),
        max_length=254,
        error_messages={
            "required": gettext_lazy("メールアドレスを入力してください。"),
            "invalid": gettext_lazy("メールアドレスの形が違うようです。例：sakai@example.jp"),
            "max_length": gettext_lazy("メールアドレスが長すぎます。"),
        },
    )


class HoldForm(forms.Form):
    """Why an application must not be disposed of."""

    reason = forms.ChoiceField(
        label="保留する理由",
        choices=Hold.Reason.choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "理由を1つ選んでください。"),
    )

    def reason_code(self) -> Hold.Reason:
        """For the service."""
        return Hold.Reason(self.cleaned_data["reason"])


class CounterForm(forms.Form):
    """What somebody at the counter wants: a procedure, or to go on with what they began on their phone."""

    code = forms.CharField(label="スマートフォンの再開コード", required=False, max_length=100)

    def __init__(self, *args: Any, procedures: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["procedure"] = forms.ChoiceField(
            label="手続",
            required=False,
            choices=[("", "選んでください"), *procedures],
            error_messages={"invalid_choice": "一覧から手続を選んでください。"},
        )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not self.errors and not values.get("code") and not values.get("procedure"):
            self.add_error("procedure", "手続を選ぶか、再開コードを入力してください。")
        return values


class SeenForm(forms.Form):
    """How the person at the counter looked through the answers."""

    seen = forms.ChoiceField(
        label="申請される方の確認",
        choices=[("screen", "この画面で確かめていただいた"), ("paper", "印刷した紙で確かめていただいた")],
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "申請される方に内容を確かめていただき、どちらかを選んでください。"
        ),
    )

    def seen_on(self) -> Literal["screen", "paper"]:
        """For the service."""
        return "paper" if self.cleaned_data["seen"] == "paper" else "screen"
