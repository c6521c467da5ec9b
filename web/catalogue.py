"""Every component in every state, on one page of the demo: to look at, to copy from, and to be looked at by the tests.

An example is a template in `web/catalogue/`; the page shows what it draws and how it is written.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.template.loader import get_template

from web.problems import problems_of

# File of the example -> its name on the page, in the order of the page.
EXAMPLES = {
    "heading": "見出しと本文",
    "button": "ボタン",
    "action_bar": "進む・戻る",
    "notice": "お知らせ",
    "notice_big": "大きなお知らせ",
    "error_summary": "エラーの要約",
    "field": "入力",
    "field_errors": "入力（エラー）",
    "parts": "部分のある入力",
    "choice": "選択",
    "file_upload": "ファイル",
    "search_box": "検索",
    "steps": "ステップ",
    "timeline": "経過",
    "facts": "説明の一覧",
    "summary_list": "回答の一覧",
    "receipt": "受付番号",
    "codes": "予備コード",
    "message": "メッセージ",
    "label": "状態",
    "table": "表",
    "table_cards": "選べる表",
    "pagination": "頁送り",
    "filter_bar": "絞りこみ",
    "chart": "グラフと表",
    "link_list": "リンクの一覧",
    "panel": "囲み",
    "tabs": "現在の位置とタブ",
    "disclosure": "開閉",
    "dialog": "確認の窓",
    "empty_state": "空の状態",
    "form_editor": "様式の編集",
    "merge": "更新の取り込み",
}


@dataclass(frozen=True, slots=True)
class Example:
    """One component as the page shows it: what it is called, what draws it, and how that is written."""

    slug: str
    title: str

    @property
    def template(self) -> str:
        return f"web/catalogue/{self.slug}.html"

    @property
    def source(self) -> str:
        return str(get_template(self.template).template.source)  # type: ignore[attr-defined]  # of Django's own engine


def examples() -> list[Example]:
    """All of them, in the order of the page."""
    return [Example(slug, title) for slug, title in EXAMPLES.items()]


class ExampleForm(forms.Form):
    """One field of each kind."""

    use_required_attribute = False
    name = forms.CharField(label="お名前", error_messages={"required": "お名前を入力してください。"})
    fee = forms.IntegerField(label="手数料", error_messages={"invalid": "手数料は数字で入力してください。例：300"})
    department = forms.ChoiceField(
        label="担当課",
        choices=[("", "選んでください"), ("children", "こども企画課"), ("animals", "環境薬務課")],
        error_messages={"required": "担当課を選んでください。"},
    )
    words = forms.CharField(
        label="職員だけのメモ",
        required=False,
        max_length=20,
        widget=forms.Textarea,
        help_text="20文字まで",
        error_messages={"max_length": "職員だけのメモは20文字までで入力してください。"},
    )
    required = forms.ChoiceField(
        label="答えないと先に進めない",
        choices=[("yes", "はい"), ("no", "いいえ")],
        error_messages={"required": "どちらかを選んでください。"},
    )
    listed = forms.BooleanField(label="一覧と検索に出す", error_messages={"required": "しるしをつけてください。"})


def sample_data() -> dict[str, Any]:
    """What the examples show."""
    wrong = ExampleForm(
        {"wrong-fee": "三百円", "wrong-words": "令和7年度まで、兄が利用していました。弟は来年度から。"}, prefix="wrong"
    )
    return {
        "blank": ExampleForm(initial={"name": "西村 明日香", "required": "yes"}, prefix="blank"),
        "wrong": wrong,
        "problems": problems_of(wrong),
        "rail": [_place("受付", 27, current=True), _place("手続", 2), _place("設定")],
        "steps": [_step("本人確認", done=True), _step("保護者", current=True), _step("児童"), _step("確認")],
        "timeline": [
            {"name": "届きました", "stage": "done", "at": datetime(2026, 11, 24, 21, 8, tzinfo=ZoneInfo("Asia/Tokyo"))},
            {"name": "審査しています", "stage": "now", "at": None},
            {"name": "結果のお知らせ", "stage": "next", "at": None},
        ],
        "rows": [
            _row("岡本 真理子", "2日超過", "over"),
            _row("柴田 航", "あと3日", "near"),
            _row("森 健太", "あと17日"),
        ],
    }


def _place(label: str, count: int | None = None, *, current: bool = False) -> dict[str, Any]:
    return {"label": label, "address": "#main", "count": count, "current": current}


def _step(title: str, *, done: bool = False, current: bool = False) -> dict[str, Any]:
    return {"title": title, "is_done": done, "is_current": current}


def _row(name: str, words: str, nearness: str = "") -> dict[str, Any]:
    return {"name": name, "procedure": "放課後児童会の入会申請", "due": {"words": words, "kind": nearness}}
