"""What every template may know about where it is shown."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def municipality(request: HttpRequest) -> dict[str, Any]:
    """`municipality`: the city at hand or None in the consortium; `demo`: whether this is the demo."""
    return {"municipality": getattr(request, "municipality", None), "demo": settings.DEMO}
