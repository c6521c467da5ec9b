"""How many procedures plan B lets a city have online: refused with words, and at once allowed by plan A."""

from dataclasses import replace

import pytest

from accounts.actors import SYSTEM
from accounts.roles import Role
from catalog.errors import PlanLimitReached
from catalog.limits import procedure_limit
from catalog.models import PublishedForm
from catalog.services.customisation import customise
from catalog.services.publication import publish
from catalog.services.reception import close, reopen
from shared_forms.language.overlay import Relabel
from shared_forms.language.texts import Text
from tenants import context, entitlements
from tenants.entitlements import ENTITLEMENTS, Entitlements, Feature, entitled
from tenants.models import Municipality, Plan
from tenants.services.plans import change_plan
from tests.catalog.test_two_at_once import at_once
from tests.factories.accounts import a_person, signed_in
from tests.factories.forms import a_published_procedure, a_template, an_adopted_procedure
from tests.tenants.test_suspension import ADMINISTRATOR


@pytest.fixture(autouse=True)
def two_procedures(monkeypatch):
    """Plan B lets a city have two procedures online."""
    small = Entitlements(features=frozenset(), procedures=2)
    monkeypatch.setattr(entitlements, "ENTITLEMENTS", {**ENTITLEMENTS, Plan.B: small})


@pytest.fixture
def small(sakai):
    """堺市 with plan B, and two procedures online."""
    small = replace(sakai, plan=Plan.B)
    with context.in_municipality(small):
        version = a_template()
        for slug in ("one", "two"):
            a_published_procedure(version, slug=slug)
    return small


def test_what_the_plans_include(sakai):
    for feature in Feature:
        assert entitled(replace(sakai, plan=Plan.A), feature)
        assert not entitled(replace(sakai, plan=Plan.B), feature)


def test_one_more_is_refused_and_what_is_online_may_change(small, sakai):
    with context.in_municipality(small):
        third = an_adopted_procedure(a_template("cats"), slug="three")
        before = PublishedForm.objects.count()
        with pytest.raises(PlanLimitReached, match="2件まで"):
            publish(third.pk, actor=SYSTEM)
        assert PublishedForm.objects.count() == before

        first = PublishedForm.objects.get(procedure__slug="one").procedure
        customise(first.pk, [Relabel(op="relabel", target="dog_name", text=Text(ja="愛犬"))], actor=SYSTEM)
        publish(first.pk, actor=SYSTEM)
        close(first.pk, reason="終わりました。", actor=SYSTEM)
        publish(third.pk, actor=SYSTEM)
        with pytest.raises(PlanLimitReached):
            reopen(first.pk, actor=SYSTEM)
        assert (procedure_limit().online, procedure_limit().left, procedure_limit().is_reached) == (2, 0, True)

    with context.in_municipality(sakai):
        assert procedure_limit() is None
        reopen(first.pk, actor=SYSTEM)


def test_two_people_do_not_take_the_same_last_place(committed):
    small = replace(context.find("m_271403"), plan=Plan.B)
    with context.in_municipality(small):
        version = a_template()
        a_published_procedure(version, slug="one")
        waiting = [an_adopted_procedure(version, slug=slug).pk for slug in ("two", "three")]

    def publish_in_turn(procedure_id):
        with context.in_municipality(small):
            try:
                return publish(procedure_id, actor=SYSTEM)
            except PlanLimitReached as refusal:
                return refusal

    outcomes = at_once(*(lambda pk=pk: publish_in_turn(pk) for pk in waiting))

    assert sorted(isinstance(each, PlanLimitReached) for each in outcomes) == [False, True]


def test_staff_see_how_many_of_how_many_and_a_change_of_plan_helps_at_once(small, client_at, monkeypatch):
    monkeypatch.setattr("tenants.directory.REVALIDATE_SECONDS", 0.0)
    with context.in_municipality(small):
        third = an_adopted_procedure(a_template("cats"), slug="three")
        editor = a_person(Role.FORM_EDITOR)
    with context.in_consortium():
        change_plan(small.code, plan=Plan.B, actor=ADMINISTRATOR)
    client = signed_in(client_at("sakai.localhost"), editor)
    address = f"/staff/procedures/{third.pk}/publish/"

    for page in ("/staff/procedures/", address, f"/staff/procedures/templates/{a_template().pk}/adopt/"):
        shown = client.get(page).text
        assert "公開中の手続 2 / 2件" in shown, page
        assert "プランAへの変更を相談してください" in shown, page
    assert "この内容で公開する" not in client.get(address).text
    refused = client.post(address)
    assert (refused.status_code, "2件までで、いま2件を公開しています" in refused.text) == (422, True)
    assert "2件まで（いま2件）" in client.get("/staff/procedures/plan/").text

    with context.in_consortium():
        change_plan(small.code, plan=Plan.A, actor=ADMINISTRATOR)

    assert "この内容で公開する" in client.get(address).text
    assert client.post(address).status_code == 302
    assert "いくつでも" in client.get("/staff/procedures/plan/").text


def test_the_plan_a_city_was_made_with_is_known_everywhere(db):
    with context.in_consortium():
        plans = dict(Municipality.objects.values_list("code", "plan"))

    assert {city.code: city.plan for city in context.all_municipalities()} == plans
