"""Assumptions that somebody tried out and gave a name (試算)."""

from django.db import models

from billing.models.contracts import Contract
from tenants.rows import MunicipalityRow


class Scenario(MunicipalityRow):
    """A named what-if of a contract. Removed when nobody needs it; what cities were told of it stays with them.

    assumptions:  billing.simulation.WhatIf.
    """

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="scenarios")
    number = models.PositiveSmallIntegerField("試算の番号")
    name = models.CharField("試算の名前", max_length=50)
    assumptions = models.JSONField("前提")
    kept_at = models.DateTimeField("保存した時刻", auto_now_add=True)
    kept_by = models.CharField("保存した人", max_length=100)

    class Meta:
        ordering = ["contract", "number"]
        constraints = [
            models.UniqueConstraint(name="one_scenario_of_a_name", fields=["contract", "name"]),
            models.UniqueConstraint(name="one_scenario_per_number", fields=["contract", "number"]),
        ]

    def __str__(self) -> str:
        return self.name
