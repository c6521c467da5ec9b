"""A small shared form with every type of question, a lock and a condition; and procedures made from it.

`a_template()` in the consortium; the rest inside a city.
"""

from typing import Any
from uuid import UUID

from accounts.actors import SYSTEM
from catalog.models import Procedure
from catalog.services import adoption, publication
from shared_forms.categories import Category
from shared_forms.language import FormDefinition
from shared_forms.models import TemplateVersion
from shared_forms.services.templates import publish_template_version
from tenants import context
from tests.factories.accounts import a_department

EVERY_TYPE: dict[str, Any] = {
    "title": "犬の登録",
    "kind": "application",
    "guide": {"summary": "犬を飼いはじめたときの届出です。", "minutes": 5, "bring": ["鑑札"]},
    "pages": [
        {
            "id": "owner_page",
            "title": "飼い主",
            "questions": [
                {"id": "owner", "type": "person_name", "label": "お名前", "locked": "狂犬病予防法で決まっています。"},
                {"id": "home", "type": "address", "label": "住所", "autocomplete": "address"},
                {"id": "email", "type": "email", "label": "メールアドレス", "required": False},
            ],
        },
        {
            "id": "dog_page",
            "title": "犬",
            "questions": [
                {"id": "dog_name", "type": "text", "label": "犬の名前", "help": "呼び名を書いてください。"},
                {
                    "id": "sex",
                    "type": "choice",
                    "label": "性別",
                    "options": [
                        {"id": "male", "label": "おす"},
                        {"id": "female", "label": "めす"},
                        {"id": "unknown", "label": "わからない", "ends": "窓口でご相談ください。"},
                    ],
                },
                {"id": "vaccinated", "type": "yes_no", "label": "予防注射を受けましたか"},
                {
                    "id": "vaccinated_on",
                    "type": "date",
                    "label": "注射の日",
                    "max": {"today": 0},
                    "show_when": {"question": "vaccinated", "is": True},
                },
                {"id": "photo", "type": "file", "label": "犬の写真", "required": False},
            ],
        },
    ],
}


# What the form above does without, for tests that look at each type and not at the way through a form.
COUNTING_PAGE: dict[str, Any] = {
    "id": "counting_page",
    "title": "数えるもの",
    "questions": [
        {"id": "puppies", "type": "number", "label": "子犬の数", "unit": "匹", "min": 1, "max": 20},
        {"id": "price", "type": "money", "label": "買ったときの値段", "required": False},
        {
            "id": "tag",
            "type": "choice",
            "label": "鑑札",
            "required": False,
            "options": [{"id": "new", "label": "新しい"}],
        },
        {
            "id": "fee",
            "type": "computed",
            "label": "鑑札の手数料",
            "compute": {"fee": {"by": "tag", "table": {"new": 3000}, "times": "puppies"}},
        },
    ],
}

KNOWN_NUMBERS_PAGE: dict[str, Any] = {
    "id": "known_numbers_page",
    "title": "連絡先",
    "questions": [
        {"id": "reading", "type": "kana", "label": "犬の名前のよみ"},
        {"id": "phone", "type": "phone", "label": "電話番号"},
        {"id": "kennel", "type": "corporate_number", "label": "ペット店の法人番号", "required": False},
        {"id": "invoice", "type": "invoice_number", "label": "ペット店の登録番号", "required": False},
        {
            "id": "call_at",
            "type": "time",
            "label": "電話してよい時刻",
            "min": "09:00",
            "max": "17:00",
            "step_minutes": 30,
        },
        {"id": "moved_in", "type": "month", "label": "飼いはじめた月", "max": {"this_month": 0}},
        {"id": "habits", "type": "long_text", "label": "犬のくせ", "required": False},
        {
            "id": "agreed",
            "type": "consent",
            "label": "名簿にのせること",
            "statement": "飼い主の会の名簿に、犬の名前をのせます。",
        },
    ],
}


CHOOSING_PAGE: dict[str, Any] = {
    "id": "choosing_page",
    "title": "選ぶもの",
    "questions": [
        {
            "id": "lessons",
            "type": "multiple_choice",
            "label": "したいしつけ",
            "required": False,
            "max_chosen": 2,
            "options": [
                {"id": "sit", "label": "おすわり"},
                {"id": "wait", "label": "まて"},
                {"id": "another", "label": "そのほか", "free_text": True},
                {"id": "nothing", "label": "どれもしない", "exclusive": True},
            ],
        },
        {
            "id": "park",
            "type": "select",
            "label": "よく行く公園",
            "required": False,
            "options": [{"id": f"park_{number}", "label": f"第{number}公園"} for number in range(1, 21)],
        },
        {"id": "refund_to", "type": "bank_account", "label": "お金を返す口座", "required": False},
    ],
}


def every_type(**changes: Any) -> FormDefinition:
    return FormDefinition.model_validate(EVERY_TYPE | changes)


def a_template(slug: str = "dog-registration", **changes: Any) -> TemplateVersion:
    """A version of a shared form; enters the consortium by itself."""
    with context.in_consortium():
        return publish_template_version(slug, every_type(**changes), category=Category.PETS, actor=SYSTEM)


def an_adopted_procedure(version: TemplateVersion | None = None, *, slug: str = "dog", **changes: Any) -> Procedure:
    """A procedure of the city at hand, adopted and not yet published."""
    department_id: UUID = changes.pop("department_id", None) or a_department().pk
    return adoption.adopt((version or a_template()).pk, slug=slug, department_id=department_id, actor=SYSTEM)


def a_published_procedure(version: TemplateVersion | None = None, **changes: Any) -> Procedure:
    """A procedure that residents can use."""
    procedure = an_adopted_procedure(version, **changes)
    publication.publish(procedure.pk, actor=SYSTEM)
    procedure.refresh_from_db()
    return procedure
