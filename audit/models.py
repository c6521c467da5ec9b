"""The audit record (監査記録). It stands below every other room and knows none of them.

Its key is made like all our keys; its base class cannot be `tenants.rows`, for that room stands above this one.
"""

from django.db import models

from common.actor import ActorKind
from common.identifiers import new_id


class AuditRecord(models.Model):
    """Who did what, when, to what. Appended and never changed: by grants and by a trigger, for everybody.

    The database adds `transaction_id`, in which transaction the row was written; only `audit.sealing` reads it.
    """

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


class Seal(models.Model):
    """The place of a record in its city's chain (封印): a dense position in the order of commits, and the hash up to here.

    A table of its own, for a record never changes once it is written. No foreign key stands behind `record`: both tables are
    append-only, and the one who could remove a record could remove the key. See `audit.sealing` and `audit.chain`.
    """

    position = models.BigIntegerField("位置", primary_key=True)
    record = models.OneToOneField(
        AuditRecord, verbose_name="記録", on_delete=models.PROTECT, related_name="seal", db_constraint=False
    )
    hash = models.BinaryField("ハッシュ値", max_length=32)
    sealed_at = models.DateTimeField("封印した時刻")

    class Meta:
        ordering = ["position"]
        constraints = [models.CheckConstraint(name="seal_positions_begin_at_one", condition=models.Q(position__gte=1))]

    def __str__(self) -> str:
        return f"{self.position} {self.hash.hex()}"
