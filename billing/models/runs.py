"""Calculations, kept as they were made."""

from django.db import models
from django.db.models import F, Q

from billing.models.contracts import Contract
from tenants.rows import MunicipalityRow


class AllocationRun(MunicipalityRow):
    """One calculation (案): what it started from, frozen. Once it is decided it never changes; a trigger holds that too.

    sources:       [{"kind", "label", "as_of", "origin"}] of the figures it used.
    carried_yen:   what nobody pays this year, where shares are cut to a thousand.
    content_hash:  SHA-256 of terms, sources and shares, in hexadecimal (`billing.records.content_hash`).
    version:       of the decisions of a contract (決定の版): 1, and more where one was changed for a reason. None until then.
    resolution:    what the general meeting resolved (総会の議決), and on which day.
    """

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="runs")
    number = models.PositiveSmallIntegerField("案の番号")
    terms = models.JSONField("前提", help_text="billing.allocation.Terms")
    sources = models.JSONField("基礎数値の出典", default=list)
    total_yen = models.PositiveBigIntegerField("総額（税込み、円）")
    carried_yen = models.PositiveBigIntegerField("繰り越す差額（円）", default=0)
    content_hash = models.CharField("内容の照合値", max_length=64)
    computed_at = models.DateTimeField("計算した時刻")
    computed_by = models.CharField("計算した人", max_length=100)
    computed_by_id = models.CharField(max_length=64)
    confirmed_at = models.DateTimeField("確定した時刻", null=True, blank=True)
    confirmed_by = models.CharField("確定した人", max_length=100, blank=True)
    version = models.PositiveSmallIntegerField("決定の版", null=True, blank=True)
    reason = models.CharField("決定を改めた理由", max_length=300, blank=True)
    resolution = models.CharField("議決", max_length=100, blank=True)
    resolved_on = models.DateField("議決の日", null=True, blank=True)

    class Meta:
        ordering = ["contract", "-number"]
        constraints = [
            models.UniqueConstraint(name="one_run_per_number", fields=["contract", "number"]),
            models.UniqueConstraint(name="one_run_per_version", fields=["contract", "version"]),
            models.CheckConstraint(
                name="confirmed_by_somebody",
                condition=Q(confirmed_at__isnull=True, confirmed_by="", version__isnull=True, resolved_on__isnull=True)
                | (
                    Q(confirmed_at__isnull=False, version__gte=1, resolved_on__isnull=False)
                    & ~Q(confirmed_by="")
                    & ~Q(resolution="")
                ),
            ),
            models.CheckConstraint(
                name="a_later_version_has_a_reason",
                condition=Q(version__isnull=True) | Q(version=1) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="confirmed_after_computed",
                condition=Q(confirmed_at__isnull=True) | Q(confirmed_at__gte=F("computed_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"案{self.number}"


class AllocationShare(MunicipalityRow):
    """What one municipality pays by one calculation, and why. Appended, never changed."""

    run = models.ForeignKey(AllocationRun, on_delete=models.PROTECT, related_name="shares")
    code = models.CharField("全国地方公共団体コード", max_length=6)
    name = models.CharField("名称", max_length=50)
    amount_yen = models.PositiveBigIntegerField("負担額（円）")
    explanation = models.JSONField("計算の説明", help_text="billing.allocation.Share")

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint(name="one_share_per_municipality", fields=["run", "code"])]

    def __str__(self) -> str:
        return f"{self.name} {self.amount_yen:,}円"
