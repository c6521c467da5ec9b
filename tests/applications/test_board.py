"""きょうの連絡: the notices of a day by school, as they stand now, and nobody else's."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from accounts.roles import Role
from applications.selectors.board import NOWHERE, board, notice_procedures
from applications.services.review import acknowledge
from applications.states import Status
from audit.events import AuditEvent
from audit.models import AuditRecord
from shared_forms.language import to_json
from shared_forms.library import templates
from tenants.context import in_municipality
from tests.factories.accounts import a_department, a_person, signed_in
from tests.factories.applications import a_procedure, an_application_row, staff_of

TOKYO = ZoneInfo("Asia/Tokyo")
TODAY = date(2026, 11, 24)
MORNING = datetime(2026, 11, 24, 7, 40, tzinfo=TOKYO)
FORM = next(to_json(template.definition) for template in templates() if template.slug == "absence")


def absences(**changes):
    return a_procedure("absence", FORM, title="欠席・遅刻の連絡", **changes)


def a_notice(procedure, number, child, *, day=TODAY, said=None, **changes):
    answers = {
        "facility": "elementary",
        "school_name": "北小学校",
        "class_name": "3年2組",
        "child_name": child,
        "kind": "absent",
        "date": day.isoformat(),
        "reason": "fever",
        **(said or {}),
    }
    fields = {"needs_decision": False, "applicant_label": child, "arrived_at": MORNING, "answers": answers, **changes}
    return an_application_row(procedure, number, **fields)


def names(places) -> dict[str, list[str]]:
    return {place.name: [notice.name for notice in place.notices] for place in places}


@pytest.fixture
def office(in_sakai):
    return staff_of(a_department("環境薬務課"), Role.PROCESSOR)


def test_schools_in_their_order_children_by_class_and_name(office, django_assert_num_queries):
    procedure = absences()
    a_notice(procedure, 1, "南 はる", said={"class_name": "1年1組"})
    a_notice(procedure, 2, "岡 そら")
    a_notice(procedure, 3, "浅香 れん", said={"school_name": "上神谷小学校"})
    a_notice(procedure, 4, "中 あお", said={"school_name": None})
    board(office, procedure, TODAY)  # the form is compiled once per process

    with django_assert_num_queries(3):
        places = board(office, procedure, TODAY)
    assert names(places) == {
        "上神谷小学校": ["浅香 れん"],
        "北小学校": ["南 はる", "岡 そら"],
        NOWHERE: ["中 あお"],
    }
    (first, _) = places[1].notices
    assert (first.note, first.said, first.is_new) == ("1年1組", ("欠席", "発熱"), True)


def test_only_the_day_and_what_lasts_over_it(office):
    procedure = absences()
    a_notice(procedure, 1, "きのう", day=TODAY - timedelta(days=1), arrived_at=MORNING - timedelta(days=1))
    a_notice(procedure, 2, "ゆうべ", arrived_at=MORNING - timedelta(hours=11))
    a_notice(procedure, 3, "あした", day=TODAY + timedelta(days=1))
    until = {"until_date": (TODAY + timedelta(days=2)).isoformat()}
    a_notice(procedure, 4, "三日間", day=TODAY - timedelta(days=1), arrived_at=MORNING - timedelta(days=1), said=until)
    a_notice(procedure, 5, "取消", status=Status.WITHDRAWN, withdrawn_at=MORNING)

    assert names(board(office, procedure, TODAY)) == {"北小学校": ["ゆうべ", "三日間"]}
    assert names(board(office, procedure, TODAY + timedelta(days=1))) == {"北小学校": ["あした", "三日間"]}
    assert board(office, procedure, TODAY + timedelta(days=3)) == ()


def test_noted_ones_stay_on_the_board(office):
    procedure = absences()
    row = a_notice(procedure, 1, "南 はる")
    assert len(board(office, procedure, TODAY)[0].new) == 1

    acknowledge(row.pk, actor=office)
    assert names(board(office, procedure, TODAY)) == {"北小学校": ["南 はる"]}
    assert board(office, procedure, TODAY)[0].new == ()


def test_other_departments_have_no_board_of_it(office):
    procedure = absences(department=a_department("学校教育課"))
    a_procedure()
    a_notice(procedure, 1, "南 はる")

    assert not notice_procedures(office).exists()
    assert board(office, procedure, TODAY) == ()


def test_the_page(sakai, client_at):
    with in_municipality(sakai):
        children = a_department("こども企画課")
        clerk = a_person(Role.PROCESSOR, departments=(children,))
        stranger = a_person(Role.PROCESSOR, departments=(a_department("税務課"),))
        procedure = absences(department=children)
        for number in range(3):
            a_notice(procedure, number, f"子 {number}", day=localdate(), arrived_at=datetime.now(TOKYO))
    client = signed_in(client_at("sakai.localhost"), clerk)

    page = client.get("/staff/applications/board/").text
    assert "北小学校の3件を確認済みにする" in page
    assert "子 2" in page
    with CaptureQueriesContext(connection) as few:
        client.get("/staff/applications/board/")
    with in_municipality(sakai):
        assert AuditRecord.objects.filter(event=AuditEvent.WORKLIST_OPENED, detail={"rows": 3}).count() == 2
        for number in range(3, 30):
            a_notice(procedure, number, f"子 {number}", day=localdate(), arrived_at=datetime.now(TOKYO))
    with CaptureQueriesContext(connection) as many:
        assert "30件" in client.get("/staff/applications/board/").text
    assert len(few) == len(many)
    assert "この日の連絡はありません" in client.get("/staff/applications/board/?day=2026-01-05").text
    for odd in ("0001-01-01", "9999-12-31", "x", "2026-13-01"):
        assert "30件" in client.get(f"/staff/applications/board/?day={odd}&procedure=none").text
    assert (
        "連絡を受ける手続がありません"
        in signed_in(client_at("sakai.localhost"), stranger).get("/staff/applications/board/").text
    )
