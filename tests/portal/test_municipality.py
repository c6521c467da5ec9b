"""One municipality at the secretariat's desk, over HTTP."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.roles import Role
from audit.models import AuditRecord
from tenants import context
from tenants.models import CityReport, Contact, MonthlyFigures, Municipality, ReportedProcedure, State
from tests.factories.accounts import a_person, signed_in

PAGE = "/municipalities/271403/"
TYPED = {"reason": "機器の入れ替え", "notice": "機器を入れ替えています。", "phone": "", "resumes_on": ""}
PERSON = {"duty": "main", "name": "堺 恵子", "section": "デジタル推進課", "phone": "072-233-1101", "email": ""}


@pytest.fixture
def visit(db, client_at):
    """A client at the consortium's host, signed in with the given roles."""

    def visit(*roles: Role):
        with context.in_consortium():
            person = a_person(*roles)
        return signed_in(client_at("localhost"), person)

    return visit


def sakai() -> Municipality:
    return Municipality.objects.get(code="271403")


def test_the_page_shows_what_is_kept_and_what_was_told(visit, django_assert_max_num_queries):
    viewer = visit(Role.VIEWER)
    with context.in_consortium():
        Contact.objects.create(municipality=sakai(), duty="deputy", name="副 二郎", email="jiro@city.example.jp")
        Contact.objects.create(municipality=sakai(), duty="main", name="主 一子", phone="072-233-1101")
        for month, received in ((date(2026, 10, 1), 1234), (date(2026, 11, 1), 88)):
            MonthlyFigures.objects.create(
                municipality=sakai(),
                month=month,
                procedures_online=3,
                applications_received=received,
                counted_at=timezone.now(),
            )
        keiko = {"name": "堺 恵子", "email": "keiko@city.example.jp"}
        CityReport.objects.create(municipality=sakai(), told_at=timezone.now(), people=57, administrators=[keiko])
        ReportedProcedure.objects.create(
            municipality=sakai(), slug="dog", title="犬の死亡届", department="動物指導センター", is_online=True
        )

    with django_assert_max_num_queries(17):
        page = viewer.get(PAGE).text

    assert page.index("主 一子") < page.index("副 二郎")
    assert page.index("2026年11月") < page.index("2026年10月")
    for told in ("1,234", "57人", "keiko@city.example.jp", "犬の死亡届", "公開中", "市独自"):
        assert told in page
    assert "管理者が1人だけです" in page
    assert "利用を停止する" not in page
    assert "連絡先を加える" not in page
    assert viewer.get("/municipalities/999999/").status_code == 404


@pytest.mark.parametrize("path", ["suspend/", "resume/", "plan/", "contacts/new/"])
def test_only_administrators_change_anything(visit, path):
    assert visit(Role.VIEWER).get(PAGE + path).status_code == 403
    assert visit(Role.ADMINISTRATOR).get(PAGE + path).status_code == 200


def test_suspended_and_resumed_over_http(visit):
    client = visit(Role.ADMINISTRATOR)
    past = str(timezone.localdate() - timedelta(days=1))

    wrong = client.post(f"{PAGE}suspend/", {**TYPED, "notice": "", "resumes_on": past})
    with context.in_consortium():
        assert sakai().state == State.ACTIVE
    assert wrong.status_code == 422
    assert "画面に出すお知らせを入力してください。" in wrong.text
    assert "今日より後の日にしてください" in wrong.text
    assert "機器の入れ替え" in wrong.text, "what was typed stays"

    done = client.post(f"{PAGE}suspend/", TYPED, follow=True)
    again = client.post(f"{PAGE}suspend/", TYPED)
    overview = client.get("/")
    resumed = client.post(f"{PAGE}resume/", follow=True)
    twice = client.post(f"{PAGE}resume/")

    assert "堺市の利用を停止しました" in done.text
    assert "機器を入れ替えています。" in done.text
    assert "利用を停止しました" in done.text
    assert (again.status_code, twice.status_code) == (422, 422)
    assert "利用を停止しています（1）" in overview.text
    assert "堺市の利用を再開しました" in resumed.text


def test_contacts_are_kept(visit):
    client = visit(Role.ADMINISTRATOR)

    unreachable = client.post(f"{PAGE}contacts/new/", {**PERSON, "phone": ""})
    client.post(f"{PAGE}contacts/new/", PERSON)
    with context.in_consortium():
        contact = Contact.objects.get()
    address = f"{PAGE}contacts/{contact.pk}/"
    client.post(address, {**PERSON, "email": "keiko@city.example.jp"})
    changed = client.get(PAGE).text
    elsewhere = client.post(f"/municipalities/272035/contacts/{contact.pk}/remove/")
    assert "取り除きますか" in client.get(f"{address}remove/").text
    client.post(f"{address}remove/")

    assert unreachable.status_code == 422
    assert "どちらかを入力してください" in unreachable.text
    assert "keiko@city.example.jp" in changed
    assert elsewhere.status_code == 404
    with context.in_consortium():
        assert not Contact.objects.exists()
    assert "堺 恵子" not in client.get(PAGE).text


def test_a_plan_is_changed_and_the_page_tells_when(visit):
    client = visit(Role.ADMINISTRATOR)
    with context.in_consortium():
        for number in range(11):
            ReportedProcedure.objects.create(
                municipality=sakai(), slug=f"p-{number}", title="手続", department="課", is_online=True
            )

    asked = client.get(f"{PAGE}plan/").text
    changed = client.post(f"{PAGE}plan/", {"plan": "B"}, follow=True).text
    again = client.post(f"{PAGE}plan/", {"plan": "B"})
    nonsense = client.post(f"{PAGE}plan/", {"plan": "C"})

    assert "プランBの件数を超えています" in asked
    assert "プランを変えました（A → B）" in changed
    assert (again.status_code, nonsense.status_code) == (422, 400)
    with context.in_consortium():
        assert sakai().plan == "B"
        assert AuditRecord.objects.filter(event="municipality.plan_changed").count() == 1
