"""After an application: once more the same, or on to what comes next, with answers that were given before. No JavaScript."""

import pytest

from applications.models import HandOver
from tenants.context import in_municipality
from tests.applications.test_prefilling import NEXT, QUESTIONNAIRE
from tests.factories.applications import DOG_FORM, a_procedure
from tests.factories.forms import a_published_procedure, a_template
from tests.flows.test_resident_applies import DOG, OWNER, applications, drafts
from tests.flows.visitor import Visitor


@pytest.fixture
def visitor(sakai) -> Visitor:
    with in_municipality(sakai):
        a_procedure("dog-death", DOG_FORM | {"next": NEXT})
        a_published_procedure(a_template("dog-questionnaire", **QUESTIONNAIRE), slug="questionnaire")
    visitor = Visitor()
    visitor.get("/p/dog-death/apply/owner_page/")
    visitor.send("次へ", **OWNER)
    visitor.send("次へ", **DOG)
    visitor.send("この内容で申請する", confirm="1")
    return visitor


def test_the_next_procedure_begins_with_what_was_said(visitor):
    landing = visitor.follow("つづけてアンケートに答える")
    assert "「飼い主アンケート」に進みます" in landing.text
    assert "亡くなった日" in landing.text
    assert "明日香" not in landing.text
    assert not drafts()

    shown = visitor.send("引き継いで始める")
    assert shown.address == "/p/questionnaire/taken/"
    assert "西村 明日香" in shown.text
    page = visitor.follow("確かめながら入力する")
    assert page.forms[-1].values["keeper.given"] == ["明日香"]
    visitor.send("次へ", keeper__given="あすか", name="ポチ", opinion="ありがとうございました")
    assert "西村 あすか" in visitor.page.text
    assert visitor.get("/p/questionnaire/taken/").address == "/p/questionnaire/apply/asked/"
    visitor.send("次へ")
    visitor.send("この内容で申請する", confirm="1")
    assert len(applications()) == 2


def test_the_link_is_good_once_and_says_so_afterwards(visitor):
    link = visitor.page.links["つづけてアンケートに答える"]
    visitor.get(link)
    visitor.send("引き継いで始める")
    again = Visitor()
    used = again.get(link)

    assert (used.status, "もう使われています" in used.text) == (410, True)
    assert again.post(link, {}).status == 410
    assert "つづけてアンケート" not in visitor.get(f"/applications/{applications()[0].pk}/").text
    assert "リンクが正しくありません" in again.get("/next/x/").text
    with in_municipality("m_271403"):
        assert HandOver.objects.count() == 1


def test_an_own_beginning_comes_first(visitor):
    link = visitor.page.links["つづけてアンケートに答える"]
    visitor.get("/p/questionnaire/apply/asked/")
    visitor.send("保存して中断する", name="ハチ")
    visitor.get(link)

    told = visitor.send("引き継いで始める")
    assert "途中までの入力があります" in told.text
    assert drafts()[0].answers["name"] == "ハチ"
    visitor.send("入力を消して、はじめからにする")
    visitor.get(link)
    assert visitor.send("引き継いで始める").address == "/p/questionnaire/taken/"


def test_once_more_the_same(visitor):
    (application,) = applications()
    visitor.get(f"/applications/{application.pk}/")
    shown = visitor.send("同じ内容でもう一度申請する")

    assert shown.address == "/p/dog-death/taken/"
    assert "ポチ" in shown.text
    assert "亡くなった日" not in shown.text
    visitor.follow("確かめながら入力する")
    visitor.send("次へ")
    assert visitor.send("次へ").status == 422
    visitor.send("次へ", **DOG)
    visitor.send("この内容で申請する", confirm="1")
    assert len(applications()) == 2
    visitor.get(f"/applications/{application.pk}/")
    visitor.send("同じ内容でもう一度申請する")
    visitor.get(f"/applications/{application.pk}/")
    assert "途中までの入力があります" in visitor.send("同じ内容でもう一度申請する").text


def test_nobody_copies_what_is_not_theirs(visitor):
    (application,) = applications()
    stranger = Visitor()

    assert stranger.post(f"/applications/{application.pk}/again/", {}).address == "/status/"
    assert not drafts()
    assert stranger.get("/p/dog-death/taken/").address == "/p/dog-death/apply/owner_page/"
