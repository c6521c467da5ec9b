"""A fiscal year in the browser: a draft, a what-if of somebody who joins in October, consent, decision, settlement."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.roles import Role
from billing.services.contracts import add_contract
from tenants.context import in_consortium, in_municipality
from tests.billing.terms import SIX_CITIES
from tests.factories.accounts import a_person
from tests.factories.billing import FINANCE, facts, municipalities, participants

pytestmark = pytest.mark.browser
SAKAI = "m_271403"


@pytest.fixture
def person(live, browse):
    """Open a page as somebody of 堺, or of the secretariat ("")."""

    def sign_in(slug: str, name: str):
        page = browse(width=1280, height=900)
        page.goto(live(slug, "/staff/demo/" if slug else "/demo/"))
        page.get_by_role("button", name=name).click()
        return page

    return sign_in


def test_from_a_draft_to_the_settlement(live, person, look):
    with in_consortium():
        municipalities(*SIX_CITIES)
        five = participants(*(name for name in SIX_CITIES if name != "守口市"))
        contract = add_contract(facts(), five, actor=FINANCE)
        a_person(Role.FINANCE, name="藤原 健")
        a_person(Role.APPROVER, name="西村 明")
    with in_municipality(SAKAI):
        a_person(Role.FINANCE, name="財政 太郎")
    clerk, head, sakai = person("", "藤原 健"), person("", "西村 明"), person("sakai", "財政 太郎")
    page = live("", f"/billing/{contract.pk}/")

    clerk.goto(page)
    clerk.get_by_role("button", name="この前提で計算する").click()
    clerk.get_by_text("5市町村の合計").wait_for()
    _try_out(clerk, look)
    _take_in(clerk)
    clerk.get_by_role("link", name="市町村に照会する").click()
    clerk.get_by_label("回答の期限").fill((timezone.localdate() + timedelta(days=14)).isoformat())
    clerk.get_by_role("button", name="照会する").click()
    clerk.get_by_text("案2を、参加する市町村に照会しました。").wait_for()

    sakai.goto(live("sakai", "/staff/contributions/"))
    sakai.get_by_role("link", name="電子申請基盤").click()
    sakai.get_by_text("4,038,726", exact=True).first.wait_for()
    sakai.get_by_label("職名").first.fill("財政課長")
    sakai.get_by_role("button", name="堺市として同意する").click()
    sakai.get_by_text("この案に同意しました。").wait_for()

    head.goto(page)
    head.get_by_role("link", name="市町村の回答（同意 1／6）").wait_for()
    head.get_by_role("link", name="この案を確定する").click()
    head.get_by_label("議決の名称").fill("総会 議案第3号")
    head.get_by_label("議決の日").fill("2026-04-01")
    head.get_by_role("button", name="負担金を確定する").click()
    head.get_by_text("西村 明さんが確定").wait_for()
    look(head, "story-billing-decided-1280")

    clerk.goto(page)
    clerk.get_by_role("link", name="年度末の精算").click()
    clerk.get_by_label("実績の総額").fill("12,000,000")
    clerk.get_by_role("button", name="実績で計算する").click()
    clerk.get_by_text("精算案1").wait_for()
    head.goto(f"{page}settlement/")
    head.get_by_role("link", name="精算を確定する").click()
    head.get_by_role("button", name="精算を確定する").click()
    head.get_by_text("精算を確定し、各市町村に知らせました。").wait_for()
    look(head, "story-billing-settled-1280")

    sakai.goto(live("sakai", "/staff/contributions/"))
    sakai.get_by_role("row", name=re.compile("精算")).get_by_role("link").click()
    sakai.get_by_text("堺市に還付する額").wait_for()
    look(sakai, "story-billing-paid-back-1280")


def _try_out(clerk, look) -> None:
    """A city that joins in October, and a slider: the page moves by itself, and the what-if is kept."""
    clerk.get_by_role("link", name="試算する").click()
    clerk.get_by_text("参加する市町村（5）").click()
    clerk.get_by_label("守口市", exact=True).select_option("10")
    clerk.get_by_role("row", name=re.compile("守口市.*628,148")).wait_for()
    slider = clerk.get_by_role("slider", name="人口割の割合", exact=True)
    slider.press("ArrowRight")
    clerk.get_by_role("row", name=re.compile("守口市.*628,148")).wait_for(state="detached")
    slider.press("ArrowLeft")
    clerk.get_by_role("row", name=re.compile("守口市.*628,148")).wait_for()
    look(clerk, "story-billing-simulated-1280")
    clerk.get_by_label("試算の名前").fill("10月から守口市")
    clerk.get_by_role("button", name="保存する").click()
    clerk.get_by_text("試算を保存しました。").wait_for()
    assert "628,148" in clerk.get_by_role("row", name=re.compile("^守口市")).inner_text()
    look(clerk, "story-billing-compared-1280")


def _take_in(clerk) -> None:
    """What was tried out becomes the contract, and a draft."""
    clerk.get_by_role("link", name="電子申請基盤").first.click()
    clerk.get_by_role("link", name="金額・人口・参加する団体を変える").click()
    clerk.get_by_label("守口市", exact=True).check()
    clerk.get_by_label("守口市：参加する日").fill("2026-10-01")
    clerk.get_by_role("button", name="変更を保存する").click()
    clerk.get_by_role("button", name="この前提で計算する").click()
    clerk.get_by_role("row", name=re.compile("守口市.*628,148")).wait_for()
    clerk.get_by_text("守口市が加わりました。").wait_for()
