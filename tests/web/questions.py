"""One question of each type and shape, as a page of HTML: blank, answered, or wrong."""

from datetime import date
from typing import Any

from shared_forms.language import CompiledForm, Errors, FormDefinition, StoredFile, answers
from shared_forms.language.compiled_form import compile as compile_form
from shared_forms.language.journey import visible_pages
from shared_forms.rendering import error_summary, render_questions

TODAY = date(2026, 11, 24)
FORM: CompiledForm = compile_form(
    FormDefinition.model_validate(
        {
            "title": "入会申請",
            "kind": "application",
            "guide": {},
            "pages": [
                {
                    "id": "all",
                    "title": "すべての項目",
                    "questions": [
                        {"id": "owner", "type": "person_name", "label": "お名前", "autocomplete": "name"},
                        {
                            "id": "born",
                            "type": "date",
                            "label": "生年月日",
                            "help": "例：1985年4月1日",
                            "max": {"today": 0},
                        },
                        {
                            "id": "home",
                            "type": "address",
                            "label": "住所",
                            "help": "住民票の住所",
                            "autocomplete": "address",
                        },
                        {"id": "phone", "type": "phone", "label": "電話番号"},
                        {"id": "reading", "type": "kana", "label": "店の名前のよみ", "required": False},
                        {"id": "company", "type": "corporate_number", "label": "法人番号", "required": False},
                        {"id": "invoice", "type": "invoice_number", "label": "登録番号", "required": False},
                        {"id": "since", "type": "month", "label": "働きはじめた月", "required": False},
                        {"id": "pick_up", "type": "time", "label": "むかえの時刻", "required": False},
                        {
                            "id": "agreed",
                            "type": "consent",
                            "label": "税の情報を見ること",
                            "statement": "利用料を決めるために、市が世帯の税の情報を見ることに同意します。",
                            "link": "/accessibility/",
                        },
                        {"id": "email", "type": "email", "label": "メールアドレス", "help": "控えを送ります。"},
                        {
                            "id": "reason",
                            "type": "choice",
                            "label": "家庭で見られない理由",
                            "help": "主な理由を1つ選んでください。",
                            "options": [
                                {"id": "work", "label": "仕事をしている", "note": "自営業・内職も含みます"},
                                {"id": "care", "label": "家族を介護している"},
                            ],
                        },
                        {"id": "sibling", "type": "yes_no", "label": "きょうだいも申請しますか"},
                        {
                            "id": "papers",
                            "type": "file",
                            "label": "就労証明書",
                            "help": "勤め先が書いたもの",
                            "max_files": 3,
                        },
                        {
                            "id": "days",
                            "type": "multiple_choice",
                            "label": "利用したい日",
                            "options": [
                                {"id": "weekday", "label": "平日"},
                                {"id": "holiday", "label": "長い休み", "note": "夏休みなど"},
                                {"id": "other", "label": "そのほか", "free_text": True},
                                {"id": "none", "label": "決めていない", "exclusive": True},
                            ],
                        },
                        {
                            "id": "school",
                            "type": "select",
                            "label": "学校",
                            "options": [{"id": f"s{number}", "label": f"第{number}小学校"} for number in range(1, 31)],
                        },
                        {"id": "account", "type": "bank_account", "label": "振込先の口座", "help": "保護者の方の口座"},
                        {"id": "memo", "type": "long_text", "label": "伝えたいこと", "required": False},
                        {
                            "id": "age",
                            "type": "computed",
                            "label": "4月1日の年齢",
                            "help": "生年月日から計算します。",
                            "compute": {"age": {"birth": "born", "on": "2026-04-01"}},
                            "unit": "歳",
                        },
                    ],
                }
            ],
        }
    )
)
FILES = {"paper": StoredFile("paper", "就労証明書_母.pdf", 218_000, "application/pdf")}
ANSWERED: dict[str, Any] = {
    "owner": {"family": "𠮷野", "given": "明日香", "family_kana": "ヨシノ", "given_kana": "アスカ"},
    "born": {"year": "昭和60", "month": "4", "day": "1"},
    "home": {"postal_code": "5900078", "city": "堺市堺区", "street": "南瓦町12-3", "building": "コーポ南 201"},
    "phone": "09000000123",
    "email": "asuka@mail.example",
    "reason": "care",
    "sibling": True,
    "papers": ["paper"],
    "reading": "まつむら",
    "company": "7000012050002",
    "invoice": "T7000012050002",
    "since": {"year": "令和2", "month": "4"},
    "pick_up": "18:30",
    "agreed": True,
    "days": {"chosen": ["weekday", "other"], "other": "土曜日の午前"},
    "school": "s12",
    "account": {
        "bank_name": "大阪銀行",
        "bank_code": "",
        "branch_name": "堺支店",
        "branch_code": "",
        "kind": "ordinary",
        "account_number": "0123456",
        "holder_kana": "ヨシノ アスカ",
    },
    "memo": "\n1行目は空けてあります。",
}
WRONG: dict[str, Any] = {
    "owner": {"family": "西村", "given": "明日香", "family_kana": "西むら", "given_kana": "アスカ"},
    "born": {"year": "2099", "month": "1", "day": "1"},
    "home": {"postal_code": "59000", "city": "", "street": "南瓦町12-3", "building": ""},
    "phone": "でんわ",
    "reading": "松村",
    "company": "7000012050003",
    "invoice": "T700",
    "since": {"year": "2026", "month": "13"},
    "pick_up": "25:00",
    "email": "asuka",
    "days": {"chosen": ["none", "other"], "other": ""},
    "school": "s99",
    "account": {"bank_name": "大阪銀行", "bank_code": "1", "account_number": "12345678", "holder_kana": "吉野"},
    "papers": [],
}
STATES: dict[str, dict[str, Any]] = {"blank": {}, "answered": ANSWERED, "wrong": WRONG, "missing": {"memo": "？"}}


def errors_in(raw: dict[str, Any]) -> Errors:
    """What is wrong with the answers; nothing is wrong with a page that nobody sent yet."""
    read = answers.parse(FORM, raw, today=TODAY, files=FILES) if raw else Errors()
    return read if isinstance(read, Errors) else Errors()


def questions(state: str) -> str:
    """The questions in that state."""
    raw = STATES[state]
    (page,) = visible_pages(FORM, raw, today=TODAY, files=FILES)
    return render_questions(FORM, page, raw, errors_in(raw), FILES)


def anchors(state: str) -> list[str]:
    """Where the error summary leads to."""
    return [item.anchor for item in error_summary(FORM, errors_in(STATES[state]))]
