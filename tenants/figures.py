"""What the cities tell the consortium: counts and facts they push, taken in once however often they arrive."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from tenants.context import in_consortium
from tenants.directory import CurrentMunicipality
from tenants.models import (
    AdviserAccess,
    CityReport,
    MeteredUse,
    MonthlyFigures,
    OfferedForm,
    RehearsalResult,
    ReportedProcedure,
)

ADVISER_ACCESS = "adviser_access"
MONTHLY = "monthly_figures"
USE = "metered_use"
CITY_REPORT = "city_report"
REHEARSAL = "rehearsal"
FORM_OFFER = "form_offer"


def receive(kind: str, values: Mapping[str, Any], *, sender: CurrentMunicipality) -> None:
    """Take in one message of a city, in the consortium's context. Older messages never replace newer ones.

    values for "monthly_figures": month "YYYY-MM-01", procedures_online, applications_received, counted_at (ISO).
    values for "metered_use":     position (of the sealed audit record up to which was counted), months (month "YYYY-MM-01", accepted, procedures of each).
    values for "city_report":     told_at (ISO), people, administrators (name, email of each), procedures (slug, title,
                                  department, template_id, template_version, is_online of each).
    values for "adviser_access":  told_at, ends_at, ended_at (ISO; None while it runs), grant_id, adviser_id, reason, granted_by.
    values for "rehearsal":        rehearsal_id, results (slug, title, level, look, decisions of each procedure).
    values for "form_offer":       offer_id, slug, title, category, definition (JSON as text), removed (words of each fact), note,
                                   offered_by, answer_to, offered_at (ISO).
    Raises ValueError or KeyError for what is not understood.
    """
    if kind not in _RECEIVERS:
        raise ValueError(f"the consortium knows no message {kind!r}")
    with in_consortium(), transaction.atomic():
        _RECEIVERS[kind](values, sender.id)


def _monthly_figures(values: Mapping[str, Any], city: UUID) -> None:
    month = date.fromisoformat(str(values["month"]))
    counted_at = datetime.fromisoformat(str(values["counted_at"]))
    counts = {
        "procedures_online": int(str(values["procedures_online"])),
        "applications_received": int(str(values["applications_received"])),
        "counted_at": counted_at,
    }
    row, made = MonthlyFigures.objects.get_or_create(municipality_id=city, month=month, defaults=counts)
    if not made:
        MonthlyFigures.objects.filter(Q(counted_at__lt=counted_at), pk=row.pk).update(**counts)


def _metered_use(values: Mapping[str, Any], city: UUID) -> None:
    position = int(values["position"])
    for each in values["months"]:
        counts = {name: int(each[name]) for name in ("accepted", "procedures")}
        counted = {**counts, "position": position}
        key = {"municipality_id": city, "month": date.fromisoformat(each["month"])}
        row, made = MeteredUse.objects.get_or_create(**key, defaults=counted)
        if not made:
            MeteredUse.objects.filter(pk=row.pk, position__lt=position).update(**counted)


def _city_report(values: Mapping[str, Any], city: UUID) -> None:
    told_at = datetime.fromisoformat(str(values["told_at"]))
    facts = {
        "told_at": told_at,
        "people": int(values["people"]),
        "administrators": [{"name": each["name"], "email": each["email"]} for each in values["administrators"]],
    }
    procedures = [_procedure(each, city) for each in values["procedures"]]
    report, made = CityReport.objects.select_for_update().get_or_create(municipality_id=city, defaults=facts)
    if not made and report.told_at >= told_at:
        return
    CityReport.objects.filter(pk=report.pk).update(**facts)
    ReportedProcedure.objects.filter(municipality_id=city).delete()
    ReportedProcedure.objects.bulk_create(procedures)


def _procedure(facts: Mapping[str, Any], city: UUID) -> ReportedProcedure:
    template = facts["template_id"]
    return ReportedProcedure(
        municipality_id=city,
        slug=facts["slug"],
        title=facts["title"],
        department=facts["department"],
        template_id=UUID(template) if template else None,
        template_version=facts["template_version"],
        is_online=bool(facts["is_online"]),
    )


def _adviser_access(values: Mapping[str, Any], city: UUID) -> None:
    told_at, ended_at = datetime.fromisoformat(str(values["told_at"])), values["ended_at"]
    facts = {
        "told_at": told_at,
        "adviser_id": UUID(str(values["adviser_id"])),
        "reason": values["reason"],
        "granted_by": values["granted_by"],
        "ends_at": datetime.fromisoformat(str(values["ends_at"])),
        "ended_at": datetime.fromisoformat(ended_at) if ended_at else None,
    }
    key = {"municipality_id": city, "grant_id": UUID(str(values["grant_id"]))}
    row, made = AdviserAccess.objects.get_or_create(**key, defaults=facts)
    if not made:
        AdviserAccess.objects.filter(told_at__lt=told_at, pk=row.pk).update(**facts)


def _rehearsal(values: Mapping[str, Any], city: UUID) -> None:
    rehearsal = UUID(str(values["rehearsal_id"]))
    rows = [
        RehearsalResult(
            rehearsal_id=rehearsal,
            municipality_id=city,
            slug=each["slug"],
            title=each["title"],
            level=each["level"],
            look=int(each["look"]),
            decisions=int(each["decisions"]),
        )
        for each in values["results"]
    ]
    RehearsalResult.objects.filter(rehearsal_id=rehearsal, municipality_id=city).delete()
    RehearsalResult.objects.bulk_create(rows)


def _form_offer(values: Mapping[str, Any], city: UUID) -> None:
    facts = {name: values[name] for name in ("slug", "title", "category", "note", "offered_by", "answer_to")}
    OfferedForm.objects.get_or_create(
        offer_id=UUID(str(values["offer_id"])),
        defaults={
            **facts,
            "municipality_id": city,
            "definition": json.loads(values["definition"]),
            "removed": [each["words"] for each in values["removed"]],
            "offered_at": datetime.fromisoformat(str(values["offered_at"])),
        },
    )


_RECEIVERS = {
    ADVISER_ACCESS: _adviser_access,
    MONTHLY: _monthly_figures,
    USE: _metered_use,
    CITY_REPORT: _city_report,
    REHEARSAL: _rehearsal,
    FORM_OFFER: _form_offer,
}
