"""Where an application is on its way (進みぐあい), as its applicant sees it. No database."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy

from applications.models import Application
from applications.states import Decision, Status
from web.templatetags.web import japanese

DECIDED = {Decision.APPROVED: gettext_lazy("承認しました"), Decision.REJECTED: gettext_lazy("お受けできませんでした")}


@dataclass(frozen=True, slots=True)
class TimelineStep:
    """One step. stage: "done", "now" or "next"; at: when it was reached, if it was."""

    name: str
    stage: str
    at: datetime | None = None


def timeline(application: Application, municipality: str) -> tuple[TimelineStep, ...]:
    """The steps taken, the present one, and those to come."""
    arrived = TimelineStep(
        SafeString(escape(gettext("%(city)sに届きました")) % {"city": conditional_escape(japanese(municipality))}),
        "done",
        application.arrived_at,
    )
    accepted = TimelineStep(gettext("担当課が確認を始めました"), "done", application.accepted_at)
    match Status(application.status):
        case Status.RECEIVED:
            return (
                arrived,
                TimelineStep(gettext("担当課が確認します"), "now"),
                TimelineStep(gettext("結果をお知らせします"), "next"),
            )
        case Status.IN_REVIEW:
            return (
                arrived,
                accepted,
                TimelineStep(gettext("審査しています"), "now"),
                TimelineStep(gettext("結果をお知らせします"), "next"),
            )
        case Status.RETURNED:
            asked = TimelineStep(gettext("内容を直していただいています"), "now", application.returned_at)
            return (
                arrived,
                accepted,
                asked,
                TimelineStep(gettext("審査します"), "next"),
                TimelineStep(gettext("結果をお知らせします"), "next"),
            )
        case Status.WITHDRAWN:
            return arrived, TimelineStep(gettext("取り下げました"), "done", application.withdrawn_at)
        case Status.CLOSED if not application.decision:
            return arrived, TimelineStep(gettext("担当課が内容を確認しました"), "done", application.closed_at)
        case Status.APPROVED | Status.REJECTED | Status.CLOSED:
            return (
                arrived,
                accepted,
                TimelineStep(str(DECIDED[Decision(application.decision)]), "done", application.decided_at),
            )
