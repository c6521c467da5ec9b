"""The settlement at the end of a fiscal year (精算)."""

from django.db import models
from django.db.models import F, Q

from billing.models.runs import AllocationRun
from tenants.rows import MunicipalityRow


class Settlement(MunicipalityRow):
    """What a decision would have been with the year's actual cost and use; the differences become lines, the decision stays.

    run:           the decision that is settled.
    content_hash:  SHA-256 of terms, sources and lines, as `billing.records.content_hash`.
    """

    run = models.ForeignKey(AllocationRun, on_delete=models.PROTECT, related_name="settlements")
    number = models.PositiveSmallIntegerField("精算案の番号")
    terms = models.JSONField("前提", help_text="billing.allocation.Terms")
    sources = models.JSONField("基礎数値の出典", default=list)
    total_yen = models.PositiveBigIntegerField("実績の総額（税込み、円）")
    carried_yen = models.PositiveBigIntegerField("繰り越す差額（円）", default=0)
    content_hash = models.CharField("内容の照合値", max_length=64)
    computed_at = models.DateTimeField("計算した時刻")
    computed_by = models.CharField("計算した人", max_length=100)
    computed_by_id = models.CharField(max_length=64)
    decided_at = models.DateTimeField("確定した時刻", null=True, blank=True)
    decided_by = models.CharField("確定した人", max_length=100, blank=True)

    class Meta:
        ordering = ["run", "-number"]
        constraints = [
            models.UniqueConstraint(name="one_settlement_per_number", fields=["run", "number"]),
            models.UniqueConstraint(
                name="one_decided_settlement", fields=["run"], condition=Q(decided_at__isnull=False)
            ),
            models.CheckConstraint(
                name="settlement_decided_by_somebody",
                condition=Q(decided_at__isnull=True, decided_by="")
                | (Q(decided_at__gte=F("computed_at")) & ~Q(decided_by="")),
            ),
        ]

    def __str__(self) -> str:
        return f"精算案{self.number}"


class SettlementLine(MunicipalityRow):
    """One municipality's difference: to pay (追徴) above nothing, to be paid back (還付) below. Appended, never changed."""

    settlement = models.ForeignKey(Settlement, on_delete=models.PROTECT, related_name="lines")
    code = models.CharField("全国地方公共団体コード", max_length=6)
    name = models.CharField("名称", max_length=50)
    decided_yen = models.PositiveBigIntegerField("決定した負担額（円）")
    actual_yen = models.PositiveBigIntegerField("実績による負担額（円）")
    explanation = models.JSONField("計算の説明", help_text="billing.allocation.Share")

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint(name="one_line_per_municipality", fields=["settlement", "code"])]

    def __str__(self) -> str:
        return f"{self.name} {self.difference_yen:+,}円"

    @property
    def difference_yen(self) -> int:
        """What is still to pay, or below nothing to be paid back."""
        return self.actual_yen - self.decided_yen
