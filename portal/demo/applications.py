"""Invented applications, sent through the same door as real ones."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone

from applications.models import Application, Draft
from applications.services.submission import submit_application
from catalog.models import Procedure
from catalog.selectors import procedures_for_residents
from common.identifiers import new_id

NAMES = (
    ("西村", "明日香", "ニシムラ", "アスカ"),
    ("髙橋", "大輔", "タカハシ", "ダイスケ"),
    ("𠮷田", "和子", "ヨシダ", "カズコ"),
    ("松井", "翔", "マツイ", "ショウ"),
    ("グエン", "ティ ラン", "グエン", "ティ ラン"),
    ("渡邉", "正", "ワタナベ", "タダシ"),
)
DOGS = ("ポチ", "はな", "モカ", "コタロウ", "ベル", "小春")
CHILDREN = (("はる", "3年2組"), ("そら", "1年1組"), ("ゆい", "5年3組"), ("れん", "2年1組"), ("めい", "4年2組"))
ABSENCES = (("absent", "fever"), ("absent", "cold"), ("late", "clinic"), ("absent", "stomach"), ("early", "family"))


def load(slug: str) -> int:
    """Send the applications of one city unless there are some already. Returns how many were sent."""
    if Application.objects.exists():
        return 0
    sent = 0
    for procedure in procedures_for_residents():
        for answers in _answers(procedure.slug):
            submit_application(_draft(procedure, answers))
            sent += 1
    return sent


def _answers(procedure_slug: str) -> Iterator[Mapping[str, Any]]:
    if "dog" in procedure_slug:
        yield from map(_dog_death, range(len(NAMES)))
    elif "absence" in procedure_slug:
        yield from map(_absence, range(len(CHILDREN)))


def _dog_death(number: int) -> Mapping[str, Any]:
    family, given, family_kana, given_kana = NAMES[number]
    died_on = timezone.localdate() - timedelta(days=2 + 3 * number)
    return {
        "microchip": "not_registered",
        "owner": {"family": family, "given": given, "family_kana": family_kana, "given_kana": given_kana},
        "home": {"postal_code": "5900078", "city": "堺市堺区", "street": f"南瓦町{number + 1}-1", "building": ""},
        "phone": f"0900000{number:04d}",
        "email": f"resident{number}@mail.example",
        "dog_name": DOGS[number],
        "breed": "柴犬",
        "sex": "unknown",
        "kept_at_home": True,
        "death_date": died_on.isoformat(),
        "tag_return": "return",
        "city_collection": "city_wanted",  # 堺市が加えた項目
        "city_other_dogs": False,  # 守口市が加えた項目
    }


def _absence(number: int) -> Mapping[str, Any]:
    (child, class_name), (kind, reason) = CHILDREN[number], ABSENCES[number]
    return {
        "facility": "elementary",
        "school_name": "藤井寺北小学校",
        "class_name": class_name,
        "child_name": child,
        "kind": kind,
        "date": timezone.localdate().isoformat(),
        "reason": reason,
    }


def _draft(procedure: Procedure, answers: Mapping[str, Any]) -> Draft:
    """A draft that was never saved, as a repeat notice from a single screen has it."""
    now = timezone.now()
    return Draft(
        procedure=procedure,
        published_form=procedure.current_form,
        browser_hash=new_id().hex * 2,
        answers=dict(answers),
        changed_at=now,
        expires_at=now + timedelta(days=30),
    )
