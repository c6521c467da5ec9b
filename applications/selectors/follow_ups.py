"""What may come after an application (つながる手続), and what a link that hands answers over leads to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from functools import cached_property

from django.core.signing import BadSignature
from django.utils import timezone

from applications import prefill, signed_links
from applications.actors import applicant_of
from applications.models import Application, HandOver
from applications.selectors.applications import visible_to
from applications.selectors.drafts import current_form, form_of, latest_answers
from applications.states import Decision, Status
from catalog.models import Procedure
from catalog.selectors import open_procedures_from
from shared_forms.language.follow_up import FollowUp
from shared_forms.language.texts import Text
from shared_forms.language.types.base import AnswerValue

OFFERED_FOR = timedelta(days=30)
LINK_LIFETIME = timedelta(days=7)


@dataclass(frozen=True)
class Offer:
    """A procedure that somebody may go on with after an application."""

    application: Application
    follow_up: FollowUp
    procedure: Procedure

    @property
    def title(self) -> Text | str:
        """What the link says, for `|words` or `|plain`."""
        return self.follow_up.label or self.procedure.title

    @property
    def token(self) -> str:
        """The last part of the address that hands the answers over."""
        return signed_links.token(signed_links.HAND_OVER, self.application.pk, self.procedure.pk)

    @cached_property
    def answers(self) -> Mapping[str, AnswerValue]:
        """What it begins with."""
        return prefill.for_follow_up(
            self.follow_up,
            form_of(self.application).definition,
            current_form(self.procedure),
            latest_answers(self.application),
            today=timezone.localdate(),
        )

    @property
    def labels(self) -> list[str]:
        """The questions it begins with, in the words of its own form."""
        return [
            str(each.label) for each in current_form(self.procedure).definition.questions() if each.id in self.answers
        ]


class HandOverState(StrEnum):
    """Why a link hands answers over, or does not."""

    OPEN = "open"
    USED = "used"
    EXPIRED = "expired"
    CLOSED = "closed"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class HandOverLink:
    """Where a link leads; the offer while it is good."""

    state: HandOverState
    offer: Offer | None = None


def offers(application: Application) -> list[Offer]:
    """What may come next: nothing for most forms, nor after a month, a withdrawal or a rejection, nor what was begun already.

    Costs no query unless the form names a procedure.
    """
    coming = form_of(application).definition.next
    is_over = application.status == Status.WITHDRAWN or application.decision == Decision.REJECTED
    if not coming or is_over or timezone.now() - application.arrived_at > OFFERED_FOR:
        return []
    begun = set(HandOver.objects.filter(application=application).values_list("procedure_id", flat=True))
    procedures = open_procedures_from([follow_up.procedure for follow_up in coming])
    found = ((follow_up, procedures.get(follow_up.procedure)) for follow_up in coming)
    return [
        Offer(application, follow_up, procedure)
        for follow_up, procedure in found
        if procedure is not None and procedure.pk not in begun
    ]


def hand_over_link(token: str) -> HandOverLink:
    """What such a link says today. It is good for a week and for one use."""
    try:
        application_id, procedure_id = signed_links.read(signed_links.HAND_OVER, token)
    except (BadSignature, ValueError):
        return HandOverLink(HandOverState.BROKEN)
    if HandOver.objects.filter(application_id=application_id, procedure_id=procedure_id).exists():
        return HandOverLink(HandOverState.USED)
    if signed_links.is_older(signed_links.HAND_OVER, token, LINK_LIFETIME):
        return HandOverLink(HandOverState.EXPIRED)
    application = visible_to(applicant_of(application_id)).first()
    offer = next(
        (each for each in (offers(application) if application else ()) if each.procedure.pk == procedure_id), None
    )
    return HandOverLink(HandOverState.OPEN, offer) if offer else HandOverLink(HandOverState.CLOSED)
