"""The outbox: what was promised in a transaction and is delivered after it."""

from django.db import models
from django.db.models import Q

from tenants.rows import MunicipalityRow


class Channel(models.TextChoices):
    """The way a notification goes."""

    EMAIL = "email", "メール"
    CONSORTIUM = "consortium", "事務局への報告"


class Notification(MunicipalityRow):
    """One promised message (通知). The row is the promise; delivery only ever sets timestamps."""

    channel = models.CharField("経路", max_length=20, choices=Channel, default=Channel.EMAIL)
    template = models.CharField("文面", max_length=60)
    to = models.EmailField("宛先", blank=True)
    language = models.CharField("言語", max_length=10, default="ja")
    context = models.JSONField("差し込み", default=dict)
    promised_at = models.DateTimeField("約束した時刻")
    due_at = models.DateTimeField("次に送る時刻")
    attempts = models.PositiveSmallIntegerField("試した回数", default=0)
    delivered_at = models.DateTimeField("届けた時刻", null=True, blank=True)
    abandoned_at = models.DateTimeField("あきらめた時刻", null=True, blank=True)
    last_error = models.CharField("最後の失敗", max_length=200, blank=True)

    class Meta:
        ordering = ["promised_at"]
        indexes = [
            models.Index(
                name="notification_waiting",
                fields=["due_at"],
                condition=Q(delivered_at__isnull=True, abandoned_at__isnull=True),
            )
        ]
        constraints = [
            models.CheckConstraint(name="mail_has_an_address", condition=~Q(channel="email") | ~Q(to="")),
        ]

    def __str__(self) -> str:
        return f"{self.template} {self.promised_at:%Y-%m-%d %H:%M}"
