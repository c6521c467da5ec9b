"""Whether applications are taken, in words for residents (受付のことば)."""

from dataclasses import dataclass
from datetime import datetime, time

from django.utils import timezone
from django.utils.translation import gettext

from catalog.models import Procedure
from catalog.receiving import Reception, closes_soon
from web.templatetags.web import day


@dataclass(frozen=True, slots=True)
class ReceptionWords:
    """Everything a page says about it; each "" when there is nothing to say.

    headline, reason:  why nothing is taken now, and what to do.
    deadline:          the end of the period, when it is near.
    """

    headline: str
    reason: str
    period: str
    hours: str
    deadline: str


def for_residents(procedure: Procedure) -> ReceptionWords:
    """All of it for the page of a procedure."""
    return ReceptionWords(
        headline(procedure), reason(procedure), period(procedure), hours(procedure), deadline(procedure)
    )


def headline(procedure: Procedure) -> str:
    """Why nothing is taken now, in few words; "" while applications are taken."""
    return {
        Reception.NOT_YET: gettext("まだ受け付けていません"),
        Reception.OVER: gettext("受付は終わりました"),
        Reception.ENDED: gettext("受付は終わりました"),
        Reception.OUT_OF_HOURS: gettext("いまは受付時間の外です"),
        Reception.PAUSED: gettext("いまは受け付けていません"),
        Reception.UNPUBLISHED: gettext("いまは受け付けていません"),
    }.get(procedure.reception, "")


def reason(procedure: Procedure) -> str:
    """What to know about it, and when to come back."""
    match procedure.reception:
        case Reception.PAUSED | Reception.ENDED:
            return procedure.closed_reason
        case Reception.NOT_YET:
            return gettext("%(moment)sから受け付けます。") % {"moment": _moment(procedure.opens_at)}
        case Reception.OVER:
            return gettext("%(moment)sで締め切りました。") % {"moment": _moment(procedure.closes_at)}
        case Reception.OUT_OF_HOURS:
            return " ".join(part for part in (hours(procedure), procedure.hours_note) if part)
    return ""


def period(procedure: Procedure) -> str:
    """The days on which applications are taken; "" when there is no period."""
    if procedure.opens_at and procedure.closes_at:
        both = {"first": _moment(procedure.opens_at), "last": _moment(procedure.closes_at)}
        return gettext("%(first)sから%(last)sまで") % both
    if procedure.closes_at:
        return gettext("%(last)sまで") % {"last": _moment(procedure.closes_at)}
    if procedure.opens_at and procedure.reception is Reception.NOT_YET:
        return gettext("%(first)sから") % {"first": _moment(procedure.opens_at)}
    return ""


def hours(procedure: Procedure) -> str:
    """The hours of every day; "" when there are none."""
    first, end = procedure.daily_from, procedure.daily_until
    if first is None or end is None:
        return ""
    both = {"first": _clock(first), "end": _clock(end)}
    if first < end:
        return gettext("受付時間は、毎日%(first)sから%(end)sまでです。") % both
    return gettext("受付時間は、%(first)sから次の日の%(end)sまでです。") % both


def deadline(procedure: Procedure) -> str:
    """The end of the period when it is near: "12月5日（金）17時まで"; else ""."""
    if not closes_soon(procedure, timezone.now()):
        return ""
    return gettext("%(last)sまで") % {"last": _moment(procedure.closes_at)}


def _moment(value: datetime | None) -> str:
    """A day, with its hour unless the day begins there."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    return f"{day(local)}" if local.time() == time(0) else f"{day(local)} {_clock(local.time())}"


def _clock(value: time) -> str:
    """24 hours, as on a door: 8:30, 17:00."""
    return f"{value.hour}:{value.minute:02d}"
