"""People, departments and roles. The same tables stand in the public schema (secretariat) and in each city (staff)."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
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


class Membership(MunicipalityRow):
    """One role of one person. Without a department it reaches the whole city (or the consortium)."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    department = models.ForeignKey(
        Department, on_delete=models.PROTECT, null=True, blank=True, related_name="memberships"
    )
    role = models.CharField("役割", max_length=20, choices=Role)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_role_once", fields=["user", "department", "role"], nulls_distinct=False)
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.get_role_display()}"


class ReadAnnouncement(MunicipalityRow):
    """That somebody opened an announcement of the secretariat; it stands in another schema and is named by its key."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="read_announcements")
    announcement_id = models.UUIDField("お知らせ")
    read_at = models.DateTimeField("開いた時刻", auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="one_mark_per_reader", fields=["user", "announcement_id"])]

    def __str__(self) -> str:
        return f"{self.user_id} {self.announcement_id}"
