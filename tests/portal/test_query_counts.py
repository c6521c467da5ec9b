"""No list costs more queries because it has more rows: every list of a city, of the secretariat and of residents, small and grown."""

from datetime import date, timedelta
from itertools import count

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actors import actor_of
from accounts.models import User
from accounts.roles import Role
from accounts.services.advisers import grant_access
from accounts.services.seats import add_seat
from applications.models import Application
from applications.services import saved_views
from applications.services.api_tokens import make_token
from applications.services.approval import propose
from applications.services.closing_days import add_closing_day
from applications.services.handing_over import hand_over
from applications.services.notes import write_note
from applications.services.review import start_review
from applications.states import Decision, Status
from billing.services.figures import enter_figures
from catalog.approval_route import Step, as_json
from common.actor import ActorKind
from common.identifiers import new_id
from tenants import figures
from tenants.context import find, in_consortium, in_municipality
from tenants.services.advisers import appoint
from tenants.services.announcements import announce
from tests.factories.accounts import a_department, a_person, signed_in
from tests.factories.applications import a_procedure, an_application, an_application_row
from tests.factories.billing import FINANCE, a_consultation
from tests.factories.datasets import a_list
from tests.factories.forms import a_template
from tests.tenants.test_announcements import ADMINISTRATOR, FACTS
from tests.walk.secretariat import offered

ROUTE = as_json((Step(name="課長決裁", role=Role.APPROVER),))
CITY = (
    "",
    "?state=all&order=due",
    "?q=西村",
    "applications/board/",
    "notes/",
    "approvals/",
    "retention/",
    "figures/",
    "contributions/",
    "records/",
    "announcements/",
    "advisers/",
    "closing-days/",
    "procedures/",
    "procedures/templates/",
    "procedures/updates/",
    "procedures/lists/",
    "people/",
    "people/departments/",
    "people/review/",
    "seats/",
    "api/",
    "help/",
)
CONSORTIUM = (
    "",
    "templates/",
    "templates/offers/",
    "announcements/",
    "advisers/",
    "billing/",
    "billing/figures/",
    "people/",
    "people/review/",
    "help/",
)
RESIDENT = ("", "search/?q=犬")
_numbers = count(1)


def grow(clerk: User) -> None:
    """One more of everything that stands in a list."""
    number, actor, department = next(_numbers), actor_of(clerk, ActorKind.STAFF), clerk.memberships.first().department
    routed = a_procedure(f"routed-{number}", department=department, approval_route=ROUTE, keywords="犬")
    proposed = an_application(routed)
    proposer = a_person(Role.PROCESSOR, departments=(department,))
    start_review(proposed.pk, actor=actor_of(proposer, ActorKind.STAFF))
    propose(proposed.pk, actor=actor_of(proposer, ActorKind.STAFF), decision=Decision.APPROVED)
    notices = a_procedure(f"absence-{number}", department=department, retention_years=1)
    long_ago = timezone.now() - timedelta(days=3000)
    for place in range(3):
        key = number * 10 + place
        row = an_application_row(notices, key, needs_decision=False, assignee=clerk, due_on=timezone.localdate())
        write_note(row.pk, actor=actor_of(proposer, ActorKind.STAFF), text="見てください", mention=[str(clerk.pk)])
    over = {"status": Status.WITHDRAWN, "withdrawn_at": long_ago, "arrived_at": long_ago}
    an_application_row(notices, number * 10 + 9, **over)
    seat = add_seat(name=f"席{number}", roles=[Role.VIEWER], department=a_department().pk, actor=actor)
    hand_over({seat.pk: proposer.pk}, actor=actor)
    make_token(name=f"電子決裁{number}", procedures=[notices.pk], last_day=timezone.localdate(), actor=actor)
    add_closing_day(timezone.localdate() + timedelta(days=number), name="点検", actor=actor)
    a_list(f"学校{number}")
    saved_views.keep(f"見かた{number}", "?state=returned", actor=actor)
    with in_consortium():
        announce(FACTS, actor=ADMINISTRATOR)
        adviser = appoint(new_id(), name=f"藤原 {number}", introduction="様式の相談", actor=ADMINISTRATOR)
        a_consultation("堺市", title=f"契約{number}")
        enter_figures("need", as_of=date(2026, 3, 31), origin=f"{number}", values={"271403": number}, actor=FINANCE)
        version = a_template(slug=f"template-{number}")
        figures.receive("form_offer", offered(version), sender=find("m_271403"))
        a_person(Role.VIEWER)
    grant_access(adviser.pk, days=7, reason="様式を見てほしい", actor=actor)


def queries(client, addresses) -> dict[str, int]:
    """How many each page takes when everything is kept that is kept: the fewest of three, for now and then one asks the clock."""
    return {address: min(_asked(client, address) for _ in range(3)) for address in addresses}


def _asked(client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200, address
    return len(captured)


@pytest.mark.django_db
def test_no_list_costs_more_because_it_is_longer(sakai, client_at):
    with in_municipality(sakai):
        clerk = a_person(*Role, departments=(a_department("環境業務課"),), name="中西 沙織")
        grow(clerk)
    with in_consortium():
        member = a_person(*Role)
    desk, office = signed_in(client_at("sakai.localhost"), clerk), signed_in(client_at("localhost"), member)
    lists = (
        (desk, [f"/staff/{address}" for address in CITY]),
        (office, [f"/{address}" for address in CONSORTIUM]),
        (client_at("sakai.localhost"), [f"/{address}" for address in RESIDENT]),
    )
    small = [queries(client, addresses) for client, addresses in lists]

    with in_municipality(sakai):
        for _ in range(4):
            grow(clerk)
        assert Application.objects.count() == 25
    grown = [queries(client, addresses) for client, addresses in lists]

    assert grown == small
