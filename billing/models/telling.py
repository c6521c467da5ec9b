"""What a city is told about its contribution, and what it says to that. The database shows each city its own rows only."""

from django.db import models
from django.db.models import Q

from billing.models.contracts import Contract
from tenants.models import Municipality
from tenants.rows import MunicipalityRow


class CityShare(MunicipalityRow):
    """What the secretariat told one city (負担金の照会・決定・精算・試算). Appended, never changed: news is a new row.

    schema_name:  of the city that may read it; row-level security compares it with the role (`tenants.grants.OWN_ROWS`).
    number:       of the draft for a consultation, of the version for a decision.
    content:      billing.telling.Told, everything the city's page shows.
    """

    class Kind(models.TextChoices):
        CONSULTATION = "consultation", "案の照会"
        DECISION = "decision", "決定"
        SETTLEMENT = "settlement", "精算"
        SIMULATION = "simulation", "試算"

    schema_name = models.CharField(max_length=63, db_index=True)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="told")
    kind = models.CharField("種別", max_length=12, choices=Kind)
    number = models.PositiveSmallIntegerField("番号")
    title = models.CharField("件名", max_length=150)
    fiscal_year = models.PositiveSmallIntegerField("年度")
    amount_yen = models.BigIntegerField("額（円）")
    reply_until = models.DateField("回答の期限", null=True, blank=True)
    content = models.JSONField("内容")
    told_at = models.DateTimeField("知らせた時刻", auto_now_add=True)

    class Meta:
        ordering = ["-fiscal_year", "-told_at"]
        constraints = [
            models.UniqueConstraint(name="told_once", fields=["municipality", "contract", "kind", "number", "title"]),
        ]

    def __str__(self) -> str:
        return f"{self.schema_name} {self.title}"


class CityReply(MunicipalityRow):
    """What a city says to a draft, and what the secretariat answers (回答・質問). Appended by both, never changed."""

    class Kind(models.TextChoices):
        AGREE = "agree", "同意"
        QUESTION = "question", "質問"
        ANSWER = "answer", "事務局の回答"

    schema_name = models.CharField(max_length=63)
    share = models.ForeignKey(CityShare, on_delete=models.PROTECT, related_name="replies")
    kind = models.CharField("種別", max_length=10, choices=Kind)
    text = models.CharField("内容", max_length=1000, blank=True)
    name = models.CharField("氏名", max_length=100)
    post = models.CharField("職名", max_length=100, blank=True)
    said_at = models.DateTimeField("時刻", auto_now_add=True)
    said_by_id = models.CharField(max_length=64)

    class Meta:
        ordering = ["said_at"]
        constraints = [
            models.UniqueConstraint(name="agreed_once", fields=["share"], condition=Q(kind="agree")),
            models.CheckConstraint(
                name="reply_is_of_a_known_kind", condition=Q(kind__in=["agree", "question", "answer"])
            ),
            models.CheckConstraint(name="reply_says_something", condition=Q(kind="agree") | ~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.name}"
