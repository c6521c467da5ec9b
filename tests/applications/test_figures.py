"""Figures of procedures: how many, which way, how long, and on which page people stop."""

from collections import Counter
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.roles import Role
from applications.due import is_working_day, working_days_between
from applications.models import Application, CorrectionRequest, Draft, PageCount
from applications.periods import Period, period_of, periods
from applications.selectors.procedure_figures import by_month, by_page, by_procedure
from applications.services.review import return_for_correction, start_review
from applications.states import Status
from applications.tallies import HALF, NINE_TENTHS, Tally, quantile, total
from catalog.models import Procedure
from tenants.context import in_municipality
from tests.factories.accounts import a_person, signed_in
from tests.factories.applications import a_procedure, an_application, an_application_row, staff_of
from tests.flows.test_resident_applies import DOG, OWNER
from tests.flows.visitor import Visitor

YEAR = Period("2026", "令和8年度", date(2026, 4, 1), date(2027, 4, 1))
BRANCHED = {
    "title": "分かれ道のある届出",
    "kind": "application",
    "guide": {"summary": "試しの届出です。", "minutes": 3, "phone": "072-000-0145"},
    "pages": [
        {
            "id": "first_page",
            "title": "はじめに",
            "questions": [{"id": "has_dog", "type": "yes_no", "label": "犬を飼っていますか"}],
        },
        {
            "id": "dog_page",
            "title": "犬",
            "show_when": {"question": "has_dog", "is": True},
            "questions": [{"id": "dog_name", "type": "text", "label": "犬の名前"}],
        },
        {
            "id": "last_page",
            "title": "おわりに",
            "questions": [{"id": "remark", "type": "text", "label": "ひとこと"}],
        },
    ],
}


def at(day: int, hour: int = 3, month: int = 6) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)  # noon in Japan


# ---- pure ----------------------------------------------------------------------------------------------------------
@given(st.lists(st.integers(0, 400), min_size=1, max_size=60), st.fractions(Fraction(1, 100), 1))
def test_a_quantile_is_the_smallest_value_that_enough_do_not_exceed(values, share):
    found = quantile(Counter(values), share)

    assert found in values
    assert sum(value <= found for value in values) >= share * len(values)
    assert sum(value < found for value in values) < share * len(values)


def test_quantiles_in_small():
    assert quantile(Counter(), HALF) is None
    assert quantile(Counter([1, 2]), HALF) == 1
    assert quantile(Counter(range(1, 11)), NINE_TENTHS) == 9


def test_working_days_between_two_days():
    assert working_days_between(date(2026, 11, 20), date(2026, 11, 20)) == 0
    assert working_days_between(date(2026, 11, 20), date(2026, 11, 23)) == 0  # a weekend and a holiday
    assert working_days_between(date(2026, 11, 20), date(2026, 11, 25)) == 2
    assert working_days_between(date(2026, 11, 25), date(2026, 11, 20)) == 0
    assert is_working_day(date(2026, 11, 25))


def test_periods_are_whole_months():
    offered = periods(date(2026, 3, 31))

    assert [period.label for period in offered][:3] == ["直近12か月", "令和7年度", "令和6年度"]
    assert (offered[0].start, offered[0].end) == (date(2025, 4, 1), date(2026, 4, 1))
    assert [len(period.months) for period in offered] == [12] * 6
    assert period_of("2025", date(2026, 3, 31)) == offered[1]
    for wrong in ("", "1999", "'; --", "2026"):
        assert period_of(wrong, date(2026, 3, 31)) == offered[0]


# ---- counting applications -----------------------------------------------------------------------------------------
@pytest.fixture
def a_busy_june():
    """Five of June: one withdrawn, one from a poster, one back for correction; three of them decided in July."""
    dogs = a_procedure()
    accepted = {"accepted_at": at(2), "status": Status.APPROVED, "decision": Status.APPROVED}
    an_application_row(dogs, 1, arrived_at=at(1), decided_at=at(1, month=7), **accepted)
    an_application_row(dogs, 2, arrived_at=at(1), decided_at=at(2, month=7), **accepted)
    corrected = an_application_row(dogs, 3, arrived_at=at(1), returned_at=at(8), decided_at=at(1, month=7), **accepted)
    CorrectionRequest.objects.create(
        application=corrected, asked_at=at(8), answer_by=date(2026, 6, 22), ended_at=at(15)
    )
    an_application_row(dogs, 4, arrived_at=at(30, 16), channel=Application.Channel.PLACEMENT)  # 1 July in Japan
    an_application_row(dogs, 5, arrived_at=at(3), status=Status.WITHDRAWN, withdrawn_at=at(4))
    return dogs


@pytest.mark.usefixtures("in_sakai")
def test_months_tell_what_arrived_and_how_long_decisions_took(a_busy_june, django_assert_num_queries):
    with django_assert_num_queries(3):
        months = by_month(a_busy_june, YEAR)

    june, july = months[date(2026, 6, 1)], months[date(2026, 7, 1)]
    assert list(months) == YEAR.months
    assert (june.received, june.from_placements, june.returned, june.returned_percent) == (4, 0, 1, 25)
    assert (july.received, july.from_placements, july.decided) == (1, 1, 3)
    assert july.days == {22: 1, 23: 1, 17: 1} | {22: 1}  # the correction was waited for five working days
    assert (july.median_days, july.most_days) == (22, 23)
    assert months[date(2026, 8, 1)] == Tally()
    whole = total(months.values())
    assert (whole.received, whole.decided, whole.median_days, whole.returned_percent) == (5, 3, 22, 20)


@pytest.mark.usefixtures("in_sakai")
def test_procedures_side_by_side_cost_the_same_however_many(a_busy_june, django_assert_num_queries):
    cats = a_procedure("cat-death")
    for number in range(10, 20):
        an_application_row(cats, number, arrived_at=at(5))
    an_application_row(a_procedure("old"), 30, arrived_at=at(31, month=3))

    with django_assert_num_queries(3):
        found = by_procedure(YEAR)

    assert {key: tally.received for key, tally in found.items()} == {a_busy_june.pk: 5, cats.pk: 10}
    assert found[cats.pk].median_days is None


@pytest.mark.usefixtures("in_sakai")
def test_an_application_given_back_counts_as_returned():
    application = an_application()
    clerk = staff_of(application.department, Role.PROCESSOR)
    start_review(application.pk, actor=clerk)
    return_for_correction(application.pk, actor=clerk, comments={"": "写真をお願いします。"})

    (tally,) = by_procedure(period_of("", application.arrived_at.date())).values()
    assert (tally.online, tally.returned) == (1, 1)


# ---- counting pages ------------------------------------------------------------------------------------------------
@pytest.fixture
def branched(sakai):
    with in_municipality(sakai):
        return a_procedure("branched", BRANCHED)


def begin(has_dog: str) -> Visitor:
    visitor = Visitor()
    visitor.get("/p/branched/apply/first_page/")
    visitor.send("次へ", has_dog=has_dog)
    return visitor


def pages(procedure) -> list[tuple[str, int, int]]:
    with in_municipality("m_271403"):
        (form,) = by_page(procedure, period_of("", date.today()))  # noqa: DTZ011 - the tests' clock
        return [(page.title, page.reached, page.passed) for page in form.pages]


def test_pages_count_those_who_came_to_them_on_their_own_way(branched, sakai):
    sent, stopped, other_way = begin("yes"), begin("yes"), begin("no")

    assert stopped.send("次へ", dog_name="").status == 422
    assert stopped.send("次へ", dog_name="").status == 422
    other_way.send("次へ", remark="なし")
    sent.send("次へ", dog_name="ポチ")
    sent.send("次へ", remark="よろしく")
    sent.get("/p/branched/apply/dog_page/?return=check")
    sent.send("次へ", dog_name="ハナ")
    sent.send("この内容で申請する", confirm="1")

    assert pages(branched) == [("はじめに", 3, 3), ("犬", 2, 1), ("おわりに", 2, 2), ("確認", 2, 1)]
    with in_municipality(sakai):
        assert Application.objects.count() == 1
        assert Draft.objects.count() == 2
        assert not any("ハナ" in str(row) for row in PageCount.objects.values())


def test_what_a_script_keeps_counts_as_begun_and_a_look_does_not(branched, sakai):
    visitor = Visitor()
    visitor.get("/p/branched/apply/first_page/")
    with in_municipality(sakai):
        assert not PageCount.objects.exists()
    visitor.client.post(
        "/p/branched/apply/first_page/", {"autosave": "1", "shown": "has_dog", "has_dog": "yes", "version": ""}
    )

    assert pages(branched) == [("はじめに", 1, 0)]


def test_notices_are_not_counted(sakai):
    repeat = {"child": ["remark"], "card_title": "remark"}
    with in_municipality(sakai):
        a_procedure("branched", BRANCHED | {"kind": "repeat_notice", "repeat": repeat})
    begin("no")
    with in_municipality(sakai):
        assert not PageCount.objects.exists()


# ---- pages of the office -------------------------------------------------------------------------------------------
def test_staff_with_a_role_see_figures_and_take_them_home(sakai, client_at):
    with in_municipality(sakai):
        dogs = a_procedure(standard_days=5)
        viewer = a_person(Role.VIEWER, name="閲覧 太郎")
    client = signed_in(client_at("sakai.localhost"), viewer)
    address = f"/staff/figures/{dogs.pk}/"
    assert client_at("sakai.localhost").get("/staff/figures/").status_code == 302
    assert "届いた申請はありません" in client.get("/staff/figures/").text
    assert "届いた申請はありません" in client.get(address).text

    visitor = Visitor()
    visitor.get("/p/dog-death/apply/owner_page/")
    visitor.send("次へ", **OWNER)
    visitor.send("次へ", **DOG)
    visitor.send("この内容で申請する", confirm="1")

    assert "犬の死亡届" in client.get("/staff/figures/?period=recent").text
    page = client.get(address).text
    assert "標準処理期間は5営業日" in page
    assert "どのページでやめたか" in page
    assert client.get(f"{address}?period=;drop").status_code == 200
    assert client.get(f"/staff/figures/{viewer.pk}/").status_code == 404
    everything = client.get("/staff/figures/figures.csv").content.decode("utf-8-sig").splitlines()
    months = client.get(f"{address}months.csv").content.decode("utf-8-sig").splitlines()
    rows = client.get(f"{address}pages.csv").content
    assert everything == [
        "procedure,title,department,received,received_online,received_placement,received_counter,returned,decided,"
        "median_working_days,p90_working_days",
        "dog-death,犬の死亡届,環境薬務課,1,1,0,0,0,0,,",
    ]
    assert (len(months), months[-1].split(",")[1:3]) == (13, ["1", "1"])
    assert rows.startswith(b"\xef\xbb\xbfform_number,page,title,reached,passed,left\r\n1,owner_page,")
    assert rows.decode().splitlines()[-1] == "1,check,確認,1,1,0"


def test_the_page_of_a_procedure_costs_the_same_however_much_arrived(sakai, client_at, django_assert_max_num_queries):
    with in_municipality(sakai):
        dogs = a_procedure()
        client = signed_in(client_at("sakai.localhost"), a_person(Role.VIEWER))
        an_application_row(dogs, 1)
    client.get(f"/staff/figures/{dogs.pk}/")
    with in_municipality(sakai):
        for number in range(2, 12):
            an_application_row(Procedure.objects.get(), number)

    with django_assert_max_num_queries(14):
        assert ">11<" in client.get(f"/staff/figures/{dogs.pk}/").text
