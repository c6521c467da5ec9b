"""The secretariat's desk over HTTP: what it sees, and asking for one more municipality."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.roles import Role
from common.check_digits import corporate_check_digit, municipality_check_digit
from portal.selectors.secretariat import overview
from tenants import context
from tenants.models import CityReport, Contact, MonthlyFigures, Municipality, ProvisioningRequest
from tenants.services import requests
from tests.factories.accounts import a_person, signed_in

CODE = "29209" + municipality_check_digit("29209")
TYPED = {
    "code": CODE,
    "name": "生駒市",
    "kana": "いこまし",
    "slug": "ikoma",
    "kind": "一般市",
    "population": "116675",
    "corporate_number": corporate_check_digit("000020" + CODE) + "000020" + CODE,
    "website": "https://www.city.ikoma.lg.jp/",
    "plan": "B",
}


@pytest.fixture
def visit(db, client_at):
    """A client at the consortium's host, signed in with the given roles."""

    def visit(*roles: Role):
        with context.in_consortium():
            person = a_person(*roles)
        return signed_in(client_at("localhost"), person)

    return visit


def text(response) -> str:
    return response.content.decode()


def test_the_overview_shows_counts_that_cities_pushed(visit, django_assert_max_num_queries):
    client = visit(Role.VIEWER)
    with context.in_consortium():
        sakai = Municipality.objects.get(slug="sakai")
        MonthlyFigures.objects.create(
            municipality=sakai,
            month=timezone.localdate().replace(day=1),
            procedures_online=3,
            applications_received=1234,
            counted_at=timezone.now(),
        )

    with django_assert_max_num_queries(13):
        page = text(client.get("/"))

    assert "堺市" in page
    assert "1,234" in page
    assert "自治体を追加する" not in page


def test_what_needs_attention_stands_together_by_its_reason(visit):
    client = visit(Role.VIEWER)
    with context.in_consortium():
        toyonaka = Municipality.objects.get(slug="toyonaka")
        MonthlyFigures.objects.create(
            municipality=toyonaka,
            month=timezone.localdate().replace(day=1),
            procedures_online=1,
            applications_received=1,
            counted_at=timezone.now() - timedelta(days=3),
        )
        Contact.objects.create(municipality=toyonaka, duty="main", name="豊中 花", phone="06-6858-2525")
        Municipality.objects.filter(slug="sakai").update(schema_version="older")
        CityReport.objects.create(municipality=toyonaka, told_at=timezone.now(), people=9, administrators=[{}])
        ProvisioningRequest.objects.create(
            code=CODE, record={"name": "生駒市"}, state=ProvisioningRequest.State.FAILED, requested_by="藤原 健"
        )

    page = text(client.get("/?order=attention"))

    for reason in (
        "件数の報告がありません（1）",
        "連絡先が登録されていません（1）",
        "更新が終わっていません（1）",
        "管理者が1人だけです（1）",
    ):
        assert reason in page
    assert "生駒市：できませんでした" in page
    assert page.rindex("堺市") < page.rindex("豊中市"), "a database that is behind is more urgent than silence"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "とよな"}, {"豊中市"}),
        ({"q": "堺"}, {"堺市"}),
        ({"q": "２７２０３"}, {"豊中市"}),
        ({"q": "2", "plan": "B"}, set()),
        ({"size": "cities"}, {"堺市", "豊中市"}),
        ({"q": "京都"}, set()),
        ({"order": "nonsense"}, {"堺市", "豊中市"}),
    ],
)
def test_a_municipality_is_found_among_the_others(in_consortium, query, found):
    names = {"q": "search", "plan": "plan", "size": "size", "order": "order"}
    page = overview(**{names[key]: value for key, value in query.items()})

    assert {line.name for line in page.lines} == found
    assert page.municipalities == 2


@pytest.mark.parametrize(("order", "first"), [("code", "堺市"), ("name", "堺市"), ("population", "堺市")])
def test_the_lines_come_in_the_order_that_was_asked_for(in_consortium, order, first):
    assert overview(order=order).lines[0].name == first


def test_nobody_sees_the_desk_without_signing_in(db, client_at):
    assert client_at("localhost").get("/").status_code == 302
    assert client_at("sakai.localhost").get("/municipalities/new/").status_code == 404


def test_only_an_administrator_may_ask_and_only_with_right_facts(visit):
    viewer, administrator = visit(Role.VIEWER), visit(Role.ADMINISTRATOR)

    refused = viewer.post("/municipalities/new/", TYPED)
    wrong = administrator.post("/municipalities/new/", {**TYPED, "code": "292090"})
    with context.in_consortium():
        assert not ProvisioningRequest.objects.exists()
    asked = administrator.post("/municipalities/new/", TYPED)

    assert refused.status_code == 422
    assert wrong.status_code == 422
    assert "検査数字が合いません" in text(wrong)
    assert "生駒市" in text(wrong), "what was typed stays"
    assert asked.status_code == 302
    with context.in_consortium():
        assert ProvisioningRequest.objects.get().record["slug"] == "ikoma"


def test_what_is_missing_is_said_on_top_and_beside_each_entry(visit):
    client = visit(Role.ADMINISTRATOR)
    blank = text(client.get("/municipalities/new/"))
    wrong = text(client.post("/municipalities/new/", {**TYPED, "name": "", "website": "ikoma city"}))

    assert "aria-invalid" not in blank
    assert "<title>エラー: 自治体を追加する" in wrong
    assert "2件の入力を直してください" in wrong
    assert '<a href="#id_name">名称を入力してください。</a>' in wrong
    assert 'aria-describedby="id_name-error id_name-help"' in wrong
    assert "＊公式サイトのアドレスを正しく入力してください。" in wrong
    assert wrong.count('aria-invalid="true"') == 2


def test_asking_twice_or_for_one_that_is_here_is_refused(visit):
    client = visit(Role.ADMINISTRATOR)
    client.post("/municipalities/new/", TYPED)

    again = client.post("/municipalities/new/", TYPED)
    taken = client.post("/municipalities/new/", {**TYPED, "slug": "sakai"})

    assert (again.status_code, taken.status_code) == (422, 422)
    assert "もう依頼されています" in text(again)
    assert "登録済みの自治体と同じです" in text(taken)


def test_the_page_watches_until_it_is_there(visit, monkeypatch):
    client = visit(Role.ADMINISTRATOR)
    address = client.post("/municipalities/new/", TYPED)["Location"]

    waiting = client.get(address)
    monkeypatch.setattr(requests, "create_municipality", lambda record, plan: None)
    with context.in_consortium():
        requests.fulfil(str(ProvisioningRequest.objects.get().pk))
    done = client.get(address)

    assert waiting["Refresh"] == "2"
    assert "Refresh" not in done
    assert "http://ikoma.localhost" in text(done)
