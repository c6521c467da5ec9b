"""Forms on the way from a draft to a decision: consultation, resolution, reopening, replies."""

from typing import Any

from django import forms
from django.utils import timezone

from billing.forms.fields import DayField, YenField
from billing.models.figures import FigureKind
from web.line_field import LineField

SHOWS_ALL = "ほかの市町村の負担額も、各市町村に見せる"


class WordsField(forms.CharField):
    """A few sentences."""

    def __init__(self, *, label: str, max_length: int, **kwargs: Any) -> None:
        messages = {
            "required": f"{label}を入力してください。",
            "max_length": f"{label}は{max_length}文字までで入力してください。",
            "null_characters_not_allowed": f"{label}に使えない文字が入っています。入力し直してください。",
        }
        super().__init__(label=label, max_length=max_length, widget=forms.Textarea, error_messages=messages, **kwargs)


class ConsultForm(forms.Form):
    """Until when the cities are asked to answer."""

    use_required_attribute = False
    reply_until = DayField(label="回答の期限")
    shows_all = forms.BooleanField(label=SHOWS_ALL, required=False)

    def clean_reply_until(self) -> Any:
        day = self.cleaned_data["reply_until"]
        if day < timezone.localdate():
            raise forms.ValidationError("回答の期限は、今日以後の日にしてください。", code="past")
        return day


class ConfirmForm(forms.Form):
    """The resolution that a decision rests on."""

    use_required_attribute = False
    resolution = LineField(label="議決の名称", max_length=100, help_text="例：令和8年度第2回総会 議案第3号")
    resolved_on = DayField(label="議決の日")
    shows_all = forms.BooleanField(label=SHOWS_ALL, required=False)

    def clean_resolved_on(self) -> Any:
        day = self.cleaned_data["resolved_on"]
        if day > timezone.localdate():
            raise forms.ValidationError("議決の日は、今日までの日にしてください。", code="future")
        return day


class ReopenForm(forms.Form):
    """Why a decision is changed."""

    use_required_attribute = False
    reason = LineField(label="決定を改める理由", max_length=300, help_text="例：10月から岬町が参加するため")


class SettleForm(forms.Form):
    """What the year cost in the end."""

    use_required_attribute = False
    actual_yen = YenField(label="実績の総額（税込み）", least=0, example="48,400,000")


class QuestionForm(forms.Form):
    """A city's question."""

    use_required_attribute = False
    text = WordsField(label="質問", max_length=1000)
    post = LineField(label="職名", max_length=100, required=False, help_text="例：財政課長")


class AgreementForm(forms.Form):
    """A city's consent."""

    use_required_attribute = False
    post = LineField(label="職名", max_length=100, help_text="例：財政課長")


class AnswerForm(forms.Form):
    """The secretariat's answer to a city."""

    use_required_attribute = False
    text = WordsField(label="回答", max_length=1000)


class FiguresForm(forms.Form):
    """A set of base figures from a file."""

    use_required_attribute = False
    kind = forms.ChoiceField(
        label="種別",
        choices=FigureKind.choices,
        widget=forms.Select(attrs={"class": "input"}),
        error_messages={"required": "種別を選んでください。", "invalid_choice": "種別を選び直してください。"},
    )
    as_of = DayField(label="基準日", example="2026-09-30")
    origin = LineField(label="出典", max_length=200, help_text="例：大阪府「大阪府の毎月推計人口」令和8年9月30日")
    file = forms.FileField(
        label="ファイル（CSVかExcel）",
        error_messages={"required": "ファイルを選んでください。", "empty": "ファイルに何も書かれていません。"},
    )
