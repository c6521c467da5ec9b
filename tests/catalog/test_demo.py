"""Two cities, one shared form, two ways to ask."""

import pytest

from accounts.actors import SYSTEM
from catalog.demo import OFFERS, load_demo_forms
from catalog.models import Procedure, PublishedForm
from catalog.selectors import city_form, compiled_form
from shared_forms.services.library import load_library
from tenants import context

pytestmark = pytest.mark.django_db


@pytest.fixture
def library(in_consortium):
    load_library(SYSTEM)


def test_sakai_offers_its_own_versions_and_a_second_load_adds_nothing(library, sakai):
    with context.in_municipality(sakai):
        procedures = load_demo_forms("sakai", SYSTEM)

        assert [procedure.slug for procedure in procedures] == [offer.template for offer in OFFERS["sakai"]]
        assert load_demo_forms("sakai", SYSTEM) == []
        assert PublishedForm.objects.count() == len(procedures)
        assert all(procedure.is_open for procedure in Procedure.objects.all())


def test_two_cities_ask_differently_from_one_template(library, sakai, toyonaka):
    asked = {}
    for city, name in ((sakai, "sakai"), (toyonaka, "moriguchi")):
        with context.in_municipality(city):
            load_demo_forms(name, SYSTEM)
            procedure = Procedure.objects.get(slug="dog-death")
            form = procedure.current_form
            asked[name] = (procedure, compiled_form(form.pk, form.content_hash).definition, city_form(procedure))

    (_, sakai_form, sakai_draft), (_, moriguchi_form, moriguchi_draft) = asked["sakai"], asked["moriguchi"]
    assert sakai_draft.template == moriguchi_draft.template
    assert str(sakai_form.question("dog_name").label) == "ワンちゃんのお名前"
    assert str(moriguchi_form.question("dog_name").label) == "飼い犬の呼び名"
    assert str(sakai_form.guide.department) == "動物指導センター"
    assert str(moriguchi_form.guide.department) == "環境対策課"
    assert sakai_form.question("city_collection")
    assert moriguchi_form.question("city_other_dogs")
    assert len(sakai_draft.from_template) > 5


@pytest.mark.parametrize("slug", OFFERS)
def test_every_offer_fits_its_template(library, sakai, slug):
    with context.in_municipality(sakai):
        assert len(load_demo_forms(slug, SYSTEM)) == len(OFFERS[slug])


def test_a_city_without_offers_gets_none(library, sakai):
    with context.in_municipality(sakai):
        assert load_demo_forms("toyonaka", SYSTEM) == []
