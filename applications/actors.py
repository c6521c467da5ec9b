"""How residents appear as actors: as the applicant of exactly one application, whose cookie or code they showed."""

from uuid import UUID

from common.actor import Actor, ActorKind

NAME = "申請者"


def applicant_of(application_id: UUID) -> Actor:
    """The applicant of one application (申請者), who may see and change nothing else."""
    return Actor(ActorKind.RESIDENT, str(application_id), NAME)


def drafter_of(draft_id: UUID) -> Actor:
    """Whoever fills in a draft (下書き), known by nothing but that."""
    return Actor(ActorKind.RESIDENT, str(draft_id), NAME)
