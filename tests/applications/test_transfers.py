"""The list of a transfer season: each fault at its line; all of it or nothing; then the way over HTTP."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.actors import SYSTEM
from accounts.models import Seat, User
from accounts.roles import Role
from accounts.services.seats import add_seat
from applications.models import Application
from applications.services.handing_over import hand_over
from applications.transfer_file import COLUMNS, Kind, Office, read, written
from common.identifiers import new_id
from notifications.models import Notification
from tenants.context import in_municipality
from tests.factories.accounts import a_department, a_person, signed_in
from tests.factories.applications import a_procedure, an_application_row

HANA, TARO, GONE, READER = (new_id() for _ in range(4))
SEAT, CHIEF, BOTH = (new_id() for _ in range(3))
NURSERY = new_id()
OFFICE = Office(
    {
        "hana@city.example.jp": HANA,
        "taro@city.example.jp": TARO,
        "gone@city.example.jp": GONE,
        "me@city.example.jp": READER,
    },
    {"審査1": SEAT, "課長": CHIEF, "窓口・電話": BOTH},
    {"保育課": NURSERY},
    frozenset({GONE}),
    READER,
)
HEADER = ",".join(COLUMNS)


def faults(*lines: str) -> list[tuple[int, str]]:
    found = read("\n".join((HEADER, *lines)), OFFICE)
    assert not (found.lines and found.faults)
    return [(fault.line, fault.message) for fault in found.faults]


def test_what_a_file_says():
    found = read(
        "\n".join(
            (
                HEADER,
                "入,新任 花,NEW@city.example.jp,審査1・課長,,",
                "異動,,hana@city.example.jp,窓口・電話,,",
                "入,臨時 次郎,jiro@city.example.jp,,処理担当,保育課",
                "出,,taro@city.example.jp,,,",
            )
        ),
        OFFICE,
    )

    assert found.faults == ()
    joins, moves, helper, leaves = found.lines
    assert (joins.kind, joins.email, joins.person, joins.seats) == (
        Kind.JOINS,
        "new@city.example.jp",
        None,
        (SEAT, CHIEF),
    )
    assert (moves.person, moves.seats) == (HANA, (BOTH,))
    assert (helper.roles, helper.departments) == ((Role.PROCESSOR,), (NURSERY,))
    assert (leaves.kind, leaves.person, leaves.number) == (Kind.LEAVES, TARO, 5)


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("転出,,hana@city.example.jp,,,", "区分は"),
        ("異動,,hana,,,", "メールアドレスの形"),
        ("異動,,nobody@city.example.jp,,,", "登録されていません"),
        ("異動,,gone@city.example.jp,審査1,,", "利用を止めている"),
        ("異動,,hana@city.example.jp,審査9,,", "席「審査9」はありません"),
        ("異動,,hana@city.example.jp,審査1,処理担当,", "役割と課を書けるのは"),
        ("出,,hana@city.example.jp,審査1,,", "「出」の行に席は"),
        ("出,,me@city.example.jp,,,", "ご自分の利用"),
        ("入,花,hana@city.example.jp,審査1,,", "すでに登録"),
        ("入,,new@city.example.jp,審査1,,", "氏名を書いて"),
        (f"入,{'あ' * 101},new@city.example.jp,審査1,,", "100文字まで"),
        ("入,花,new@city.example.jp,,,", "席か役割"),
        ("入,花,new@city.example.jp,,部長,保育課", "役割「部長」はありません"),
        ("入,花,new@city.example.jp,,閲覧,水道課", "課「水道課」はありません"),
        ("入,花,new@city.example.jp,,閲覧,", "課も書いて"),
    ],
)
def test_every_fault_is_named_at_its_line(line, word):
    ((number, message),) = faults("異動,,taro@city.example.jp,,,", line)

    assert number == 3
    assert word in message


def test_nobody_stands_twice_and_no_seat_is_taken_twice():
    assert [line for line, _ in faults("異動,,hana@city.example.jp,,,", "出,,HANA@city.example.jp,,,")] == [3]
    (fault,) = faults("異動,,hana@city.example.jp,審査1,,", "異動,,taro@city.example.jp,審査1,,")
    assert fault == (3, "席「審査1」には、2行目の人がつきます。1つの席は1人です。")


@pytest.mark.parametrize(
    "text", ["", "\n", "氏名\n花", f"{HEADER},年齢\n", f"{HEADER}\n", f"{HEADER},席\n", '"', f'{HEADER}\n"x']
)
def test_what_is_no_such_table_is_refused_as_a_whole(text):
    ((line, message),) = [(fault.line, fault.message) for fault in read(text, OFFICE).faults]
    assert line == 0
    assert message


def test_a_written_file_reads_back():
    text = written(
        [("山田 花子", "hana@city.example.jp", "窓口・電話"), ("田中 太郎", "taro@city.example.jp", "審査1・課長")]
    )

    lines = read(text.decode("utf-8-sig"), OFFICE).lines
    assert [(line.kind, line.seats) for line in lines] == [(Kind.MOVES, (BOTH,)), (Kind.MOVES, (SEAT, CHIEF))]


@pytest.fixture
def office(sakai):
    with in_municipality(sakai):
        department = a_department("保育課")
        a_person(Role.ADMINISTRATOR, name="管理 理子", email="me@city.example.jp")
        old, leaver = (a_person(Role.VIEWER, email=f"{word}@city.example.jp", name=word) for word in ("old", "leaver"))
        seats = [
            add_seat(name=f"審査{n}", roles=(Role.PROCESSOR,), department=department.pk, actor=SYSTEM) for n in (1, 2)
        ]
        hand_over({seats[0].pk: old.pk, seats[1].pk: leaver.pk}, actor=SYSTEM)
        procedure = a_procedure("dog", department=department)
        for number, person in enumerate((old, old, leaver), 1):
            an_application_row(procedure, number, assignee=person)


def upload(client, *lines: str):
    text = "\n".join((HEADER, *lines))
    return client.post("/staff/seats/transfer/", {"file": SimpleUploadedFile("異動.csv", text.encode("cp932"))})


def state(sakai) -> dict[str, str]:
    with in_municipality(sakai):
        return {
            **dict(Seat.objects.values_list("name", "holder__email")),
            **{
                f"{n}件": e
                for n, e in enumerate(Application.objects.order_by("pk").values_list("assignee__email", flat=True))
            },
        }


def test_a_season_is_looked_at_and_then_carried_out(sakai, office, client_at):
    with in_municipality(sakai):
        client = signed_in(client_at("sakai.localhost"), User.objects.get(email="me@city.example.jp"))
    before = state(sakai)
    lines = [
        "入,新任 花,new@city.example.jp,審査1,,",
        "異動,,old@city.example.jp,審査2,,",
        "出,,leaver@city.example.jp,,,",
    ]

    page = upload(client, *lines)
    assert page.status_code == 200
    assert "2つの席が交代し、担当中の申請3件" in page.text
    assert state(sakai) == before
    response = client.post("/staff/seats/transfer/", {"text": "\n".join((HEADER, *lines))}, follow=True)

    assert "入1人、異動1人、出1人。2つの席が交代し、申請3件も移りました" in response.text
    assert "leaver" in page.text
    new, old = "new@city.example.jp", "old@city.example.jp"
    assert state(sakai) == {"審査1": new, "審査2": old, "0件": new, "1件": new, "2件": old}
    with in_municipality(sakai):
        assert not User.objects.get(email="leaver@city.example.jp").is_active
        assert Notification.objects.get().to == new


def test_a_file_with_a_fault_changes_nothing_and_says_where(sakai, office, client_at):
    with in_municipality(sakai):
        client = signed_in(client_at("sakai.localhost"), User.objects.get(email="me@city.example.jp"))
    before = state(sakai)

    page = upload(client, "異動,,old@city.example.jp,審査2,,", "出,,nobody@city.example.jp,,,")

    assert page.status_code == 422
    assert "<b>3行目</b>：このメールアドレスの人は、登録されていません" in page.text
    again = client.post("/staff/seats/transfer/", {"text": f"{HEADER}\n出,,nobody@city.example.jp,,,"})
    assert again.status_code == 422
    assert state(sakai) == before


def test_the_last_administrator_cannot_be_moved_away(sakai, office, client_at):
    with in_municipality(sakai):
        administrator = User.objects.get(email="me@city.example.jp")
        other = a_person(Role.ADMINISTRATOR, email="other@city.example.jp")
        client = signed_in(client_at("sakai.localhost"), other)
        User.objects.exclude(pk__in=[administrator.pk, other.pk]).update(is_active=False)
        other.memberships.all().delete()
        seat = add_seat(name="管理", roles=(Role.ADMINISTRATOR,), actor=SYSTEM)
        hand_over({seat.pk: other.pk}, actor=SYSTEM)
        administrator.memberships.all().delete()
    before = state(sakai)

    page = client.post("/staff/seats/transfer/", {"text": f"{HEADER}\n異動,,other@city.example.jp,審査1,,"})

    assert page.status_code == 409
    assert "管理者が一人もいなくなります" in page.text
    assert state(sakai) == before


def test_one_seat_changes_hands_today_or_later(sakai, office, client_at):
    with in_municipality(sakai):
        client = signed_in(client_at("sakai.localhost"), User.objects.get(email="me@city.example.jp"))
        seat, leaver = Seat.objects.get(name="審査1"), User.objects.get(email="leaver@city.example.jp")
    address, today = f"/staff/seats/{seat.pk}/next/", timezone.localdate()

    assert "次の人を選んでください" in client.post(address, {"on": today}).text
    assert "日付は" in client.post(address, {"to": leaver.pk, "on": "4月"}).text
    client.post(address, {"to": leaver.pk, "on": today + timedelta(days=9)})
    assert state(sakai)["審査1"] == "old@city.example.jp"
    page = client.get("/staff/seats/").text
    assert "leaver" in page
    client.post(f"{address}forget/")
    client.post(address, {"to": leaver.pk, "on": today})
    assert state(sakai)["審査1"] == "leaver@city.example.jp"
    client.post(address, {"to": "vacant", "on": today})
    assert state(sakai)["審査1"] is None
    client.post(f"/staff/seats/{seat.pk}/remove/")
    assert "審査1" not in state(sakai)


def test_the_file_to_begin_with_holds_who_sits_where(sakai, office, client_at):
    with in_municipality(sakai):
        client = signed_in(client_at("sakai.localhost"), User.objects.get(email="me@city.example.jp"))

    lines = client.get("/staff/seats/transfer/example.csv").content.decode("utf-8-sig").splitlines()

    assert lines == [HEADER, "異動,old,old@city.example.jp,審査1,,", "異動,leaver,leaver@city.example.jp,審査2,,"]
