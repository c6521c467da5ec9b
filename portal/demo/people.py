"""Invented departments and people. They sign in with one click, and only in the demo."""

from collections.abc import Mapping
from dataclasses import dataclass

from accounts.actors import SYSTEM
from accounts.models import Department, User
from accounts.roles import Role
from accounts.services.departments import add_department
from accounts.services.people import create_person


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody one can be. `department` empty: the roles reach everything."""

    name: str
    address: str
    roles: frozenset[Role]
    department: str = ""


DEPARTMENTS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "sakai": (("動物指導センター", "072-000-0101"), ("放課後子ども支援課", "072-000-0145")),
    "moriguchi": (("環境対策課", "06-0000-0121"),),
    "fujiidera": (("学校教育課", "072-000-0210"),),
}


def staff_of(slug: str) -> tuple[Persona, ...]:
    """The same five jobs in each demo city; the processor belongs to its first department."""
    names = _NAMES[slug]
    first = DEPARTMENTS[slug][0][0]
    jobs = (
        ("processor", frozenset({Role.PROCESSOR}), first),
        ("approver", frozenset({Role.APPROVER}), ""),
        ("forms", frozenset({Role.FORM_EDITOR}), ""),
        ("viewer", frozenset({Role.VIEWER}), ""),
        ("admin", frozenset(Role), ""),
    )
    return tuple(
        Persona(name, f"{job}@{slug}.example.jp", roles, department)
        for name, (job, roles, department) in zip(names, jobs, strict=True)
    )


SECRETARIAT = (
    Persona("藤原 健", "admin@secretariat.example.jp", frozenset({Role.ADMINISTRATOR, Role.APPROVER, Role.FINANCE})),
    Persona("西村 明", "head@secretariat.example.jp", frozenset({Role.APPROVER})),
    Persona("小西 由紀", "viewer@secretariat.example.jp", frozenset({Role.VIEWER})),
)

_NAMES = {
    "sakai": ("中西 沙織", "山口 修", "岡田 美咲", "西川 直人", "堺 恵子"),
    "moriguchi": ("田中 亮", "木村 真理", "松本 隆", "井上 彩", "守口 健一"),
    "fujiidera": ("藤井 さくら", "寺田 誠", "森 千尋", "原 大地", "藤本 和子"),
}


def settle(slug: str) -> dict[str, Department]:
    """Make the departments and people of one city that are not there yet. Returns departments by name."""
    departments = {department.name: department for department in Department.objects.all()}
    for position, (name, phone) in enumerate(DEPARTMENTS[slug]):
        if name not in departments:
            departments[name] = add_department(name=name, phone=phone, position=position, actor=SYSTEM)
    introduce(staff_of(slug), departments)
    return departments


def introduce(personas: tuple[Persona, ...], departments: Mapping[str, Department]) -> None:
    """Make the people who are not there yet."""
    known = set(User.objects.values_list("email", flat=True))
    for persona in personas:
        if persona.address not in known:
            reach = [departments[persona.department].pk] if persona.department else []
            create_person(
                email=persona.address, name=persona.name, roles=persona.roles, departments=reach, actor=SYSTEM
            )
