"""Fill the consortium and three cities, once. A second call adds nothing."""

from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone

from accounts.actors import SYSTEM
from accounts.models import User
from applications.services.figures import push_figures
from billing.allocation import Basis, Rule, RuleComponent
from billing.assumptions import TakingPart
from billing.models import Contract
from billing.services.allocation import allocate, confirm, consult
from billing.services.contracts import ContractFacts, add_contract, carry_on
from billing.services.figures import enter_census
from catalog.demo import load_demo_forms
from catalog.services.city_report import push_report
from common.actor import Actor, ActorKind
from common.fiscal import fiscal_year_label, fiscal_year_of
from common.money import Yen
from portal.demo import applications, conversation, decisions, people
from portal.demo.stopping import stop_here_and_there
from shared_forms.services.library import load_library
from tenants.models import Adviser, Announcement, Kind, Municipality, Plan
from tenants.services.advisers import appoint
from tenants.services.announcements import AnnouncementFacts, announce
from tenants.services.contacts import ContactFacts, add_contact
from tenants.services.plans import change_plan

CITIES = tuple(people.DEPARTMENTS)
NEWS_TITLE = "来週の水曜日、夜間に点検をします"
NEWS = """来週の水曜日の21時から24時まで、点検のため、申請の画面と職員の画面が開けないことがあります。

窓口で住民の方に案内してください。受け付けた申請は、そのまま残ります。"""
CLERK = Actor(ActorKind.SECRETARIAT, "demo", "藤原 健", roles=frozenset({"finance", "approver", "administrator"}))
HEAD = Actor(ActorKind.SECRETARIAT, "demo-head", "西村 明", roles=frozenset({"approver"}))


def load_consortium() -> str:
    """Shared templates, the secretariat's people, and this year's contract with its confirmed shares."""
    people.introduce(people.SECRETARIAT, {})
    load_library(SYSTEM)
    _keep_contacts()
    _start_small()
    _announce()
    _appoint_adviser()
    year = fiscal_year_of(timezone.localdate())
    if not Contract.objects.filter(fiscal_year=year).exists():
        _decide_and_ask(_contract(year))
    return f"consortium: templates, people, contributions of {fiscal_year_label(year)}"


def _keep_contacts() -> None:
    """Whom to call in the demo's cities; the others show that nobody is known yet."""
    for city in Municipality.objects.filter(slug__in=CITIES, contacts=None):
        administrator = people.staff_of(city.slug)[-1]
        facts = ContactFacts("main", administrator.name, "デジタル推進課", "", administrator.address)
        add_contact(city.code, facts, actor=CLERK)


def _start_small() -> None:
    """Plan B for 守口市 and for towns and villages."""
    small = Q(slug="moriguchi") | Q(kind__in=(Kind.TOWN, Kind.VILLAGE))
    for city in Municipality.objects.filter(small, plan=Plan.A):
        change_plan(city.code, plan=Plan.B, actor=CLERK)


def _announce() -> None:
    """One important announcement, so that every city's staff find something to read."""
    if not Announcement.objects.exists():
        today = timezone.localdate()
        announce(AnnouncementFacts(NEWS_TITLE, NEWS, "important", today, today + timedelta(days=14)), actor=CLERK)


def _appoint_adviser() -> None:
    """Somebody whom every city's administrator may let into its settings."""
    person = User.objects.get(email=people.SECRETARIAT[0].address)
    if not Adviser.objects.filter(person_id=person.pk).exists():
        appoint(person.pk, name=person.name, introduction="地域戦略推進課。様式づくりの相談を担当", actor=CLERK)


def load_city(slug: str) -> str:
    """Departments and people, the city's own versions of shared forms, and some applications."""
    people.settle(slug)
    load_demo_forms(slug, SYSTEM)
    count = applications.load(slug)
    if count:
        conversation.begin(slug)
        decisions.begin(slug)
        stop_here_and_there()
        push_figures()
    push_report()
    return f"{slug}: people, forms, {count} new applications"


def _decide_and_ask(contract: Contract) -> None:
    """This year is decided; next year's draft lies with the cities."""
    run = allocate(contract.pk, actor=CLERK)
    opening = date(contract.fiscal_year, 4, 1)
    confirm(run.pk, resolution="総会 議案第3号", resolved_on=opening, shows_all=True, actor=HEAD)
    coming = carry_on(contract.pk, actor=CLERK)
    deadline = timezone.localdate() + timedelta(days=21)
    consult(allocate(coming.pk, actor=CLERK).pk, reply_until=deadline, shows_all=False, actor=CLERK)


def _contract(year: int) -> Contract:
    facts = ContractFacts(
        title="電子申請共同利用サービス",
        supplier_name="（架空）なにわ行政システム株式会社",
        fiscal_year=year,
        running_yen=Yen(48_400_000),
        rule=Rule((RuleComponent(Basis.EQUAL, 3), RuleComponent(Basis.POPULATION, 7))),
        population=enter_census(actor=CLERK),
    )
    everybody = {city.pk: TakingPart() for city in Municipality.objects.all()}
    return add_contract(facts, everybody, actor=CLERK)
