"""Telling the consortium what the city offers and who manages it (市町村の近況): its office only, nothing of residents."""

import hashlib
import json
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from accounts import selectors as accounts
from catalog.models import Procedure
from notifications.services import Fact, report_to_consortium
from shared_forms import selectors as shared_forms
from tenants.figures import CITY_REPORT

_KEPT = "city-report"
_REPEAT_AFTER_SECONDS = 24 * 3600


def push_report() -> bool:
    """Promise the consortium today's facts, unless it was told the same within a day. Returns whether it is told."""
    facts: dict[str, Fact] = {
        "people": accounts.people_count(),
        "administrators": _administrators(),
        "procedures": _procedures(),
    }
    fingerprint = hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()
    if cache.get(_KEPT) == fingerprint:
        return False
    with transaction.atomic():
        report_to_consortium(CITY_REPORT, told_at=timezone.now().isoformat(), **facts)
    cache.set(_KEPT, fingerprint, _REPEAT_AFTER_SECONDS)
    return True


def _administrators() -> list[dict[str, Any]]:
    return [{"name": user.name, "email": user.email} for user in accounts.administrators()]


def _procedures() -> list[dict[str, Any]]:
    rows = Procedure.objects.select_related("department", "adoption").order_by("slug")
    numbers = shared_forms.version_numbers()
    return [_facts(row, numbers) for row in rows.defer("adoption__overlay")]


def _facts(procedure: Procedure, numbers: dict[Any, int]) -> dict[str, Any]:
    adoption = getattr(procedure, "adoption", None)
    return {
        "slug": procedure.slug,
        "title": procedure.title,
        "department": procedure.department.name,
        "template_id": str(adoption.template_id) if adoption else None,
        "template_version": numbers.get(adoption.template_version_id) if adoption else None,
        "is_online": procedure.is_published and not procedure.is_closed_by_office,
    }
