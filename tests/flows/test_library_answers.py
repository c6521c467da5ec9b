"""Every template of the library, published and filled in over HTTP without JavaScript: all of it, as little as will do, and wrongly."""

from typing import Any

import pytest
from django.utils import timezone

from accounts.actors import SYSTEM
from applications.models import Application, Attachment
from shared_forms.categories import Category
from shared_forms.error_messages import error_message
from shared_forms.language import Errors, FormDefinition, Page, StoredFile
from shared_forms.language.answers import Answers, parse
from shared_forms.language.datasets import with_entries
from shared_forms.language.types import FileQuestion
from shared_forms.library import LibraryTemplate, golden, templates
from shared_forms.services.templates import publish_template_version
from tenants.context import in_consortium, in_municipality
from tests.factories.datasets import a_list
from tests.factories.forms import a_published_procedure
from tests.flows.filling_in import asked, controls, fill_in
from tests.flows.visitor import Visitor

SAKAI = "m_271403"
BY_SLUG = {template.slug: template for template in templates()}
WRONG = [(slug, wrong.name) for slug in BY_SLUG for wrong in golden(slug, timezone.localdate()).wrong]


def as_published(slug: str) -> FormDefinition:
    """The form residents of a city fill in whose lists the answers know."""
    return with_entries(BY_SLUG[slug].definition, golden(slug, timezone.localdate()).lists)


def published(template: LibraryTemplate) -> Visitor:
    """Somebody at the first page of the template, which 堺市 took as it is."""
    with in_consortium():
        category = Category(template.category)
        version = publish_template_version(template.slug, template.definition, category=category, actor=SYSTEM)
    with in_municipality(SAKAI):
        for name, entries in golden(template.slug, timezone.localdate()).lists.items():
            a_list(*(str(entry.label) for entry in entries), slug=name)
        a_published_procedure(version, slug=template.slug)
    visitor = Visitor()
    visitor.get(f"/p/{template.slug}/")
    visitor.follow("連絡を始める" if template.definition.kind == "repeat_notice" else "申請を始める")
    return visitor


def files_of(form: FormDefinition, raw: Any) -> dict[str, StoredFile]:
    """The files that are named in answers, as if they were there already."""
    names = (
        name
        for question in form.questions()
        if isinstance(question, FileQuestion)
        for name in question.typed(raw.get(question.id))
    )
    return {
        name: StoredFile(name, name, 10_000, "application/pdf" if name.endswith(".pdf") else "image/jpeg")
        for name in names
    }


def read(form: FormDefinition, raw: Any) -> Answers | Errors:
    return parse(form, raw, today=timezone.localdate(), files=files_of(form, raw))


def send(visitor: Visitor, form: FormDefinition) -> dict[str, Any]:
    """Send what was filled in. Returns the stored answers, with the names of files."""
    if form.kind != "repeat_notice":
        assert visitor.page.address.endswith("/check/")
        visitor.send("この内容で申請する", confirm="1")
    assert (visitor.page.status, "受付番号" in visitor.page.text) == (200, True)
    with in_municipality(SAKAI):
        stored = Application.objects.get().versions.get().answers
        names = {str(file.pk): file.original_name for file in Attachment.objects.all()}
    return {
        question: [names.get(each, each) if isinstance(each, str) else each for each in answer]
        if isinstance(answer, list)
        else answer
        for question, answer in stored.items()
    }


@pytest.mark.parametrize("kind", ["complete", "minimal"])
@pytest.mark.parametrize("slug", BY_SLUG)
def test_answers_arrive_as_they_were_meant(sakai, slug, kind):
    form, raw = as_published(slug), getattr(golden(slug, timezone.localdate()), kind)
    visitor = published(BY_SLUG[slug])

    fill_in(visitor, form, raw)

    assert send(visitor, form) == dict(read(form, raw))


@pytest.mark.parametrize(("slug", "name"), WRONG)
def test_what_is_wrong_is_said_where_it_is_asked_and_nothing_is_lost(sakai, slug, name):
    form, answers = as_published(slug), golden(slug, timezone.localdate())
    raw = dict(next(wrong.answers for wrong in answers.wrong if wrong.name == name))
    errors = read(form, raw)
    visitor = published(BY_SLUG[slug])

    for page in form.pages:
        if expected := messages(form, page, errors):
            assert fill_in(visitor, form, raw).status == 422
            assert f"/apply/{page.id}/" in visitor.page.address
            assert [words for words in visitor.page.links if words in expected] == expected
            assert filled(visitor, page) == typed(visitor, page, raw)
            right = {question.id: answers.complete.get(question.id) for question in page.questions}
            raw = {question: answer for question, answer in (raw | right).items() if answer is not None}

    fill_in(visitor, form, raw)
    assert send(visitor, form) == dict(read(form, raw))


def messages(form: FormDefinition, page: Page, errors: Any) -> list[str]:
    """What the summary of one page says."""
    here = {question.id: question for question in page.questions}
    return [error_message(here[error.question], error) for error in errors if error.question in here]


def typed(visitor: Visitor, page: Page, raw: Any) -> dict[str, list[str]]:
    """What was typed into the page, by control; blank ones are left out."""
    there = visitor.page.forms[-1].controls
    pairs = (
        pair
        for each in asked(visitor, page)
        if each.type != "file"
        for pair in controls(each, raw.get(each.id)).items()
    )
    listed = {name: sorted(value if isinstance(value, list) else [value]) for name, value in pairs if name in there}
    return {name: values for name, values in listed.items() if any(values)}


def filled(visitor: Visitor, page: Page) -> dict[str, list[str]]:
    """What stands in the page now, by control."""
    questions = {each.id for each in asked(visitor, page) if each.type not in ("file", "group")}
    groups = tuple(f"{each.id}." for each in asked(visitor, page) if each.type == "group")
    values = {
        name: sorted(values)
        for name, values in visitor.page.forms[-1].values.items()
        if name.partition(".")[0] in questions or name.startswith(groups)
    }
    return {name: there for name, there in values.items() if any(there)}
