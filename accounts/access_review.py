"""Who may do what, looked through once in a while (権限の点検), with what deserves a second look."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.utils import timezone

from accounts import selectors
from accounts.models import User
from accounts.roles import Role
from audit.events import AuditEvent
from audit.models import AuditRecord
from common.spreadsheets import csv_file

LONG_AGO = timedelta(days=90)
SUBJECT = "access-review"  # of the records, which are found by it
COLUMNS = ("氏名", "メールアドレス", "役割", "課", "席", "最後のサインイン", "二要素認証", "気づき")


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One person who may sign in. concerns: what deserves a second look, in words; most rows have none."""

    id: UUID
    name: str
    email: str
    roles: tuple[str, ...]
    departments: tuple[str, ...]
    seats: tuple[str, ...]
    last_sign_in: datetime | None
    has_second_factor: bool
    concerns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LastReview:
    """When the list was looked through last, and by whom."""

    at: datetime
    by: str


def rows(now: datetime | None = None) -> list[ReviewRow]:
    """Everybody who may sign in, those with concerns first; four queries however many they are."""
    now = now or timezone.now()
    types = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    proved = set(Authenticator.objects.filter(type__in=types).values_list("user_id", flat=True))
    people = selectors.people().filter(is_active=True).prefetch_related("seats")
    found = [_row(user, user.pk in proved, now) for user in people]
    return sorted(found, key=lambda row: (not row.concerns, row.name))


def last_review() -> LastReview | None:
    """The newest record that somebody looked through the list."""
    found = AuditRecord.objects.filter(subject=SUBJECT, event=AuditEvent.ACCESS_REVIEWED).order_by("-at").first()
    return LastReview(found.at, found.actor_name) if found else None


def written(reviewed: Iterable[ReviewRow]) -> bytes:
    """The list as a CSV file."""
    return csv_file([COLUMNS, *(_cells(row) for row in reviewed)])


def _row(user: User, has_second_factor: bool, now: datetime) -> ReviewRow:
    person = selectors.PersonRow.of(user)
    return ReviewRow(
        user.pk,
        user.name,
        user.email,
        person.roles,
        person.departments,
        tuple(seat.name for seat in user.seats.all()),
        user.last_login,
        has_second_factor,
        tuple(_concerns(user, person, has_second_factor, now)),
    )


def _concerns(user: User, person: selectors.PersonRow, has_second_factor: bool, now: datetime) -> Iterable[str]:
    if user.last_login is None and now - user.created_at > timedelta(days=7):
        yield "招待から7日たっても、サインインしていません"
    elif user.last_login and now - user.last_login > LONG_AGO:
        yield "90日以上、サインインしていません"
    if user.last_login and not has_second_factor:
        yield "二要素認証がありません"
    if not person.roles:
        yield "役割がありません"
    if {Role.PROCESSOR.label, Role.ADMINISTRATOR.label} <= set(person.roles):
        yield "管理者と処理担当を兼ねています"
    if Role.APPROVER.label in person.roles and not person.departments:
        yield "すべての課の決裁ができます"


def _cells(row: ReviewRow) -> list[str]:
    return [
        row.name,
        row.email,
        "・".join(row.roles),
        "・".join(row.departments) or "すべての課",
        "・".join(row.seats),
        f"{timezone.localtime(row.last_sign_in):%Y-%m-%d %H:%M}" if row.last_sign_in else "",
        "あり" if row.has_second_factor else "なし",
        "。".join(row.concerns),
    ]
