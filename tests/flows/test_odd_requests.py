"""Whatever arrives over the wire: an answer that says what to do, never an error of the program's, nothing half-written."""

import json
import re
import tracemalloc
from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.roles import Role
from applications.models import Application, Draft
from catalog.models import Adoption
from catalog.selectors import city_form
from shared_forms.language import Errors, FormDefinition, compile  # noqa: A004
from shared_forms.language.answers import parse
from tenants.context import in_municipality
from tests.factories.accounts import a_department, a_person, signed_in
from tests.factories.applications import a_procedure
from tests.factories.datasets import a_list
from tests.factories.forms import (
    CHOOSING_PAGE,
    COUNTING_PAGE,
    EVERY_TYPE,
    KNOWN_NUMBERS_PAGE,
    a_published_procedure,
    a_template,
)

SAKAI = "m_271403"
GROUP_PAGE: dict[str, Any] = {
    "id": "group_page",
    "title": "子犬",
    "questions": [
        {
            "id": "litter",
            "type": "group",
            "label": "子犬",
            "item_label": "#匹目",
            "min_items": 0,
            "required": False,
            "questions": [
                {"id": "puppy", "type": "text", "label": "名前"},
                {"id": "puppy_born", "type": "date", "label": "生まれた日"},
            ],
        }
    ],
}
FORM = EVERY_TYPE | {"pages": [*EVERY_TYPE["pages"], COUNTING_PAGE, KNOWN_NUMBERS_PAGE, CHOOSING_PAGE, GROUP_PAGE]}
PAGES = [page["id"] for page in FORM["pages"]]
PARTS = (
    "",
    "",
    ".family",
    ".year",
    ".month",
    ".postal_code",
    ".other",
    ".0.puppy",
    ".1.puppy_born.year",
    ".",
    "..",
    "[0]",
    "[]",
)
QUESTIONS = [question.id for question in FormDefinition.model_validate(FORM).every_question()]
FIELDS = re.findall(
    "[a-z_]+",
    """
    shown draft version confirm key card add_row remove_row remove_file restore_file save told return notice email code
    receipt_number q postal_code label help required options type id page after when language category english file hours_note
    is_ended is_listed kana keywords kind life_events name note order position reason slug standard_days title option_male
    new_option phone fee
    """,
)

ODD_TEXT = st.sampled_from(
    [
        "", "yes", "1", "0", "-1", "9" * 400, "1e400", "NaN", "\0", "\0\0", "\u202e", "\ufeff", "𠮷", "あ" * 5000, "<b>'\"&{{x}}",
        "../../etc/passwd", "00000000-0000-0000-0000-000000000000", "litter", "litter.0", "0" * 5000, "\r\n\r\n", "٣", "①", "令和元",
        "owner home email", "male", "ja-easy", "a:b:c", "{", '{"a": [', "[" * 2000, "\U0010ffff", "2026-02-30", "5900078",
    ]
) | st.text(st.characters(exclude_categories=()), max_size=12)  # fmt: skip
NAMES = st.one_of(
    st.builds(str.__add__, st.sampled_from(QUESTIONS), st.sampled_from(PARTS)),
    st.sampled_from(FIELDS),
    ODD_TEXT,
)
PAIRS = st.lists(st.tuples(NAMES, ODD_TEXT), max_size=12)
SHOWN = st.sampled_from([" ".join(QUESTIONS), "litter", ""])


def urlencoded(pairs: list[tuple[str, str]]) -> bytes:
    return urlencode([tuple(each.encode("utf-8", "surrogatepass") for each in pair) for pair in pairs]).encode()


def multipart(pairs: list[tuple[str, str]]) -> bytes:
    parts = []
    for name, value in pairs:
        file = '; filename="犬.png"\r\nContent-Type: image/png' if value.startswith("0") else ""
        head = f'Content-Disposition: form-data; name="{name}"{file}'
        parts.append(f"--x\r\n{head}\r\n\r\n{value}\r\n".encode("utf-8", "surrogatepass"))
    return b"".join(parts) + b"--x--\r\n"


BODIES = st.one_of(
    st.tuples(PAIRS.map(urlencoded), st.just("application/x-www-form-urlencoded")),
    st.tuples(PAIRS.map(urlencoded), st.just("application/x-www-form-urlencoded")),
    st.tuples(PAIRS.map(multipart), st.just("multipart/form-data; boundary=x")),
    st.tuples(
        st.binary(max_size=60) | PAIRS.map(urlencoded) | PAIRS.map(multipart).map(lambda body: body[: len(body) // 2]),
        st.sampled_from(
            [
                "application/x-www-form-urlencoded; charset=shift_jis",
                "application/x-www-form-urlencoded; charset=nonsense",
                "application/x-www-form-urlencoded; charset=utf-16",
                "multipart/form-data",
                "multipart/form-data; boundary=x",
                "multipart/form-data; boundary=" + "y" * 300,
                "multipart/form-data; boundary=x; charset=utf-7",
                "application/json",
                "text/plain",
                "",
                "犬/犬; =;;",
            ]
        ),
    ),
)
RESIDENT = [
    *(f"/p/odd/apply/{page}/" for page in PAGES),
    "/p/odd/", "/p/odd/apply/", "/p/odd/apply/check/", "/p/odd/apply/saved/", "/p/odd/apply/dog_page/files/photo/",
    "/p/odd/apply/files/00000000-0000-0000-0000-000000000000/remove/", "/p/odd/discard/", "/p/odd/leave/", "/p/odd/notice/",
    "/p/odd/forget/", "/p/odd/take-back/", "/p/odd/taken/", "/resume/", "/resume/x/", "/next/x/", "/postal-code/", "/status/",
    "/search/", "/", "/q/xxxx/", "/applications/00000000-0000-0000-0000-000000000000/withdraw/", "/nothing/",
]  # fmt: skip
COOKIES = st.dictionaries(
    st.sampled_from(["browser", "status", "device", "placement", "language", "sessionid"]), ODD_TEXT, max_size=2
)
KEPT_OUT = settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


def sent(client: Client, method: str, address: str, query: list[tuple[str, str]], body: tuple[bytes, str]) -> None:
    """Send it; the test client raises what would be a 500."""
    asked = f"{quote(address)}?{urlencoded(query).decode()}"
    content, kind = body if method == "POST" else (b"", "")
    response = client.generic(method, asked, content, content_type=kind)

    assert response.status_code < 500
    if response.status_code >= 400 and response.headers["Content-Type"].startswith("text/html"):
        assert "<h1" in response.content.decode()


def deep(levels: int) -> Any:
    nested: Any = "x"
    for level in range(levels):
        nested = [nested] if level % 2 else {"chosen": nested, "year": nested}
    return nested


ENORMOUS = {
    "a text": "あ1 " * 500_000,
    "combining marks": "a" + "\u0301" * 500_000,
    "many texts": ["male"] * 200_000,
    "many different texts": {"chosen": [str(number) for number in range(200_000)]},
    "many rows": [{"puppy": "ポチ"}] * 200_000,
    "a hundred rows": [{"puppy": "ポチ" * 1000, "puppy_born": deep(20)}] * 100,
    "something deep": deep(5000),
    "a number": 10**4000,
}


@pytest.mark.parametrize("kind", ENORMOUS)
def test_enormous_answers_are_refused_with_little_room(kind):
    form, raw = compile(FormDefinition.model_validate(FORM)), ENORMOUS[kind]
    tracemalloc.start()
    result = parse(form, dict.fromkeys(QUESTIONS, raw), today=date(2026, 11, 22))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert isinstance(result, Errors)
    assert peak < 40_000_000


@pytest.fixture
def form(sakai):
    with in_municipality(sakai):
        a_procedure("odd", FORM)


def at_sakai() -> Client:
    host = "sakai.localhost"
    return Client(SERVER_NAME=host, HTTP_HOST=host, HTTP_ORIGIN=f"http://{host}")


@KEPT_OUT
@given(
    st.lists(st.tuples(st.sampled_from(["POST", "POST", "GET"]), st.sampled_from(RESIDENT), PAIRS, BODIES), max_size=4),
    COOKIES,
)
def test_residents_pages_answer_whatever_is_sent(form, requests, cookies):
    client = at_sakai()
    for name, value in cookies.items():
        client.cookies[name] = value.encode("ascii", "ignore").decode()
    for method, address, query, body in requests:
        sent(client, method, address, query, body)
    with in_municipality(SAKAI):
        assert not Application.objects.exists()


@KEPT_OUT
@given(st.lists(st.tuples(st.sampled_from(PAGES), SHOWN, PAIRS), min_size=1, max_size=3))
def test_whatever_was_typed_stands_there_again(form, pages):
    client = at_sakai()
    for page, shown, pairs in pages:
        body = urlencoded([("shown", shown), *pairs])
        sent(client, "POST", f"/p/odd/apply/{page}/", [], (body, "application/x-www-form-urlencoded"))
    for page in (*PAGES, "check", "saved"):
        sent(client, "GET", f"/p/odd/apply/{page}/", [], (b"", ""))
    with in_municipality(SAKAI):
        for draft in Draft.objects.all():
            json.dumps(draft.answers, ensure_ascii=False, allow_nan=False).encode()


@pytest.fixture
def editing(sakai):
    with in_municipality(sakai):
        department = a_department("環境薬務課")
        procedure = a_published_procedure(a_template(), department_id=department.pk)
        a_list("北教室", "南教室")
        person = a_person(Role.FORM_EDITOR, departments=(department,))
    return signed_in(at_sakai(), person), procedure


OF_THE_PROCEDURE = [
    *(f"at/{target}/" for target in ("dog_name", "sex", "dog_page", "photo", "vaccinated", "nothing")),
    *(f"at/dog_name/{action}/" for action in ("hide", "up", "down", "revert", "show", "condition", "x")),
    *("add/", "facts/", "details/", "period/", "close/", "reopen/", "spread/", "preview/", "differences/"),
]
OF_LISTS = [
    *(
        "lists/",
        "lists/clubs/",
        "lists/clubs/settings/",
        "lists/clubs/import/",
        "lists/clubs/import/confirm/",
        "lists/nothing/",
    ),
    *(
        "lists/clubs/entries/1/",
        "lists/clubs/entries/99999999999999999999/",
        "lists/clubs/entries/1/close/",
        "templates/",
    ),
]
STAFF = [*(f"PROCEDURE/{rest}" for rest in OF_THE_PROCEDURE), *OF_LISTS]


@KEPT_OUT
@given(st.lists(st.tuples(st.sampled_from(["POST", "POST", "GET"]), st.sampled_from(STAFF), PAIRS, BODIES), max_size=4))
def test_the_editors_pages_answer_whatever_is_sent(editing, requests):
    client, procedure = editing
    for method, address, query, body in requests:
        sent(client, method, f"/staff/procedures/{address}".replace("PROCEDURE", str(procedure.pk)), query, body)
    with in_municipality(SAKAI):
        assert Adoption.objects.count() == 1
        compile(city_form(procedure).definition)
