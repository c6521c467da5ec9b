"""What residents have seen stays known, and can be given to them again; two people publish where the city wants that."""

import pytest
from django.core import mail

from accounts.actors import SYSTEM
from accounts.roles import Role
from audit.events import AuditEvent
from audit.models import AuditRecord
from catalog import selectors
from catalog.errors import ActionRefused, NothingChanged, SecondPersonNeeded
from catalog.models import Procedure, PublicationProposal, PublishedForm, TakenUpdate
from catalog.services.customisation import customise
from catalog.services.publication import propose, publish, roll_back, set_second_person, withdraw_proposal
from catalog.services.updating import give_update_back, set_automatic_updates, take_update
from notifications.models import Notification
from shared_forms.language.overlay import Hide, Relabel
from shared_forms.language.texts import Text
from tenants.context import in_municipality
from tests.factories.accounts import a_person, an_actor, signed_in
from tests.factories.forms import a_published_procedure, a_template, an_adopted_procedure

HERE = Role.ADMINISTRATOR


def rename(procedure, words: str) -> None:
    text = Text(ja=words)
    customise(procedure.pk, [Relabel(op="relabel", target="dog_name", text=text)], actor=SYSTEM)


def shown(procedure) -> str:
    current = Procedure.objects.select_related("current_form").get(pk=procedure.pk).current_form
    return str(selectors.asked_in(current).question("dog_name").label)


@pytest.fixture
def twice(in_sakai):
    """Published twice, with other words the second time."""
    procedure = a_published_procedure()
    rename(procedure, "ワンちゃん")
    publish(procedure.pk, actor=SYSTEM)
    return procedure


# ---- 前の公開に戻す ---------------------------------------------------------------------------------------------------
def test_an_earlier_publication_comes_back_as_a_new_one_and_the_draft_stays(twice):
    form = roll_back(twice.pk, 1, actor=SYSTEM)

    assert (form.number, form.restores, shown(twice)) == (3, 1, "犬の名前")
    assert str(selectors.city_form(twice).definition.question("dog_name").label) == "ワンちゃん"
    assert AuditRecord.objects.get(event=AuditEvent.FORM_ROLLED_BACK).detail["restores"] == 1
    publish(twice.pk, actor=SYSTEM)
    assert shown(twice) == "ワンちゃん"


def test_what_is_shown_already_or_never_was_cannot_come_back(twice):
    for number in (2, 7):
        with pytest.raises(ActionRefused):
            roll_back(twice.pk, number, actor=SYSTEM)
    roll_back(twice.pk, 1, actor=SYSTEM)
    with pytest.raises(NothingChanged):
        roll_back(twice.pk, 1, actor=SYSTEM)
    with pytest.raises(ActionRefused):
        roll_back(twice.pk, 2, actor=an_actor(Role.PROCESSOR))


# ---- 2人目の確認 ------------------------------------------------------------------------------------------------------
@pytest.fixture
def guarded(in_sakai):
    procedure = an_adopted_procedure()
    set_second_person(procedure.pk, is_needed=True, actor=an_actor(HERE))
    return procedure


def test_one_asks_and_another_publishes(guarded):
    asking, other = an_actor(HERE, name="頼 人"), an_actor(HERE, name="別 人")
    for actor in (asking, other):
        with pytest.raises(SecondPersonNeeded):
            publish(guarded.pk, actor=actor)
    propose(guarded.pk, actor=asking)
    with pytest.raises(SecondPersonNeeded):
        publish(guarded.pk, actor=asking)

    form = publish(guarded.pk, actor=other)

    assert (form.proposed_by, form.published_by) == ("頼 人", "別 人")
    assert not PublicationProposal.objects.exists()


def test_a_change_after_the_asking_has_to_be_asked_for_again(guarded):
    asking, other = an_actor(HERE), an_actor(HERE)
    propose(guarded.pk, actor=asking)
    rename(guarded, "ワンちゃん")

    assert selectors.proposal(guarded, selectors.city_form(guarded)) is None
    with pytest.raises(SecondPersonNeeded):
        publish(guarded.pk, actor=other)


def test_only_an_administrator_says_whether_it_takes_two(guarded):
    for actor in (an_actor(Role.FORM_EDITOR), an_actor(Role.PROCESSOR)):
        with pytest.raises(ActionRefused):
            set_second_person(guarded.pk, is_needed=False, actor=actor)
    set_second_person(guarded.pk, is_needed=False, actor=an_actor(HERE))
    publish(guarded.pk, actor=an_actor(HERE))


def test_asking_can_be_taken_back_and_needs_a_reason_to_be(guarded):
    propose(guarded.pk, actor=an_actor(HERE))
    withdraw_proposal(guarded.pk, actor=an_actor(HERE))
    assert not PublicationProposal.objects.exists()
    with pytest.raises(ActionRefused):
        propose(guarded.pk, actor=an_actor(Role.VIEWER))
    set_second_person(guarded.pk, is_needed=False, actor=an_actor(HERE))
    with pytest.raises(ActionRefused):
        propose(guarded.pk, actor=an_actor(HERE))


def test_two_people_on_the_screens(sakai, client_at):
    with in_municipality(sakai):
        procedure = an_adopted_procedure()
        asks, looks = (a_person(HERE, name=name) for name in ("頼 人", "別 人"))
        first, second = (signed_in(client_at("sakai.localhost"), person) for person in (asks, looks))
    page = f"/staff/procedures/{procedure.pk}/"
    assert (
        "2人目の人が確かめます" in first.post(f"{page}second-person/", {"needs_second_person": "yes"}, follow=True).text
    )
    assert "公開を頼む" in first.get(f"{page}publish/").text
    assert "公開を頼みました" in first.post(f"{page}publish/", {"propose": "1"}, follow=True).text
    assert "この内容で公開する" not in first.get(f"{page}publish/").text
    assert first.post(f"{page}publish/").status_code == 422
    seen = second.get(f"{page}publish/").text
    assert "頼 人が公開を頼んでいます" in seen

    assert "公開しました（1回目）" in second.post(f"{page}publish/", follow=True).text
    with in_municipality(sakai):
        (promised,) = Notification.objects.filter(template="publication_proposed")
        assert promised.to == looks.email
    assert not mail.outbox
    assert "頼んだ人：頼 人" in first.get(f"{page}history/").text


# ---- 取り込みの記録 ---------------------------------------------------------------------------------------------------
def test_an_update_is_recorded_and_can_be_given_back_until_something_else_happens(twice):
    before = twice.adoption.template_version_id
    new = a_template(title="犬の登録（新）")
    take_update(twice.pk, version_id=new.pk, choices={}, actor=SYSTEM)
    (taken,) = TakenUpdate.objects.all()
    assert (taken.from_number, taken.to_number, taken.level, taken.decisions) == (1, 2, "automatic", [])

    give_update_back(twice.pk, actor=SYSTEM)

    twice.adoption.refresh_from_db()
    assert twice.adoption.template_version_id == before
    with pytest.raises(ActionRefused):
        give_update_back(twice.pk, actor=SYSTEM)
    take_update(twice.pk, version_id=new.pk, choices={}, actor=SYSTEM)
    with pytest.raises(ActionRefused):
        give_update_back(twice.pk, actor=an_actor(Role.PROCESSOR))
    customise(twice.pk, [Hide(op="hide", target="photo")], actor=SYSTEM)
    with pytest.raises(ActionRefused):
        give_update_back(twice.pk, actor=SYSTEM)


def test_an_update_that_residents_have_is_not_given_back(twice):
    new = a_template(title="犬の登録（新）", pages=_with_a_question())
    take_update(twice.pk, version_id=new.pk, choices={}, actor=SYSTEM)
    publish(twice.pk, actor=SYSTEM)

    assert selectors.last_update_to_give_back(twice) is None


def _with_a_question():
    from tests.factories.forms import COUNTING_PAGE, EVERY_TYPE

    return [*EVERY_TYPE["pages"], COUNTING_PAGE]


def test_the_history_on_the_screen(sakai, client_at):
    with in_municipality(sakai):
        procedure = a_published_procedure()
        rename(procedure, "ワンちゃん")
        publish(procedure.pk, actor=SYSTEM)
        client = signed_in(client_at("sakai.localhost"), a_person(Role.FORM_EDITOR))
        viewer = signed_in(client_at("sakai.localhost"), a_person(Role.VIEWER))
    page = f"/staff/procedures/{procedure.pk}/history/"
    new = a_template(pages=_with_a_question())
    with in_municipality(sakai):
        take_update(procedure.pk, version_id=new.pk, choices={}, actor=SYSTEM)

    assert "これに戻す" in client.get(page).text
    assert "これに戻す" not in viewer.get(page).text
    assert "ワンちゃん" in client.get(f"{page}1/").text
    assert client.get(f"{page}9/").status_code == 404
    assert "1回目に公開した様式に戻しました" in client.post(f"{page}1/", follow=True).text
    assert "取り消して、第1版に戻す" not in client.get(page).text  # residents got something since
    assert "自動で取り込みます" in client.post(f"{page}automatic/", {"takes_updates": "yes"}, follow=True).text
    assert "この操作はできません" in viewer.post(f"{page}automatic/", {"takes_updates": "no"}, follow=True).text
    with in_municipality(sakai):
        assert Procedure.objects.get().adoption.takes_updates
        assert PublishedForm.objects.count() == 3


def test_only_editors_say_whether_updates_are_taken_by_themselves(twice):
    with pytest.raises(ActionRefused):
        set_automatic_updates(twice.pk, takes_updates=True, actor=an_actor(Role.VIEWER))
    assert set_automatic_updates(twice.pk, takes_updates=True, actor=SYSTEM).takes_updates
