"""A city offers its form to all: without what is only its own, looked at by the secretariat, with credit and a count."""

import json

import pytest

from accounts.actors import SYSTEM
from accounts.roles import Role
from catalog.errors import ActionRefused
from catalog.models import FormOffer, Procedure
from catalog.services.city_report import push_report
from catalog.services.customisation import customise
from catalog.services.offering import offer
from catalog.services.publication import publish
from notifications.models import Notification
from notifications.services import deliver, due_ids
from shared_forms.categories import Category
from shared_forms.errors import ActionRefused as TemplateRefused
from shared_forms.errors import SlugTaken
from shared_forms.language.overlay import AddQuestion, Relabel, SetFact
from shared_forms.language.texts import Text
from shared_forms.models import FormTemplate
from shared_forms.selectors import definition_of
from shared_forms.services import offers
from shared_forms.tasks import count_adopters
from tenants.context import in_consortium, in_municipality
from tenants.models import OfferedForm
from tests.factories.accounts import a_department, a_person, an_actor, signed_in
from tests.factories.billing import a_member
from tests.factories.forms import an_adopted_procedure

EDITOR, VIEWER = a_member(Role.FORM_EDITOR), a_member(Role.VIEWER)
WEIGHT = {"id": "city_weight", "type": "number", "label": "犬の重さ", "required": False}


def deliver_all() -> None:
    for each in due_ids():
        deliver(each)


@pytest.fixture
def procedure(sakai):
    """堺's own version, published: a fact, a question, and a label that names the city."""
    with in_municipality(sakai):
        row = an_adopted_procedure(department_id=a_department("環境業務課", phone="072-228-7429").pk)
        changes = [
            SetFact(op="set_fact", fact="fee", value=Text(ja="堺市では無料")),
            AddQuestion.model_validate({"op": "add_question", "question": WEIGHT, "after": "dog_name"}),
            Relabel(op="relabel", target="photo", text=Text(ja="堺市で撮った写真")),
        ]
        customise(row.pk, changes, actor=SYSTEM)
        publish(row.pk, actor=SYSTEM)
        return Procedure.objects.select_related("current_form").get(pk=row.pk)


@pytest.fixture
def offered(procedure, sakai):
    with in_municipality(sakai):
        offer(procedure.pk, note="窓口に来る人が半分になりました。", actor=an_actor(Role.FORM_EDITOR))
        deliver_all()
    with in_consortium():
        return OfferedForm.objects.select_related("municipality").get()


def test_local_facts_stay_at_home_and_ids_become_everybody_s(offered):
    document = json.dumps(offered.definition, ensure_ascii=False)

    for words in ("環境業務課", "072-228-7429", "無料", "city_"):
        assert words not in document
    assert "犬の重さ" in document
    assert offered.removed == ["担当課：環境業務課", "電話番号：072-228-7429", "手数料：堺市では無料"]
    assert offered.municipality.name == "堺市"


def test_a_message_that_comes_twice_is_one_offer(offered, sakai):
    from tenants import figures

    with in_municipality(sakai):
        told = Notification.objects.get(template="form_offer").context
    figures.receive("form_offer", told, sender=sakai)

    with in_consortium():
        assert OfferedForm.objects.count() == 1


def test_it_becomes_a_template_with_credit_that_others_adopt_and_everybody_counts(offered, sakai, toyonaka):
    with in_consortium():
        version = offers.accept(offered.pk, slug="dog-with-weight", category=Category.PETS, actor=EDITOR)
        assert version.template.owner == "堺市"
        assert Notification.objects.get(template="offer_accepted").to == offered.answer_to
    with in_municipality(toyonaka):
        adopted = an_adopted_procedure(version, slug="dog-weight")
        publish(adopted.pk, actor=SYSTEM)
        push_report()
        deliver_all()
    with in_consortium():
        count_adopters.run()

    with in_municipality(sakai):
        template = FormTemplate.objects.get(slug="dog-with-weight")
        assert (template.adopters, template.offer_id) == (1, FormOffer.objects.get().pk)
    assert "犬の重さ" in {str(each.label) for each in definition_of(version.pk).questions()}


def test_a_better_one_of_the_same_city_is_the_next_version_and_nobody_else_s(offered, procedure, sakai):
    with in_consortium():
        with pytest.raises(SlugTaken):
            offers.accept(offered.pk, slug="dog-registration", category=Category.PETS, actor=EDITOR)
        offers.accept(offered.pk, slug="dog-of-sakai", category=Category.PETS, actor=EDITOR)
    with in_municipality(sakai):
        customise(procedure.pk, [Relabel(op="relabel", target="photo", text=Text(ja="犬の写真"))], actor=SYSTEM)
        publish(procedure.pk, actor=SYSTEM)
        offer(procedure.pk, note="ことばを直しました。", actor=an_actor(Role.ADMINISTRATOR))
        deliver_all()

    with in_consortium():
        second = OfferedForm.objects.get(state="waiting")
        assert offers.accept(second.pk, slug="dog-of-sakai", category=Category.PETS, actor=EDITOR).number == 2


def test_a_refusal_says_why_and_is_final(offered):
    with in_consortium():
        for refused in (VIEWER,):
            with pytest.raises(TemplateRefused):
                offers.decline(offered.pk, comment="だめ", actor=refused)
        offers.decline(offered.pk, comment="同じ様式があります。", actor=EDITOR)
        mail = Notification.objects.get(template="offer_declined")
        assert mail.context["comment"] == "同じ様式があります。"
        with pytest.raises(TemplateRefused):
            offers.accept(offered.pk, slug="dog-2", category=Category.PETS, actor=EDITOR)


def test_only_who_publishes_offers_and_only_what_is_published(procedure, sakai):
    with in_municipality(sakai):
        for actor in (an_actor(Role.VIEWER), an_actor(Role.FORM_EDITOR, departments=(a_department("税務課"),))):
            with pytest.raises(ActionRefused):
                offer(procedure.pk, note="よい", actor=actor)
        unseen = an_adopted_procedure(slug="unseen")
        with pytest.raises(ActionRefused):
            offer(unseen.pk, note="よい", actor=an_actor(Role.ADMINISTRATOR))


def test_on_the_screens(procedure, sakai, client_at):
    with in_municipality(sakai):
        editor = signed_in(client_at("sakai.localhost"), a_person(Role.FORM_EDITOR, name="岡田 美咲"))
    with in_consortium():
        desk = signed_in(client_at("localhost"), a_person(Role.FORM_EDITOR))
    page = f"/staff/procedures/{procedure.pk}/offer/"
    shown = editor.get(page).text
    for words in ("手数料：堺市では無料", "堺市で撮った写真"):
        assert words in shown
    assert editor.post(page, {"note": ""}).status_code == 422
    assert "事務局に提供しました" in editor.post(page, {"note": "とても便利です。"}, follow=True).text
    with in_municipality(sakai):
        deliver_all()

    assert "1件が確認待ち" in desk.get("/templates/").text
    with in_consortium():
        offered = OfferedForm.objects.get()
    address = f"/templates/offers/{offered.pk}/"
    assert "とても便利です。" in desk.get(address).text
    assert "堺市が提供した様式です" in desk.get(f"{address}preview/").text
    assert desk.get(f"{address}preview/?page=nowhere").status_code == 404
    assert desk.post(address, {"decline": "1", "comment": ""}).status_code == 422
    assert desk.post(address, {"slug": "dog-registration", "category": "pets"}).status_code == 422
    assert "共有様式にしました" in desk.post(address, {"slug": "dog-sakai", "category": "pets"}, follow=True).text
    assert "共有様式になりました" in editor.get(page).text
    offers_page = editor.get("/staff/procedures/templates/").text
    assert "堺市が提供" in offers_page
    assert "堺市から：とても便利です。" in offers_page


def test_somebody_of_one_department_adopts_at_one_press(procedure, sakai, client_at):
    with in_municipality(sakai):
        parks = a_department("公園課")
        one = signed_in(client_at("sakai.localhost"), a_person(Role.FORM_EDITOR, departments=(parks,)))
        several = signed_in(client_at("sakai.localhost"), a_person(Role.ADMINISTRATOR))
        version = procedure.adoption.template_version_id
    page = f"/staff/procedures/templates/{version}/"
    assert 'name="slug" value="dog-registration"' in one.get(page).text
    assert 'name="slug"' not in several.get(page).text

    made = one.post(f"{page}adopt/", {"slug": "dog-registration", "department": parks.pk}, follow=True)

    assert "を採用しました" in made.text
    assert 'name="slug" value="dog-registration-2"' in one.get(page).text
