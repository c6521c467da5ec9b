"""The shape of what staff type about the city's lists."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from catalog.dataset_entries import KNOWN_LISTS, LONGEST, Entry, faults, tidy
from catalog.models import Dataset
from common.spreadsheets import csv_text

LARGEST_FILE = 512 * 1024
NO_FILE = "CSVファイルを選んでください。"
TOO_LARGE = "ファイルが大きすぎます。512KBまでのCSVファイルを選んでください。"
NOT_A_TABLE = "文字を読めませんでした。表計算ソフトで「CSV UTF-8」の形式で保存してから、選び直してください。"


def _name() -> forms.CharField:
    return forms.CharField(
        label="一覧の名前",
        max_length=50,
        error_messages={
            "required": "一覧の名前を入力してください。例：市立小学校",
            "max_length": "50文字までで入力してください。",
        },
    )


class AddDatasetForm(forms.Form):
    """A list that shared forms ask for, or one of the city's own."""

    name = _name()

    def __init__(self, data: Any, *, there: Collection[str]) -> None:
        super().__init__(data)
        known = [(slug, name) for slug, name in KNOWN_LISTS.items() if slug not in there]
        self.fields["slug"] = forms.ChoiceField(
            label="何の一覧ですか",
            required=False,
            choices=[*known, ("", "そのほか（この市だけの一覧）")],
            error_messages={"invalid_choice": "一覧の種類を選び直してください。"},
        )
        self.order_fields(["slug", "name"])


class DatasetForm(forms.Form):
    """What a list is called, and how residents find its entries."""

    name = _name()
    order = forms.ChoiceField(label="住民の画面での並べかた", choices=Dataset.Order.choices, widget=forms.RadioSelect)

    def details(self) -> dict[str, Any]:
        """The arguments of `change_dataset`."""
        return {"name": self.cleaned_data["name"], "order": Dataset.Order(self.cleaned_data["order"])}


class EntryForm(forms.Form):
    """One entry."""

    name = forms.CharField(label="名前", required=False, max_length=LONGEST * 2)
    kana = forms.CharField(label="ふりがな", required=False, max_length=LONGEST * 2)
    note = forms.CharField(label="備考", required=False, max_length=LONGEST * 2)
    english = forms.CharField(label="英語", required=False, max_length=LONGEST * 2)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for field, message in faults(self.entry(0)):
            if field not in self.errors:
                self.add_error(field, message)
        return values

    def entry(self, number: int) -> Entry:
        """What was typed."""
        return tidy(Entry(number, **{field: self.cleaned_data.get(field, "") for field in self.base_fields}))


class ListFileForm(forms.Form):
    """A CSV file."""

    file = forms.FileField(
        label="CSVファイル",
        error_messages=dict.fromkeys(("required", "missing", "empty", "invalid"), NO_FILE),
    )

    def clean_file(self) -> str:
        """The text of the file."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_FILE:
            raise forms.ValidationError(TOO_LARGE)
        text = csv_text(file.read())
        if text is None or "\0" in text:
            raise forms.ValidationError(NOT_A_TABLE)
        return text
