"""Procedures, drafts and applications that are complete by default; a test overrides only its point.

Stand in a city first.
"""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.models import Department
from accounts.roles import Role
from applications.actors import applicant_of
from applications.models import AnswerVersion, Application, Draft
from applications.services.submission import submit_application
from catalog import search_words
from catalog.models import Procedure, PublishedForm
from common.actor import Actor
from common.identifiers import new_id
from shared_forms.language import FormDefinition, content_hash, to_json
from tests.factories.accounts import an_actor

BROWSER = "b" * 64

DOG_FORM: dict[str, Any] = {
    "title": "犬の死亡届",
    "kind": "application",
    "guide": {"summary": "飼っていた犬が亡くなったときの届出です。", "minutes": 3, "phone": "072-000-0145"},
    "pages": [
        {
            "id": "owner_page",
            "title": "飼い主",
            "questions": [
                {"id": "owner", "type": "person_name", "label": "飼い主のお名前"},
                {"id": "email", "type": "email", "label": "メールアドレス", "required": False},
            ],
        },
        {
            "id": "dog_page",
            "title": "犬",
            "questions": [
                {"id": "dog_name", "type": "text", "label": "犬の名前", "max_length": 50},
                {"id": "has_tag", "type": "yes_no", "label": "鑑札はありますか"},
                {
                    "id": "tag_number",
                    "type": "text",
                    "label": "鑑札の番号",
                    "show_when": {"question": "has_tag", "is": True},
                },
                {"id": "death_date", "type": "date", "label": "亡くなった日", "max": {"today": 0}},
            ],
        },
    ],
}
DOG_ANSWERS: dict[str, Any] = {
    "owner": {"family": "西村", "given": "明日香", "family_kana": "ニシムラ", "given_kana": "アスカ"},
    "email": "asuka@mail.example",
    "dog_name": "ポチ",
    "has_tag": True,
    "tag_number": "12-345",
    "death_date": "2026-11-01",
}
PHOTO_FORM: dict[str, Any] = {
    **DOG_FORM,
    "title": "写真の届出",
    "pages": [
        *DOG_FORM["pages"],
        {
            "id": "photo_page",
            "title": "写真",
            "questions": [
                {
                    "id": "photos",
                    "type": "file",
                    "label": "写真",
                    "required": False,
                    "max_files": 2,
                    "max_size_bytes": 100_000,
                    "accept": ["image/png", "application/pdf"],
                }
            ],
        },
    ],
}


def a_department(name: str = "環境薬務課") -> Department:
    return Department.objects.get_or_create(name=name, defaults={"phone": "072-000-0145"})[0]


def a_procedure(slug: str = "dog-death", form: dict[str, Any] | None = None, **changes: Any) -> Procedure:
    """A published procedure with its form."""
    definition = FormDefinition.model_validate(form or DOG_FORM)
    fields = {"title": definition.title.get(), "category": "pets", "slug": slug}
    department = changes.pop("department", None) or a_department()
    procedure = Procedure(department=department, **fields | changes)
    procedure.search_text = search_words.of_procedure(procedure)
    procedure.save()
    return with_form(procedure, definition)


def with_form(procedure: Procedure, definition: FormDefinition, *, number: int = 1) -> Procedure:
    """The procedure with this form published as its newest."""
    procedure.current_form = PublishedForm.objects.create(
        procedure=procedure,
        number=number,
        definition=to_json(definition),
        content_hash=content_hash(definition),
        published_by="様式担当",
    )
    procedure.save()
    return procedure


def a_draft(procedure: Procedure | None = None, **changes: Any) -> Draft:
    """A draft with every answer, as its owner typed them."""
    procedure = procedure or a_procedure()
    now = timezone.now()
    fields = {
        "published_form": procedure.current_form,
        "browser_hash": BROWSER,
        "answers": DOG_ANSWERS,
        "changed_at": now,
        "expires_at": now + timedelta(days=30),
    }
    return Draft.objects.create(procedure=procedure, **fields | changes)


def an_application(procedure: Procedure | None = None, **changes: Any) -> Application:
    """An application that has just arrived over the ordinary way."""
    return submit_application(a_draft(procedure, **changes))


def an_application_row(procedure: Procedure, number: int = 1, **changes: Any) -> Application:
    """An application with its first answers, written directly; for lists."""
    answers = changes.pop("answers", DOG_ANSWERS)
    fields = {
        "published_form": procedure.current_form,
        "department": procedure.department,
        "receipt_number": f"27140-R8-{number:07}-0",
        "client_key": new_id(),
        "applicant_label": "西村 明日香",
        "arrived_at": timezone.now(),
    }
    fields["search_text"] = search_words.fold(changes.get("applicant_label", fields["applicant_label"])).replace(
        " ", ""
    )
    application = Application.objects.create(procedure=procedure, **fields | changes)
    AnswerVersion.objects.create(
        application=application, number=1, answers=answers, submitted_at=application.arrived_at
    )
    return application


def staff_of(department: Department, *roles: Role, name: str = "中西") -> Actor:
    """Somebody of a department with these roles."""
    return an_actor(*roles, departments=(department,), name=name)


def applicant(application: Application) -> Actor:
    return applicant_of(application.pk)
