"""Posters and leaflets: a short address for each, and how many came from there, from the first look to what they sent."""

import io

import pytest
from pypdf import PdfReader

from accounts.roles import Role
from applications.models import Application, Draft
from audit.selectors import history_of
from catalog.errors import ActionRefused
from catalog.models import Placement
from catalog.poster import as_printed, poster
from catalog.services.placements import add_placement, count_visit, remove_placement
from catalog.short_codes import as_printed as code_as_printed
from catalog.short_codes import new_code
from tenants.context import in_municipality
from tests.factories.accounts import a_person, an_actor, signed_in
from tests.factories.applications import a_procedure
from tests.flows.test_resident_applies import DOG, OWNER
from tests.flows.visitor import Visitor

POSTER = {"kind": Placement.Kind.POSTER, "name": "市役所1階のポスター"}


def a_placement(procedure=None) -> Placement:
    return add_placement((procedure or a_procedure()).pk, **POSTER, actor=an_actor(Role.ADMINISTRATOR))


def counts() -> tuple[int, int, int]:
    with in_municipality("m_271403"):
        placement = Placement.objects.get()
        return placement.visits, placement.starts, placement.completions


def test_codes_are_read_as_people_type_them():
    code = new_code()

    assert code_as_printed(f" {code.upper()} ") == code
    assert code_as_printed("７ｋＡ２ｂ") == "7ka2b"
    for wrong in ("", "abc", "0oil1", "abcdefg", "7ka2b\0", "７" * 1000):
        assert code_as_printed(wrong) is None


@pytest.mark.usefixtures("in_sakai")
def test_only_editors_of_the_department_add_places_and_only_unused_ones_go():
    procedure = a_procedure()
    with pytest.raises(ActionRefused):
        add_placement(procedure.pk, **POSTER, actor=an_actor(Role.PROCESSOR))
    assert not Placement.objects.exists()
    placement, unused = a_placement(procedure), a_placement(procedure)
    assert history_of("dog-death").last().event == "placement.added"

    count_visit(placement)
    with pytest.raises(ActionRefused):
        remove_placement(placement.pk, actor=an_actor(Role.ADMINISTRATOR))
    with pytest.raises(ActionRefused):
        remove_placement(unused.pk, actor=an_actor(Role.VIEWER))
    remove_placement(unused.pk, actor=an_actor(Role.ADMINISTRATOR))
    assert list(Placement.objects.all()) == [placement]


def test_from_the_poster_to_the_receipt_each_step_is_counted_once(sakai):
    with in_municipality(sakai):
        code = a_placement().code
    visitor, stranger = Visitor(), Visitor()

    assert visitor.get(f"/q/{code.upper()}/").address == "/p/dog-death/"
    assert counts() == (1, 0, 0)
    visitor.follow("申請を始める")
    visitor.send("次へ", **OWNER)
    assert counts() == (1, 1, 0)
    visitor.send("次へ", **DOG)
    visitor.send("この内容で申請する", confirm="1")
    assert counts() == (1, 1, 1)

    stranger.get("/p/dog-death/")
    stranger.follow("申請を始める")
    stranger.send("次へ", **OWNER)
    assert counts() == (1, 1, 1)
    with in_municipality(sakai):
        assert Application.objects.count() == 1
        assert Draft.objects.get().placement is None


def test_a_code_of_another_procedure_or_city_counts_nothing(sakai, client_at):
    with in_municipality(sakai):
        a_procedure()
        code = a_placement(a_procedure("cat-death")).code
    visitor = Visitor()
    visitor.get(f"/q/{code}/")

    visitor.get("/p/dog-death/apply/owner_page/")
    visitor.send("次へ", **OWNER)
    assert counts() == (1, 0, 0)
    assert client_at("toyonaka.localhost").get(f"/q/{code}/").status_code == 404
    assert client_at("sakai.localhost").get("/q/zzzzz/").status_code == 404
    assert client_at("sakai.localhost").get("/q/%00/").status_code == 404
    assert client_at("sakai.localhost").head(f"/q/{code}/").status_code == 302
    assert counts() == (1, 0, 0)


@pytest.mark.usefixtures("in_sakai")
def test_the_poster_says_what_it_is_and_where_to_go():
    placement = a_placement()

    words = "".join("".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(poster(placement))).pages)

    for wanted in ("犬の死亡届", as_printed(placement), "072-000-0145", "市役所1階のポスター", "堺市"):
        assert wanted in words
    assert as_printed(placement).startswith("sakai.localhost")


def test_staff_add_print_and_remove(sakai, client_at):
    with in_municipality(sakai):
        procedure = a_procedure()
        person = a_person(Role.ADMINISTRATOR, name="管理 花")
        viewer = a_person(Role.VIEWER, name="閲覧 太郎")
    address = f"/staff/procedures/{procedure.pk}/spread/"
    client, onlooker = signed_in(client_at("sakai.localhost"), person), signed_in(client_at("sakai.localhost"), viewer)

    assert "置き場所がまだありません" in client.get(address).text
    assert client.post(address, {"kind": "poster", "name": ""}).status_code == 422
    assert "市役所1階" in client.post(address, {"kind": "poster", "name": "市役所1階"}, follow=True).text
    with in_municipality(sakai):
        placement = Placement.objects.get()
    assert client.get(f"{address}{placement.pk}/poster.pdf").content.startswith(b"%PDF-")
    assert client.get(f"{address}{placement.pk}/code.png").content.startswith(b"\x89PNG")
    assert "置き場所を加える" not in onlooker.get(address).text
    onlooker.post(address, {"kind": "poster", "name": "よそ"})
    onlooker.post(f"{address}{placement.pk}/remove/")
    with in_municipality(sakai):
        assert Placement.objects.count() == 1
    client.post(f"{address}{placement.pk}/remove/")
    with in_municipality(sakai):
        assert Placement.objects.count() == 0
