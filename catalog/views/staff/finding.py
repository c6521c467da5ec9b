"""What most of these pages begin and end with."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from accounts.requests import MemberRequest
from catalog import selectors
from catalog.models import Procedure
from common.actor import Actor
from common.errors import DomainError

RowPolicy = Callable[[Actor, Procedure], bool]


def procedure_or_404(procedure_id: UUID) -> Procedure:
    """The procedure as the staff see it."""
    return get_object_or_404(selectors.procedures_for_staff(), pk=procedure_id)


def procedure_for(request: MemberRequest, procedure_id: UUID, may: RowPolicy) -> Procedure:
    """The procedure, for a page that is of use only to those whom a policy lets; 403 for the others."""
    procedure = procedure_or_404(procedure_id)
    if not may(request.actor, procedure):
        raise PermissionDenied
    return procedure


def carried_out(request: MemberRequest, action: Callable[[], object], done: str) -> bool:
    """Call a service for somebody who pressed a button: say on the next page that it is done, or why it is not."""
    try:
        action()
    except DomainError as error:
        messages.error(request, error.message)
        return False
    messages.success(request, done)
    return True
