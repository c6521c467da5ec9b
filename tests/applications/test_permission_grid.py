"""Who may do what over HTTP: every role × department × named or not × state × restriction × action, each tried for real.

What is expected stands in the tables below and is not asked of the policies. Something was done exactly when the record says that
this person did it; whoever may not even know of an application gets 404, whatever they try. Each try is undone.

Those who know of an application try everything in every state. Those who must not take turns: each action in each state is tried by
TURNS of them, by others in the next state.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import cycle, islice, product
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils.timezone import localdate

from accounts.actors import actor_of
from accounts.models import User
from accounts.roles import Role
from applications.models import Application, ProposalStep
from applications.services.approval import propose
from applications.services.review import start_review
from applications.states import Decision
from audit.events import AuditEvent
from audit.models import AuditRecord
from catalog.approval_route import Step, as_json
from catalog.models import Procedure
from common.actor import Actor, ActorKind
from tenants.context import in_municipality
from tests.factories.accounts import a_department, a_person, signed_in
from tests.factories.applications import a_procedure, an_application
from tests.walk.residents import bring

READERS = {Role.VIEWER, Role.PROCESSOR, Role.APPROVER}
HANDLERS = {Role.PROCESSOR, Role.APPROVER}
OPEN = {"received", "notice", "in_review", "to_propose", "proposed", "returned"}
DECIDED = {"approved", "rejected"}
STATES = OPEN | DECIDED | {"closed", "withdrawn"}
GUARDS = ("open", "restricted", "confidential")
TURNS = 3
SAKAI = "m_271403"
BY = (localdate() + timedelta(days=21)).isoformat()


@dataclass(frozen=True)
class Try:
    """One thing somebody may try: where, with which words, and what the record says when it was done."""

    path: str
    event: AuditEvent
    roles: frozenset[Role] | set[Role]
    states: set[str]
    body: dict[str, Any] | None = field(default_factory=dict)  # None opens a page

    def typed(self, person: User) -> dict[str, Any]:
        return {key: str(person.pk) if value == "oneself" else value for key, value in (self.body or {}).items()}


WORDS = {"reason": "登録を確かめました。"}
ACTIONS = {
    "open": Try("", AuditEvent.APPLICATION_OPENED, READERS, STATES, None),
    "print": Try("print/", AuditEvent.APPLICATION_OPENED, READERS, STATES, None),
    "note": Try("notes/", AuditEvent.NOTE_WRITTEN, READERS, STATES, {"text": "電話で確かめた。"}),
    "confidential": Try(
        "confidential/",
        AuditEvent.APPLICATION_GUARDED,
        HANDLERS,
        STATES,
        {"is_confidential": "on", "viewers": "oneself"},
    ),
    "hold": Try("hold/", AuditEvent.HOLD_PLACED, HANDLERS, STATES, {"reason": "lawsuit"}),
    "message": Try("messages/", AuditEvent.MESSAGE_SENT, HANDLERS, OPEN | DECIDED, {"text": "写真をお送りください。"}),
    "assign": Try("assign/", AuditEvent.APPLICATION_ASSIGNED, HANDLERS, OPEN, {"person": "oneself"}),
    "start": Try("start/", AuditEvent.APPLICATION_REVIEW_STARTED, {Role.PROCESSOR}, {"received"}),
    "acknowledge": Try("acknowledge/", AuditEvent.APPLICATION_ACKNOWLEDGED, HANDLERS, {"notice"}),
    "return": Try(
        "return/",
        AuditEvent.APPLICATION_RETURNED,
        HANDLERS,
        {"in_review", "to_propose"},
        {"comment.dog_name": "登録のお名前を", "answer_by": BY},
    ),
    "revoke": Try("return/revoke/", AuditEvent.CORRECTION_REVOKED, HANDLERS, {"returned"}),
    "amend": Try(
        "amend/dog_name/",
        AuditEvent.APPLICATION_AMENDED,
        HANDLERS,
        {"in_review", "to_propose"},
        {"shown": "dog_name", "dog_name": "ポチ太郎", **WORDS},
    ),
    "approve": Try("approve/", AuditEvent.APPLICATION_APPROVED, {Role.APPROVER}, {"in_review"}, WORDS),
    "reject": Try(
        "reject/", AuditEvent.APPLICATION_REJECTED, {Role.APPROVER}, {"in_review"}, {**WORDS, "step": "reject"}
    ),
    "close": Try("close/", AuditEvent.APPLICATION_CLOSED, HANDLERS, DECIDED),
    "propose": Try(
        "propose/", AuditEvent.APPLICATION_PROPOSED, HANDLERS, {"to_propose"}, {"decision": "approved", **WORDS}
    ),
    "agree": Try("decide/", AuditEvent.APPLICATION_AGREED, {Role.APPROVER}, {"proposed"}, {}),
    "take_back": Try("take-back/", AuditEvent.APPLICATION_TAKEN_BACK, set(), set()),  # another person proposed it
}


EVENTS = {attempt.event for attempt in ACTIONS.values()}


@dataclass(frozen=True)
class Person:
    """Somebody at a desk. named: among those who may know of guarded applications."""

    role: Role
    is_ours: bool
    is_named: bool
    user: User
    client: Client

    def expects(self, attempt: Try, state: str, guard: str) -> bool:
        knows = guard == "open" or self.is_named
        return self.is_ours and knows and self.role in attempt.roles and state in attempt.states

    def knows_of(self, guard: str) -> bool:
        return self.is_ours and self.role in READERS and (guard == "open" or self.is_named)


@pytest.fixture
def city(sakai) -> dict[str, Any]:
    """An application in each state behind each guard, and a person for each role, department and naming."""
    with in_municipality(sakai):
        ours, theirs = a_department("環境業務課"), a_department("こども企画課")
        people = []
        for role, is_ours, is_named in product(Role, (True, False), (True, False)):
            user = a_person(role, departments=(ours if is_ours else theirs,))
            host = {"SERVER_NAME": "sakai.localhost", "HTTP_HOST": "sakai.localhost"}
            client = Client(**host, HTTP_ORIGIN="http://sakai.localhost")
            people.append(Person(role, is_ours, is_named, user, signed_in(client, user)))
        clerk = actor_of(a_person(*Role, departments=(ours, theirs), name="準備 係"), ActorKind.STAFF)
        named = sorted([str(person.user.pk) for person in people if person.is_named] + [clerk.id])
        rows = {
            (guard, state): _bring(guard, state, clerk, named, ours) for guard in GUARDS for state in sorted(STATES)
        }
    for (guard, _), row in rows.items():
        for person in people if guard != "open" else ():
            if person.knows_of(guard):
                address = f"/staff/applications/{row.receipt_number}/reason/"
                assert person.client.post(address, {"reason": "review"}).status_code == 302
    return {"people": people, "rows": rows}


def _bring(guard: str, state: str, clerk: Actor, named: list[str], department) -> Application:
    route = as_json((Step(name="課長決裁", role=Role.APPROVER),)) if state in ("to_propose", "proposed") else []
    slug = f"{guard}-{state}".replace("_", "-")
    procedure = a_procedure(slug, department=department, approval_route=route)
    row = an_application(procedure)
    if state in ("to_propose", "proposed"):
        start_review(row.pk, actor=clerk)
    else:
        bring(state, row.pk, clerk)
    if state == "notice":
        Application.objects.filter(pk=row.pk).update(needs_decision=False)
    if state == "proposed":
        propose(row.pk, actor=clerk, decision=Decision.APPROVED)
    if guard == "restricted":
        Procedure.objects.filter(pk=procedure.pk).update(is_restricted=True, viewers=named)
    if guard == "confidential":
        Application.objects.filter(pk=row.pk).update(is_confidential=True, viewers=named)
    return row


def _try(person: Person, row: Application, attempt: Try) -> tuple[int, set[str]]:
    """What the server answers, and which events it then keeps of this person; undone at once."""
    address, typed = f"/staff/applications/{row.receipt_number}/{attempt.path}", attempt.typed(person.user)
    with transaction.atomic():
        if name_of_step := _present_step(row, attempt):
            typed["step"] = name_of_step
        response = person.client.get(address) if attempt.body is None else person.client.post(address, typed)
        with in_municipality(SAKAI):
            mine = AuditRecord.objects.filter(actor_id=str(person.user.pk), event__in=EVENTS)
            events = set(mine.values_list("event", flat=True))
        transaction.set_rollback(True)
    return response.status_code, events


def _present_step(row: Application, attempt: Try) -> str:
    """What the page of the decision would send along: the step it shows."""
    if attempt.event != AuditEvent.APPLICATION_AGREED:
        return ""
    with in_municipality(SAKAI):
        step = ProposalStep.objects.filter(proposal__application=row).first()
    return str(step.pk if step else row.pk)


def _who_tries(people: list[Person], guard: str) -> Iterator[tuple[Person, str, str]]:
    """Who tries which action in which state."""
    knowing = [person for person in people if person.knows_of(guard)]
    others = [person for person in people if not person.knows_of(guard) and (guard != "open" or not person.is_named)]
    turns = cycle(others)
    for state, name in product(sorted(STATES), ACTIONS):
        for person in (*knowing, *islice(turns, TURNS)):
            yield person, state, name


@pytest.mark.parametrize("guard", GUARDS)
def test_everybody_tries_everything(city, guard):
    wrong, done = [], 0
    people = [person for person in city["people"] if guard != "open" or not person.is_named]  # nobody is named there
    for person, state, name in _who_tries(people, guard):
        attempt, row = ACTIONS[name], city["rows"][guard, state]
        status, events = _try(person, row, attempt)
        expected = person.expects(attempt, state, guard)
        done += expected
        right = attempt.event in events if expected else events <= {AuditEvent.APPLICATION_OPENED}
        if not person.knows_of(guard):
            right = (status, events) == (404, set())
        if not right or status >= 500:
            wrong.append((person.role.value, person.is_ours, person.is_named, state, name, status, sorted(events)))
    assert not wrong, "\n".join(map(str, wrong[:40]))
    assert done > 100
