"""A city's own page, over HTTP and in the browser: why it is this much, question and consent, the sheet for the budget."""

import io
from datetime import timedelta

import pypdf
import pytest
from django.utils import timezone

from accounts.roles import Role
from billing.models import CityReply, CityShare
from billing.services.allocation import allocate, consult
from tenants.context import in_consortium, in_municipality
from tests.factories.accounts import a_person, signed_in
from tests.factories.billing import FINANCE, a_contract, decide, municipalities

SAKAI, TOYONAKA = "m_271403", "m_272035"


@pytest.fixture
def told(db):
    """堺 was shown a draft; the row it reads."""
    with in_consortium():
        municipalities("堺市", "豊中市")
        run = allocate(a_contract().pk, actor=FINANCE)
        deadline = timezone.localdate() + timedelta(days=14)
        consult(run.pk, reply_until=deadline, shows_all=False, actor=FINANCE)
        share = CityShare.objects.get(schema_name=SAKAI)
    return f"/staff/contributions/{share.pk}/"


@pytest.fixture
def at_sakai(client_at):
    def sign_in(*roles: Role):
        with in_municipality(SAKAI):
            return signed_in(client_at("sakai.localhost"), a_person(*roles, name="財政 太郎"))

    return sign_in


def test_everybody_on_the_staff_reads_why_and_only_finance_answers(told, at_sakai):
    viewer = at_sakai(Role.PROCESSOR)
    page = viewer.get(told).content.decode()
    assert "12,345,678 × 7/10 × 826,161 ÷ 2,193,085" in page
    assert "3,872,818" in page
    assert "財政の役割の人ができます" in page
    assert "として同意する" not in page
    assert viewer.post(f"{told}agree/", {"agree-post": "課長"}).status_code == 403
    assert viewer.post(f"{told}ask/", {"ask-text": "？"}).status_code == 403
    assert "3,872,818" in viewer.get("/staff/contributions/").content.decode()
    with in_municipality(SAKAI):
        assert not CityReply.objects.exists()


def test_finance_asks_and_agrees(told, at_sakai):
    finance = at_sakai(Role.FINANCE)
    wrong = finance.post(f"{told}agree/", {"agree-post": ""})
    assert (wrong.status_code, "職名を入力してください。" in wrong.content.decode()) == (422, True)
    assert finance.post(f"{told}ask/", {"ask-text": " "}).status_code == 422
    assert finance.post(f"{told}ask/", {"ask-text": "人口はいつのものですか。", "ask-post": "主査"}).status_code == 302
    assert finance.post(f"{told}agree/", {"agree-post": "財政課長"}).status_code == 302
    page = finance.get(told).content.decode()
    assert "人口はいつのものですか。" in page
    assert "財政課長" in page
    assert "として同意する" not in page


def test_the_neighbour_finds_nothing_there(told, client_at):
    with in_municipality(TOYONAKA):
        neighbour = signed_in(client_at("toyonaka.localhost"), a_person(Role.FINANCE, name="豊中 花"))
    for address in (told, f"{told}statement.pdf"):
        assert neighbour.get(address).status_code == 404
    assert neighbour.post(f"{told}ask/", {"ask-text": "？"}).status_code == 404
    page = neighbour.get("/staff/contributions/").content.decode()
    assert "3,872,818" not in page
    assert "2,199,646" in page


def test_the_sheet_for_the_budget_request(told, at_sakai):
    response = at_sakai(Role.VIEWER).get(f"{told}statement.pdf")
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    document = pypdf.PdfReader(io.BytesIO(response.content))
    words = "".join(page.extract_text() for page in document.pages)
    assert len(document.pages) == 1
    for expected in ("堺市", "3,872,818", "12,345,678 × 7/10 × 826,161 ÷ 2,193,085", "国勢調査人口"):
        assert expected in words


def test_nothing_yet_is_said(at_sakai):
    assert "まだありません" in at_sakai(Role.VIEWER).get("/staff/contributions/").content.decode()


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1280])
def test_the_page_in_a_browser(live, browse, look, width):
    with in_consortium():
        municipalities()
        contract = a_contract()
        run = allocate(contract.pk, actor=FINANCE)
        deadline = timezone.localdate() + timedelta(days=14)
        consult(run.pk, reply_until=deadline, shows_all=True, actor=FINANCE)
    with in_municipality(SAKAI):
        a_person(Role.FINANCE, name="財政 太郎")
    page = browse(width=width, javascript=True)
    page.goto(live("sakai", "/staff/demo/"))
    page.get_by_role("button", name="財政 太郎").click()
    page.goto(live("sakai", "/staff/contributions/"))
    look(page, f"own-shares-{width}")
    page.get_by_role("link", name="電子申請基盤").click()
    look(page, f"own-share-{width}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_label("職名").first.fill("財政課長")
    page.get_by_role("button", name="堺市として同意する").click()
    page.get_by_text("この案に同意しました。").wait_for()
    with in_consortium():
        decide(run)
    page.goto(live("sakai", "/staff/contributions/"))
    page.get_by_role("link", name="電子申請基盤").first.click()
    page.get_by_text("総会 議案第3号").wait_for()
    look(page, f"own-share-decided-{width}")
