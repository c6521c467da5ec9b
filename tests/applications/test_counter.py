"""書かない窓口: staff fill in for somebody, who looks through it; it is marked, counted, and never decided by who entered it."""

import re

import pytest

from accounts.roles import Role
from applications import policies
from applications.actors import drafter_of
from applications.errors import ActionRefused, ResumeCodeRefused
from applications.models import Application, Draft
from applications.resume_codes import hash_for, resume_code
from applications.services.counter import begin_for_somebody, send_for_somebody, take_over_from_phone
from applications.services.review import approve, start_review
from applications.services.submission import CounterEntry
from audit.models import AuditRecord
from tenants.context import in_municipality
from tests.factories.accounts import a_person, signed_in
from tests.factories.applications import (
    BROWSER,
    DOG_ANSWERS,
    DOG_FORM,
    a_department,
    a_draft,
    a_procedure,
    staff_of,
)
from tests.flows.test_resident_applies import DOG, OWNER
from tests.flows.visitor import Visitor

COUNTER = "c" * 64
REPEAT = {"child": ["owner"], "card_title": "owner"}


@pytest.fixture
def clerk(db, in_sakai):
    return staff_of(a_department(), Role.PROCESSOR, Role.APPROVER, name="中西")


@pytest.mark.usefixtures("in_sakai")
def test_what_staff_enter_is_marked_and_decided_by_somebody_else(clerk):
    procedure = a_procedure()
    outsider = staff_of(a_department("税務課"), Role.PROCESSOR)
    for person in (outsider, staff_of(procedure.department, Role.VIEWER), drafter_of(procedure.pk)):
        with pytest.raises(ActionRefused):
            begin_for_somebody(procedure, actor=person, browser_hash=COUNTER)
    assert not Draft.objects.exists()
    draft = begin_for_somebody(procedure, actor=clerk, browser_hash=COUNTER)
    Draft.objects.update(answers=DOG_ANSWERS)
    colleague = staff_of(procedure.department, Role.PROCESSOR, Role.APPROVER, name="片山")
    with pytest.raises(ActionRefused):
        send_for_somebody(draft.pk, entry=CounterEntry(colleague, "screen"))

    application = send_for_somebody(draft.pk, entry=CounterEntry(clerk, "paper"))

    assert (application.channel, application.entered_by) == (Application.Channel.COUNTER, [clerk.id])
    arrival = AuditRecord.objects.get(subject=application.receipt_number)
    assert (arrival.event, arrival.actor_name) == ("application.entered", "中西")
    assert arrival.detail == {"confirmed_on": "paper"}
    start_review(application.pk, actor=clerk)
    application.refresh_from_db()
    assert not policies.can_approve(clerk, application)
    with pytest.raises(ActionRefused):
        approve(application.pk, actor=clerk)
    assert approve(application.pk, actor=colleague).decided_at


@pytest.mark.usefixtures("in_sakai")
def test_a_code_from_a_phone_opens_once_at_the_counter_and_nowhere_else_after(clerk):
    draft = a_draft()
    draft.resume_hash = hash_for(draft.pk)
    draft.save()
    code = resume_code(draft.pk, draft.resume_hash)
    with pytest.raises(ActionRefused):
        take_over_from_phone(code, actor=staff_of(a_department("税務課"), Role.PROCESSOR), browser_hash=COUNTER)
    draft.refresh_from_db()
    assert draft.browser_hash == BROWSER

    taken = take_over_from_phone(code.lower(), actor=clerk, browser_hash=COUNTER)

    assert (taken.browser_hash, taken.assisted_by, taken.earlier_browsers) == (COUNTER, clerk.id, [])
    with pytest.raises(ResumeCodeRefused):
        take_over_from_phone(code, actor=clerk, browser_hash="d" * 64)
    notice = a_procedure("absence", DOG_FORM | {"kind": "repeat_notice", "repeat": REPEAT})
    with pytest.raises(ActionRefused):
        begin_for_somebody(notice, actor=clerk, browser_hash=COUNTER)


def test_from_the_counter_to_the_printed_receipt(sakai, client_at):
    with in_municipality(sakai):
        procedure = a_procedure()
        people = [a_person(Role.PROCESSOR, departments=(procedure.department,), name=name) for name in ("中西", "南")]
        viewer = a_person(Role.VIEWER, departments=(procedure.department,))
    client, other, onlooker = (signed_in(client_at("sakai.localhost"), each) for each in (*people, viewer))
    assert onlooker.get("/staff/counter/").status_code == 403
    assert "手続を選ぶか" in client.post("/staff/counter/", {"procedure": ""}).text
    assert client.post("/staff/counter/", {"procedure": "nothing"}).status_code == 422
    assert client.post("/staff/counter/", {"code": "ABCD-EFGH-JKLM"}).status_code == 422

    def first_page():
        visitor = Visitor()
        visitor.client = client
        begun = client.post("/staff/counter/", {"procedure": "dog-death"})
        visitor.get(begun["Location"])
        return visitor

    unfinished = first_page()
    assert "職員が代わりに入力しています" in unfinished.page.text
    unfinished.send("次へ", **OWNER)
    visitor = first_page()
    assert "明日香" not in visitor.page.html  # of the one before nothing is left on this screen
    visitor.send("次へ", **OWNER)
    visitor.send("次へ", **DOG)
    with in_municipality(sakai):
        draft = Draft.objects.latest("changed_at")
    check = f"/staff/counter/{draft.pk}/"
    assert client.get("/p/dog-death/apply/check/")["Location"] == check
    assert client.post("/p/dog-death/apply/check/", {"confirm": "1", "draft": str(draft.pk)})["Location"] == check
    assert other.get(check)["Location"] == "/staff/counter/"
    assert other.post(check, {"seen": "screen"})["Location"] == "/staff/counter/"
    assert client.post(check, {"seen": ""}).status_code == 422
    page = client.post(check, {"seen": "screen"}, follow=True)

    with in_municipality(sakai):
        application = Application.objects.get()
    assert application.receipt_number in page.text
    assert re.search(r"[A-Z0-9]{5}-[A-Z0-9]{5}", page.text)
    receipt = f"/staff/counter/sent/{application.receipt_number}/receipt.pdf"
    assert client.get(receipt).content.startswith(b"%PDF-")
    assert other.get(receipt).status_code == 404
    assert "うち窓口" in client.get("/staff/figures/").text
