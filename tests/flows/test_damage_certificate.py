"""罹災証明書, the whole way: begun on a phone in a shelter with photographs, without an account, interrupted by an empty battery,
gone on with on somebody else's computer, and found complete by the office."""

import re

import pytest
from playwright.sync_api import expect

from accounts.roles import Role
from applications.models import Application, Draft
from shared_forms import library
from shared_forms.language import to_json
from tenants.context import in_municipality
from tests.factories.accounts import a_person
from tests.factories.applications import a_department, a_procedure
from tests.factories.photos import a_photo

pytestmark = pytest.mark.browser
SAKAI = "m_271403"


@pytest.fixture
def city(live):
    """堺市, which offers the certificate, and the one who handles it."""
    template = next(each for each in library.templates() if each.slug == "risai")
    with in_municipality(SAKAI):
        department = a_department("危機管理課")
        a_procedure("risai", to_json(template.definition), department=department, keywords=template.keywords)
        a_person(Role.PROCESSOR, departments=(department,), name="審査 守")
    return lambda path="/": live("sakai", path)


@pytest.fixture
def photos(tmp_path):
    files = []
    for number, colour in enumerate(("#b04030", "#3060b0", "#30a050"), 1):
        path = tmp_path / f"IMG_{number:04}.jpg"
        path.write_bytes(a_photo(size=(1600, 1200), colour=colour))
        files.append(path)
    return files


@pytest.fixture
def see(look):
    def keep(page, name: str) -> None:
        width = page.viewport_size["width"]
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{name} is wider than {width}"
        look(page, f"damage-{name}-{width}")

    return keep


def press(page, words: str) -> None:
    page.get_by_role("button", name=words, exact=True).click()


def choose(page, *labels: str) -> None:
    for label in labels:
        page.get_by_label(label, exact=True).check()


def fill_day(page, question: str, year: str, month: str, day: str) -> None:
    for part, typed in (("year", year), ("month", month), ("day", day)):
        page.fill(f"[name='{question}.{part}']", typed)


def test_interrupted_with_photographs_and_finished_elsewhere(city, browse, see, photos):
    phone = browse(width=390)
    phone.goto(city("/search/?q=りさいしょめい"))
    phone.get_by_role("link", name="罹災証明書の申請").click()
    see(phone, "procedure")
    phone.get_by_role("link", name="申請を始める").click()

    choose(phone, "一戸建て（持ち家）", "ここにない災害", "水害（川があふれた、雨で水につかった）")
    fill_day(phone, "damaged_on", "令和8", "11", "20")
    phone.get_by_label("床の上から、水が来たところまでの高さ").fill("４５cm")
    choose(phone, "床", "部屋の壁・天井")
    see(phone, "what-happened")
    press(phone, "次へ")

    phone.set_input_files("[name=photographs]", photos[:2])
    phone.get_by_text("2枚入りました").wait_for()
    see(phone, "photographs")
    press(phone, "保存して中断する")
    code = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", phone.inner_text("main"))[0]
    see(phone, "saved")

    desk = browse(width=1280)
    desk.goto(city("/resume/"))
    desk.get_by_label("再開コード").fill(code.lower().replace("-", " "))
    press(desk, "続きを開く")
    desk.get_by_text("IMG_0001.jpg").first.wait_for()
    desk.set_input_files("[name=photographs]", photos[2])
    desk.get_by_text("3枚入りました").wait_for()
    choose(desk, "いいえ")
    see(desk, "photographs")
    press(desk, "次へ")

    choose(desk, "住んでいる")
    for part, typed in {
        "applicant.family": "𠮷野",
        "applicant.given": "髙子",
        "applicant.family_kana": "よしの",
        "applicant.given_kana": "ﾀｶｺ",
        "phone": "０９０ー００００ー０１２３",
        "email": "takako@mail.example",
        "now_address.postal_code": "590-0078",
        "now_address.city": "堺市堺区",
        "now_address.street": "南瓦町3-1",
    }.items():
        desk.fill(f"[name='{part}']", typed)
    fill_day(desk, "birth", "昭和21", "4", "1")
    see(desk, "applicant")
    press(desk, "次へ")

    choose(desk, "はい")
    see(desk, "house-blank")
    for row, (family, given, kana, relation) in enumerate(
        (("𠮷野", "髙子", "タカコ", "世帯主"), ("𠮷野", "一", "ハジメ", "夫"))
    ):
        if row:
            press(desk, "もう1人入力する")
        desk.fill(f"[name='household.{row}.member_name.family']", family)
        desk.fill(f"[name='household.{row}.member_name.given']", given)
        desk.fill(f"[name='household.{row}.member_name.family_kana']", "ヨシノ")
        desk.fill(f"[name='household.{row}.member_name.given_kana']", kana)
        desk.fill(f"[name='household.{row}.member_relation']", relation)
    see(desk, "house")
    press(desk, "次へ")

    choose(desk, "家に来て調べてほしい", "税や保険料の減免", "郵送（いまの連絡先へ）")
    desk.fill("[name=copies]", "２枚")
    press(desk, "次へ")
    expect(desk).to_have_title(re.compile("^エラー"))
    see(desk, "certificate-wrong")
    desk.locator("[name=agreement]").check()
    press(desk, "次へ")

    see(desk, "check")
    desk.locator("[name=confirm]").check()
    press(desk, "この内容で申請する")
    see(desk, "receipt")
    with in_municipality(SAKAI):
        application = Application.objects.get()
        answers = application.versions.get().answers
        assert not Draft.objects.exists()
        assert application.attachments.count() == 3
    assert answers["cause"] == {"chosen": ["flood"]}
    assert answers["flood_depth"] == 45
    assert answers["copies"] == 2
    assert answers["phone"] == "09000000123"
    assert [row["member_relation"] for row in answers["household"]] == ["世帯主", "夫"]
    assert application.applicant_label == "𠮷野 髙子"

    office = browse(width=1280)
    office.goto(city("/staff/demo/"))
    office.get_by_role("button", name="審査 守").click()
    office.goto(city(f"/staff/applications/{application.receipt_number}/"))
    office.get_by_text("2枚").first.wait_for()
    see(office, "office")
