"""The API of a city: a program with a token reads what it may, in order, and nothing else; every opening is recorded."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import schemathesis
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings

from accounts.roles import Role
from applications.api.description import document
from applications.models import ApiToken, Application
from applications.selectors.drafts import form_of
from applications.services import attachments, drafts
from applications.services.api_tokens import make_token, revoke_token
from applications.services.review import start_review
from applications.services.submission import submit_application
from audit import sealing
from audit.chain import BEGINNING, Entry
from audit.models import AuditRecord
from catalog.models import Procedure
from config.wsgi import application as wsgi
from tenants.context import in_municipality
from tests.factories.accounts import an_actor
from tests.factories.applications import PHOTO_FORM, a_draft, a_procedure, an_application
from tests.factories.photos import a_photo

LIST = "/api/v1/applications"


@pytest.fixture
def administrator(in_sakai):
    return an_actor(Role.ADMINISTRATOR)


@pytest.fixture
def dog(in_sakai):
    return a_procedure()


def a_token(actor, *procedures) -> str:
    last_day = timezone.localdate() + timedelta(days=30)
    return make_token(name="決裁システム", procedures=[each.pk for each in procedures], last_day=last_day, actor=actor)[
        1
    ]


def program(secret: str, host: str = "sakai.localhost") -> Client:
    return Client(SERVER_NAME=host, HTTP_HOST=host, HTTP_AUTHORIZATION=f"Bearer {secret}")


def sealed() -> None:
    """Seal what this test's own transaction wrote; the sealer itself rightly waits for its end."""
    last = sealing.head()
    fresh = AuditRecord.objects.filter(seal__isnull=True).values_list(*Entry._fields)
    sealing.append([Entry(*row) for row in fresh], *((last.position, last.hash) if last else (0, BEGINNING)))


def openings() -> list[tuple[str, str, str]]:
    rows = AuditRecord.objects.filter(actor_kind="api").order_by("at", "id")
    return list(rows.values_list("event", "actor_name", "subject"))


def test_changes_come_in_the_order_of_their_positions_and_none_is_missed(administrator, dog):
    other = a_procedure("other")
    first, second, hidden = an_application(dog), an_application(dog), an_application(other)
    clerk = an_actor(Role.PROCESSOR, departments=(dog.department,))
    start_review(first.pk, actor=clerk)
    sealed()
    client = program(a_token(administrator, dog))

    seen, after = [], 0
    while True:
        page = client.get(LIST, {"after": after, "limit": 2}).json()
        seen += [(each["application"]["receipt_number"], each["event"]) for each in page["changes"]]
        assert page["next_after"] >= after
        after = page["next_after"]
        if not page["has_more"]:
            break

    assert seen == [
        (first.receipt_number, "application.received"),
        (second.receipt_number, "application.received"),
        (first.receipt_number, "application.review_started"),
    ]
    assert hidden.receipt_number not in str(seen)
    client.get(f"{LIST}/{first.receipt_number}")
    sealed()
    assert client.get(LIST, {"after": after}).json() == {"changes": [], "next_after": after, "has_more": False}


def test_an_application_is_told_with_its_answers_and_the_opening_is_recorded(administrator, dog):
    application = an_application(dog)
    told = program(a_token(administrator, dog)).get(f"{LIST}/{application.receipt_number}").json()

    assert (told["receipt_number"], told["status"], told["procedure"]["slug"]) == (
        application.receipt_number,
        "received",
        "dog-death",
    )
    answers = {each["question"]: each for each in told["answers"]}
    assert answers["dog_name"] == {
        "question": "dog_name",
        "label": "犬の名前",
        "value": "ポチ",
        "lines": ["ポチ"],
        "files": [],
    }
    assert answers["owner"]["value"]["family"] == "西村"
    assert openings() == [("application.opened", "決裁システム", application.receipt_number)]


def test_outside_of_its_procedures_and_in_another_city_a_token_is_nothing(administrator, dog, toyonaka):
    other = a_procedure("other")
    hidden = an_application(other)
    secret = a_token(administrator, dog)

    assert program(secret).get(f"{LIST}/{hidden.receipt_number}").status_code == 404
    assert program(secret, "toyonaka.localhost").get(LIST).status_code == 401
    assert openings() == []
    with in_municipality(toyonaka):
        assert not ApiToken.objects.exists()


def test_what_only_named_people_may_see_is_not_for_programs(administrator, dog):
    application = an_application(dog)
    sealed()
    client = program(a_token(administrator, dog))
    assert len(client.get(LIST).json()["changes"]) == 1

    for rows in (Application.objects.all(), Procedure.objects.all()):
        closed = "is_confidential" if rows.model is Application else "is_restricted"
        rows.update(**{closed: True}, viewers=["somebody"])
        assert client.get(LIST).json()["changes"] == []
        assert client.get(f"{LIST}/{application.receipt_number}").status_code == 404
        rows.update(**{closed: False})
    assert openings() == []


def test_only_a_good_token_opens(administrator, dog):
    secret = a_token(administrator, dog)
    token = ApiToken.objects.get()
    assert secret not in str(ApiToken.objects.values())
    assert program(secret).get(LIST).status_code == 200

    for wrong in (secret[:-1], "", "kyodo_"):
        answer = program(wrong).get(LIST)
        assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
        assert answer["Content-Type"] == "application/problem+json"
        assert answer.json()["status"] == 401
    ApiToken.objects.update(expires_at=timezone.now(), made_at=timezone.now() - timedelta(days=1))
    assert program(secret).get(LIST).status_code == 401
    ApiToken.objects.update(expires_at=timezone.now() + timedelta(days=1))
    revoke_token(token.pk, actor=administrator)
    assert program(secret).get(LIST).status_code == 401


def test_the_last_use_is_noted_at_most_once_a_minute(administrator, dog, django_assert_num_queries):
    client = program(a_token(administrator, dog))
    client.get(LIST)
    noted = ApiToken.objects.get().last_used_at
    assert noted is not None
    with django_assert_num_queries(2):  # the token, and the changes
        client.get(LIST)
    assert ApiToken.objects.get().last_used_at == noted


def test_too_many_questions_are_refused_for_this_token_only(administrator, dog, monkeypatch):
    monkeypatch.setattr("applications.api.throttling.TokenThrottle.rate", "2/min", raising=False)
    one, other = program(a_token(administrator, dog)), program(a_token(administrator, dog))

    assert [one.get(LIST).status_code for _ in range(3)] == [200, 200, 429]
    refused = one.get(LIST)
    assert int(refused["Retry-After"]) > 0
    assert refused["Content-Type"] == "application/problem+json"
    assert other.get(LIST).status_code == 200


def test_there_is_no_other_way_in_and_no_page_to_browse(administrator, dog, client_at):
    from tests.factories.accounts import a_person, signed_in

    staff = signed_in(client_at("sakai.localhost"), a_person(*Role))
    assert staff.get(LIST).status_code == 401
    client = program(a_token(administrator, dog))
    assert client.get(LIST, HTTP_ACCEPT="text/html").status_code == 406
    assert client.post(LIST).status_code == 405
    assert client.get(LIST, {"after": "-1"}).json()["detail"].startswith("after: ")
    assert client.get(LIST, {"aftr": "1"}).status_code == 400


def test_a_file_comes_as_it_was_sent_and_its_opening_is_recorded(administrator):
    procedure = a_procedure("photo", PHOTO_FORM)
    draft, content = a_draft(procedure), a_photo("PNG", size=(4, 3))
    question = form_of(draft).definition.question("photos")
    file = attachments.store(question, SimpleUploadedFile("犬.png", content, content_type="image/png"))
    draft, file = drafts.add_file(draft, "photo_page", question, file)
    application = submit_application(draft)
    client = program(a_token(administrator, procedure))

    told = client.get(f"{LIST}/{application.receipt_number}").json()
    (listed,) = next(each["files"] for each in told["answers"] if each["question"] == "photos")
    response = client.get(f"{LIST}/{application.receipt_number}/files/{file.pk}")

    assert listed["name"] == "犬.png"
    assert b"".join(response.streaming_content) == content
    assert "attachment" in response["Content-Disposition"]
    assert openings()[-1] == ("application.attachment_opened", "決裁システム", application.receipt_number)
    other = an_application(procedure)
    assert client.get(f"{LIST}/{other.receipt_number}/files/{file.pk}").status_code == 404


@pytest.mark.parametrize("address", ["/api/v1/nothing", "/api/v1/applications/x/y/z", "/api/v1/applications/"])
def test_an_address_that_is_not_there_is_told_as_a_problem(sakai, client_at, address):
    answer = client_at("sakai.localhost").get(address)

    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_the_description_is_of_version_3_1_and_asks_for_no_token(sakai, client_at):
    told = client_at("sakai.localhost").get("/api/v1/schema").json()

    assert told["openapi"].startswith("3.1")
    assert list(told["paths"]) == [
        "/applications",
        "/applications/{receipt_number}",
        "/applications/{receipt_number}/files/{attachment_id}",
    ]
    for path in told["paths"].values():
        assert set(path) == {"get"}
        assert path["get"]["security"] == [{"token": []}]


@pytest.fixture
def kept_open() -> Iterator[None]:
    """A request over WSGI leaves the test's own connection open, as Django's test client does."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


def test_nothing_that_schemathesis_sends_finds_a_fault(administrator, dog, monkeypatch, kept_open):
    monkeypatch.setattr("applications.api.throttling.TokenThrottle.rate", "100000/min", raising=False)
    receipt = an_application(dog).receipt_number
    sealed()
    schema = schemathesis.openapi.from_dict(document())
    schema.app = wsgi
    headers = {"Authorization": f"Bearer {a_token(administrator, dog)}", "Host": "sakai.localhost"}
    sent = []

    for operation in (each.ok() for each in schema.get_all_operations()):

        @settings(
            max_examples=12, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
        )
        @given(case=operation.as_strategy())
        def ask(case) -> None:
            if case.path_parameters and len(sent) % 2:
                case.path_parameters["receipt_number"] = receipt
            sent.append(case.call_and_validate(headers=headers).status_code)

        ask()

    assert Application.objects.count() == 1
    assert {200, 404} <= set(sent)
