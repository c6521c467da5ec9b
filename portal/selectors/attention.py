"""Why the secretariat should look at a municipality (注意がいること): a pure decision over what is known of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import TextChoices

from tenants.models import State

SILENT_AFTER = timedelta(days=2)


class Attention(TextChoices):
    """Reasons, the most urgent first."""

    SUSPENDED = "suspended", "利用を停止しています"
    BEHIND = "behind", "データベースの更新が終わっていません"
    SILENT = "silent", "2日以上、件数の報告がありません"
    NO_ADMINISTRATOR = "no_administrator", "サインインできる管理者がいません"
    ONE_ADMINISTRATOR = "one_administrator", "管理者が1人だけです"
    NO_CONTACT = "no_contact", "連絡先が登録されていません"


# For a column of a table.
IN_SHORT = {
    Attention.SUSPENDED: "停止中",
    Attention.BEHIND: "更新の残り",
    Attention.SILENT: "報告なし",
    Attention.NO_ADMINISTRATOR: "管理者なし",
    Attention.ONE_ADMINISTRATOR: "管理者1人",
    Attention.NO_CONTACT: "連絡先なし",
}


@dataclass(frozen=True, slots=True)
class Known:
    """What the secretariat knows of a municipality.

    last_told:       when it last sent its counts; None: never.
    administrators:  how many it said it has; None: it has not said.
    """

    state: str
    created_at: datetime
    is_up_to_date: bool
    last_told: datetime | None
    administrators: int | None
    has_contact: bool


def attention(known: Known, *, now: datetime) -> tuple[Attention, ...]:
    """Every reason that holds. A suspended municipality tells nothing, and nobody expects it to."""
    return tuple(_reasons(known, now))


def _reasons(known: Known, now: datetime) -> Iterator[Attention]:
    is_suspended = known.state == State.SUSPENDED
    if is_suspended:
        yield Attention.SUSPENDED
    if not known.is_up_to_date:
        yield Attention.BEHIND
    if not is_suspended and now - (known.last_told or known.created_at) > SILENT_AFTER:
        yield Attention.SILENT
    if known.administrators == 0:
        yield Attention.NO_ADMINISTRATOR
    if known.administrators == 1:
        yield Attention.ONE_ADMINISTRATOR
    if not known.has_contact:
        yield Attention.NO_CONTACT
