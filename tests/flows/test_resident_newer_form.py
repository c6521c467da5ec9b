"""The office publishes a new form while somebody fills in the old one: nothing typed is lost, and what changed is said."""

import copy

import pytest

from accounts.actors import SYSTEM
from applications.models import Application, Draft
from applications.newer_form import compare, fitting
from catalog import on_show
from catalog.models import Adoption, Procedure
from catalog.services.customisation import customise
from catalog.services.publication import publish, roll_back
from shared_forms.language import FormDefinition
from shared_forms.language.overlay import AddQuestion, Hide, Relabel
from shared_forms.language.texts import Text
from tenants.context import in_municipality
from tests.factories.forms import EVERY_TYPE, a_published_procedure
from tests.flows.visitor import Visitor

SAKAI = "m_271403"
NAME = {
    "owner__family": "西村",
    "owner__given": "明日香",
    "owner__family_kana": "ニシムラ",
    "owner__given_kana": "アスカ",
}
HOME = {"home__postal_code": "590-0078", "home__city": "堺市堺区", "home__street": "南瓦町3-1"}
DOG = {"dog_name": "ポチ", "sex": "male", "vaccinated": "no"}


@pytest.fixture
def visitor(sakai) -> Visitor:
    """On the second page, with the first one sent."""
    with in_municipality(sakai):
        a_published_procedure()
    visitor = Visitor()
    visitor.get("/p/dog/")
    visitor.follow("申請を始める")
    visitor.send("次へ", **NAME, **HOME, email="asuka@mail.example")
    return visitor


def change(*operations) -> None:
    """The office changes its form and publishes it."""
    with in_municipality(SAKAI):
        procedure = Adoption.objects.get().procedure_id
        customise(procedure, operations, actor=SYSTEM)
        publish(procedure, actor=SYSTEM)
    on_show.forget()


def ask(label: str, after: str) -> AddQuestion:
    question = {"id": "city_extra", "type": "text", "label": label, "required": True}
    return AddQuestion.model_validate({"op": "add_question", "question": question, "after": after})


def relabel(target: str, words: str) -> Relabel:
    return Relabel(op="relabel", target=target, text=Text(ja=words))


def test_what_was_typed_stays_and_what_is_new_is_said_once(visitor):
    change(ask("マンションの名前", "home"), relabel("dog_name", "ワンちゃんの名前"), Hide(op="hide", target="email"))

    page = visitor.get("/p/dog/apply/dog_page/")

    assert page.address == "/p/dog/apply/dog_page/?notice=new_form"
    for words in (
        "様式が新しくなりました",
        "新しく聞くこと：マンションの名前",
        "説明や選択肢が変わったこと：ワンちゃんの名前",
        "聞かなくなったこと：メールアドレス",
    ):
        assert words in page.text
    assert "様式が新しくなりました" not in visitor.get("/p/dog/apply/dog_page/").text
    with in_municipality(SAKAI):
        draft = Draft.objects.select_related("published_form").get()
        assert draft.published_form.number == 2
        assert draft.answers["owner"]["family"] == "西村"
        assert "email" not in draft.answers

    page = visitor.send("次へ", **DOG)
    assert page.address == "/p/dog/apply/owner_page/?notice=incomplete"
    page = visitor.send("次へ", city_extra="ハイツ堺")
    page = visitor.send("次へ")
    assert page.address.endswith("/check/")
    visitor.send("この内容で申請する", confirm="1")
    with in_municipality(SAKAI):
        application = Application.objects.select_related("published_form").get()
        assert application.published_form.number == 2
        assert application.versions.get().answers["city_extra"] == "ハイツ堺"


def test_what_was_typed_on_the_page_of_the_old_form_is_kept_too(visitor):
    change(ask("犬の大きさ", "dog_name"))

    page = visitor.send("次へ", **DOG)

    assert page.address == "/p/dog/apply/dog_page/?notice=new_form"
    with in_municipality(SAKAI):
        assert Draft.objects.get().answers["dog_name"] == "ポチ"


def test_the_check_page_leads_to_what_is_missing_now(visitor):
    visitor.send("次へ", **DOG)
    change(ask("犬の大きさ", "dog_name"))

    page = visitor.get("/p/dog/apply/check/")

    assert page.address == "/p/dog/apply/dog_page/?notice=new_form"
    assert "新しく聞くこと：犬の大きさ" in page.text


def test_words_alone_are_said_on_the_check_page(visitor):
    visitor.send("次へ", **DOG)
    change(relabel("dog_name", "ワンちゃんの名前"))

    page = visitor.get("/p/dog/apply/check/")

    assert page.address == "/p/dog/apply/check/?notice=new_form"
    assert "説明や選択肢が変わったこと：ワンちゃんの名前" in page.text
    assert "様式が新しくなりました" in visitor.get("/p/dog/apply/check/").text


def test_a_check_page_of_the_old_form_is_not_sent_unseen(visitor):
    visitor.send("次へ", **DOG)
    old = visitor.page
    change(ask("犬の大きさ", "dog_name"))
    visitor.get("/p/dog/apply/dog_page/")  # in another tab
    visitor.page = old

    visitor.send("この内容で申請する", confirm="1")

    with in_municipality(SAKAI):
        assert not Application.objects.exists()


def test_who_sends_before_coming_back_sends_what_they_saw(visitor):
    visitor.send("次へ", **DOG)
    change(ask("犬の大きさ", "dog_name"))

    visitor.send("この内容で申請する", confirm="1")

    with in_municipality(SAKAI):
        assert Application.objects.select_related("published_form").get().published_form.number == 1


def test_a_page_that_is_gone_leads_to_the_first(visitor):
    change(ask("犬の大きさ", "email"), Hide(op="hide", target="dog_page"))

    assert visitor.get("/p/dog/apply/").address == "/p/dog/apply/owner_page/?notice=new_form"


def test_a_form_that_is_rolled_back_is_a_newer_one_too(visitor):
    change(ask("マンションの名前", "home"))
    visitor.get("/p/dog/apply/owner_page/")
    with in_municipality(SAKAI):
        roll_back(Procedure.objects.get().pk, 1, actor=SYSTEM)
    on_show.forget()

    page = visitor.get("/p/dog/apply/owner_page/")

    assert "聞かなくなったこと：マンションの名前" in page.text


def form(**changes) -> FormDefinition:
    document = copy.deepcopy(EVERY_TYPE)
    for question in (each for page in document["pages"] for each in page["questions"]):
        question |= changes.get(question["id"], {})
    return FormDefinition.model_validate(document)


def test_an_answer_of_another_kind_is_given_anew():
    old, new = form(), form(dog_name={"type": "email", "label": "犬のメール"})

    assert fitting({"dog_name": "ポチ", "email": "a@b.example"}, old, new) == {"email": "a@b.example"}
    assert [str(label) for label in compare(old, new).again] == ["犬のメール"]
    assert not compare(old, old)
