"""Residents' screens in a real browser: a phone and a wide window, light and dark, with axe; and the whole way without JavaScript."""

import json
from pathlib import Path

import pytest

from accounts.roles import Role
from applications.models import Application
from applications.services.review import return_for_correction, start_review
from shared_forms import library
from tenants.context import in_municipality
from tests.factories.applications import a_department, a_procedure, staff_of
from tests.factories.photos import a_photo

pytestmark = pytest.mark.browser
SAKAI = "m_271403"
WIDTHS = (390, 1280)
FOLDER = Path(library.__file__).parent


def template(name: str) -> dict:
    return json.loads((FOLDER / f"{name}.json").read_text())


@pytest.fixture
def city(live):
    """堺市 with the three shared procedures."""
    with in_municipality(SAKAI):
        a_procedure("dog-death", template("dog_death"), category="pets", position=3)
        a_procedure("afterschool", template("afterschool"), category="children", position=1)
        a_procedure("absence", template("absence"), category="children", position=2)
    return lambda path="/": live("sakai", path)


@pytest.fixture
def see(look):
    """Look at a page at both widths."""

    def both(page, name: str) -> None:
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 844})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{name} is wider than {width}"
            look(page, f"resident-{name}-{width}")

    return both


def fill_owner(page) -> None:
    for part, text in {"family": "西村", "given": "明日香", "family_kana": "にしむら", "given_kana": "ｱｽｶ"}.items():
        page.fill(f"[name='owner.{part}']", text)
    page.fill("[name='home.postal_code']", "５９０－００７８")
    page.fill("[name='home.city']", "堺市堺区")
    page.fill("[name='home.street']", "南瓦町3-1")
    page.fill("[name=phone]", "090-0000-0123")
    page.fill("[name=email]", "asuka.nishimura@mail.example")


def press(page, words: str) -> None:
    page.get_by_role("button", name=words, exact=True).click()


def apply_for_dog(page, city, see=lambda page, name: None) -> None:
    page.goto(city("/p/dog-death/"))
    see(page, "procedure")
    page.get_by_role("link", name="申請を始める").click()
    press(page, "次へ")
    see(page, "form-errors")
    page.get_by_label("いいえ、登録していません").check()
    press(page, "次へ")
    fill_owner(page)
    see(page, "form-owner")
    press(page, "次へ")
    page.fill("[name=dog_name]", "ポチ")
    page.get_by_label("はい").check()
    press(page, "次へ")
    press(page, "次へ")
    for part, text in {"year": "令和8", "month": "11", "day": "1"}.items():
        page.fill(f"[name='death_date.{part}']", text)
    page.get_by_label("なくした").check()
    press(page, "次へ")
    see(page, "check")
    page.get_by_label("個人情報の使い道").check()
    press(page, "この内容で申請する")


def test_a_dogs_owner_on_a_phone_and_at_a_desk(city, browse, see):
    page = browse()
    page.goto(city())
    see(page, "home")
    page.goto(city("/search/?q=犬"))
    see(page, "search")
    page.goto(city("/search/?q=ねこ"))
    see(page, "search-nothing")
    page.goto(city("/help/"))
    see(page, "help")
    apply_for_dog(page, city, see)
    see(page, "receipt")
    page.get_by_role("link", name="申請の状況を見る").click()
    see(page, "status")
    page.go_back()
    page.go_back()
    see(page, "already-sent")
    page.goto(city("/status/"))
    see(page, "enter")
    page.fill("[name=receipt_number]", "27140")
    press(page, "状況を見る")
    see(page, "enter-error")


def test_correcting_and_withdrawing(city, browse, see):
    page = browse()
    apply_for_dog(page, city)
    with in_municipality(SAKAI):
        application = Application.objects.get()
        staff = staff_of(a_department(), Role.PROCESSOR)
        start_review(application.pk, actor=staff)
        comments = {"dog_name": "鑑札の名前と違うようです。ご確認ください。", "": "12月8日（火）までにお願いします。"}
        return_for_correction(application.pk, actor=staff, comments=comments)
    page.goto(city(f"/applications/{application.pk}/"))
    see(page, "status-returned")
    page.get_by_role("link", name="内容を直す").click()
    page.fill("[name=dog_name]", "ポチ丸")
    see(page, "correction")
    page.goto(city(f"/applications/{application.pk}/correct/check/"))
    see(page, "correction-check-before")
    page.goto(city(f"/applications/{application.pk}/correct/dog/"))
    page.fill("[name=dog_name]", "ポチ丸")
    press(page, "次へ")
    page.goto(city(f"/applications/{application.pk}/correct/check/"))
    see(page, "correction-check")
    press(page, "直した内容を送る")
    see(page, "status-corrected")
    page.get_by_role("link", name="この申請を取り下げる").click()
    see(page, "withdraw")
    press(page, "取り下げる")
    see(page, "status-withdrawn")


def test_a_known_child_takes_at_most_three_taps(city, browse, see):
    page = browse()
    page.goto(city("/p/absence/"))
    see(page, "notice-procedure")
    for name, year in (("堺 はる", "3年2組"), ("堺 そら", "1年1組")):
        page.goto(city("/p/absence/apply/"))
        page.get_by_label("小学校", exact=True).check()
        page.fill("[name=school_name]", "藤井寺北小学校")
        page.fill("[name=class_name]", year)
        page.fill("[name=child_name]", name)
        press(page, "次へ")
        page.get_by_label("このお子さんをこの端末に覚える").check()
        see(page, "notice-first")
        press(page, "送る")
    page.goto(city("/p/absence/"))
    see(page, "notice-cards")
    page.get_by_label("堺 はる").check()
    page.get_by_label("遅刻").check()
    press(page, "送る")
    see(page, "notice-receipt")
    page.get_by_role("heading", name="に届きました").wait_for()
    page.get_by_role("link", name="この連絡を取り消す").click()
    see(page, "notice-withdraw")
    page.goto(city("/p/absence/"))
    press(page, "この端末の記憶を消す")
    see(page, "notice-forgotten")


def test_files_on_a_phone(city, browse, see, tmp_path):
    photo = tmp_path / "就労証明書.png"
    photo.write_bytes(a_photo("PNG"))
    page = browse()
    with in_municipality(SAKAI):
        from tests.factories.applications import PHOTO_FORM

        only_photos = {**PHOTO_FORM, "pages": PHOTO_FORM["pages"][-1:]}
        a_procedure("photo", only_photos)
    page.goto(city("/p/photo/apply/photo_page/"))
    page.set_input_files("[name=photos]", photo)
    press(page, "保存して中断する")
    page.wait_for_url("**/saved/")  # once the file has arrived
    see(page, "saved")
    page.get_by_role("link", name="続きを入力する").click()
    see(page, "files")


def test_dark_and_without_javascript(city, browse, look):
    page = browse(dark=True)
    page.goto(city())
    look(page, "resident-home-dark-390")
    page.goto(city("/p/dog-death/"))
    look(page, "resident-procedure-dark-390")
    plain = browse(javascript=False)
    apply_for_dog(plain, city)
    plain.get_by_role("heading", name="申請を受け付けました").wait_for()
    assert plain.get_by_role("button", name="番号をコピー").count() == 0


def test_a_city_with_nothing_published_yet(live, browse, look):
    page = browse()
    page.goto(live("sakai", "/"))
    look(page, "resident-home-empty-390")
    page.get_by_role("heading", name="もうすぐ始まります").wait_for()
