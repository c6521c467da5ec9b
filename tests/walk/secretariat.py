"""The consortium's desk: contracts, municipalities, people, and the pages each of them has."""

import json
from dataclasses import asdict
from datetime import timedelta
from http.cookies import SimpleCookie
from typing import Any

from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from billing.models import CityShare
from billing.services.allocation import allocate
from billing.services.replies import ask
from billing.services.scenarios import keep_scenario
from billing.services.settling import settle
from billing.simulation import as_it_stands
from common.actor import Actor, ActorKind
from common.identifiers import new_id
from common.money import Yen
from portal.guide import pages
from shared_forms.language.overlay import Relabel
from shared_forms.language.texts import Text
from shared_forms.models import TemplateVersion
from shared_forms.services.releases import rehearse
from shared_forms.services.revision import revise, set_lock
from tenants import figures
from tenants.context import find, in_consortium, in_municipality
from tenants.models import Adviser, OfferedForm, Plan, ProvisioningRequest
from tenants.services.advisers import appoint
from tenants.services.announcements import announce
from tenants.services.contacts import ContactFacts, add_contact
from tenants.services.suspension import suspend
from tests.factories.accounts import a_person, signed_in
from tests.factories.billing import FINANCE, a_consultation, a_contract, decide, municipalities
from tests.factories.forms import a_template
from tests.portal.test_templates import reported
from tests.tenants.records import a_record
from tests.tenants.test_announcements import FACTS
from tests.walk.stops import Stop

ADMINISTRATOR = Actor(ActorKind.SECRETARIAT, "1", "藤原 健", roles=frozenset(Role))
CONTACT = ("main", "豊中 花", "デジタル戦略課", "06-6858-2525", "hana@city.example.jp")
ADVISER = {"name": "藤原 健", "introduction": "地域戦略推進課。様式づくりの相談を担当"}
States = ProvisioningRequest.State


FIELDS = "main form[novalidate] .button:visible"


def offered(version: TemplateVersion) -> dict[str, Any]:
    """What 豊中市 tells of a form it offers."""
    return {
        "offer_id": str(new_id()),
        "slug": "dog-of-toyonaka",
        "title": "犬の登録（豊中）",
        "category": "pets",
        "definition": json.dumps(version.definition),
        "removed": [{"words": "手数料：無料"}, {"words": "担当課：生活衛生課"}],
        "note": "窓口に来る人が半分になりました。",
        "offered_by": "豊中 花",
        "answer_to": "hana@city.example.jp",
        "offered_at": timezone.now().isoformat(),
    }


class Desk:
    """Who sits there (-> their cookies), and what stands in addresses; really committed."""

    def __init__(self) -> None:
        self.visitors: dict[str, SimpleCookie] = {"nobody": SimpleCookie()}
        with in_consortium():
            municipalities()
            open_contract, confirmed = a_contract(), a_contract(title="去年の電子申請基盤", fiscal_year=2025)
            allocate(open_contract.pk, actor=FINANCE)
            decide(allocate(confirmed.pk, actor=FINANCE))
            for name in ("いまのまま", "同じ額で試す"):
                keep_scenario(open_contract.pk, name, as_it_stands(open_contract), actor=FINANCE)
            settled = settle(confirmed.pk, actual_yen=Yen(12_000_000), actor=FINANCE)
            asked = a_consultation(title="照会中の電子申請基盤")
            asked = CityShare.objects.get(contract=asked.contract_id, schema_name="m_272035")
            figures_set = asked.contract.population_id
            self.visitors["member"] = _signed_in(*Role)
            self.visitors["viewer"] = _signed_in(Role.VIEWER)
            contact = add_contact("272035", ContactFacts(*CONTACT), actor=ADMINISTRATOR)
            suspend("271403", reason="機器の入れ替え", notice="機器を入れ替えています。", actor=ADMINISTRATOR)
            adviser = appoint(User.objects.earliest("created_at").pk, **ADVISER, actor=ADMINISTRATOR)
            figures.receive("adviser_access", told_access(adviser), sender=find("m_272035"))
            version = a_template()
            relabel = Relabel(op="relabel", target="dog_name", text=Text(ja="ワンちゃんのお名前"))
            revise(version.template_id, [relabel], actor=ADMINISTRATOR)
            set_lock(version.template_id, "owner", reason="狂犬病予防法で決まっています。", actor=ADMINISTRATOR)
            figures.receive("city_report", reported(version), sender=find("m_272035"))
            rehearsed = rehearse(version.template_id, actor=ADMINISTRATOR)
            result = {"slug": "dog", "title": "犬の登録", "level": "decision", "look": 1, "decisions": 2}
            told = {"rehearsal_id": str(rehearsed.pk), "results": [result]}
            figures.receive("rehearsal", told, sender=find("m_272035"))
            figures.receive("form_offer", offered(version), sender=find("m_272035"))
            news = announce(FACTS, actor=ADMINISTRATOR)
            done, failed = (_wish(*each) for each in (("29209", States.DONE), ("29201", States.FAILED)))
            offer = OfferedForm.objects.get().pk
        with in_municipality("m_272035"):
            clerk = Actor(ActorKind.STAFF, "2", "財政 太郎", roles=frozenset({Role.FINANCE}))
            ask(asked.pk, text="人口はいつのものですか。", post="主査", actor=clerk)
        self.confirmed, self.failed, self.asked = confirmed.pk, failed, asked.contract_id
        self.words: dict[str, Any] = {
            "<contract_id>": open_contract.pk,
            "<settlement_id>": settled.pk,
            "<number>": 1,
            "<figures_id>": figures_set,
            "<share_id>": asked.pk,
            "statements/<code>": "271403",
            "requests/<code>": done,
            "municipalities/<code>": "272035",
            "<contact_id>": contact.pk,
            "<announcement_id>": news.pk,
            "<adviser_id>": adviser.pk,
            "<template_id>": version.template_id,
            "<target>": "dog_name",
            "<version_id>": version.pk,
            "<offer_id>": offer,
        }

    def stops(self) -> list[Stop]:
        """The pages of the secretariat; those of people and of signing in are the city's, and looked at there as well."""
        municipality = "municipalities/<str:code>/"
        contract = "billing/<uuid:contract_id>/"
        draft = f"{contract}drafts/<int:number>/"
        confirmed, asked = {"<contract_id>": self.confirmed}, {"<contract_id>": self.asked}
        return [
            Stop("login/"),
            Stop("demo/"),
            Stop("people/", "member"),
            Stop("people/invite/", "member"),
            Stop("people/departments/", "member"),
            Stop("account/", "member"),
            Stop("", "member"),
            Stop("", "member", query={"plan": "b", "size": "town", "order": "population"}),
            Stop("municipalities/new/", "member"),
            Stop("municipalities/new/", "member", typed={}, status=422),
            Stop("municipalities/new/", "viewer"),
            # While it is on its way the page asks for itself every other second; it cannot be looked at in peace.
            Stop("municipalities/requests/<str:code>/", "member"),
            Stop("municipalities/requests/<str:code>/", "member", words={"requests/<code>": self.failed}),
            Stop(municipality, "member"),
            Stop(municipality, "viewer", words={"municipalities/<code>": "271403"}),
            Stop(f"{municipality}suspend/", "member"),
            Stop(f"{municipality}suspend/", "member", typed={}, status=422),
            Stop(f"{municipality}resume/", "member", words={"municipalities/<code>": "271403"}),
            Stop(f"{municipality}plan/", "member"),
            Stop(f"{municipality}contacts/new/", "member", typed={}, status=422),
            Stop(f"{municipality}contacts/<uuid:contact_id>/", "member"),
            Stop(f"{municipality}contacts/<uuid:contact_id>/remove/", "member"),
            Stop("advisers/", "member"),
            Stop("advisers/", "member", press="main form .button"),
            Stop("advisers/appoint/", "member"),
            Stop("advisers/appoint/", "member", typed={}, status=422),
            Stop("advisers/<uuid:adviser_id>/dismiss/", "member"),
            Stop("templates/", "member"),
            Stop("templates/<uuid:template_id>/", "member"),
            Stop("templates/<uuid:template_id>/draft/", "member"),
            Stop("templates/<uuid:template_id>/draft/", "viewer"),
            Stop("templates/<uuid:template_id>/draft/at/<slug:target>/", "member"),
            Stop("templates/<uuid:template_id>/draft/add/", "member"),
            Stop("templates/<uuid:template_id>/draft/add/", "member", typed={}, status=422),
            Stop("templates/<uuid:template_id>/draft/preview/", "member"),
            Stop("templates/<uuid:template_id>/draft/publish/", "member"),
            Stop(
                "templates/<uuid:template_id>/draft/publish/",
                "member",
                typed={"[name=due_on]": "2020-01-01"},
                press=FIELDS,
                status=422,
            ),
            Stop("templates/<uuid:template_id>/draft/add-page/", "member"),
            Stop("templates/<uuid:template_id>/draft/add-page/", "member", press=FIELDS, status=422),
            Stop("templates/<uuid:template_id>/release/", "member"),
            Stop("templates/offers/", "member"),
            Stop("templates/offers/<uuid:offer_id>/", "member"),
            Stop("templates/offers/<uuid:offer_id>/", "member", typed={"[name=slug]": "あ"}, status=422),
            Stop("templates/offers/<uuid:offer_id>/preview/", "member", query={"page": "dog_page"}),
            Stop("templates/<uuid:template_id>/draft/discard/", "member"),
            Stop("templates/versions/<uuid:version_id>/", "member", query={"page": "dog_page"}),
            Stop("help/", "member"),
            *(Stop("help/<slug:slug>/", "member", words={"<slug>": slug}) for slug in pages("secretariat")),
            Stop("announcements/", "member"),
            Stop("announcements/new/", "member"),
            Stop("announcements/new/", "member", typed={}, status=422),
            Stop("announcements/<uuid:announcement_id>/", "member"),
            Stop("announcements/<uuid:announcement_id>/withdraw/", "member"),
            Stop("billing/", "member"),
            Stop("billing/", "member", query={"year": "2031"}),
            Stop("billing/", "viewer"),
            Stop("billing/new/", "member"),
            Stop("billing/new/", "member", typed={}, status=422),
            Stop(f"{contract}edit/", "member"),
            Stop(contract, "member"),
            Stop(contract, "member", query={"explain": "271403"}),
            Stop(draft, "member", words=confirmed),
            Stop(f"{draft}confirm/", "member"),
            Stop(f"{draft}confirm/", "member", typed={}, status=422),
            Stop(f"{draft}consult/", "member"),
            Stop(f"{draft}consult/", "member", typed={}, status=422),
            Stop(f"{draft}replies/", "member", words=asked),
            Stop(f"{contract}simulate/", "member"),
            Stop(f"{contract}simulate/", "member", query={"explain": "271403"}),
            Stop(f"{contract}simulate/", "member", query={"total_yen": "x"}, status=422),
            Stop(f"{contract}scenarios/", "member"),
            Stop(f"{contract}scenarios/", "member", words=confirmed),
            Stop(f"{contract}settlement/", "member", words=confirmed),
            Stop(f"{contract}settlement/", "member", words=confirmed, query={"explain": "271403"}),
            Stop(f"{contract}settlement/", "member"),
            Stop(f"{contract}settlement/<uuid:settlement_id>/decide/", "member", words=confirmed),
            Stop(draft, "member", words=asked),
            Stop(f"{contract}reopen/", "member", words=confirmed),
            Stop("billing/figures/", "member"),
            Stop("billing/figures/", "viewer"),
            Stop("billing/figures/<uuid:figures_id>/", "member"),
            Stop("billing/figures/new/", "member"),
            Stop("billing/figures/new/", "member", typed={}, status=422),
            Stop(f"{draft}statements/", "member"),
            Stop(f"{draft}statements/<str:code>/", "member"),
        ]


def _signed_in(*roles: Role) -> SimpleCookie:
    client = Client(SERVER_NAME="localhost", HTTP_HOST="localhost", HTTP_ORIGIN="http://localhost")
    return signed_in(client, a_person(*roles)).cookies


def told_access(adviser: Adviser) -> dict[str, object]:
    """What a city tells that lets an adviser in."""
    now = timezone.now()
    return {
        "told_at": now.isoformat(),
        "grant_id": str(new_id()),
        "adviser_id": str(adviser.pk),
        "reason": "保育所の様式を見てほしい",
        "granted_by": "堺 恵子",
        "ends_at": (now + timedelta(days=7)).isoformat(),
        "ended_at": None,
    }


def _wish(five: str, state: str) -> str:
    """The code of a municipality that was asked for, and what became of it."""
    record = a_record(five)
    message = "" if state == States.DONE else "データベースに接続できませんでした。"
    ProvisioningRequest.objects.create(
        code=record.code, record=asdict(record), plan=Plan.A, state=state, message=message, requested_by="藤原 健"
    )
    return record.code


NO_PAGES = {
    "templates/<uuid:template_id>/draft/undo/": "takes what was sent",
    "templates/<uuid:template_id>/draft/redo/": "takes what was sent",
    "templates/<uuid:template_id>/draft/rehearse/": "takes what was sent",
    "templates/<uuid:template_id>/draft/at/<slug:target>/<slug:action>/": "takes what was sent",
    "advisers/enter/<uuid:access_id>/": "takes what was sent; its answer is looked at from the list",
    "billing/<uuid:contract_id>/calculate/": "takes what was sent",
    "billing/<uuid:contract_id>/next-year/": "takes what was sent",
    "billing/<uuid:contract_id>/simulate/keep/": "takes what was sent",
    "billing/<uuid:contract_id>/scenarios/compare.xlsx": "a file",
    "billing/<uuid:contract_id>/scenarios/compare.pdf": "a paper",
    "billing/<uuid:contract_id>/scenarios/<uuid:scenario_id>/show/": "takes what was sent",
    "billing/<uuid:contract_id>/scenarios/<uuid:scenario_id>/remove/": "takes what was sent",
    "billing/<uuid:contract_id>/drafts/<int:number>/replies/<uuid:share_id>/": "takes what was sent",
    "billing/<uuid:contract_id>/drafts/<int:number>/shares.csv": "a file",
    "billing/<uuid:contract_id>/drafts/<int:number>/shares.xlsx": "a file",
    "billing/figures/template.xlsx": "a file",
    "billing/figures/census/": "takes what was sent",
}
