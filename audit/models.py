"""The audit record (監査記録). It stands below every other room and knows none of them.

Its key is made like all our keys; its base class cannot be `tenants.rows`, for that room stands above this one.
"""

from django.db import models

from common.actor import ActorKind
from common.identifiers import new_id


class AuditRecord(models.Model):
    """Who did what, when, to what. Appended and never changed: by grants and by a trigger, for everybody."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    at = models.DateTimeField("時刻", db_index=True)
    event = models.CharField("できごと", max_length=60, help_text="audit.events.AuditEvent の値")
    actor_kind = models.CharField("立場", max_length=20, choices=[(kind.value, kind.value) for kind in ActorKind])
    actor_id = models.CharField("人", max_length=64, blank=True)
    actor_name = models.CharField("名前", max_length=100, blank=True)
    subject = models.CharField("対象", max_length=64, blank=True, help_text="受付番号や識別子。回答は入れない")
    detail = models.JSONField("詳細", default=dict, help_text="コードと番号だけ。回答や自由記述は入れない")

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["subject", "at"], name="audit_subject_at")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.event} {self.subject}"
