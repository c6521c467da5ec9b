"""What each plan lets a municipality do (プランの内容): the one table, asked again with every request.

The plan travels with `CurrentMunicipality`, which is at most three seconds old: a change of plan needs nothing else.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import TextChoices

from tenants.directory import CurrentMunicipality
from tenants.models import Plan


class Feature(TextChoices):
    """What a plan may hold back (プランで決まる機能)."""

    AGENT_APPLICATION = "agent_application", "代理申請（代わりの人が申請する）"
    CORPORATE_SIGN_IN = "corporate_sign_in", "法人認証（会社として本人確認をする）"


@dataclass(frozen=True, slots=True)
class Entitlements:
    """What one plan includes. procedures: how many may be online at once; None: as many as the city likes."""

    features: frozenset[Feature]
    procedures: int | None


ENTITLEMENTS: Mapping[str, Entitlements] = {
    Plan.A: Entitlements(features=frozenset(Feature), procedures=None),
    Plan.B: Entitlements(features=frozenset(), procedures=10),
}


def entitled(municipality: CurrentMunicipality, feature: Feature) -> bool:
    """Whether the municipality's plan includes a feature."""
    return feature in ENTITLEMENTS[municipality.plan].features


def procedures_allowed(municipality: CurrentMunicipality) -> int | None:
    """How many procedures the municipality may have online at once; None: as many as it likes."""
    return ENTITLEMENTS[municipality.plan].procedures
