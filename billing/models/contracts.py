"""What the consortium bought, for one fiscal year at a time, and who takes part."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from billing.models.figures import BaseFigures
from tenants.models import Municipality
from tenants.rows import MunicipalityRow

if TYPE_CHECKING:
    from billing.models.runs import AllocationRun

APRIL = 4


class Contract(MunicipalityRow):
    """What a contract costs in one fiscal year (契約の年度分), and by what rule that is split (前提).

    previous:   the same contract's fiscal year before, where it runs over several (債務負担行為・長期継続契約).
    total_yen:  what the municipalities share: running and one-time costs without the subsidy and the prefecture's own part.
    rule:       billing.allocation.Rule.
    use_year:   the fiscal year whose applications count for 利用割 and 従量.
    """

    class State(models.TextChoices):
        OPEN = "open", "検討中"
        CONSULTING = "consulting", "照会中"
        CONFIRMED = "confirmed", "確定"

    class Service(models.TextChoices):
        PLAN_A = "plan_a", "電子申請（プランA）"
        PLAN_B = "plan_b", "電子申請（プランB）"
        BOTH_PLANS = "both_plans", "電子申請（プランA・B）"
        OTHER = "other", "その他のサービス"

    class Tax(models.TextChoices):
        """How the contribution is treated (税区分). Amounts have the tax in them."""

        TAXABLE_10 = "taxable10", "課税（10％）"
        REDUCED_8 = "reduced8", "課税（軽減8％）"
        EXEMPT = "exempt", "非課税"
        OUT_OF_SCOPE = "out_of_scope", "不課税（負担金）"

    title = models.CharField("契約の名称", max_length=100)
    supplier_name = models.CharField("契約の相手方", max_length=100)
    service = models.CharField("サービス", max_length=12, choices=Service, default=Service.BOTH_PLANS)
    fiscal_year = models.PositiveSmallIntegerField("年度")
    term_from = models.DateField("契約期間の初日", null=True, blank=True)
    term_until = models.DateField("契約期間の末日", null=True, blank=True)
    previous = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="next", verbose_name="前年度分"
    )
    running_yen = models.PositiveBigIntegerField("運用の費用（税込み、円）")
    one_time_yen = models.PositiveBigIntegerField("初期の費用（税込み、円）", default=0)
    subsidy_yen = models.PositiveBigIntegerField("補助金（円）", default=0)
    prefecture_yen = models.PositiveBigIntegerField("都道府県の負担（円）", default=0)
    total_yen = models.PositiveBigIntegerField("分ける総額（税込み、円）")
    tax = models.CharField("税区分", max_length=12, choices=Tax, default=Tax.OUT_OF_SCOPE)
    rule = models.JSONField("配分の規約")
    population = models.ForeignKey(
        BaseFigures, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="人口"
    )
    need = models.ForeignKey(
        BaseFigures, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="財政需要額"
    )
    use_year = models.PositiveSmallIntegerField("件数を数える年度")
    state = models.CharField("状態", max_length=20, choices=State, default=State.OPEN)
    revision_reason = models.CharField("決定を改める理由", max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-fiscal_year", "created_at"]
        constraints = [
            models.UniqueConstraint(name="one_contract_of_a_title_per_year", fields=["fiscal_year", "title"]),
            models.CheckConstraint(
                name="contract_state_is_known", condition=Q(state__in=["open", "consulting", "confirmed"])
            ),
            models.CheckConstraint(
                name="contract_total_is_its_parts",
                condition=Q(total_yen=F("running_yen") + F("one_time_yen") - F("subsidy_yen") - F("prefecture_yen")),
            ),
            models.CheckConstraint(
                name="contract_term_has_an_order",
                condition=Q(term_until__isnull=True) | Q(term_from__isnull=True) | Q(term_until__gte=F("term_from")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def decision(self) -> "AllocationRun | None":
        """The calculation that is in force (決定): the decided one of the latest version."""
        return self.runs.filter(version__isnull=False).order_by("-version").first()

    @property
    def is_settled(self) -> bool:
        """Whether the year's settlement was decided (精算済み): what was decided is not changed any more."""
        return self.runs.filter(settlements__decided_at__isnull=False).exists()


class Participation(MunicipalityRow):
    """A municipality takes part in a contract (参加): all year, or from a day on, or until one. Both days count."""

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="participations")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="participations")
    joins_on = models.DateField("参加する日", null=True, blank=True)
    leaves_on = models.DateField("参加の最後の日", null=True, blank=True)

    class Meta:
        ordering = ["municipality__code"]
        constraints = [
            models.UniqueConstraint(name="one_participation_per_contract", fields=["contract", "municipality"]),
            models.CheckConstraint(
                name="participation_has_an_order",
                condition=Q(joins_on__isnull=True) | Q(leaves_on__isnull=True) | Q(leaves_on__gte=F("joins_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.joins_on or ''}"
