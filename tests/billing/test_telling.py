"""What a city is told and says: only its own rows, by the database itself; consultation, consent, questions, answers."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from accounts.roles import Role
from audit.models import AuditRecord
from billing.errors import ActionRefused, AssumptionsChanged
from billing.models import CityReply, CityShare
from billing.selectors import telling
from billing.services.allocation import allocate, consult
from billing.services.replies import agree, answer, ask
from common.actor import Actor, ActorKind
from notifications.models import Notification
from tenants.context import in_consortium, in_municipality
from tenants.models import Contact, Municipality
from tests.factories.billing import APPROVER, FINANCE, SIX_AMOUNTS, a_contract, change_total, decide, municipalities

pytestmark = pytest.mark.django_db
SAKAI, TOYONAKA = "m_271403", "m_272035"
LATER = timezone.localdate() + timedelta(days=14)


def clerk(*roles: Role) -> Actor:
    return Actor(ActorKind.STAFF, "1", "財政 太郎", roles=frozenset(roles))


OURS = clerk(Role.FINANCE)


@pytest.fixture
def consulted():
    """The six cities' draft, shown to them. Both of the tests' cities are among them."""
    with in_consortium():
        municipalities("堺市", "豊中市")
        contract = a_contract()
        run = allocate(contract.pk, actor=FINANCE)
        consult(run.pk, reply_until=LATER, shows_all=False, actor=FINANCE)
    return contract


def own(schema: str) -> list[CityShare]:
    with in_municipality(schema):
        return list(CityShare.objects.all())


def test_a_city_reads_its_own_row_and_no_other(consulted):
    with in_consortium():
        assert CityShare.objects.count() == 6
    (sakai,), (toyonaka,) = own(SAKAI), own(TOYONAKA)
    assert (sakai.amount_yen, toyonaka.amount_yen) == (SIX_AMOUNTS["271403"], SIX_AMOUNTS["272035"])
    with in_municipality(TOYONAKA), connection.cursor() as cursor:
        cursor.execute("SELECT schema_name FROM public.billing_cityshare")
        assert cursor.fetchall() == [(TOYONAKA,)]
        cursor.execute("SELECT count(*) FROM public.billing_cityshare WHERE id = %s", [sakai.pk])
        assert cursor.fetchone() == (0,)


def test_a_city_says_nothing_in_the_name_of_another(consulted):
    (sakai,) = own(SAKAI)
    said = {"share_id": sakai.pk, "kind": "question", "text": "？", "name": "誰か", "said_by_id": "1"}
    with in_municipality(TOYONAKA):
        with pytest.raises(DatabaseError), transaction.atomic():
            CityReply.objects.create(schema_name=SAKAI, **said)
        with pytest.raises(ActionRefused):
            ask(sakai.pk, text="？", post="", actor=OURS)
    with in_municipality(SAKAI):
        CityReply.objects.create(schema_name=SAKAI, **said)
        with pytest.raises(DatabaseError), transaction.atomic():
            CityReply.objects.update(text="別の質問")
    with in_municipality(TOYONAKA):
        assert not CityReply.objects.exists()


@pytest.mark.parametrize("table", ["billing_contract", "billing_allocationrun", "billing_allocationshare"])
def test_a_city_has_no_right_on_what_the_secretariat_works_with(consulted, table):
    with in_municipality(SAKAI), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM public.{table}")


def test_the_page_says_everything_that_makes_the_amount(consulted):
    (row,) = own(SAKAI)
    with in_municipality(SAKAI):
        share = telling.own_share(row.pk, actor=clerk(Role.VIEWER))
    assert share is not None
    assert share.steps[-1].result == "3,872,818"
    assert (share.told.total, share.told.members, share.told.population) == (12_345_678, 6, 2_193_085)
    assert share.told.costs == (("運用の費用", 12_345_678),)
    assert share.told.sources[0].origin.startswith("総務省統計局")
    assert (share.told.others, share.may_reply, share.told.decision) == ((), False, None)
    with in_municipality(TOYONAKA):
        assert telling.own_share(row.pk, actor=OURS) is None


def test_consent_with_name_and_date_once(consulted):
    (row,) = own(SAKAI)
    with in_municipality(SAKAI):
        with pytest.raises(ActionRefused):
            agree(row.pk, post="課長", actor=clerk(Role.VIEWER, Role.APPROVER))
        first = agree(row.pk, post="財政課長", actor=OURS)
        assert agree(row.pk, post="財政課長", actor=OURS) == first
        assert AuditRecord.objects.filter(event="share.agreed").count() == 1
        assert telling.own_shares(OURS)[0].is_agreed
    with in_consortium():
        asked = telling.consultation_of(consulted, 1)
    assert asked is not None
    assert (asked.agreed, len(asked.cities), asked.reply_until) == (1, 6, LATER)
    agreed = next(city.agreed for city in asked.cities if city.name == "堺市")
    assert (agreed.name, agreed.post, agreed.said_at.date()) == ("財政 太郎", "財政課長", first.said_at.date())


def test_a_question_is_answered_where_it_was_asked(consulted):
    (row,) = own(SAKAI)
    with in_municipality(SAKAI):
        ask(row.pk, text="人口はいつのものですか。", post="主査", actor=OURS)
    with in_consortium():
        waiting = telling.consultation_of(consulted, 1)
        with pytest.raises(ActionRefused):
            answer(row.pk, text="令和2年です。", actor=APPROVER)
        answer(row.pk, text="令和2年です。", actor=FINANCE)
        answered = telling.consultation_of(consulted, 1)
    assert (waiting.waiting, answered.waiting) == (1, 0)
    with in_municipality(SAKAI):
        share = telling.own_share(row.pk, actor=OURS)
    assert [(reply.kind, reply.text) for reply in share.replies] == [
        ("question", "人口はいつのものですか。"),
        ("answer", "令和2年です。"),
    ]


def test_a_newer_draft_takes_the_place_of_the_older(consulted):
    (old,) = own(SAKAI)
    with in_consortium():
        change_total(consulted, 20_000_000)
        with pytest.raises(AssumptionsChanged):
            consult(consulted.runs.get().pk, reply_until=LATER, shows_all=True, actor=FINANCE)
        consult(allocate(consulted.pk, actor=FINANCE).pk, reply_until=LATER, shows_all=True, actor=FINANCE)
    with in_municipality(SAKAI):
        with pytest.raises(ActionRefused):
            agree(old.pk, post="課長", actor=OURS)
        newest, older = telling.own_shares(OURS)
        share = telling.own_share(newest.id, actor=OURS)
        agree(newest.id, post="課長", actor=OURS)
    assert (newest.is_superseded, older.is_superseded) == (False, True)
    assert share.told.before == SIX_AMOUNTS["271403"]
    assert share.told.changes == ("分ける総額が12,345,678円から20,000,000円になりました（+7,654,322円）。",)
    assert len(share.told.others) == 6
    assert share.others_total == 20_000_000


def test_a_decision_is_told_with_its_resolution_and_ends_the_consultation(consulted):
    (row,) = own(SAKAI)
    with in_consortium():
        run = decide(consulted.runs.get())
    with in_municipality(SAKAI):
        with pytest.raises(ActionRefused):
            ask(row.pk, text="もう一つ", post="", actor=OURS)
        newest = telling.own_shares(OURS)[0]
        share = telling.own_share(newest.id, actor=OURS)
    assert (newest.kind, newest.number, newest.amount) == ("decision", 1, SIX_AMOUNTS["271403"])
    assert (share.told.decision.resolution, share.told.decision.resolved_on) == ("総会 議案第3号", date(2026, 4, 1))
    assert share.told.decision.content_hash == run.content_hash


def test_who_is_called_about_contracts_gets_a_mail_without_amounts():
    with in_consortium():
        six = municipalities("堺市", "豊中市")
        for city, duty in ((six["堺市"], "billing"), (six["豊中市"], "main")):
            Contact.objects.create(municipality=city, duty=duty, name="財政課", email=f"zaisei@{city.slug}.example.jp")
        run = allocate(a_contract().pk, actor=FINANCE)
        for _ in range(2):
            consult(run.pk, reply_until=LATER, shows_all=False, actor=FINANCE)
        (mail,) = Notification.objects.filter(template="share_told")
        host = Municipality.objects.get(name="堺市").slug
    assert mail.to == "zaisei@sakai.example.jp"
    assert f"{host}." in mail.context["address"]
    assert "3,872,818" not in str(mail.context)
