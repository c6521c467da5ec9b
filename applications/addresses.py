"""From a postal code to the parts of an address (郵便番号 → 住所)."""

from dataclasses import dataclass

from django.http import HttpRequest, QueryDict

from applications.errors import AddressUnknown
from common.prefectures import prefecture_of
from shared_forms.language.characters import digits
from shared_forms.language.refusals import NotAccepted
from shared_forms.selectors import areas_of
from tenants.context import current_municipality

MOST_AREAS = 50


@dataclass(frozen=True, slots=True)
class FoundAddress:
    """What a postal code tells: the municipality, with its prefecture unless it is this city's own, and the town."""

    city: str
    street: str


def find_addresses(typed: str) -> tuple[FoundAddress, ...]:
    """The addresses of a postal code as somebody typed it. Raises AddressUnknown."""
    try:
        code = digits(typed[:20].replace("〒", ""))
    except NotAccepted:
        raise AddressUnknown from None
    home = prefecture_of(current_municipality().code)
    found = tuple(
        FoundAddress(area.city if area.prefecture == home else f"{area.prefecture}{area.city}", area.town)
        for area in areas_of(code)[:MOST_AREAS]
    )
    if not found:
        raise AddressUnknown
    return found


def fill_in_address(request: HttpRequest, control: str) -> None:
    """Put the address of the postal code that was sent into the sent form itself, as if it had been typed.

    Where the code has several towns, only what they have in common is filled in.
    control:  what the names of the address's controls begin with, "home" or "members.0.home".
    Raises AddressUnknown, and then nothing is changed.
    """
    found = find_addresses(request.POST.get(f"{control}.postal_code", ""))
    filled: QueryDict = request.POST.copy()
    filled[f"{control}.city"] = _agreed({each.city for each in found})
    town = _agreed({each.street for each in found})
    if not filled.get(f"{control}.street", "").startswith(town):  # the numbers behind it were typed before
        filled[f"{control}.street"] = town
    request.POST = filled  # type: ignore[assignment]  # Django offers a setter, its stubs do not


def _agreed(values: set[str]) -> str:
    """What all say, "" when they do not: then the person goes on typing."""
    return next(iter(values)) if len(values) == 1 else ""
