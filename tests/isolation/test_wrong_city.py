"""Every address there is, asked for at the wrong city with all that belongs to the right one: nothing is seen, nothing moves.

The addresses are those of the URL conf. A new one is tried at once, and fails here as long as nobody can say what to fill in.
"""

import re
from types import SimpleNamespace

import pytest
from django.contrib.auth.tokens import default_token_generator
from django.test import Client
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.timezone import localdate, now

from accounts.actors import actor_of
from accounts.models import Department
from accounts.roles import Role
from accounts.services.advisers import grant_access
from accounts.services.seats import add_seat
from applications import signed_links
from applications.models import Application, Attachment, BulkRun, Disposal, Draft
from applications.resume_codes import resume_code
from applications.services import bulk, saved_views
from applications.services.api_tokens import make_token
from applications.services.review import return_for_correction, start_review
from applications.status_codes import status_code
from catalog.models import Placement
from catalog.services.placements import add_placement
from catalog.services.sample_answers import keep_sample
from common.actor import ActorKind
from common.identifiers import new_id
from shared_forms.language import FormDefinition
from tenants import hand_over
from tenants.context import in_consortium, in_municipality
from tenants.services.advisers import appoint
from tenants.services.announcements import announce
from tests.addresses import filled, routes
from tests.factories.accounts import PASSWORD, a_person, signed_in
from tests.factories.applications import DOG_ANSWERS, PHOTO_FORM, a_procedure
from tests.factories.billing import a_consultation
from tests.factories.datasets import a_list
from tests.factories.forms import a_published_procedure
from tests.flows.filling_in import fill_in
from tests.flows.visitor import Visitor
from tests.isolation.places import SAKAI, run
from tests.tenants.test_announcements import ADMINISTRATOR, FACTS

FORM = {
    **PHOTO_FORM,
    "title": "堺だけの届出",
    "next": [{"procedure": "dog-registration", "hand_over": {"owner": "owner"}}],
}
ANSWERS = {
    **DOG_ANSWERS,
    "owner": {"family": "秘密", "given": "守子", "family_kana": "ヒミツ", "given_kana": "モリコ"},
    "email": "himitsu@mail.example",
    "dog_name": "ヒミツ号",
    "photos": ["秘密の写真.png"],
}
PRIVATE = re.compile("秘密|ヒミツ|himitsu|堺だけの")


CITY, CONSORTIUM = routes("config.urls.municipality"), routes("config.urls.consortium")


def apply(visitor: Visitor) -> None:
    """Fill in the whole form, photograph included, up to the page to check."""
    visitor.get("/p/photo/apply/")
    fill_in(visitor, FormDefinition.model_validate(FORM), ANSWERS)


@pytest.fixture
def right(sakai, client_at) -> SimpleNamespace:
    """堺市 with a draft, an application, staff and a poster: who knows them, and what stands in addresses."""
    with in_municipality(sakai):
        department = Department.objects.create(name="堺だけの課")
        procedure = a_procedure("photo", FORM, department=department)
        adopted = a_published_procedure(slug="adopted", department_id=department.pk)
        staff = a_person(*Role, departments=(department,), name="堺だけの職員", email="clerk@city.example.jp")
        clerk = actor_of(staff, ActorKind.STAFF)
        dataset = a_list("堺だけの学校")
        placement = add_placement(adopted.pk, kind=Placement.Kind.POSTER, name="堺だけの掲示板", actor=clerk)
        disposal = Disposal.objects.create(
            procedure=adopted,
            fiscal_year=2019,
            expected=1,
            proposed_at=now(),
            proposed_by_id=staff.pk,
            proposed_by="堺だけの職員",
            begins_on=localdate(),
        )
        invited = a_person(Role.VIEWER, name="堺だけの新人", password=None)
    with in_consortium():
        news = announce(FACTS, actor=ADMINISTRATOR)
        adviser = appoint(new_id(), name="藤原 健", introduction="様式の相談", actor=ADMINISTRATOR)
        share = a_consultation("堺市", title="堺だけの契約")
        figures = share.contract.population_id
    with in_municipality(sakai):
        grant = grant_access(adviser.pk, days=7, reason="堺だけの相談", actor=clerk)
    sender, drafter = Visitor(), Visitor()
    apply(sender)
    sender.send("この内容で申請する", confirm="1")
    apply(drafter)
    with in_municipality(sakai):
        application, draft = Application.objects.get(), Draft.objects.get()
        start_review(application.pk, actor=clerk)
        return_for_correction(application.pk, actor=clerk, comments={"dog_name": "堺だけの指摘"})
        words = {
            "<slug>": procedure.slug,
            "<page_id>": "owner_page",
            "<question_id>": "photos",
            "<number>": "1",
            "<application_id>": application.pk,
            "<receipt_number>": application.receipt_number,
            "<attachment_id>": Attachment.objects.get(application=application).pk,
            "<file_id>": Attachment.objects.get(draft=draft).pk,
            "correct/files/<file_id>": Attachment.objects.get(application=application).pk,
            "<size>": "large",
            "<view_id>": saved_views.keep("堺だけの見かた", "?state=returned", actor=clerk).pk,
            "bulk/<run_id>": bulk.begin(BulkRun.Action.CLOSE, [application.pk], actor=clerk).pk,
            "<procedure_id>": adopted.pk,
            "<placement_id>": placement.pk,
            "<dataset_slug>": dataset.slug,
            "<disposal_id>": disposal.pk,
            "<draft_id>": draft.pk,
            "<fiscal_year>": 2019,
            "<target>": "dog_name",
            "<sample_id>": keep_sample(adopted.pk, name="堺だけの手本", answers={}, refused=[], actor=clerk).pk,
            "<offer_id>": procedure.pk,  # the consortium was offered none
            "<action>": "relabel",
            "<template_id>": adopted.adoption.template_id,
            "<version_id>": adopted.adoption.template_version_id,
            "<person_id>": staff.pk,
            "<department_id>": department.pk,
            "<pk>": 1,
            "<rest>": "nothing",
            "<seat_id>": add_seat(name="堺だけの席", roles=[Role.VIEWER], actor=clerk).pk,
            "<uidb64>": urlsafe_base64_encode(force_bytes(invited.pk)),
            "<contract_id>": share.contract_id,
            "<share_id>": share.pk,
            "<scenario_id>": share.pk,  # nothing was kept
            "<settlement_id>": share.pk,  # nothing is settled
            "<figures_id>": figures,
            "q/<code>": placement.code,
            "requests/<code>": "271403",
            "municipalities/<code>": "271403",
            "<announcement_id>": news.pk,
            "<token_id>": make_token(name="堺だけの機械", procedures=[adopted.pk], last_day=localdate(), actor=clerk)[
                0
            ].pk,
            "<substitution_id>": procedure.pk,  # nobody is away
            "<adviser_id>": adviser.pk,
            "<grant_id>": grant.pk,
            "<access_id>": grant.pk,  # the consortium was told of none
            "advise/<token>": hand_over.token(grant.pk, adviser.pk, schema=SAKAI),
            "<contact_id>": procedure.pk,  # the secretariat has none
            "statements/<code>": "271403",
            "resume/<token>": signed_links.token(signed_links.RESUME, draft.pk),
            "next/<token>": signed_links.token(signed_links.HAND_OVER, application.pk, adopted.pk),
            "<uidb64>/<token>": default_token_generator.make_token(invited),
        }
        typed = {
            "receipt_number": application.receipt_number,
            "code": status_code(application.pk),
            "resume/": resume_code(draft.pk, draft.resume_hash),
            "login": staff.email,
            "password": PASSWORD,
            "draft": str(draft.pk),
            "q": "堺",
        }
    return SimpleNamespace(
        words=words,
        typed=typed,
        sender=sender.client,
        drafter=drafter.client,
        clerk=signed_in(client_at("sakai.localhost"), staff),
    )


def typed_at(route: str, typed: dict[str, str]) -> dict[str, str]:
    """What somebody types who knows it all; two pages ask for a `code`, and mean different ones."""
    return {**typed, "code": typed.get(route, typed["code"])}


def everything(schema: str) -> dict[str, tuple]:
    """A fingerprint of each table of a city that its own role may read."""
    with in_municipality(schema):
        tables = run(
            """SELECT tablename FROM pg_tables WHERE schemaname = %s
               AND has_table_privilege(format('%%I.%%I', schemaname, tablename), 'SELECT')""",
            [schema],
        )
        return {
            table: run(f'SELECT count(*), md5(string_agg(t::text, chr(10) ORDER BY t::text)) FROM "{table}" t')[0]
            for (table,) in tables
        }


def with_cookies_of(client: Client, host: str) -> Client:
    """A browser at another host that sends what one was given elsewhere."""
    other = Client(SERVER_NAME=host, HTTP_HOST=host, HTTP_ORIGIN=f"http://{host}")
    other.cookies = client.cookies.copy()
    return other


@pytest.fixture
def nobody(right, client_at):
    return client_at("toyonaka.localhost")


@pytest.fixture
def with_everything_of_sakai(right):
    """Cookies of the person who applied and of a signed-in clerk, in one browser at 豊中市."""
    browser = with_cookies_of(right.sender, "toyonaka.localhost")
    browser.cookies.update(right.clerk.cookies)
    return browser


@pytest.fixture
def with_a_draft_of_sakai(right):
    return with_cookies_of(right.drafter, "toyonaka.localhost")


@pytest.fixture
def own_clerk(right, toyonaka, client_at):
    """豊中市's own administrator, who may do everything there."""
    with in_municipality(toyonaka):
        clerk = a_person(*Role)
    return signed_in(client_at("toyonaka.localhost"), clerk)


@pytest.fixture
def secretariat(right, client_at):
    with in_consortium():
        person = a_person(Role.ADMINISTRATOR)
    return signed_in(client_at("localhost"), person)


VISITORS = ["nobody", "with_everything_of_sakai", "with_a_draft_of_sakai", "own_clerk", "secretariat"]


@pytest.mark.parametrize("visitor", VISITORS)
def test_what_belongs_to_one_city_is_nowhere_in_another(right, visitor, request):
    client = request.getfixturevalue(visitor)
    before = everything(SAKAI)
    told, broken = [], []
    for route in CONSORTIUM if visitor == "secretariat" else CITY:
        address = filled(route, right.words)
        for answer in (
            client.get(address),
            *([client.post(address, typed_at(route, right.typed))] if "logout" not in route else []),
        ):
            content = b"".join(answer) if answer.streaming else answer.content
            if PRIVATE.search(content.decode(errors="replace") + answer.get("Location", "")):
                told.append((answer.request["REQUEST_METHOD"], address))
            if answer.status_code >= 500:
                broken.append((answer.request["REQUEST_METHOD"], address))

    assert (told, broken) == ([], [])
    assert everything(SAKAI) == before


def test_at_home_every_one_of_these_addresses_leads_somewhere(right):
    """Without this, what is filled in might be wrong and nobody would notice."""
    at_home = (right.clerk, right.sender, right.drafter)
    nowhere = [
        route
        for route in CITY
        if all(client.get(filled(route, right.words)).status_code in (404, 409, 410) for client in at_home)
    ]

    assert nowhere == ["api/v1/<path:rest>"]  # which says so to programs
