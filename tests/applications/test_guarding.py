"""閲覧制限・秘匿: who knows of an application at all, what lists say of it, and that whoever opens it says why."""

from itertools import product
from uuid import UUID

import pytest
from django.contrib.sessions.backends.base import SessionBase
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from accounts.actors import actor_of
from accounts.roles import Role
from applications import policies
from applications.errors import ActionRefused, NotAHandler, NotAReader
from applications.guarding import HIDDEN
from applications.models import Application, Attachment
from applications.selectors.applications import reachable_by, visible_to
from applications.selectors.worklist import WorklistFilter, open_counts, worklist
from applications.services.assignment import assign, move
from applications.services.confidentiality import set_confidential
from applications.services.notes import write_note
from applications.services.review import start_review
from applications.states import Status
from applications.views.staff import reasons_given
from audit.models import AuditRecord
from catalog.errors import ActionRefused as CatalogRefused
from catalog.models import Procedure
from catalog.services.deciding import set_viewers
from common.actor import Actor, ActorKind
from common.identifiers import new_id
from tenants.context import in_municipality
from tests.factories import accounts as people
from tests.factories.accounts import an_actor, signed_in
from tests.factories.applications import a_department, a_procedure, an_application, applicant, staff_of

OURS, ME, OTHER = new_id(), str(new_id()), str(new_id())
ADMINISTRATOR = Role.ADMINISTRATOR
ACTIONS = {
    policies.can_open: Status.IN_REVIEW,
    policies.can_start_review: Status.RECEIVED,
    policies.can_return: Status.IN_REVIEW,
    policies.can_amend: Status.IN_REVIEW,
    policies.can_approve: Status.IN_REVIEW,
    policies.can_reject: Status.IN_REVIEW,
    policies.can_assign: Status.IN_REVIEW,
    policies.can_close: Status.APPROVED,
    policies.can_write_note: Status.IN_REVIEW,
    policies.can_set_confidential: Status.IN_REVIEW,
}


@pytest.mark.parametrize("policy", ACTIONS)
@pytest.mark.parametrize(
    ("procedure_viewers", "viewers", "expected"),
    [
        ((), (), True),
        ((ME,), (), True),
        ((OTHER,), (), False),
        ((), (ME,), True),
        ((), (OTHER,), False),
        ((ME,), (ME,), True),
        ((ME,), (OTHER,), False),
        ((OTHER,), (ME,), False),
    ],
)
def test_only_the_named_may(policy, procedure_viewers, viewers, expected):
    application = Application(
        status=ACTIONS[policy],
        department_id=OURS,
        procedure=Procedure(is_restricted=bool(procedure_viewers), viewers=list(procedure_viewers)),
        is_confidential=bool(viewers),
        viewers=list(viewers),
    )

    assert policy(Actor(ActorKind.STAFF, ME, "職員", frozenset(Role), frozenset({str(OURS)})), application) is expected
    assert not policy(Actor(ActorKind.STAFF, ME, "職員", frozenset(Role), frozenset({str(new_id())})), application)


@pytest.fixture
def office(in_sakai):
    department = a_department()
    named, other = (staff_of(department, *policies.READERS, name=name) for name in ("担当 一", "隣席 二"))
    return {"named": named, "other": other, "procedure": a_procedure(department=department)}


@pytest.mark.parametrize(("is_restricted", "is_confidential"), list(product((True, False), repeat=2)))
def test_the_selectors_say_what_the_policies_say(office, is_restricted, is_confidential):
    procedure, named, other = office["procedure"], office["named"], office["other"]
    application = an_application(procedure)
    if is_restricted:
        set_viewers(procedure.pk, viewers=[named.id], actor=an_actor(ADMINISTRATOR))
    if is_confidential:
        set_confidential(application.pk, actor=named, viewers=[named.id])

    row = Application.objects.select_related("procedure").get()
    for actor in (named, other):
        expected = policies.can_open(actor, row)
        assert expected is (actor is named or not (is_restricted or is_confidential))
        assert reachable_by(actor).exists() is visible_to(actor).exists() is expected
        assert open_counts(actor)[Status.RECEIVED] == int(expected)
    assert visible_to(applicant(application)).exists()


def test_lists_do_not_name_the_applicant(office):
    named, today = office["named"], an_application(office["procedure"]).arrived_at.date()
    assert [row.applicant_label for row in worklist(named, WorklistFilter(), today).rows] == ["西村 明日香"]
    set_confidential(Application.objects.get().pk, actor=named, viewers=[named.id])

    assert [row.applicant_label for row in worklist(named, WorklistFilter(), today).rows] == [HIDDEN]
    assert worklist(office["other"], WorklistFilter(), today).rows == ()


def test_who_may_name_the_viewers_of_a_procedure(office):
    procedure, named = office["procedure"], office["named"]
    with pytest.raises(CatalogRefused):
        set_viewers(procedure.pk, viewers=[named.id], actor=named)
    set_viewers(procedure.pk, viewers=[named.id], actor=an_actor(ADMINISTRATOR))
    assert AuditRecord.objects.latest("at").detail == {"viewers": 1}
    with pytest.raises(IntegrityError), transaction.atomic():
        Procedure.objects.update(is_restricted=True, viewers=[])
    assert not set_viewers(procedure.pk, viewers=[], actor=an_actor(ADMINISTRATOR)).is_restricted


def test_only_the_named_enter_it_at_the_counter(office):
    procedure, named, other = office["procedure"], office["named"], office["other"]
    assert policies.can_enter_for(other, procedure)
    restricted = set_viewers(procedure.pk, viewers=[named.id], actor=an_actor(ADMINISTRATOR))

    assert policies.can_enter_for(named, restricted)
    assert not policies.can_enter_for(other, restricted)


def test_protecting_one_application(office):
    named, other, stranger = office["named"], office["other"], staff_of(a_department("税務課"), *Role)
    application = an_application(office["procedure"])
    for actor in (stranger, applicant(application), staff_of(a_department(), Role.VIEWER)):
        with pytest.raises(ActionRefused):
            set_confidential(application.pk, actor=actor, viewers=[actor.id])
    with pytest.raises(NotAReader):
        set_confidential(application.pk, actor=named, viewers=[named.id, stranger.id])
    with pytest.raises(ActionRefused):  # nobody shuts themselves out
        set_confidential(application.pk, actor=named, viewers=[other.id])

    set_confidential(application.pk, actor=named, viewers=[named.id])
    with pytest.raises(ActionRefused):
        start_review(application.pk, actor=other)
    with pytest.raises(NotAHandler):
        assign(application.pk, actor=named, to=other.id)
    with pytest.raises(ActionRefused):  # where nobody would know of it
        move(application.pk, actor=named, to=UUID(next(iter(stranger.departments))))
    with pytest.raises(NotAReader):
        write_note(application.pk, actor=named, text="見てください", mention=[other.id])
    assert not set_confidential(application.pk, actor=named, viewers=[]).is_confidential
    start_review(application.pk, actor=other)


@pytest.fixture
def desk(sakai, client_at):
    with in_municipality(sakai):
        department = people.a_department("環境薬務課")
        named = people.a_person(*policies.READERS, departments=(department,), name="担当 一")
        other = people.a_person(*policies.READERS, departments=(department,), name="隣席 二")
        application = an_application(a_procedure(department=department))
        name = default_storage.save("attachments/x", ContentFile(b"%PDF-1.7"))
        file = Attachment.objects.create(
            application=application,
            question="photos",
            storage_name=name,
            original_name="証明.pdf",
            content_type="application/pdf",
            size_bytes=8,
            sha256="0" * 64,
            created_at=application.arrived_at,
        )
        start_review(application.pk, actor=actor_of(named, ActorKind.STAFF))
    return {
        "application": application,
        "file": file,
        "person": named,
        "named": signed_in(client_at("sakai.localhost"), named),
        "other": signed_in(client_at("sakai.localhost"), other),
    }


def test_whoever_opens_it_says_why(desk, sakai):
    named, other, number = desk["named"], desk["other"], desk["application"].receipt_number
    page = f"/staff/applications/{number}/"
    original = f"{page}attachments/{desk['file'].pk}/original/"
    viewers = {"is_confidential": "on", "viewers": [str(desk["person"].pk)]}
    assert named.post(f"{page}confidential/", {"is_confidential": "on"}).status_code == 422
    assert named.post(f"{page}confidential/", viewers).status_code == 302

    assert HIDDEN in named.get("/staff/?state=all").text
    assert "西村" not in named.get("/staff/?state=all").text
    assert number not in other.get("/staff/?state=all").text
    with in_municipality(sakai):
        before = AuditRecord.objects.filter(subject=number).count()
    for path in (page, f"{page}approve/", f"{page}amend/dog_name/", original, f"{page}confidential/"):
        assert other.get(path).status_code == 404
        asked = named.get(path)
        assert asked["Location"].startswith(f"{page}reason/?next=")
    assert other.get(f"{page}reason/").status_code == 404
    assert named.post(f"{page}approve/", {"reason": ""})["Location"] == f"{page}reason/?"
    assert named.post(f"{page}reason/", {"reason": "好奇心"}).status_code == 422
    with in_municipality(sakai):
        assert AuditRecord.objects.filter(subject=number).count() == before
        assert Application.objects.get().status == Status.IN_REVIEW

    assert "西村" not in named.get(f"{page}reason/").text
    onwards = named.post(f"{page}reason/?next={original}", {"reason": "inquiry"})
    assert onwards["Location"] == original
    assert named.get(original).status_code == 200
    assert "西村" in named.get(page).text
    with in_municipality(sakai):
        recorded = AuditRecord.objects.filter(subject=number).order_by("at", "id")
        assert [(row.event, row.detail.get("reason")) for row in recorded][-3:] == [
            ("application.reason_given", "inquiry"),
            ("application.attachment_opened", None),
            ("application.opened", None),
        ]


@pytest.mark.parametrize("onwards", ["https://evil.example/staff/", "//evil.example/staff/", "/p/dog-death/", ""])
def test_the_way_on_stays_in_the_house(desk, onwards):
    named, page = desk["named"], f"/staff/applications/{desk['application'].receipt_number}/"
    named.post(f"{page}confidential/", {"is_confidential": "on", "viewers": [str(desk["person"].pk)]})

    assert named.post(f"{page}reason/", {"reason": "review"}, query_params={"next": onwards})["Location"] == page


def test_a_reason_holds_for_half_an_hour(monkeypatch):
    session, now = SessionBase(), reasons_given.time.time()
    reasons_given.remember(session, "27140-R8-0000001-4")

    for minutes, expected in ((29, True), (31, False)):
        monkeypatch.setattr(reasons_given.time, "time", lambda then=now + minutes * 60: then)
        assert reasons_given.holds(session, "27140-R8-0000001-4") is expected
    assert not reasons_given.holds(session, "27140-R8-0000002-3")
    reasons_given.remember(session, "27140-R8-0000002-3")
    assert list(session["reasons_given"]) == ["27140-R8-0000002-3"]
