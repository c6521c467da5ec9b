"""The address of a postal code, for a page that fills it in at once."""

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse, JsonResponse

from applications.addresses import find_addresses
from applications.errors import AddressUnknown
from applications.views.resident.door import resident_page


@resident_page("POST")
def addresses(request: HttpRequest) -> HttpResponse:
    """What is known of a code; asked by POST, so that no log says where somebody lives."""
    try:
        found = find_addresses(request.POST.get("code", ""))
    except AddressUnknown as unknown:
        return JsonResponse({"addresses": [], "words": unknown.message})
    return JsonResponse({"addresses": [asdict(each) for each in found], "words": ""})
