"""堺市 on a busy evening: every procedure of the library, residents in every situation, and the pages each of them sees."""

from dataclasses import dataclass
from datetime import timedelta
from http.cookies import SimpleCookie
from uuid import UUID

from django.utils import timezone

from accounts.actors import actor_of
from accounts.models import Department
from accounts.roles import Role
from applications import signed_links
from applications.actors import applicant_of
from applications.models import Application, Draft
from applications.resume_codes import resume_code
from applications.services import review
from applications.services.conversation import write_to_applicant
from applications.services.withdrawal import withdraw
from catalog.models import Placement
from catalog.services import reception
from catalog.services.placements import add_placement
from common.actor import Actor, ActorKind
from shared_forms.language import FormDefinition, to_json
from shared_forms.library import templates
from tenants.context import in_municipality
from tests.factories.accounts import a_department, a_person
from tests.factories.applications import DOG_ANSWERS, PHOTO_FORM, a_procedure
from tests.factories.forms import a_published_procedure
from tests.flows.filling_in import fill_in
from tests.flows.visitor import Visitor
from tests.walk.stops import Stop

SAKAI = "m_271403"
CHILD = {"facility": "elementary", "school_name": "堺北小学校", "class_name": "3年2組", "child_name": "堺 はる"}
FORM = {**PHOTO_FORM, "next": [{"procedure": "dog-registration", "hand_over": {"owner": "owner"}}]}
ANSWERS = {**DOG_ANSWERS, "photos": ["うちの犬.png"]}
COMMENTS = {"dog_name": "鑑札の名前と違うようです。ご確認ください。", "": "ほかの内容はそのままで結構です。"}
HOW_THEY_STAND = ("received", "returned", "corrected", "approved", "rejected", "closed", "withdrawn")


@dataclass(frozen=True, slots=True)
class World:
    """Who there is (-> their cookies), and what stands in addresses.

    sent:   the applications, by how they stand.
    codes:  resume codes, by who has them.
    """

    visitors: dict[str, SimpleCookie]
    words: dict[str, object]
    sent: dict[str, UUID]
    codes: dict[str, str]


def a_world() -> World:
    """Make all of it, really committed."""
    with in_municipality(SAKAI):
        department = a_department("環境薬務課", phone="072-228-7104")
        clerk = actor_of(a_person(*Role, departments=(department,), name="中西 沙織"), ActorKind.STAFF)
        adopted = _offer_procedures(department, clerk)
        placement = add_placement(adopted, kind=Placement.Kind.POSTER, name="掲示板", actor=clerk)
    people = {name: Visitor() for name in ("sender", "drafter", "parent", "mover", "chooser", "again")}
    sent = {state: _send(people["sender"]) for state in HOW_THEY_STAND} | {"notice": _tell(people["parent"])}
    with in_municipality(SAKAI):
        for state, application_id in sent.items():
            if state == "returned":
                write_to_applicant(application_id, actor=clerk, text="鑑札の番号を教えてください。")
            bring(state, application_id, clerk)
    people["sender"].get(f"/applications/{sent['corrected']}/correct/dog_page/")
    people["sender"].send("次へ", dog_name="ポチ丸")
    people["sender"].get(f"/applications/{sent['corrected']}/correct/check/")
    people["sender"].send("直した内容を送る")
    people["sender"].get(f"/applications/{sent['returned']}/correct/dog_page/")
    people["sender"].send("保存して中断する", dog_name="ポチ丸")
    drafts = {name: _begin(people[name]) for name in ("drafter", "mover", "chooser")}
    codes = {name: resume_code(draft.pk, draft.resume_hash) for name, draft in drafts.items()}
    Visitor().post("/resume/", {"code": codes["mover"]})
    people["again"].client.cookies["status"] = people["sender"].client.cookies["status"].value
    people["again"].post(f"/applications/{sent['approved']}/again/", {})
    with in_municipality(SAKAI):
        words: dict[str, object] = {
            "<slug>": "photo",
            "<page_id>": "photo_page",
            "<application_id>": sent["received"],
            "q/<code>": placement.code,
            "resume/<token>": signed_links.token(signed_links.RESUME, drafts["drafter"].pk),
            "next/<token>": signed_links.token(signed_links.HAND_OVER, sent["approved"], adopted),
        }
    visitors = {name: visitor.client.cookies for name, visitor in people.items()}
    return World({"nobody": SimpleCookie(), **visitors}, words, sent, codes)


def _offer_procedures(department: Department, clerk: Actor) -> UUID:
    """Everything of the library, one that was adopted (whose identifier is returned), and some that take nothing now."""
    for position, template in enumerate(templates()):
        a_procedure(
            template.slug,
            to_json(template.definition),
            department=department,
            category=template.category,
            life_events=list(template.life_events),
            keywords=template.keywords,
            position=position,
        )
    a_procedure("photo", FORM, department=department)
    now = timezone.now()
    a_procedure("soon", department=department, title="まだ始まらない届", opens_at=now + timedelta(days=20))
    a_procedure("closing", department=department, title="もうすぐ終わる届", closes_at=now + timedelta(days=2))
    stopped = a_procedure("stopped", department=department, title="止まっている届")
    reception.close(stopped.pk, reason="台風のため、11月24日まで受付を止めています。", actor=clerk)
    return a_published_procedure(slug="dog", department_id=department.pk).pk


def _begin(visitor: Visitor) -> Draft:
    """The whole form filled in, photograph included, up to the page to check."""
    visitor.get("/p/photo/apply/")
    fill_in(visitor, FormDefinition.model_validate(FORM), ANSWERS)
    with in_municipality(SAKAI):
        return Draft.objects.latest("changed_at")


def _send(visitor: Visitor) -> UUID:
    _begin(visitor)
    visitor.send("この内容で申請する", confirm="1")
    return _newest()


def _tell(parent: Visitor) -> UUID:
    """A child is absent, and the device is to remember it."""
    parent.get("/p/absence/?other=1")
    parent.follow("連絡を始める")
    parent.send("次へ", **CHILD)
    parent.send("送る", remember="1", reason="family")
    return _newest()


def _newest() -> UUID:
    with in_municipality(SAKAI):
        return Application.objects.latest("arrived_at").pk


def bring(state: str, application_id: UUID, clerk: Actor) -> None:
    """Do what leads there."""
    if state == "withdrawn":
        withdraw(application_id, actor=applicant_of(application_id))
    elif state not in ("received", "notice", "withdrawn"):
        review.start_review(application_id, actor=clerk)
    if state in ("returned", "corrected"):
        review.return_for_correction(application_id, actor=clerk, comments=COMMENTS)
    if state in ("approved", "closed"):
        review.approve(application_id, actor=clerk, reason="鑑札は窓口でお受け取りください。")
    if state == "rejected":
        review.reject(application_id, actor=clerk, reason="ほかの市に登録されている犬のためです。")
    if state == "closed":
        review.close(application_id, actor=clerk)


def stops(world: World) -> list[Stop]:
    """The pages of residents."""
    sent, codes = world.sent, world.codes
    status = [
        Stop("applications/<uuid:application_id>/", "sender", words={"<application_id>": sent[state]})
        for state in HOW_THEY_STAND
    ]
    returned = {"<application_id>": sent["returned"]}
    return [
        Stop(""),
        Stop("search/", query={"q": "いぬ"}),
        Stop("search/", query={"q": "宇宙旅行"}),
        Stop("help/"),
        *(Stop("p/<slug:slug>/", words={"<slug>": each}) for each in ("dog-death", "risai", "absence")),
        *(Stop("p/<slug:slug>/", words={"<slug>": each}) for each in ("photo", "soon", "closing", "stopped")),
        Stop("p/<slug:slug>/", "drafter"),
        Stop("p/<slug:slug>/", "mover"),
        Stop("p/<slug:slug>/", "parent", words={"<slug>": "absence"}),
        Stop("p/<slug:slug>/apply/<slug:page_id>/", "drafter"),
        Stop("p/<slug:slug>/apply/<slug:page_id>/", words={"<page_id>": "owner_page"}, typed={}, status=422),
        Stop("p/<slug:slug>/apply/check/", "drafter"),
        Stop("p/<slug:slug>/apply/check/", "drafter", typed={}, status=422),
        Stop("p/<slug:slug>/apply/check/", "sender"),
        Stop("p/<slug:slug>/apply/saved/", "drafter"),
        Stop("p/<slug:slug>/apply/saved/", "drafter", typed={"[name=address]": "asuka"}, status=422),
        Stop("p/<slug:slug>/taken/", "again"),
        Stop("resume/"),
        Stop("resume/", typed={"[name=code]": "0000-0000-0000"}, status=422),
        Stop("resume/", "chooser", typed={"[name=code]": codes["drafter"]}, status=409),
        Stop("resume/<str:token>/"),
        Stop("resume/<str:token>/", words={"resume/<token>": "long-ago"}, status=410),
        Stop("next/<str:token>/"),
        Stop("next/<str:token>/", words={"next/<token>": "long-ago"}, status=410),
        Stop("status/"),
        Stop("status/", "sender"),
        Stop("status/", typed={"[name=receipt_number]": "27140"}, status=422),
        *status,
        Stop("applications/<uuid:application_id>/done/", "sender"),
        Stop("applications/<uuid:application_id>/done/", "parent", words={"<application_id>": sent["notice"]}),
        Stop("applications/<uuid:application_id>/messages/", "sender", words=returned, typed={}, status=422),
        Stop("applications/<uuid:application_id>/withdraw/", "sender"),
        Stop("applications/<uuid:application_id>/correct/<slug:page_id>/", "sender", words=returned),
        Stop(
            "applications/<uuid:application_id>/correct/<slug:page_id>/",
            "sender",
            words={**returned, "<page_id>": "dog_page"},
        ),
        Stop("applications/<uuid:application_id>/correct/check/", "sender", words=returned),
        Stop("applications/<uuid:application_id>/correct/saved/", "sender", words=returned),
        Stop("_components/"),
        Stop("_components/", query={"look": "staff"}),
    ]


# What answers with something other than a page, or leads on to one.
NO_PAGES = {
    "api/v1/applications": "for programs",
    "api/v1/applications/<str:receipt_number>": "for programs",
    "api/v1/applications/<str:receipt_number>/files/<uuid:attachment_id>": "for programs",
    "api/v1/schema": "for programs",
    "api/v1/<path:rest>": "for programs",
    "q/<str:code>/": "leads to the procedure",
    "p/<slug:slug>/paper/": "leads to the form on paper",
    "p/<slug:slug>/paper/<int:number>/": "a PDF",
    "p/<slug:slug>/notice/": "takes what was sent; the page with its errors is that of the cards",
    "p/<slug:slug>/forget/": "takes what was sent",
    "p/<slug:slug>/discard/": "takes what was sent",
    "p/<slug:slug>/leave/": "takes what was sent",
    "p/<slug:slug>/take-back/": "takes what was sent",
    "p/<slug:slug>/apply/": "leads to the page of the form where somebody is",
    "p/<slug:slug>/apply/files/<uuid:file_id>/thumbnail/": "a picture",
    "p/<slug:slug>/apply/files/<uuid:file_id>/remove/": "answers a script",
    "p/<slug:slug>/apply/files/<uuid:file_id>/restore/": "answers a script",
    "p/<slug:slug>/apply/<slug:page_id>/files/<slug:question_id>/": "answers a script",
    "postal-code/": "answers a script",
    "applications/<uuid:application_id>/receipt.pdf": "a PDF",
    "applications/<uuid:application_id>/again/": "takes what was sent",
    "applications/<uuid:application_id>/correct/": "leads to the page of the form where somebody is",
    "applications/<uuid:application_id>/correct/files/<uuid:file_id>/thumbnail/": "a picture",
    "applications/<uuid:application_id>/correct/files/<uuid:file_id>/remove/": "answers a script",
    "applications/<uuid:application_id>/correct/files/<uuid:file_id>/restore/": "answers a script",
    "applications/<uuid:application_id>/correct/<slug:page_id>/files/<slug:question_id>/": "answers a script",
    "language/": "takes what was sent",
}
