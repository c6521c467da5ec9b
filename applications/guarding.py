"""Applications that only named people may read (閲覧制限・秘匿): those of a restricted procedure, and single ones of a person under protection.

Lists show neither name nor answers of them, and whoever opens one says why. No database; the application comes with its procedure.
"""

from datetime import timedelta

from django.db.models import TextChoices

from applications.models import Application
from catalog.models import Procedure
from common.actor import Actor

HIDDEN = "（閲覧制限）"
REASON_HOLDS_FOR = timedelta(minutes=30)


class Reason(TextChoices):
    """Why somebody opens such an application (閲覧の理由). The record keeps the code, never words of one's own."""

    REVIEW = "review", "申請の審査・決裁のため"
    INQUIRY = "inquiry", "申請者からの問い合わせに答えるため"
    CORRECTION = "correction", "記録のまちがいを直すため"
    AUDIT = "audit", "監査・点検のため"
    DISCLOSURE = "disclosure", "開示請求・法令による照会に答えるため"


class ReasonNeeded(Exception):
    """Somebody opens such an application and has not said why, or not lately."""

    def __init__(self, receipt_number: str) -> None:
        super().__init__(receipt_number)
        self.receipt_number = receipt_number


def is_guarded(application: Application) -> bool:
    """Whether only named people read it."""
    return application.is_confidential or application.procedure.is_restricted


def is_among_viewers(actor: Actor, procedure: Procedure) -> bool:
    """Whether this person is among those who may know of applications for a procedure, where anybody is named."""
    return not procedure.is_restricted or actor.id in procedure.viewers


def may_know(actor: Actor, application: Application) -> bool:
    """Whether this person is among the named, where anybody is."""
    return is_among_viewers(actor, application.procedure) and (
        not application.is_confidential or actor.id in application.viewers
    )


def name_in_lists(application: Application) -> str:
    """The applicant as a list shows them."""
    return HIDDEN if is_guarded(application) else application.applicant_label
