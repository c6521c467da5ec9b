"""欠席連絡: the first time like any form, then three taps on a device that knows the child, and a way back."""

import json
import re
from pathlib import Path

import pytest
from django.utils import timezone

from applications.models import Application, KnownDevice
from shared_forms import library
from tenants.context import in_municipality
from tests.factories.applications import a_procedure
from tests.flows.visitor import Visitor

SAKAI = "m_271403"
ABSENCE = json.loads((Path(library.__file__).parent / "absence.json").read_text())
CHILD = {"facility": "elementary", "school_name": "堺北小学校", "class_name": "3年2組", "child_name": "堺 はる"}


@pytest.fixture
def parent(sakai) -> Visitor:
    with in_municipality(sakai):
        a_procedure("absence", ABSENCE, category="children")
    return Visitor()


def remembered(parent: Visitor, **child: str) -> Visitor:
    """The parent sent one notice and asked the device to remember the child."""
    parent.get("/p/absence/?other=1")
    parent.follow("連絡を始める")
    parent.send("次へ", **CHILD | child)
    parent.send("送る", remember="1")
    return parent


def notices() -> list[tuple[str, dict]]:
    with in_municipality(SAKAI):
        return [
            (row.applicant_label, row.versions.get().answers) for row in Application.objects.order_by("receipt_number")
        ]


def test_the_first_notice_skips_the_check_page_and_tells_when_it_arrived(parent):
    parent.get("/p/absence/")
    parent.follow("連絡を始める")
    page = parent.send("次へ", **CHILD)
    assert page.forms[-1].values["kind"] == ["absent"]
    page = parent.send("送る", reason="fever")
    assert "項目が増えました" in page.text
    page = parent.send("送る", temperature="38.2")

    assert "に届きました" in page.text
    assert "堺 はる さん 堺北小学校 3年2組" in page.text
    assert [name for name, _ in notices()] == ["堺 はる"]
    assert "device" not in parent.client.cookies
    with in_municipality(SAKAI):
        assert not KnownDevice.objects.exists()


def test_a_known_child_takes_three_taps(parent):
    remembered(parent)
    remembered(parent, child_name="堺 そら", class_name="1年1組")
    page = parent.get("/p/absence/")
    assert "堺 そら さん 堺北小学校 1年1組" in page.text
    haru = re.search(r'name="card"\s+value="([^"]+)"[^>]*>\s*<span>堺 はる', page.html)
    page = parent.send("送る", card=haru[1], kind="late")

    assert "堺 はる さん 堺北小学校 3年2組" in page.text
    name, answers = notices()[-1]
    assert (name, answers["kind"], answers["class_name"]) == ("堺 はる", "late", "3年2組")
    assert parent.get("/p/absence/").html.index("堺 はる さん") < parent.page.html.index("堺 そら さん")


def test_what_was_typed_on_the_one_screen_survives_a_change_of_language(parent):
    remembered(parent)
    before = notices()
    screen = parent.get("/p/absence/").forms[-2].values
    typed = {"kind": ["late"], "memo": ["10時に行きます"]}
    page = parent.post("/p/absence/notice/", {**screen, **typed, "page-language": ["en"]})

    assert page.status == 200
    assert "Absence and lateness notice" in page.text
    assert page.forms[-2].values["kind"] == ["late"]
    assert page.forms[-2].values["memo"] == ["10時に行きます"]
    assert page.forms[-2].values["key"] == screen["key"]
    assert notices() == before


def test_two_taps_on_send_are_one_notice(parent):
    remembered(parent)
    screen = parent.get("/p/absence/")
    first = parent.send("送る")
    parent.page = screen
    second = parent.send("送る")

    assert first.address == second.address
    assert len(notices()) == 2


def test_a_notice_can_be_taken_back(parent):
    remembered(parent)
    parent.get("/p/absence/")
    parent.send("送る")
    parent.follow("この連絡を取り消す")
    page = parent.send("取り消す")

    assert "取り下げました" in page.text
    with in_municipality(SAKAI):
        assert list(Application.objects.order_by("receipt_number").values_list("status", flat=True)) == [
            "received",
            "withdrawn",
        ]


def test_more_can_be_written_on_the_ordinary_page_with_the_child_filled_in(parent):
    remembered(parent)
    parent.get("/p/absence/")
    page = parent.send("もっとくわしく書く", kind="early")
    assert page.address == "/p/absence/apply/notice/"
    parent.send("送る", pickup="祖母、13時ごろ")

    name, answers = notices()[-1]
    assert (name, answers["kind"], answers["pickup"]) == ("堺 はる", "early", "祖母、13時ごろ")


def test_what_is_wrong_on_the_screen_of_cards_is_said_there(parent):
    remembered(parent)
    parent.get("/p/absence/")
    page = parent.send("送る", date__year="2020")

    assert (page.status, "か、それより後の日付を入力してください" in page.text) == (422, True)
    assert '<details class="disclosure" open>' in page.html
    assert len(notices()) == 1
    today = timezone.localdate()
    page = parent.send("送る", date__year=today.year, date__month=today.month, date__day=today.day)
    assert "に届きました" in page.text


def test_forgetting_empties_the_server_and_the_device(parent):
    remembered(parent)
    parent.get("/p/absence/")
    page = parent.send("この端末の記憶を消す")

    assert "すべて消しました" in page.text
    assert "連絡を始める" in page.links
    with in_municipality(SAKAI):
        assert not KnownDevice.objects.exists()
    assert parent.client.cookies["device"].value == ""


def test_another_device_knows_nobodys_child(parent):
    remembered(parent)
    with in_municipality(SAKAI):
        card = KnownDevice.objects.get()
    stranger = Visitor()

    assert "連絡を始める" in stranger.get("/p/absence/").links
    assert stranger.post("/p/absence/notice/", {"card": str(card.pk), "shown": "kind", "kind": "absent"}).address == (
        "/p/absence/"
    )
    assert len(notices()) == 1
