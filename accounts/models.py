"""People, departments and roles. The same tables stand in the public schema (secretariat) and in each city (staff)."""

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from accounts.roles import Role
from tenants.rows import MunicipalityRow


class UserManager(BaseUserManager["User"]):
    """Makes people. Their address is their name at sign-in, compared without case."""

    def create_user(self, email: str, name: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), name=name, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(MunicipalityRow, AbstractBaseUser):
    """A member of staff (職員) or of the secretariat (事務局). Residents have no account."""

    email = models.EmailField("メールアドレス", unique=True)
    name = models.CharField("氏名", max_length=100)
    is_active = models.BooleanField("利用中", default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_person_per_address")]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name


class Department(MunicipalityRow):
    """A department (課) that receives applications."""

    name = models.CharField("課名", max_length=60, unique=True)
    phone = models.CharField("電話番号", max_length=20, blank=True)
    position = models.PositiveSmallIntegerField("並び順", default=0)

    class Meta:
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name


class Seat(MunicipalityRow):
    """A place in the office (席) that outlives who sits there: its roles and its open work go to the next holder.

    department:   None lets the roles reach the whole city.
    next_holder:  who follows on the day `changes_on`; without such a day no change is planned, with one and nobody it falls vacant.
    """

    name = models.CharField("席の名前", max_length=60, unique=True)
    department = models.ForeignKey(Department, on_delete=models.PROTECT, null=True, blank=True, related_name="seats")
    roles = ArrayField(models.CharField(max_length=20, choices=Role), verbose_name="役割")
    holder = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="seats")
    next_holder = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    changes_on = models.DateField("交代の日", null=True, blank=True)

    class Meta:
        ordering = ["department__position", "department__name", "name"]
        constraints = [
            models.CheckConstraint(name="seat_has_a_role", condition=Q(roles__len__gte=1)),
            models.CheckConstraint(
                name="next_holder_has_a_day", condition=Q(next_holder__isnull=True) | Q(changes_on__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def role_words(self) -> str:
        """`"処理・承認"`."""
        return "・".join(role.label for role in Role if role in self.roles)


class Membership(MunicipalityRow):
    """One role of one person. Without a department it reaches the whole city (or the consortium).

    seat:  what gives the role; it goes with the seat. Without one the role was given to the person themselves.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    department = models.ForeignKey(
        Department, on_delete=models.PROTECT, null=True, blank=True, related_name="memberships"
    )
    role = models.CharField("役割", max_length=20, choices=Role)
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, null=True, blank=True, related_name="memberships")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_role_once", fields=["user", "department", "role", "seat"], nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.get_role_display()}"


class AdviserGrant(MunicipalityRow):
    """That the city lets an adviser of the secretariat into its settings for some days (アドバイザーの許可).

    adviser_id:  `tenants.Adviser`, in the public schema.
    """

    adviser_id = models.UUIDField("アドバイザー")
    adviser_name = models.CharField("アドバイザーの氏名", max_length=100)
    reason = models.CharField("頼みたいこと", max_length=200)
    granted_at = models.DateTimeField("許可した時刻")
    granted_by = models.CharField("許可した人", max_length=100)
    ends_at = models.DateTimeField("終わる時刻")
    ended_at = models.DateTimeField("途中で終えた時刻", null=True, blank=True)
    ended_by = models.CharField("途中で終えた人", max_length=100, blank=True)

    class Meta:
        ordering = ["-granted_at"]
        constraints = [
            models.CheckConstraint(
                name="adviser_is_let_in_for_days_only",
                condition=Q(ends_at__gt=F("granted_at")) & Q(ends_at__lte=F("granted_at") + timedelta(days=31)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.adviser_name} {self.ends_at:%Y-%m-%d}"

    def is_open(self, now: datetime) -> bool:
        """Whether the adviser may be in the city's settings."""
        return self.ended_at is None and now < self.ends_at


class AdviserEntry(MunicipalityRow):
    """One time that an adviser came in. The hand-over's own number makes every link good for once."""

    grant = models.ForeignKey(AdviserGrant, on_delete=models.PROTECT, related_name="entries")
    hand_over = models.UUIDField("引き渡しの番号", unique=True)
    entered_at = models.DateTimeField("入った時刻", auto_now_add=True)

    class Meta:
        ordering = ["-entered_at"]

    def __str__(self) -> str:
        return f"{self.grant_id} {self.entered_at:%Y-%m-%d %H:%M}"


class ReadAnnouncement(MunicipalityRow):
    """That somebody opened an announcement of the secretariat; it stands in another schema and is named by its key."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="read_announcements")
    announcement_id = models.UUIDField("お知らせ")
    read_at = models.DateTimeField("開いた時刻", auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="one_mark_per_reader", fields=["user", "announcement_id"])]

    def __str__(self) -> str:
        return f"{self.user_id} {self.announcement_id}"
