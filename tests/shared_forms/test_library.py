"""The templates that come with the platform: complete, publishable, and short to use."""

from datetime import date
from typing import Any

import pytest

from shared_forms.language import FormDefinition, StoredFile, analysis, compile, to_json  # noqa: A004
from shared_forms.language.answers import Answers, parse
from shared_forms.language.form_data import initial
from shared_forms.language.journey import visible_pages
from shared_forms.library import templates

TODAY = date(2026, 11, 24)
PAPER = {"paper": StoredFile("paper", "就労証明書.pdf", 200_000, "application/pdf")}

BY_SLUG = {template.slug: template.definition for template in templates()}
PHONE = "072-000-0145"
HOME = {"postal_code": "590-0078", "city": "堺市堺区", "street": "南瓦町3-1", "building": ""}


def name(family: str, given: str) -> dict[str, str]:
    return {"family": family, "given": given, "family_kana": "サカイ", "given_kana": "ハナコ"}


CHILD = {"facility": "elementary", "school_name": "北小学校", "class_name": "3年2組", "child_name": "堺 はる"}
DOG = {
    "microchip": "not_registered",
    "owner": name("堺", "花子"),
    "home": HOME,
    "phone": PHONE,
    "email": "hanako@example.jp",
    "dog_name": "ハチ",
    "kept_at_home": "yes",
    "death_date": {"year": "令和8", "month": "11", "day": "20"},
    "tag_return": "return",
}
CLUB = {
    "guardian": name("西村", "明日香"),
    "relation": "mother",
    "home": HOME,
    "phone": PHONE,
    "email": "asuka@example.jp",
    "reason": "work",
    "workplace": "堺商店",
    "work_hours": "月曜から金曜の9時から17時",
    "work_certificate": ["paper"],
    "has_second_guardian": "no",
    "child": name("西村", "はな"),
    "child_birth": "2020-05-08",
    "school": "南小学校",
    "grade": "first",
    "has_siblings": "no",
    "start_date": {"year": "2027", "month": "4", "day": "1"},
    "season": "whole_year",
    "days": {"chosen": ["mon", "fri"]},
    "extended": "no",
    "pickup_method": "alone",
    "allergy": "no",
    "contacts": [
        {"contact": {"family": "西村", "given": "大輔"}, "contact_relation": "父", "contact_phone": PHONE},
        {"contact": {"family": "松井", "given": "和子"}, "contact_relation": "祖母", "contact_phone": PHONE},
    ],
    "fee_reduction": "none",
    "insurance": "yes",
}


def read(slug: str, raw: dict[str, Any]) -> dict[str, Any] | list[tuple[str, str]]:
    result = parse(compile(BY_SLUG[slug]), raw, today=TODAY, files=PAPER)
    return dict(result) if isinstance(result, Answers) else [(error.control, error.code.value) for error in result]


def texts(document: Any, path: str = "") -> list[tuple[str, Any]]:
    """Every text a resident reads, with where it stands."""
    if isinstance(document, list):
        return [found for item in document for found in texts(item, path)]
    if not isinstance(document, dict):
        return []
    shown = {"title", "label", "help", "note", "ends"} | (set(document) if path.endswith("/guide") else set())
    return [
        found
        for key, value in document.items()
        for found in (
            [(f"{path}/{key}", value)]
            if key in shown and not isinstance(value, (int, list))
            else texts(value if key != "bring" else [{"label": item} for item in value], f"{path}/{key}")
        )
    ]


def test_the_library_is_in_order_of_its_slugs():
    slugs = [template.slug for template in templates()]

    assert slugs == sorted(set(slugs))
    assert {"absence", "afterschool", "dog-death", "risai"} <= set(slugs)


@pytest.mark.parametrize("definition", BY_SLUG.values(), ids=BY_SLUG)
def test_a_template_can_be_published_as_it_is(definition: FormDefinition):
    assert (analysis.problems(definition), analysis.dead_ends(definition), analysis.cautions(definition)) == (
        (),
        (),
        (),
    )
    assert definition.source is not None
    for fact in ("summary", "who", "minutes", "period", "fee", "result", "privacy", "other_ways"):
        assert getattr(definition.guide, fact), fact


@pytest.mark.parametrize("definition", BY_SLUG.values(), ids=BY_SLUG)
def test_what_differs_from_city_to_city_is_left_to_the_city(definition: FormDefinition):
    guide = definition.guide

    assert (guide.department, guide.phone, guide.contact) == (None, None, None)


@pytest.mark.parametrize("definition", BY_SLUG.values(), ids=BY_SLUG)
def test_everything_a_resident_reads_is_there_in_english_too(definition: FormDefinition):
    found = texts(to_json(definition))

    assert len(found) > 50
    assert [where for where, text in found if not (isinstance(text, dict) and text.get("en"))] == []


@pytest.mark.parametrize("definition", BY_SLUG.values(), ids=BY_SLUG)
def test_pages_are_short(definition: FormDefinition):
    if definition.kind == "application":
        assert all(len(page.questions) <= 9 for page in definition.pages)


def test_a_known_child_is_reported_absent_with_nothing_but_the_defaults():
    defaults = initial(BY_SLUG["absence"], TODAY)

    assert defaults == {"kind": "absent", "date": "2026-11-24"}
    assert read("absence", CHILD | defaults) == CHILD | defaults


def test_a_notice_remembers_the_child_and_only_the_child():
    definition = BY_SLUG["absence"]

    assert definition.repeat is not None
    assert definition.repeat.child == tuple(question.id for question in definition.pages[0].questions)
    assert definition.repeat.card_title == "child_name"


def test_a_notice_asks_for_the_disease_only_in_case_of_an_infection():
    day = {"kind": "absent", "date": "2026-11-24"}
    sick = CHILD | day | {"reason": "infection", "disease": "influenza", "temperature": 38.2}

    assert read("absence", sick) == sick
    assert read("absence", sick | {"reason": "family"}) == CHILD | day | {"reason": "family"}


def test_an_absence_of_several_days_ends_after_it_began_and_within_two_weeks():
    week = CHILD | {"kind": "absent", "date": "2026-11-24", "until_date": "2026-11-27"}

    assert read("absence", week) == week
    assert read("absence", week | {"until_date": "2026-11-23"}) == [("until_date", "too_early")]
    assert read("absence", week | {"until_date": "2026-12-09"}) == [("until_date", "too_late")]
    assert read("absence", week | {"date": "2026-11-23"})[0] == ("date", "too_early")


def test_a_dog_s_death_is_reported():
    answers = read("dog-death", DOG)

    assert answers["death_date"] == "2026-11-20"
    assert answers["home"]["postal_code"] == "5900078"
    assert read("dog-death", DOG | {"death_date": "2026-11-25"}) == [("death_date", "too_late")]
    assert read("dog-death", DOG | {"kept_at_home": "no"}) == [("dog_address", "required")]


def test_a_dog_with_a_registered_microchip_is_sent_to_the_ministry_s_site():
    assert read("dog-death", DOG | {"microchip": "registered"}) == [("microchip", "ends_here")]
    assert "https://reg.mc.env.go.jp/" in str(BY_SLUG["dog-death"].question("microchip").option("registered").ends)


def test_what_the_law_asks_for_is_locked():
    locked = {question.id for question in BY_SLUG["dog-death"].questions() if question.locked}

    assert locked == {"owner", "home", "death_date"}
    assert all("狂犬病予防法" in str(BY_SLUG["dog-death"].question(name).locked) for name in locked)


def test_an_application_for_the_club():
    answers = read("afterschool", CLUB)

    assert answers["work_certificate"] == ["paper"]
    assert answers["child_birth"] == "2020-05-08"
    assert read("afterschool", CLUB | {"work_certificate": []}) == [("work_certificate", "required")]
    assert read("afterschool", CLUB | {"child_birth": "2026-05-08"}) == [("child_birth", "too_late")]


@pytest.mark.parametrize(
    ("reason", "evidence"),
    [
        ("illness", "medical_certificate"),
        ("care", "medical_certificate"),
        ("childbirth", "maternity_handbook"),
        ("study", "study_certificate"),
        ("job_search", "reason_detail"),
        ("disaster", "reason_detail"),
        ("other", "reason_detail"),
    ],
)
def test_each_reason_asks_for_its_own_evidence(reason: str, evidence: str):
    assert read("afterschool", CLUB | {"reason": reason}) == [(evidence, "required")]


def test_nobody_is_asked_what_does_not_concern_them():
    form = compile(BY_SLUG["afterschool"])

    asked = {q.id for page in visible_pages(form, CLUB, today=TODAY, files=PAPER) for q in page.questions}

    assert not asked & {"second_guardian", "siblings", "pickup_persons", "allergy_detail", "epipen", "fee_evidence"}


def test_what_comes_next_is_a_template_too_and_asks_for_the_same_kinds():
    for form in BY_SLUG.values():
        for follow_up in form.next:
            there = BY_SLUG[follow_up.procedure]
            for target, source in follow_up.hand_over.items():
                asked, given = there.question(target), form.question(source)
                assert asked, (follow_up.procedure, target)
                assert given, (follow_up.procedure, source)
                assert asked.type == given.type, (follow_up.procedure, target)
