"""堺市's office: applications in every state, people in every role, and the pages each of them sees."""

import re
import time
from datetime import timedelta
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import unquote

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth.tokens import default_token_generator
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from accounts.actors import SYSTEM, actor_of
from accounts.roles import Role
from accounts.services.advisers import grant_access
from accounts.services.people import deactivate_person
from accounts.services.seats import add_seat
from applications import policies
from applications.actors import applicant_of
from applications.models import Application, Attachment, BulkRun, Draft
from applications.services import bulk, handing_over
from applications.services.api_tokens import make_token
from applications.services.approval import propose
from applications.services.conversation import answer, write_to_applicant
from applications.services.counter import begin_for_somebody, send_for_somebody
from applications.services.disposal import propose_disposal
from applications.services.notes import write_note
from applications.services.review import start_review
from applications.services.submission import CounterEntry
from applications.states import Decision, Status
from catalog.approval_route import Step, as_json
from catalog.demo import load_demo_forms
from catalog.models import Dataset, Placement, Procedure
from catalog.services import reception
from catalog.services.customisation import customise
from catalog.services.placements import add_placement
from catalog.services.publication import publish
from catalog.services.sample_answers import keep_sample
from common.actor import ActorKind
from common.fiscal import fiscal_year_of
from common.identifiers import new_id
from portal.guide import pages
from shared_forms.language import FormDefinition
from shared_forms.language.overlay import Relabel
from shared_forms.language.texts import Text
from shared_forms.services.library import load_library
from shared_forms.services.revision import publish as publish_revision
from shared_forms.services.revision import revise
from tenants import hand_over
from tenants.context import in_consortium, in_municipality
from tenants.services.advisers import appoint
from tenants.services.announcements import announce
from tests.factories.accounts import PASSWORD, a_department, a_person, an_actor, signed_in
from tests.factories.applications import DOG_ANSWERS, PHOTO_FORM, a_procedure, an_application, an_application_row
from tests.factories.billing import a_consultation
from tests.factories.papers import a_paper
from tests.flows.filling_in import fill_in
from tests.flows.visitor import Visitor
from tests.tenants.test_announcements import ADMINISTRATOR, FACTS
from tests.walk.residents import ANSWERS, SAKAI, bring
from tests.walk.stops import Stop

HOW_THEY_STAND = ("received", "in_review", "returned", "approved", "rejected", "closed", "withdrawn")
FIELDS = "main form[novalidate] .button:visible"


class Office:
    """Who works there (-> their cookies), and what stands in addresses; really committed."""

    def __init__(self) -> None:
        self.visitors: dict[str, SimpleCookie] = {"nobody": SimpleCookie()}
        self.words: dict[str, Any] = {}
        self.numbers: dict[str, str] = {}
        with in_consortium():
            load_library(SYSTEM)
            self.words["<announcement_id>"] = announce(FACTS, actor=ADMINISTRATOR).pk
            self.words["<share_id>"] = a_consultation().pk
            self.adviser = appoint(new_id(), name="藤原 健", introduction="様式づくりの相談", actor=ADMINISTRATOR)
        with in_municipality(SAKAI):
            load_demo_forms("sakai", SYSTEM)
            self._employ()
            self._offer_procedures()
        self._update_a_template()
        with in_municipality(SAKAI):
            self._keep_documents()
            self._enter_for_somebody()
        self._receive_applications()
        with in_municipality(SAKAI):
            self._propose()
            self._send_papers()

    def _employ(self) -> None:
        animals, children = a_department("環境業務課"), a_department("こども企画課", phone="072-228-7104")
        self.department = animals
        clerk = a_person(*Role, departments=(animals, children), name="中西 沙織")
        gone = a_person(Role.APPROVER, departments=(animals,), name="片山 修")
        deactivate_person(gone.pk, actor=SYSTEM)
        idle = a_person(Role.PROCESSOR, departments=(a_department("空の課"),), name="新課 一")
        beginner = a_person(Role.PROCESSOR, name="初日 始", email="shonichi@city.example.jp")
        careful = a_person(Role.VIEWER, name="二段 守", email="nidan@city.example.jp")
        invited = a_person(Role.VIEWER, name="新人 花", password=None)
        self.clerk = actor_of(clerk, ActorKind.STAFF)
        self._sit_down("clerk", clerk)
        _send_too_late(self.visitors["clerk"])
        self._sit_down("idle", idle)
        self._sit_down("editor", a_person(Role.FORM_EDITOR, name="岡田 美咲"))
        self._sit_down("viewer", a_person(Role.VIEWER, departments=(animals,), name="見学 学"))
        self.visitors["beginner"] = self._first_factor(beginner.email).cookies
        self.visitors["careful"] = _set_up(self._first_factor(careful.email)).cookies
        self.visitors["half"] = self._first_factor(careful.email).cookies
        invitation = {
            "<uidb64>": urlsafe_base64_encode(force_bytes(invited.pk)),
            "<token>": default_token_generator.make_token(invited),
        }
        self.words |= {"<person_id>": gone.pk, "<department_id>": children.pk, **invitation}
        grant = grant_access(self.adviser.pk, days=7, reason="様式を見てほしい", actor=self.clerk)
        self.words |= {"<grant_id>": grant.pk, "advise/<token>": "long-ago"}
        adviser = _client()
        adviser.post(f"/staff/advise/{hand_over.token(grant.pk, self.adviser.pk, schema=SAKAI)}/")
        self.visitors["adviser"] = adviser.cookies
        seat = add_seat(name="環境業務課 審査1", roles=[Role.PROCESSOR], department=animals.pk, actor=SYSTEM)
        handing_over.hand_over({seat.pk: clerk.pk}, actor=SYSTEM)
        self.words["<seat_id>"] = seat.pk
        self.people = {"gone": gone.pk, "working": idle.pk, "invited": invited.pk}

    def _offer_procedures(self) -> None:
        adopted = Procedure.objects.get(slug="dog-death")
        text = Text(ja="ワンちゃんのお名前")
        for words in (Text(ja="犬のお名前"), text):
            customise(adopted.pk, [Relabel(op="relabel", target="dog_name", text=words)], actor=SYSTEM)
            publish(adopted.pk, actor=SYSTEM)
        keep_sample(adopted.pk, name="ポチの家", answers={}, refused=[], actor=SYSTEM)
        placement = add_placement(adopted.pk, kind=Placement.Kind.POSTER, name="掲示板", actor=SYSTEM)
        stopped = Procedure.objects.get(slug="afterschool")
        reception.close(stopped.pk, reason="定員に達したため、受付を終わりました。", is_ended=True, actor=SYSTEM)
        self.stopped = stopped.pk
        self.words |= {
            "<procedure_id>": adopted.pk,
            "<target>": "dog_name",
            "<question_id>": "dog_name",
            "<dataset_slug>": Dataset.objects.first().slug,
            "<number>": 1,
            "<placement_id>": placement.pk,
            "<version_id>": adopted.adoption.template_version_id,
        }
        last_day = timezone.localdate() + timedelta(days=90)
        token, _ = make_token(name="電子決裁", procedures=[adopted.pk], last_day=last_day, actor=self.clerk)
        self.words["<token_id>"] = token.pk
        self.photo = a_procedure("photo", PHOTO_FORM, department=self.department, standard_days=5).pk

    def _update_a_template(self) -> None:
        """A newer version has other words where the city has its own."""
        self.older = self.words["<version_id>"]
        with in_municipality(SAKAI):
            template_id = Procedure.objects.get(pk=self.words["<procedure_id>"]).adoption.template_id
        with in_consortium():
            words = Text(ja="亡くなった犬の呼び名")
            revise(template_id, [Relabel(op="relabel", target="dog_name", text=words)], actor=SYSTEM)
            self.words["<version_id>"] = publish_revision(template_id, actor=SYSTEM).pk

    def _keep_documents(self) -> None:
        """Of two procedures everything is over; for one of them somebody else has proposed to dispose of it."""
        long_ago = timezone.now() - timedelta(days=3000)
        chief = actor_of(a_person(Role.APPROVER, departments=(self.department,), name="大塚 章"), ActorKind.STAFF)
        for number, slug in enumerate(("old", "older"), start=900):
            procedure = a_procedure(slug, department=self.department, retention_years=1)
            an_application_row(procedure, number, arrived_at=long_ago, status=Status.WITHDRAWN, withdrawn_at=long_ago)
        year = fiscal_year_of(timezone.localdate(long_ago))
        disposal = propose_disposal(procedure, year, actor=chief)
        old = Procedure.objects.get(slug="old").pk
        self.over = {"<procedure_id>": old, "<fiscal_year>": year}
        self.words |= {"<disposal_id>": disposal.pk, "<fiscal_year>": year}

    def _enter_for_somebody(self) -> None:
        """At the counter: one application was entered, another is looked through."""
        procedure = Procedure.objects.get(slug="photo")
        entered = begin_for_somebody(procedure, actor=self.clerk, browser_hash="c" * 64)
        Draft.objects.filter(pk=entered.pk).update(answers=DOG_ANSWERS)
        row = send_for_somebody(entered.pk, entry=CounterEntry(self.clerk, "screen"))
        self.entered = {"<receipt_number>": row.receipt_number}
        draft = begin_for_somebody(procedure, actor=self.clerk, browser_hash="d" * 64)
        Draft.objects.filter(pk=draft.pk).update(answers=DOG_ANSWERS)
        self.words |= {"<draft_id>": draft.pk}

    def _receive_applications(self) -> None:
        for state in HOW_THEY_STAND:
            visitor = Visitor()
            visitor.get("/p/photo/apply/")
            fill_in(visitor, FormDefinition.model_validate(PHOTO_FORM), ANSWERS)
            visitor.send("この内容で申請する", confirm="1")
            with in_municipality(SAKAI):
                row = Application.objects.latest("arrived_at")
                bring(state, row.pk, self.clerk)
                row.refresh_from_db()
                if policies.can_write_message(self.clerk, row):
                    write_to_applicant(row.pk, actor=self.clerk, text="写真の日付を教えてください。")
                    answer(row.pk, actor=applicant_of(row.pk), text="11月1日です。")
                write_note(row.pk, actor=self.clerk, text="電話で確かめました。", mention=[self.clerk.id])
                self.numbers[state] = row.receipt_number
                self.words |= {
                    "<receipt_number>": row.receipt_number,
                    "<attachment_id>": Attachment.objects.get(application=row).pk,
                }
        with in_municipality(SAKAI):
            everything = list(Application.objects.order_by("arrived_at").values_list("pk", flat=True))
            self.words["bulk/<run_id>"] = bulk.begin(BulkRun.Action.ASSIGN, everything, actor=self.clerk).pk

    def _send_papers(self) -> None:
        """One application has a PDF, and one that nobody can open."""
        row = Application.objects.get(receipt_number=self.numbers["in_review"])
        good = a_paper("同意書の写しです。")
        self.papers = []
        for name, content in (("同意書.pdf", good), ("こわれた書類.pdf", b"%PDF-1.7")):
            kept = default_storage.save("attachments/2026-11-22/paper", ContentFile(content))
            paper = Attachment.objects.create(
                application=row,
                question="photos",
                storage_name=kept,
                original_name=name,
                content_type="application/pdf",
                size_bytes=len(content),
                sha256="0" * 64,
                created_at=timezone.now(),
            )
            self.papers.append({"<receipt_number>": row.receipt_number, "<attachment_id>": paper.pk})

    def _propose(self) -> None:
        """One application of a procedure with a route, and one on its way through it."""
        route = as_json((Step(name="課長決裁", role=Role.APPROVER),))
        procedure = a_procedure("routed", department=self.department, approval_route=route)
        proposer = an_actor(Role.PROCESSOR, departments=(self.department,), name="起案 花")
        first, second = (start_review(an_application(procedure).pk, actor=proposer) for _ in range(2))
        propose(second.pk, actor=proposer, decision=Decision.REJECTED, reason="登録がありません。")
        self.numbers["to_propose"], self.numbers["proposed"] = first.receipt_number, second.receipt_number

    def _sit_down(self, name: str, person: Any) -> None:
        self.visitors[name] = signed_in(_client(), person).cookies

    def _first_factor(self, email: str) -> Client:
        """Somebody who has given the password, and nothing more."""
        client = _client()
        client.post("/staff/login/", {"login": email, "password": PASSWORD})
        return client

    def stops(self) -> list[Stop]:
        """The pages of staff, refused ones included."""
        return [
            *self._accounts(),
            *self._applications(),
            *self._figures(),
            *self._retention(),
            *self._api(),
            Stop("staff/records/", "clerk"),
            *self._procedures(),
            *self._lists(),
        ]

    def _accounts(self) -> list[Stop]:
        people = "staff/people/<uuid:person_id>/"
        return [
            Stop("staff/login/"),
            Stop("staff/login/", query={"because": "ended"}),
            Stop("staff/login/", typed={"[name=login]": "dare@city.example.jp"}),
            Stop("staff/demo/"),
            Stop("staff/inactive/"),
            Stop("staff/invitation/<uidb64>/<token>/"),
            Stop("staff/invitation/<uidb64>/<token>/", typed={"[name=new_password1]": "12345678"}),
            Stop("staff/invitation/<uidb64>/<token>/", words={"<token>": "long-ago"}),
            Stop("staff/two-factor/", "half"),
            Stop("staff/two-factor/", "half", typed={}),
            Stop("staff/two-factor/activate/", "beginner"),
            Stop("staff/two-factor/activate/", "beginner", typed={}),
            Stop("staff/two-factor/recovery-codes/", "careful"),
            Stop("staff/two-factor/recovery-codes/renew/", "careful"),
            Stop("staff/two-factor/again/", "careful"),
            Stop("staff/two-factor/again/", "careful", typed={}),
            Stop("staff/reauthenticate/", "careful"),
            Stop("staff/reauthenticate/", "careful", typed={}),
            Stop("staff/account/passkeys/add/", "beginner"),
            Stop("staff/unsent/", "clerk"),
            Stop("staff/logout/", "clerk"),
            Stop("staff/account/", "clerk"),
            Stop("staff/account/password/", "clerk"),
            Stop("staff/account/password/", "clerk", typed={}),
            Stop("staff/people/", "clerk"),
            Stop("staff/people/", "clerk", query={"q": "いない人"}),
            Stop("staff/people/", "viewer", status=403),
            Stop("staff/people/invite/", "clerk"),
            Stop("staff/people/invite/", "clerk", typed={}, status=422),
            Stop(people, "clerk"),
            Stop(people, "clerk", words={"<person_id>": self.people["invited"]}),
            Stop(f"{people}deactivate/", "clerk", words={"<person_id>": self.people["working"]}),
            Stop(f"{people}reactivate/", "clerk"),
            Stop(f"{people}sign-out/", "clerk"),
            Stop(f"{people}lift-lock/", "clerk"),
            Stop(f"{people}invite-again/", "clerk", words={"<person_id>": self.people["invited"]}),
            Stop("staff/people/review/", "clerk"),
            Stop("staff/help/", "clerk"),
            Stop("staff/help/", "clerk", query={"q": "宇宙人"}),
            *(Stop("staff/help/<slug:slug>/", "clerk", words={"<slug>": slug}) for slug in pages("staff")),
            Stop("staff/seats/", "clerk"),
            Stop("staff/seats/add/", "clerk"),
            Stop("staff/seats/add/", "clerk", typed={}, status=422),
            Stop("staff/seats/<uuid:seat_id>/", "clerk"),
            Stop("staff/seats/<uuid:seat_id>/next/", "clerk"),
            Stop("staff/seats/<uuid:seat_id>/next/", "clerk", typed={"[name=on]": ""}, status=422),
            Stop("staff/seats/transfer/", "clerk"),
            Stop("staff/seats/transfer/", "clerk", typed={}, status=422),
            Stop("staff/advisers/", "clerk"),
            Stop("staff/advisers/grant/", "clerk"),
            Stop("staff/advisers/grant/", "clerk", typed={}, status=422),
            Stop("staff/advisers/<uuid:grant_id>/end/", "clerk"),
            Stop("staff/advise/<str:token>/", status=410),
            Stop("staff/advise/out/"),
            Stop("staff/advise/leave/", "adviser"),
            Stop("staff/procedures/", "adviser"),
            Stop("staff/announcements/", "clerk"),
            Stop("staff/announcements/<uuid:announcement_id>/", "clerk"),
            Stop("staff/people/departments/", "clerk"),
            Stop("staff/people/departments/", "clerk", typed={}, status=422),
            Stop("staff/people/departments/<uuid:department_id>/", "clerk"),
            Stop("staff/people/departments/<uuid:department_id>/", "clerk", typed={"[name=name]": " "}, status=422),
        ]

    def _applications(self) -> list[Stop]:
        page = "staff/applications/<str:receipt_number>/"
        received, reviewed, to_propose, proposed = (
            {"<receipt_number>": self.numbers[state]} for state in ("received", "in_review", "to_propose", "proposed")
        )
        return [
            Stop("staff/", "clerk"),
            Stop("staff/", "clerk", query={"q": "いない人"}),
            Stop("staff/", "idle"),
            *(Stop(page, "clerk", words={"<receipt_number>": number}) for number in self.numbers.values()),
            Stop(page, "viewer", words=received),
            Stop(f"{page}attachments/<uuid:attachment_id>/", "clerk"),
            *(Stop(f"{page}attachments/<uuid:attachment_id>/", "clerk", words=paper) for paper in self.papers),
            Stop("staff/applications/bulk/<uuid:run_id>/", "clerk"),
            Stop("staff/notes/", "clerk"),
            Stop(f"{page}print/", "clerk", words={"<receipt_number>": self.numbers["closed"]}),
            Stop(f"{page}messages/", "clerk", words=received, typed={}, status=422),
            Stop(f"{page}notes/", "clerk", typed={}, status=422),
            Stop("staff/applications/board/", "clerk"),
            Stop("staff/closing-days/", "clerk"),
            Stop("staff/closing-days/", "clerk", typed={}, status=422),
            Stop("staff/applications/board/", "idle"),
            Stop(f"{page}return/", "clerk", words=reviewed),
            Stop(f"{page}return/", "clerk", words=reviewed, typed={}, status=422),
            Stop(f"{page}amend/<slug:question_id>/", "clerk", words=reviewed),
            Stop(f"{page}amend/<slug:question_id>/", "clerk", words=reviewed, typed={}, status=422),
            Stop(f"{page}return/revoke/", "clerk", words={"<receipt_number>": self.numbers["returned"]}),
            Stop(f"{page}confidential/", "clerk", words=reviewed),
            Stop(f"{page}reason/", "clerk", words=reviewed),
            Stop(f"{page}reason/", "clerk", words=reviewed, typed={}, status=422),
            Stop(f"{page}propose/", "clerk", words=to_propose),
            Stop(f"{page}propose/", "clerk", words=to_propose, typed={}, status=422),
            Stop(f"{page}decide/", "clerk", words=proposed),
            Stop(f"{page}decide/", "clerk", words=proposed, press="[name=send_back]", status=422),
            Stop("staff/approvals/", "clerk"),
            Stop("staff/approvals/", "idle"),
            Stop("staff/approvals/substitutes/", "clerk"),
            Stop("staff/approvals/substitutes/", "clerk", typed={}, status=422),
            Stop(f"{page}approve/", "clerk", words=reviewed),
            Stop(f"{page}reject/", "clerk", words=reviewed),
            Stop(f"{page}reject/", "clerk", words=reviewed, typed={}, status=422),
            Stop(f"{page}reject/", "clerk", words=reviewed, typed={"[name=reason]": "対象ではないためです。"}),
        ]

    def _figures(self) -> list[Stop]:
        photo = {"<procedure_id>": self.photo}
        return [
            Stop("staff/figures/", "viewer"),
            Stop("staff/contributions/", "clerk"),
            Stop("staff/contributions/<uuid:share_id>/", "clerk"),
            Stop("staff/contributions/<uuid:share_id>/", "viewer"),
            Stop("staff/figures/<uuid:procedure_id>/", "viewer", words=photo),
            Stop("staff/figures/<uuid:procedure_id>/", "viewer"),
        ]

    def _retention(self) -> list[Stop]:
        hold = "staff/applications/<str:receipt_number>/hold/"
        return [
            Stop("staff/retention/", "clerk"),
            Stop("staff/counter/", "clerk"),
            Stop("staff/counter/", "clerk", press=FIELDS, status=422),
            Stop("staff/counter/<uuid:draft_id>/", "clerk"),
            Stop("staff/counter/sent/<str:receipt_number>/", "clerk", words=self.entered),
            Stop("staff/retention/propose/<uuid:procedure_id>/<int:fiscal_year>/", "clerk", words=self.over),
            Stop("staff/retention/<uuid:disposal_id>/", "clerk"),
            Stop(hold, "clerk"),
            Stop(hold, "clerk", press=FIELDS, status=422),
            Stop("staff/procedures/<uuid:procedure_id>/retention/", "editor"),
        ]

    def _api(self) -> list[Stop]:
        return [
            Stop("staff/api/", "clerk"),
            Stop("staff/api/make/", "clerk"),
            Stop("staff/api/make/", "clerk", press=FIELDS, status=422),
            Stop("staff/api/reference/", "clerk"),
            Stop("staff/api/<uuid:token_id>/revoke/", "clerk"),
        ]

    def _procedures(self) -> list[Stop]:
        page = "staff/procedures/<uuid:procedure_id>/"
        shared = "staff/procedures/templates/"
        empty = {"[name=title]": " "}
        return [
            Stop("staff/procedures/", "editor"),
            Stop("staff/procedures/plan/", "editor"),
            Stop("staff/procedures/updates/", "editor"),
            Stop(shared, "editor"),
            Stop(f"{shared}<uuid:version_id>/", "editor"),
            Stop(f"{shared}<uuid:version_id>/", "editor", words={"<version_id>": self.older}),
            Stop(f"{shared}<uuid:version_id>/try/", "editor"),
            Stop(f"{shared}<uuid:version_id>/adopt/", "editor"),
            Stop(f"{shared}<uuid:version_id>/adopt/", "editor", typed={"[name=slug]": "あ"}, status=422),
            Stop(page, "editor"),
            Stop(page, "viewer"),
            Stop(f"{page}update/", "editor"),
            Stop(f"{page}update/", "editor", typed={}, status=422),
            Stop(f"{page}history/", "editor"),
            Stop(f"{page}history/<int:number>/", "editor"),
            Stop(f"{page}samples/", "editor"),
            Stop(f"{page}samples/", "viewer"),
            Stop(f"{page}samples/add/", "editor"),
            Stop(f"{page}samples/add/", "editor", press="main .action-bar .button", status=422),
            Stop(f"{page}second-person/", "clerk"),
            Stop(f"{page}phone/", "editor"),
            Stop(f"{page}try/", "editor"),
            Stop(f"{page}try/", "editor", press="main .action-bar .button", status=422),
            Stop(f"{page}offer/", "clerk"),
            Stop(f"{page}offer/", "clerk", press=FIELDS, status=422),
            Stop(f"{page}add-page/", "editor"),
            Stop(f"{page}add-page/", "editor", press=FIELDS, status=422),
            Stop(page, "editor", words={"<procedure_id>": self.stopped}),
            Stop(f"{page}at/<slug:target>/", "editor"),
            Stop(f"{page}add/", "editor"),
            Stop(f"{page}add/", "editor", typed={}, status=422),
            Stop(f"{page}desks/", "editor", query={"question": "microchip"}),
            Stop(f"{page}facts/", "editor"),
            Stop(f"{page}differences/", "editor"),
            Stop(f"{page}preview/", "editor"),
            Stop(f"{page}publish/", "editor"),
            Stop(f"{page}period/", "editor"),
            Stop(f"{page}period/", "editor", typed={"[name=daily_from]": "09:00"}, status=422),
            Stop(f"{page}appeals/", "editor"),
            Stop(f"{page}viewers/", "editor"),
            Stop(f"{page}approval/", "editor"),
            Stop(f"{page}approval/", "editor", press=FIELDS, status=422),
            Stop(f"{page}close/", "editor"),
            Stop(f"{page}close/", "editor", typed={}, status=422),
            Stop(f"{page}spread/", "editor"),
            Stop(f"{page}spread/", "editor", press=FIELDS, status=422),
            Stop(f"{page}details/", "editor"),
            Stop(f"{page}details/", "editor", typed=empty, status=422),
        ]

    def _lists(self) -> list[Stop]:
        lists, one = "staff/procedures/lists/", "staff/procedures/lists/<slug:dataset_slug>/"
        entry = f"{one}entries/<int:number>/"
        return [
            Stop(lists, "editor"),
            Stop(lists, "editor", press=FIELDS, status=422),
            Stop(lists, "viewer"),
            Stop(one, "editor"),
            Stop(one, "editor", query={"q": "ないもの"}),
            Stop(one, "editor", press=FIELDS, status=422),
            Stop(one, "viewer"),
            Stop(f"{one}settings/", "editor"),
            Stop(f"{one}import/", "editor"),
            Stop(f"{one}import/", "editor", press=FIELDS, status=422),
            Stop(entry, "editor"),
            Stop(entry, "editor", typed={"[name=name]": " "}, status=422),
        ]


def _client() -> Client:
    return Client(SERVER_NAME="sakai.localhost", HTTP_HOST="sakai.localhost", HTTP_ORIGIN="http://sakai.localhost")


def _set_up(client: Client) -> Client:
    """Set up the second factor, as an authenticator app would."""
    page = unquote(client.get("/staff/two-factor/activate/").text)
    found = re.search(r"secret=([A-Z2-7]+)", page)
    assert found, "no secret on the page"
    code = format_hotp_value(hotp_value(found[1], int(time.time()) // 30))
    assert client.post("/staff/two-factor/activate/", {"code": code}).status_code == 302
    return client


def _send_too_late(cookies: SimpleCookie) -> None:
    """A form of somebody whose session has ended meanwhile: its token is not valid any more, and it is kept."""
    client = Client(enforce_csrf_checks=True, SERVER_NAME="sakai.localhost", HTTP_HOST="sakai.localhost")
    client.cookies = cookies
    answer = client.post("/staff/people/departments/", {"name": "水道課"}, headers={"origin": "http://sakai.localhost"})
    assert answer["Location"] == "/staff/unsent/"


NO_PAGES = {
    "staff/applications/<str:receipt_number>/attachments/<uuid:attachment_id>/pages/<int:number>/": "a picture",
    "staff/people/review/review.csv": "a file",
    "staff/people/review/done/": "takes what was sent",
    "staff/seats/transfer/example.csv": "a file",
    "staff/seats/<uuid:seat_id>/next/forget/": "takes what was sent",
    "staff/seats/<uuid:seat_id>/remove/": "takes what was sent",
    "staff/login/passkey/": "a challenge, and takes what was sent",
    "staff/account/passkeys/<int:pk>/remove/": "looked at in tests/accounts/test_passkeys.py",
    "staff/account/passkeys/again/": "looked at in tests/accounts/test_passkeys.py",
    "staff/account/sessions/end/": "takes what was sent",
    "staff/records/records.csv": "a file",
    "staff/applications/<str:receipt_number>/attachments/<uuid:attachment_id>/original/": "a file",
    "staff/applications/<str:receipt_number>/attachments/<uuid:attachment_id>/<slug:size>/": "a picture",
    "staff/applications/bulk/": "looked at in tests/applications/test_staff_morning.py",
    "staff/applications/bulk/print/": "looked at in tests/applications/test_staff_morning.py",
    "staff/applications/bulk/begin/": "takes what was sent",
    "staff/applications/views/": "takes what was sent",
    "staff/applications/views/<uuid:view_id>/forget/": "takes what was sent",
    "staff/applications/<str:receipt_number>/start/": "takes what was sent",
    "staff/applications/<str:receipt_number>/close/": "takes what was sent",
    "staff/applications/<str:receipt_number>/acknowledge/": "takes what was sent",
    "staff/applications/<str:receipt_number>/assign/": "takes what was sent",
    "staff/procedures/<uuid:procedure_id>/at/<slug:target>/<slug:action>/": "takes what was sent",
    "staff/applications/<str:receipt_number>/take-back/": "takes what was sent",
    "staff/approvals/substitutes/<uuid:substitution_id>/remove/": "takes what was sent",
    "staff/procedures/<uuid:procedure_id>/reopen/": "takes what was sent",
    "staff/procedures/<uuid:procedure_id>/undo/": "takes what was sent",
    "staff/procedures/<uuid:procedure_id>/redo/": "takes what was sent",
    "staff/procedures/<uuid:procedure_id>/history/give-back/": "takes what was sent",
    "staff/procedures/<uuid:procedure_id>/history/automatic/": "takes what was sent",
    "staff/procedures/<uuid:procedure_id>/samples/<uuid:sample_id>/remove/": "takes what was sent",
    "staff/procedures/<uuid:procedure_id>/spread/<uuid:placement_id>/remove/": "takes what was sent",
    "staff/procedures/<uuid:procedure_id>/spread/<uuid:placement_id>/poster.pdf": "a PDF",
    "staff/procedures/<uuid:procedure_id>/spread/<uuid:placement_id>/code.png": "a picture",
    "staff/retention/<uuid:disposal_id>/confirm/": "takes what was sent",
    "staff/retention/<uuid:disposal_id>/call-off/": "takes what was sent",
    "staff/retention/<uuid:disposal_id>/record.csv": "a file",
    "staff/applications/<str:receipt_number>/hold/lift/": "takes what was sent",
    "staff/counter/sent/<str:receipt_number>/receipt.pdf": "a PDF",
    "staff/contributions/<uuid:share_id>/statement.pdf": "a paper",
    "staff/contributions/<uuid:share_id>/agree/": "takes what was sent",
    "staff/contributions/<uuid:share_id>/ask/": "takes what was sent",
    "staff/figures/figures.csv": "a file",
    "staff/figures/<uuid:procedure_id>/months.csv": "a file",
    "staff/figures/<uuid:procedure_id>/pages.csv": "a file",
    "staff/procedures/lists/<slug:dataset_slug>/list.csv": "a file",
    "staff/procedures/lists/<slug:dataset_slug>/import/confirm/": "takes what was sent",
    "staff/procedures/lists/<slug:dataset_slug>/entries/<int:number>/close/": "takes what was sent",
    "staff/procedures/lists/<slug:dataset_slug>/entries/<int:number>/reopen/": "takes what was sent",
    "staff/stay/": "answers a script",
    "staff/two-factor/recovery-codes/download/": "a file",
    "staff/demo/<uuid:person_id>/": "takes what was sent",
}
