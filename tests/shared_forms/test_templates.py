"""Shared templates: versions are appended by the secretariat, read by every city, changed by nobody."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction

from accounts.actors import SYSTEM
from accounts.roles import Role
from audit.selectors import history_of
from common.actor import Actor, ActorKind
from shared_forms import library, selectors
from shared_forms.categories import Category
from shared_forms.errors import ActionRefused
from shared_forms.language import FaultyForm, content_hash
from shared_forms.models import FormTemplate, TemplateVersion
from shared_forms.services.library import load_library
from shared_forms.services.templates import publish_template_version
from tenants import context
from tests.factories.forms import a_template, every_type

pytestmark = pytest.mark.django_db


def publish(definition, actor=SYSTEM):
    return publish_template_version("dog", definition, category=Category.PETS, actor=actor)


def test_a_new_content_is_a_new_version_and_the_same_content_is_not(in_consortium):
    first = publish(every_type())
    again = publish(every_type())
    second = publish(every_type(title="犬の登録（新）"))

    assert again.pk == first.pk
    assert (first.number, second.number) == (1, 2)
    assert second.content_hash == content_hash(every_type(title="犬の登録（新）"))
    assert FormTemplate.objects.get().title == "犬の登録（新）"
    assert [record.detail["version"] for record in history_of("dog")] == [1, 2]


def test_an_older_content_may_come_back_as_a_version_of_its_own(in_consortium):
    publish(every_type())
    publish(every_type(title="犬の登録（新）"))

    assert publish(every_type()).number == 3


def test_a_form_with_faults_is_refused_with_all_of_them(in_consortium):
    with pytest.raises(FaultyForm) as refusal:
        publish(every_type(pages=[]))

    assert refusal.value.faults
    assert not FormTemplate.objects.exists()
    assert publish(every_type()).number == 1


SECRETARIAT_ROLES = [Role.FORM_EDITOR, Role.ADMINISTRATOR]


@pytest.mark.parametrize("kind", ActorKind)
@pytest.mark.parametrize("role", [*Role, None])
def test_who_may_publish_a_template(in_consortium, kind, role):
    actor = Actor(kind, "x", "誰か", roles=frozenset({role} if role else ()))
    allowed = kind is ActorKind.SYSTEM or (kind is ActorKind.SECRETARIAT and role in SECRETARIAT_ROLES)

    if allowed:
        assert publish(every_type(), actor).number == 1
    else:
        with pytest.raises(ActionRefused):
            publish(every_type(), actor)
        assert not TemplateVersion.objects.exists()


def test_a_version_can_neither_be_changed_nor_removed(in_consortium):
    version = publish(every_type())
    for spoil in (
        lambda: TemplateVersion.objects.filter(pk=version.pk).update(number=9),
        lambda: TemplateVersion.objects.filter(pk=version.pk)._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            spoil()

    assert TemplateVersion.objects.get().number == 1


def test_every_city_reads_templates_and_writes_none(sakai, toyonaka):
    version = a_template()

    for city in (sakai, toyonaka):
        with context.in_municipality(city):
            assert [each.pk for each in selectors.latest_versions()] == [version.pk]
            assert selectors.version(version.pk).template.title == "犬の登録"
            for write in (
                lambda: FormTemplate.objects.create(slug="x", title="x", category="pets", owner="x"),
                lambda: FormTemplate.objects.update(title="x"),
                lambda: TemplateVersion.objects.filter(pk=version.pk)._raw_delete("default"),
            ):
                with pytest.raises(DatabaseError), transaction.atomic():
                    write()


def test_only_the_latest_version_is_offered(in_consortium):
    publish(every_type())
    latest = publish(every_type(title="犬の登録（新）"))

    assert list(selectors.latest_versions()) == [latest]


def test_a_definition_is_read_once(in_consortium, django_assert_num_queries):
    version = publish(every_type())
    selectors.definition_of.cache_clear()

    with django_assert_num_queries(1):
        assert selectors.definition_of(version.pk) == selectors.definition_of(version.pk) == every_type()


def test_the_library_is_loaded_once(in_consortium):
    loaded = load_library(SYSTEM)

    assert load_library(SYSTEM) == loaded
    assert {version.template.slug for version in loaded} == {each.slug for each in library.templates()}
    assert {version.number for version in loaded} == {1}


def test_the_command_loads_the_library_and_says_what(db):
    out = StringIO()
    call_command("load_shared_forms", stdout=out)
    call_command("load_shared_forms", stdout=out)

    assert out.getvalue().count("dog-death: 犬の死亡届, version 1") == 2
