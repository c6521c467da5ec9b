"""Contracts, who takes part, and what each municipality pays (負担金). Public schema."""

from django.db import models
from django.db.models import F, Q

from tenants.models import Municipality
from tenants.rows import MunicipalityRow

APRIL = 4


class Contract(MunicipalityRow):
    """What the consortium bought for one fiscal year (契約), and by what rule its cost is split (前提)."""

    class State(models.TextChoices):
        OPEN = "open", "検討中"
        CONFIRMED = "confirmed", "確定"

    title = models.CharField("契約の名称", max_length=100)
    supplier_name = models.CharField("契約の相手方", max_length=100)
    fiscal_year = models.PositiveSmallIntegerField("年度")
    total_yen = models.PositiveBigIntegerField("総額（税込み、円）")
    equal_weight = models.PositiveSmallIntegerField("均等割の割合")
    population_weight = models.PositiveSmallIntegerField("人口割の割合")
    population_label = models.CharField("人口の種別", max_length=60)
    population_on = models.DateField("人口の基準日")
    state = models.CharField("状態", max_length=20, choices=State, default=State.OPEN)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-fiscal_year", "created_at"]
        constraints = [
            models.UniqueConstraint(name="one_contract_of_a_title_per_year", fields=["fiscal_year", "title"]),
            models.CheckConstraint(
                name="contract_has_a_weight", condition=Q(equal_weight__gt=0) | Q(population_weight__gt=0)
            ),
            models.CheckConstraint(name="contract_state_is_known", condition=Q(state__in=["open", "confirmed"])),
        ]

    def __str__(self) -> str:
        return self.title


class Participation(MunicipalityRow):
    """A municipality takes part in a contract (参加), from a month on, with the population that counts."""

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="participations")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="participations")
    joining_month = models.PositiveSmallIntegerField("参加月", default=APRIL)
    population = models.PositiveIntegerField("人口")

    class Meta:
        ordering = ["municipality__code"]
        constraints = [
            models.UniqueConstraint(name="one_participation_per_contract", fields=["contract", "municipality"]),
            models.CheckConstraint(name="joining_month_is_a_month", condition=Q(joining_month__range=(1, 12))),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.joining_month}月から"


class AllocationRun(MunicipalityRow):
    """One calculation (案): what it started from, frozen. Once confirmed it never changes; a trigger holds that too."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="runs")
    number = models.PositiveSmallIntegerField("案の番号")
    terms = models.JSONField("前提", help_text="billing.allocation.Terms")
    population_label = models.CharField("人口の種別", max_length=60)
    population_on = models.DateField("人口の基準日")
    total_yen = models.PositiveBigIntegerField("総額（税込み、円）")
    computed_at = models.DateTimeField("計算した時刻")
    computed_by = models.CharField("計算した人", max_length=100)
    confirmed_at = models.DateTimeField("確定した時刻", null=True, blank=True)
    confirmed_by = models.CharField("確定した人", max_length=100, blank=True)

    class Meta:
        ordering = ["contract", "-number"]
        constraints = [
            models.UniqueConstraint(name="one_run_per_number", fields=["contract", "number"]),
            models.UniqueConstraint(
                name="one_confirmed_run_per_contract", fields=["contract"], condition=Q(confirmed_at__isnull=False)
            ),
            models.CheckConstraint(
                name="confirmed_by_somebody",
                condition=Q(confirmed_at__isnull=True, confirmed_by="")
                | (Q(confirmed_at__isnull=False) & ~Q(confirmed_by="")),
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
