"""How the calculation says no."""

from common.errors import DomainError


class CannotAllocate(DomainError):
    """The terms cannot be calculated. Codes: see `terms.check`."""

    code = "cannot_allocate"
