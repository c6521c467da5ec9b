"""The contract, and the calculation, that an address names."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.requests import MemberRequest
from billing.models import Contract
from billing.selectors import contracts, sheets


def contract_for(request: MemberRequest, contract_id: UUID) -> Contract:
    """A contract that this person may see, or 404."""
    return get_object_or_404(contracts.visible_to(request.actor), pk=contract_id)


def sheet_of(found: Contract, number: int) -> sheets.RunSheet:
    """One of its calculations, or 404."""
    if (sheet := sheets.run_sheet(found, number)) is None:
        raise Http404
    return sheet
