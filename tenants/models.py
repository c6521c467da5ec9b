"""The municipalities of the consortium, their host names, and the figures they tell it (public schema)."""

from django.db import models
from django.db.models import F, Q
from django_tenants.models import DomainMixin, TenantMixin

from tenants.rows import MunicipalityRow


class Kind(models.TextChoices):
    """Kind of municipality (団体区分)."""

    DESIGNATED_CITY = "designated_city", "政令指定都市"
    CORE_CITY = "core_city", "中核市"
    CITY = "city", "一般市"
    TOWN = "town", "町"
    VILLAGE = "village", "村"


class State(models.TextChoices):
    """Where a municipality is in its life on the platform (利用状態)."""

    PREPARING = "preparing", "準備中"
    ACTIVE = "active", "利用中"
    SUSPENDED = "suspended", "停止中"


class Plan(models.TextChoices):
    """What a municipality bought (プラン)."""

    A = "A", "プランA（標準）"
    B = "B", "プランB（スモールスタート）"


class Municipality(MunicipalityRow, TenantMixin):
    """A municipality (自治体). Its schema is `m_<code>`, its host `<slug>.<base domain>`."""

    auto_create_schema = False

    code = models.CharField("全国地方公共団体コード", max_length=6, unique=True)
    name = models.CharField("名称", max_length=50)
    kana = models.CharField("よみ", max_length=100)
    slug = models.SlugField("サブドメイン", max_length=40, unique=True)
    kind = models.CharField("区分", max_length=20, choices=Kind)
    population = models.PositiveIntegerField("人口（令和2年国勢調査）")
    corporate_number = models.CharField("法人番号", max_length=13, unique=True)
    website = models.URLField("公式サイト", blank=True)
    plan = models.CharField("プラン", max_length=1, choices=Plan, default=Plan.A)
    state = models.CharField("利用状態", max_length=20, choices=State, default=State.PREPARING)
    resumed_at = models.DateTimeField("最後に再開した時刻", null=True, blank=True)
    schema_version = models.CharField(max_length=16, blank=True, help_text="tenants.services.migration.code_version")
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(name="municipality_code_is_six_digits", condition=Q(code__regex=r"^[0-9]{6}$")),
            models.CheckConstraint(name="municipality_has_people", condition=Q(population__gt=0)),
        ]

    def __str__(self) -> str:
        return self.name


class Domain(MunicipalityRow, DomainMixin):
    """A host name of a municipality. Fields come from django-tenants: domain, tenant, is_primary."""

    changed_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.domain


class Suspension(MunicipalityRow):
    """A time in which a municipality's pages are closed (利用停止), and what people read there meanwhile.

    reason:  for the secretariat; nobody else reads it.
    notice:  for residents and staff, in the secretariat's own words.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="suspensions")
    reason = models.CharField("停止する理由", max_length=200)
    notice = models.CharField("画面に出すお知らせ", max_length=300)
    phone = models.CharField("住民の問い合わせ先の電話", max_length=20, blank=True)
    resumes_on = models.DateField("再開の予定", null=True, blank=True)
    started_at = models.DateTimeField("停止した時刻")
    started_by = models.CharField("停止した人", max_length=100)
    ended_at = models.DateTimeField("再開した時刻", null=True, blank=True)
    ended_by = models.CharField("再開した人", max_length=100, blank=True)

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint(
                name="one_suspension_at_a_time", fields=["municipality"], condition=Q(ended_at__isnull=True)
            ),
            models.CheckConstraint(
                name="suspension_ends_after_it_began",
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.started_at:%Y-%m-%d}"


class Contact(MunicipalityRow):
    """Whom the secretariat calls in a municipality (連絡先); kept by the secretariat, unknown to the city's own accounts."""

    class Duty(models.TextChoices):
        """What somebody is called about."""

        MAIN = "main", "主担当"
        DEPUTY = "deputy", "副担当"
        BILLING = "billing", "契約・支払い"
        EMERGENCY = "emergency", "緊急・夜間"

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="contacts")
    duty = models.CharField("役割", max_length=20, choices=Duty)
    name = models.CharField("氏名", max_length=100)
    section = models.CharField("課名", max_length=60, blank=True)
    phone = models.CharField("電話番号", max_length=20, blank=True)
    email = models.EmailField("メールアドレス", blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(name="contact_can_be_reached", condition=~Q(phone="") | ~Q(email="")),
        ]

    def __str__(self) -> str:
        return f"{self.get_duty_display()} {self.name}"


class ProvisioningRequest(MunicipalityRow):
    """A wish for a new municipality: the web files it, the provisioning worker fulfils it."""

    class State(models.TextChoices):
        WAITING = "waiting", "順番待ち"
        RUNNING = "running", "準備しています"
        DONE = "done", "できました"
        FAILED = "failed", "できませんでした"

    code = models.CharField("全国地方公共団体コード", max_length=6, unique=True)
    record = models.JSONField("登録する内容", help_text="tenants.municipalities.MunicipalityRecord, checked")
    plan = models.CharField("プラン", max_length=1, choices=Plan, default=Plan.A)
    state = models.CharField("状態", max_length=20, choices=State, default=State.WAITING)
    message = models.CharField("結果", max_length=300, blank=True)
    requested_by = models.CharField("依頼した人", max_length=100)
    requested_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-requested_at"]

    def __str__(self) -> str:
        return f"{self.code} {self.get_state_display()}"


class MonthlyFigures(MunicipalityRow):
    """What a city tells the consortium about one month: counts, never rows (月次の件数)."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="figures")
    month = models.DateField("月の初日")
    procedures_online = models.PositiveIntegerField("オンライン手続数")
    applications_received = models.PositiveIntegerField("申請件数")
    counted_at = models.DateTimeField("数えた時刻")

    class Meta:
        ordering = ["-month"]
        constraints = [models.UniqueConstraint(name="one_count_per_month", fields=["municipality", "month"])]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.applications_received}"


class MeteredUse(MunicipalityRow):
    """How much a city used in one month (利用の件数), counted from its sealed audit record up to a position.

    accepted:    applications that were taken in it.
    procedures:  that were open to residents at its end.

    Costs are split by these. The same count arrives as often as it likes; counting from scratch gives the same numbers.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="metered_use")
    month = models.DateField("月の初日")
    accepted = models.PositiveIntegerField("受け付けた件数")
    procedures = models.PositiveIntegerField("公開していた手続の数", default=0)
    position = models.BigIntegerField("監査の記録の番号")

    class Meta:
        ordering = ["month"]
        constraints = [models.UniqueConstraint(name="one_meter_per_month", fields=["municipality", "month"])]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.accepted}"


class CityReport(MunicipalityRow):
    """What a city tells the consortium about itself: counts and names of its office, nothing of residents (市町村の近況).

    people:          how many may sign in there.
    administrators:  [{"name", "email"}] of those who manage the others.
    """

    municipality = models.OneToOneField(Municipality, on_delete=models.PROTECT, related_name="report")
    told_at = models.DateTimeField("知らせた時刻")
    people = models.PositiveIntegerField("サインインできる人の数")
    administrators = models.JSONField("管理者", default=list)

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.told_at:%Y-%m-%d}"


class ReportedProcedure(MunicipalityRow):
    """A procedure as its city reported it. The template is named by its key; None for a form of the city's own."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="reported_procedures")
    slug = models.SlugField("アドレス", max_length=40)
    title = models.CharField("名称", max_length=100)
    department = models.CharField("担当課", max_length=60)
    template_id = models.UUIDField("様式", null=True, db_index=True)
    template_version = models.PositiveSmallIntegerField("様式の版", null=True)
    is_online = models.BooleanField("公開中")

    class Meta:
        ordering = ["title", "slug"]
        constraints = [models.UniqueConstraint(name="one_report_per_procedure", fields=["municipality", "slug"])]

    def __str__(self) -> str:
        return self.title


class RehearsalResult(MunicipalityRow):
    """What the next version of a template would do to one procedure, as its city worked it out (`shared_forms.Rehearsal`).

    level:     "automatic", "look" or "decision"; look, decisions: how many of each.
    """

    rehearsal_id = models.UUIDField("試し")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="rehearsal_results")
    slug = models.SlugField("アドレス", max_length=40)
    title = models.CharField("名称", max_length=100)
    level = models.CharField("手間", max_length=10)
    look = models.PositiveSmallIntegerField("見ておく", default=0)
    decisions = models.PositiveSmallIntegerField("決める", default=0)

    class Meta:
        ordering = ["municipality", "title"]
        constraints = [
            models.UniqueConstraint(name="one_result_per_procedure", fields=["rehearsal_id", "municipality", "slug"])
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.level}"


class OfferedForm(MunicipalityRow):
    """A form that a city offers to all (様式の提供), as it told; the secretariat looks at it and takes it up, or says why not.

    offer_id:  of the city's own row.
    removed:   local facts that were taken out, in words.
    """

    class State(models.TextChoices):
        """What became of it."""

        WAITING = "waiting", "確認を待っています"
        ACCEPTED = "accepted", "共有様式になりました"
        DECLINED = "declined", "見送りました"

    offer_id = models.UUIDField("提供", unique=True)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="offered_forms")
    slug = models.SlugField("アドレス", max_length=40)
    title = models.CharField("名称", max_length=100)
    definition = models.JSONField("様式")
    removed = models.JSONField("取り除いた市の情報", default=list)
    category = models.CharField("分野", max_length=20)
    note = models.TextField("紹介", max_length=1000)
    offered_by = models.CharField("提供した人", max_length=100)
    answer_to = models.EmailField("返事の宛先")
    offered_at = models.DateTimeField("提供した時刻")
    state = models.CharField("状態", max_length=10, choices=State, default=State.WAITING)
    comment = models.TextField("事務局のことば", max_length=1000, blank=True)
    decided_by = models.CharField("決めた人", max_length=100, blank=True)
    decided_at = models.DateTimeField("決めた時刻", null=True, blank=True)

    class Meta:
        ordering = ["-offered_at"]

    def __str__(self) -> str:
        return self.title


class Adviser(MunicipalityRow):
    """Somebody of the secretariat whom cities may let into their settings (アドバイザー). Every city reads who there is.

    person_id:  of the account in the consortium; cities have no other way to name the person.
    """

    person_id = models.UUIDField("人")
    name = models.CharField("氏名", max_length=100)
    introduction = models.CharField("紹介", max_length=100)
    appointed_at = models.DateTimeField("任命した時刻", auto_now_add=True)
    appointed_by = models.CharField("任命した人", max_length=100)
    dismissed_at = models.DateTimeField("任を解いた時刻", null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                name="one_appointment_at_a_time", fields=["person_id"], condition=Q(dismissed_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return self.name


class AdviserAccess(MunicipalityRow):
    """What a city told of letting an adviser in. What holds stands in the city; this is how the adviser finds the door."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="adviser_accesses")
    grant_id = models.UUIDField("許可", unique=True)
    adviser = models.ForeignKey(Adviser, on_delete=models.PROTECT, related_name="accesses")
    reason = models.CharField("頼みたいこと", max_length=200)
    granted_by = models.CharField("許可した人", max_length=100)
    ends_at = models.DateTimeField("終わる時刻")
    ended_at = models.DateTimeField("市町村が終えた時刻", null=True, blank=True)
    told_at = models.DateTimeField("知らせた時刻")

    class Meta:
        ordering = ["-ends_at"]

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.ends_at:%Y-%m-%d}"


class Announcement(MunicipalityRow):
    """What the secretariat tells the staff of every city (お知らせ). Cities read it where it stands; it is copied nowhere.

    ends_on:  the last day it stands on people's first page; None: until it is withdrawn. The archive keeps it.
    """

    class Importance(models.TextChoices):
        """How urgently people should read it."""

        NORMAL = "normal", "お知らせ"
        IMPORTANT = "important", "重要"

    title = models.CharField("件名", max_length=100)
    text = models.TextField("本文", max_length=2000)
    importance = models.CharField("重要度", max_length=10, choices=Importance, default=Importance.NORMAL)
    starts_on = models.DateField("掲載を始める日")
    ends_on = models.DateField("掲載を終える日", null=True, blank=True)
    written_by = models.CharField("書いた人", max_length=100)
    withdrawn_at = models.DateTimeField("取り下げた時刻", null=True, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-starts_on", "-id"]
        constraints = [
            models.CheckConstraint(
                name="announcement_ends_after_it_began",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            )
        ]

    def __str__(self) -> str:
        return self.title


class SealedHead(MunicipalityRow):
    """How far a city's chain of audit records had come, and its hash there (連鎖の先頭). Told by the sealer, never changed.

    Each head that was told stays: a chain that is rewritten later, seals and all, no longer passes through it.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, null=True, related_name="sealed_heads")
    position = models.BigIntegerField("位置")
    hash = models.BinaryField("ハッシュ値", max_length=32)
    sealed_at = models.DateTimeField("封印した時刻")
    told_at = models.DateTimeField("届いた時刻", auto_now_add=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                name="one_head_per_position", fields=["municipality", "position"], nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.hash.hex()}"
