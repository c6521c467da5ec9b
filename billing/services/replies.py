"""What a city says to the draft it was shown, and what the secretariat answers (照会への回答)."""

from uuid import UUID

from django.db import IntegrityError, transaction

from audit.events import AuditEvent
from audit.services import record
from billing import policies
from billing.errors import ActionRefused
from billing.models import CityReply, CityShare, Contract
from common.actor import Actor
from tenants.context import current_municipality


@transaction.atomic
def agree(share_id: UUID, *, post: str, text: str = "", actor: Actor) -> CityReply:
    """Agree to the draft for one's own city (同意), with the name of who does and their post. In the city's context.

    Twice is once. Raises ActionRefused when there is nothing to agree to, or a newer draft.
    """
    share = _own_consultation(share_id, actor, action="agree")
    kept = CityReply.objects.filter(share=share, kind=CityReply.Kind.AGREE).first()
    if kept is not None:
        return kept
    try:
        with transaction.atomic():
            reply = _say(share, CityReply.Kind.AGREE, text, post=post, actor=actor)
    except IntegrityError:  # somebody else agreed in this moment
        return CityReply.objects.get(share=share, kind=CityReply.Kind.AGREE)
    record(AuditEvent.SHARE_AGREED, actor=actor, subject=str(share.pk), amount_yen=share.amount_yen)
    return reply


@transaction.atomic
def ask(share_id: UUID, *, text: str, post: str, actor: Actor) -> CityReply:
    """Ask the secretariat about the draft (質問). In the city's context. Raises ActionRefused as `agree`."""
    share = _own_consultation(share_id, actor, action="ask")
    reply = _say(share, CityReply.Kind.QUESTION, text, post=post, actor=actor)
    record(AuditEvent.SHARE_ASKED, actor=actor, subject=str(share.pk))
    return reply


@transaction.atomic
def answer(share_id: UUID, *, text: str, actor: Actor) -> CityReply:
    """Answer a city (事務局の回答); it reads that beside its question. In the consortium's context. Raises ActionRefused."""
    share = CityShare.objects.get(pk=share_id)
    contract = Contract.objects.get(pk=share.contract_id)
    if not policies.can_consult(actor, contract):
        raise ActionRefused(action="answer")
    reply = _say(share, CityReply.Kind.ANSWER, text, post="事務局", actor=actor)
    record(AuditEvent.SHARE_ANSWERED, actor=actor, subject=str(contract.pk), municipality=share.schema_name)
    return reply


def _own_consultation(share_id: UUID, actor: Actor, *, action: str) -> CityShare:
    """The consultation at hand, if it is this city's and the newest that it was told of its contract."""
    told = CityShare.objects.filter(schema_name=current_municipality().schema_name)
    share = told.filter(pk=share_id).first()
    if share is None or share.kind != CityShare.Kind.CONSULTATION or not policies.can_reply(actor):
        raise ActionRefused(action=action)
    about_shares = (CityShare.Kind.CONSULTATION, CityShare.Kind.DECISION)
    newest = told.filter(contract_id=share.contract_id, kind__in=about_shares).order_by("-told_at").first()
    if newest != share:
        raise ActionRefused(action=action)
    return share


def _say(share: CityShare, kind: CityReply.Kind, text: str, *, post: str, actor: Actor) -> CityReply:
    return CityReply.objects.create(
        schema_name=share.schema_name,
        share=share,
        kind=kind,
        text=text,
        name=actor.name,
        post=post,
        said_by_id=actor.id,
    )
