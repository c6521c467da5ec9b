"""The tokens of the API as administrators see them."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from applications.models import ApiToken
from catalog.models import Procedure


@dataclass(frozen=True, slots=True)
class TokenRow:
    """One token, with the names of what it reaches."""

    token: ApiToken
    procedures: tuple[str, ...]
    is_good: bool

    @property
    def last_day(self) -> date:
        """The last day on which it is good."""
        return timezone.localdate(self.token.expires_at - timedelta(microseconds=1))


def tokens() -> QuerySet[ApiToken]:
    """Every token that was ever made, the newest first."""
    return ApiToken.objects.all()


def token_rows() -> list[TokenRow]:
    """The same with names; two queries."""
    titles = dict(procedures_to_choose().values_list("pk", "title"))
    now = timezone.now()
    return [
        TokenRow(
            token,
            tuple(titles[key] for key in token.procedures if key in titles),
            token.revoked_at is None and token.expires_at > now,
        )
        for token in tokens()
    ]


def procedures_to_choose() -> QuerySet[Procedure]:
    """What a token may reach: not what only named people may see (閲覧制限)."""
    return Procedure.objects.filter(is_restricted=False).order_by("title")
