"""What residents see: snapshots that never change, closing and opening again."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from accounts.actors import SYSTEM
from accounts.roles import Role
from audit.selectors import history_of
from catalog.errors import ActionRefused, NothingChanged
from catalog.models import Procedure, PublishedForm
from catalog.selectors import city_form, compiled_form
from catalog.services.customisation import customise
from catalog.services.publication import publish
from catalog.services.reception import close, reopen
from shared_forms.language import content_hash
from shared_forms.language.overlay import Relabel
from shared_forms.language.texts import Text
from tests.factories.accounts import an_actor
from tests.factories.forms import a_published_procedure, a_template, an_adopted_procedure

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_sakai")]


def rename_dog(procedure, words, actor=SYSTEM):
    customise(procedure.pk, [Relabel(op="relabel", target="dog_name", text=Text(ja=words))], actor=actor)


def test_publishing_freezes_the_draft():
    procedure = an_adopted_procedure()
    rename_dog(procedure, "愛犬の名前")
    form = publish(procedure.pk, actor=an_actor(Role.FORM_EDITOR))
    procedure.refresh_from_db()

    assert procedure.current_form_id == form.pk
    assert procedure.is_open
    assert form.number == 1
    assert form.content_hash == content_hash(city_form(procedure).definition)
    assert history_of("dog").last().detail == {"number": 1, "content_hash": form.content_hash}


def test_a_snapshot_stays_when_template_and_overlay_change():
    version = a_template()
    procedure = a_published_procedure(version)
    snapshot = PublishedForm.objects.get()
    kept = (snapshot.definition, snapshot.content_hash)

    a_template(title="犬の登録（新）")
    rename_dog(procedure, "愛犬の名前")
    second = publish(procedure.pk, actor=SYSTEM)

    snapshot.refresh_from_db()
    assert (snapshot.definition, snapshot.content_hash) == kept
    assert second.number == 2
    assert second.template_version_id == version.pk
    assert str(compiled_form(second.pk, second.content_hash).definition.question("dog_name").label) == "愛犬の名前"
    assert str(compiled_form(snapshot.pk, kept[1]).definition.question("dog_name").label) == "犬の名前"


def test_the_same_content_is_not_published_twice():
    procedure = a_published_procedure()
    with pytest.raises(NothingChanged):
        publish(procedure.pk, actor=SYSTEM)
    assert PublishedForm.objects.count() == 1

    rename_dog(procedure, "愛犬の名前")
    assert publish(procedure.pk, actor=SYSTEM).number == 2
    rename_dog(procedure, "犬の名前")
    assert publish(procedure.pk, actor=SYSTEM).number == 3


@pytest.mark.parametrize("role", [Role.VIEWER, Role.PROCESSOR, Role.APPROVER])
def test_others_publish_nothing(role):
    procedure = an_adopted_procedure()
    with pytest.raises(ActionRefused):
        publish(procedure.pk, actor=an_actor(role))

    assert not PublishedForm.objects.exists()
    assert not Procedure.objects.get().is_published
    assert publish(procedure.pk, actor=an_actor(Role.ADMINISTRATOR)).number == 1


def test_a_published_form_can_neither_be_changed_nor_removed():
    a_published_procedure()
    forms = PublishedForm.objects.all()
    for spoil in (
        lambda: forms.update(number=9),
        lambda: forms._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            spoil()

    assert PublishedForm.objects.get().number == 1


def test_closing_says_why_and_opening_forgets_it():
    procedure, editor = a_published_procedure(), an_actor(Role.FORM_EDITOR)
    with pytest.raises(ActionRefused):
        reopen(procedure.pk, actor=editor)

    closed = close(procedure.pk, reason="システムの点検のため、12月1日まで受付を止めています。", actor=editor)
    assert not closed.is_open
    with pytest.raises(ActionRefused):
        close(procedure.pk, reason="もう一度", actor=editor)

    reopened = reopen(procedure.pk, actor=editor)
    assert reopened.is_open
    assert reopened.closed_reason == ""
    assert [record.event for record in history_of("dog")][-2:] == ["form.closed", "form.reopened"]


@pytest.mark.parametrize("role", [Role.VIEWER, Role.PROCESSOR, Role.APPROVER])
def test_others_close_nothing(role):
    procedure = a_published_procedure()
    with pytest.raises(ActionRefused):
        close(procedure.pk, reason="x", actor=an_actor(role))

    assert Procedure.objects.get().is_open


def test_the_table_refuses_to_be_closed_without_a_reason():
    procedure = a_published_procedure()
    with pytest.raises(IntegrityError), transaction.atomic():
        close(procedure.pk, reason="", actor=SYSTEM)

    assert Procedure.objects.get().is_open
