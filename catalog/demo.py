"""Invented procedures of three cities: the same shared forms, each in the city's own words. For the demo and for tests."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter

from accounts.models import Department
from accounts.services.departments import add_department
from catalog.demo_lists import load_demo_lists
from catalog.models import Procedure
from catalog.services.adoption import adopt
from catalog.services.customisation import customise
from catalog.services.details import change_details
from catalog.services.keeping import set_retention
from catalog.services.publication import publish
from common.actor import Actor
from shared_forms.categories import Category
from shared_forms.language.overlay import Operation
from shared_forms.life_events import LifeEvent
from shared_forms.selectors import latest_versions

_operations = TypeAdapter(tuple[Operation, ...])


@dataclass(frozen=True, slots=True)
class Offer:
    """A procedure of a city: which template, who answers for it, and what is different there, if anything."""

    template: str
    department: str
    phone: str
    title: str = ""
    keywords: str = ""
    changes: tuple[Mapping[str, Any], ...] = ()


OFFERS: Mapping[str, tuple[Offer, ...]] = {
    "sakai": (
        Offer(
            "dog-death",
            "動物指導センター",
            "072-000-0101",
            "犬の死亡届",
            "いぬ ペット 亡くなった 鑑札 登録",
            (
                {"op": "relabel", "target": "dog_name", "text": "ワンちゃんのお名前"},
                {"op": "rehelp", "target": "dog_name", "text": "登録したときのお名前です。"},
                {"op": "require", "target": "breed", "required": True},
                {"op": "hide", "target": "color"},
                {
                    "op": "add_question",
                    "after": "tag_return",
                    "question": {
                        "id": "city_collection",
                        "type": "choice",
                        "label": "遺体の引き取りについて、案内がほしいですか",
                        "help": "ご希望の方には、担当からお電話します。",
                        "privacy": "plain",
                        "options": [
                            {"id": "city_wanted", "label": "ほしい"},
                            {"id": "city_not_needed", "label": "いらない"},
                        ],
                    },
                },
                {"op": "set_fact", "fact": "other_ways", "value": "センターの窓口（平日9時から17時まで）、または郵送"},
            ),
        ),
        Offer(
            "afterschool",
            "放課後子ども支援課",
            "072-000-0145",
            "放課後児童会の入会申請",
            "学童 がくどう のびのびルーム 小学生",
            (
                {
                    "op": "add_option",
                    "target": "reason",
                    "after": "childbirth",
                    "option": {"id": "city_single_parent", "label": "ひとり親家庭である"},
                },
                {
                    "op": "set_fact",
                    "fact": "period",
                    "value": "2026年11月1日から2026年12月11日まで（4月から利用する方）",
                },
            ),
        ),
        Offer("risai", "危機管理室", "072-000-0150"),
        Offer("juminhyo", "市民課", "072-000-0151"),
        Offer("pregnancy-booking", "保健センター", "072-000-0152"),
        Offer("pregnancy-notice", "保健センター", "072-000-0152"),
        Offer("pregnancy-survey", "保健センター", "072-000-0152"),
        Offer("child-allowance", "子ども育成課", "072-000-0153"),
        Offer("single-parent-consult", "子ども育成課", "072-000-0153"),
        Offer("library-card", "中央図書館", "072-000-0154"),
        Offer("archaeology", "文化財課", "072-000-0155"),
        Offer("medical-voucher", "生活援護管理課", "072-000-0156"),
        Offer("bid-qualification", "契約課", "072-000-0157"),
    ),
    "moriguchi": (
        Offer(
            "dog-death",
            "環境対策課",
            "06-0000-0121",
            "飼い犬の死亡の届出",
            "いぬ ペット 亡くなった 鑑札",
            (
                {"op": "relabel", "target": "dog_name", "text": "飼い犬の呼び名"},
                {"op": "relabel", "target": "death", "text": "死亡した日と鑑札"},
                {"op": "hide", "target": "tag_return", "option": "keep"},
                {
                    "op": "add_question",
                    "page": "dog",
                    "question": {
                        "id": "city_other_dogs",
                        "type": "yes_no",
                        "label": "ほかにも犬を飼っていますか",
                        "help": "「はい」の方には、注射のお知らせを続けてお送りします。",
                        "privacy": "plain",
                    },
                },
            ),
        ),
        Offer("risai", "危機管理課", "06-0000-0131"),
        Offer("child-allowance", "子育て支援政策課", "06-0000-0132"),
        Offer("library-card", "市立図書館", "06-0000-0133"),
    ),
    "fujiidera": (
        Offer(
            "absence",
            "学校教育課",
            "072-000-0210",
            "欠席・遅刻の連絡",
            "休む お休み 早退 けっせき 学校 小学校 中学校",
            (
                {"op": "hide", "target": "facility", "option": "certified_center"},
                {
                    "op": "rehelp",
                    "target": "memo",
                    "text": "持ち物や宿題のことなど、先生に伝えたいことを書いてください。",
                },
            ),
        ),
    ),
}


def load_demo_forms(slug_of_city: str, actor: Actor) -> list[Procedure]:
    """Adopt, customise and publish what the demo city at hand offers; procedures that are there stay as they are.

    In the city's context; the shared templates must be loaded. Returns the new procedures.
    """
    load_demo_lists(slug_of_city, actor)
    versions = {version.template.slug: version for version in latest_versions()}
    there = set(Procedure.objects.values_list("slug", flat=True))
    return [
        _offer(offer, position, versions[offer.template].pk, actor)
        for position, offer in enumerate(OFFERS.get(slug_of_city, ()))
        if offer.template not in there
    ]


def _offer(offer: Offer, position: int, version_id: Any, actor: Actor) -> Procedure:
    department = _department(offer, actor)
    procedure = adopt(version_id, slug=offer.template, department_id=department.pk, actor=actor)
    change_details(
        procedure.pk,
        title=offer.title or procedure.title,
        category=Category(procedure.category),
        life_events=[LifeEvent(event) for event in procedure.life_events],
        keywords=offer.keywords or procedure.keywords,
        department_id=department.pk,
        position=position,
        is_listed=True,
        standard_days=14,
        actor=actor,
    )
    customise(procedure.pk, _operations.validate_python(offer.changes), actor=actor)
    set_retention(procedure.pk, years=Procedure.Retention.FIVE, actor=actor)
    publish(procedure.pk, actor=actor)
    return procedure


def _department(offer: Offer, actor: Actor) -> Department:
    known = Department.objects.filter(name=offer.department).first()
    return known or add_department(name=offer.department, phone=offer.phone, actor=actor)
