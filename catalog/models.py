"""What one city offers (手続), how it made shared forms its own, and the snapshots residents fill in."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.fields.json import KeyTextTransform
from django.utils import timezone

from catalog.receiving import Reception, reception
from catalog.short_codes import PATTERN
from shared_forms.categories import Category
from shared_forms.life_events import LifeEvent
from tenants.rows import MunicipalityRow


class Procedure(MunicipalityRow):
    """Something residents can do online (手続). Its address in the city is `/p/<slug>/`.

    It takes applications while it has a published form, within its period and hours, unless somebody closed it.
    """

    class Sharing(models.TextChoices):
        """How it is decided who takes care of what arrives."""

        BY_HAND = "by_hand", "受付の一覧で決める"
        IN_TURN = "in_turn", "届いた順に、課の人へ順番に割り当てる"

    class AppealNotice(models.TextChoices):
        """What a rejection says about appeals (教示)."""

        STANDARD = "standard", "標準の文を付ける"
        OWN = "own", "この手続の文を付ける"
        NONE = "none", "届出なので教示なし"

    class Retention(models.IntegerChoices):
        """How many years its documents are kept (保存年限), from the April after the fiscal year in which they were done with."""

        ONE = 1, "1年"
        THREE = 3, "3年"
        FIVE = 5, "5年"
        TEN = 10, "10年"
        THIRTY = 30, "30年"
        FOREVER = 0, "永年（廃棄しない）"

    slug = models.SlugField("アドレス", max_length=40, unique=True)
    title = models.CharField("名称", max_length=100)
    category = models.CharField("分野", max_length=20, choices=Category)
    life_events = ArrayField(
        models.CharField(max_length=20, choices=LifeEvent), verbose_name="くらしの場面", default=list, blank=True
    )
    keywords = models.CharField("検索のことば", max_length=300, blank=True)
    search_text = models.TextField(blank=True, help_text="catalog.search_words.fold による。検索だけに使う")
    department = models.ForeignKey("accounts.Department", on_delete=models.PROTECT, related_name="procedures")
    is_listed = models.BooleanField("一覧と検索に出す", default=True)
    position = models.PositiveSmallIntegerField("並び順", default=100)
    standard_days = models.PositiveSmallIntegerField(
        "標準処理期間", null=True, blank=True, help_text="営業日。修正を待つ間は数えない（行政手続法 第6条）"
    )
    appeal_notice = models.CharField(
        "教示", max_length=10, choices=AppealNotice, default=AppealNotice.STANDARD, help_text="却下のときに付ける"
    )
    own_appeal_notice = models.TextField("教示の文", blank=True, max_length=3000)
    desks = models.JSONField("受付の窓口", default=dict, blank=True, help_text="catalog.desks による")
    sharing = models.CharField("担当の決めかた", max_length=10, choices=Sharing, default=Sharing.BY_HAND)
    is_restricted = models.BooleanField("閲覧制限", default=False)
    viewers = ArrayField(
        models.CharField(max_length=40), verbose_name="見られる職員", default=list, blank=True, help_text="職員の識別子"
    )
    approval_route = models.JSONField("決裁の流れ", default=list, blank=True, help_text="catalog.approval_route による")
    needs_second_person = models.BooleanField(
        "公開に2人目の確認", default=False, help_text="公開は、別の人が確かめてから"
    )
    retention_years = models.PositiveSmallIntegerField(
        "保存年限", choices=Retention, null=True, blank=True, help_text="決めるまでは、何も廃棄しない"
    )
    current_form = models.ForeignKey(
        "catalog.PublishedForm", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    opens_at = models.DateTimeField("受付の始まり", null=True, blank=True)
    closes_at = models.DateTimeField("受付の終わり", null=True, blank=True)
    daily_from = models.TimeField("毎日の受付の始まり", null=True, blank=True)
    daily_until = models.TimeField("毎日の受付の終わり", null=True, blank=True)
    hours_note = models.CharField("受付時間の外のときの案内", max_length=200, blank=True)
    closed_at = models.DateTimeField("受付を止めた時刻", null=True, blank=True)
    closed_reason = models.CharField("受付を止めた理由", max_length=200, blank=True)
    is_ended = models.BooleanField("受付終了", default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["position", "title"]
        constraints = [
            models.CheckConstraint(
                name="procedure_slug_is_an_address", condition=Q(slug__regex=r"^[a-z0-9]+(-[a-z0-9]+)*$")
            ),
            models.CheckConstraint(
                name="closed_with_a_reason",
                condition=(Q(closed_at__isnull=True) & Q(closed_reason=""))
                | (Q(closed_at__isnull=False) & ~Q(closed_reason="")),
            ),
            models.CheckConstraint(name="ended_once_closed", condition=Q(is_ended=False) | Q(closed_at__isnull=False)),
            models.CheckConstraint(
                name="period_ends_after_it_begins",
                condition=Q(opens_at__isnull=True) | Q(closes_at__isnull=True) | Q(opens_at__lt=F("closes_at")),
            ),
            models.CheckConstraint(
                name="hours_have_two_ends",
                condition=Q(daily_from__isnull=True, daily_until__isnull=True)
                | Q(daily_from__isnull=False, daily_until__isnull=False) & ~Q(daily_from=F("daily_until")),
            ),
            models.CheckConstraint(
                name="restricted_to_somebody", condition=Q(is_restricted=False) | Q(viewers__len__gte=1)
            ),
            models.CheckConstraint(
                name="own_appeal_notice_says_something",
                condition=~Q(appeal_notice="own") | ~Q(own_appeal_notice=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_published(self) -> bool:
        return self.current_form_id is not None

    @property
    def reception(self) -> Reception:
        """Whether applications are taken at this moment, and if not, why."""
        return reception(self, timezone.now())

    @property
    def is_open(self) -> bool:
        """Whether residents may start and send an application now."""
        return self.reception is Reception.OPEN

    @property
    def is_closed_by_office(self) -> bool:
        """Whether somebody stopped it, whatever its period."""
        return self.closed_at is not None


class Placement(MunicipalityRow):
    """One place where a procedure is made known (案内の置き場所): a poster, a leaflet. Its short address is `/q/<code>/`.

    visits, starts, completions:  who opened the address, who then typed something, who sent it; counts, never persons.
    """

    class Kind(models.TextChoices):
        """What the code is printed on."""

        POSTER = "poster", "ポスター"
        LEAFLET = "leaflet", "チラシ"
        LETTER = "letter", "手紙・封筒"
        COUNTER = "counter", "窓口の案内"
        ONLINE = "online", "ホームページ・LINE"

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="placements")
    kind = models.CharField("種類", max_length=20, choices=Kind)
    name = models.CharField("置き場所", max_length=100)
    code = models.CharField("短いアドレス", max_length=5, unique=True)
    visits = models.PositiveIntegerField("開いた", default=0)
    starts = models.PositiveIntegerField("入力を始めた", default=0)
    completions = models.PositiveIntegerField("送った", default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [models.CheckConstraint(name="placement_code_is_short", condition=Q(code__regex=PATTERN))]

    def __str__(self) -> str:
        return self.name

    @property
    def is_used(self) -> bool:
        """Whether anybody came from there."""
        return self.visits > 0


class Adoption(MunicipalityRow):
    """A shared form taken over by the city, with the city's own changes (採用).

    The template stands in another schema: it is named by its keys, without a foreign key.

    overlay:    `shared_forms.language.overlay.Overlay` as JSON.
    edits:      what can be taken back and done again (`shared_forms.language.overlay.Edits`).
    decisions:  what somebody decided about an update and did not take yet (`catalog.update_decisions`).
    """

    procedure = models.OneToOneField(Procedure, on_delete=models.PROTECT, related_name="adoption")
    template_id = models.UUIDField("様式")
    template_version_id = models.UUIDField("様式の版")
    overlay = models.JSONField("市の変更", default=dict)
    edits = models.JSONField("元に戻せる編集", default=dict)
    decisions = models.JSONField("更新について決めたこと", default=dict)
    takes_updates = models.BooleanField("決めることのない更新を自動で取り込む", default=False)
    changed_at = models.DateTimeField("変更した時刻", auto_now=True)
    changed_by = models.CharField("変更した人", max_length=100)

    def __str__(self) -> str:
        return f"{self.procedure_id} {self.template_version_id}"


class TakenUpdate(MunicipalityRow):
    """An update of the template that was taken into the city's form (取り込みの記録), with what was decided.

    decisions:                      name, sentence, before, theirs, ours, resolution of each collision, as it was shown.
    overlay_before, overlay_after:  the city's changes to the older and to the newer version.
    """

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="taken_updates")
    from_version_id = models.UUIDField("前の版")
    to_version_id = models.UUIDField("新しい版")
    from_number = models.PositiveSmallIntegerField("前の版の番号")
    to_number = models.PositiveSmallIntegerField("新しい版の番号")
    level = models.CharField("手間", max_length=10)
    decisions = models.JSONField("決めたこと", default=list)
    overlay_before = models.JSONField("取り込む前の市の変更", default=dict)
    overlay_after = models.JSONField("取り込んだあとの市の変更", default=dict)
    taken_at = models.DateTimeField("取り込んだ時刻", auto_now_add=True)
    taken_by = models.CharField("取り込んだ人", max_length=100)
    given_back_at = models.DateTimeField("取り消した時刻", null=True, blank=True)
    given_back_by = models.CharField("取り消した人", max_length=100, blank=True)

    class Meta:
        ordering = ["-taken_at"]
        constraints = [
            models.CheckConstraint(name="updates_lead_to_a_newer_version", condition=Q(to_number__gt=F("from_number"))),
        ]

    def __str__(self) -> str:
        return f"{self.procedure_id} 第{self.to_number}版"


class PublishedForm(MunicipalityRow):
    """The form as residents fill it in (公開フォーム): a snapshot that never changes, by grants and by a trigger.

    definition:  the whole form; template_version_id and overlay only tell where it came from.
    lists:       slug -> content hash of each of the city's lists as it was frozen into the form.
    restores:    number of the earlier publication that this one brings back, if it does (前の公開に戻す).
    proposed_by: who asked for it, where a second person looked at it before (2人目の確認).
    """

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="published_forms")
    number = models.PositiveSmallIntegerField("公開の回")
    definition = models.JSONField("様式")
    kind = models.GeneratedField(
        expression=KeyTextTransform("kind", "definition"), output_field=models.CharField(max_length=20), db_persist=True
    )
    content_hash = models.CharField(max_length=64)
    template_version_id = models.UUIDField("様式の版", null=True, blank=True)
    overlay = models.JSONField("市の変更", default=dict)
    lists = models.JSONField("一覧", default=dict)
    published_at = models.DateTimeField("公開した時刻", auto_now_add=True)
    published_by = models.CharField("公開した人", max_length=100)
    proposed_by = models.CharField("公開を頼んだ人", max_length=100, blank=True)
    restores = models.PositiveSmallIntegerField("戻した公開の回", null=True, blank=True)

    class Meta:
        ordering = ["procedure", "number"]
        constraints = [
            models.UniqueConstraint(name="one_published_form_per_number", fields=["procedure", "number"]),
            models.CheckConstraint(name="published_forms_start_at_one", condition=Q(number__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.procedure_id} 第{self.number}回"


class SampleAnswers(MunicipalityRow):
    """Invented answers that a form of the city must go on taking, or refusing (手本の回答). Replayed before each publication.

    answers:      as they were typed, by question id; files by an invented name.
    answered_on:  the day on which they are read, so that none grows old.
    refused:      [question, part, code] of everything that is wrong with them; empty when they are in order.
    """

    MOST = 20  # for one procedure

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="sample_answers")
    name = models.CharField("名前", max_length=100)
    answers = models.JSONField("回答", default=dict)
    answered_on = models.DateField("回答の日")
    refused = models.JSONField("あるはずの誤り", default=list)
    changed_at = models.DateTimeField("変更した時刻", auto_now=True)
    changed_by = models.CharField("変更した人", max_length=100)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(name="one_sample_per_name", fields=["procedure", "name"]),
        ]

    def __str__(self) -> str:
        return self.name


class FormOffer(MunicipalityRow):
    """The city offers its form to all others (様式の提供). Its key is the offer's everywhere.

    note:  what others should know of it: how it is used, what it brought.
    """

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="offers")
    published_form = models.ForeignKey("catalog.PublishedForm", on_delete=models.PROTECT, related_name="+")
    note = models.TextField("紹介", max_length=1000)
    offered_at = models.DateTimeField("提供した時刻", auto_now_add=True)
    offered_by = models.CharField("提供した人", max_length=100)

    class Meta:
        ordering = ["-offered_at"]

    def __str__(self) -> str:
        return f"{self.procedure_id} {self.offered_by}"


class PublicationProposal(MunicipalityRow):
    """Somebody asks a second person to publish the draft as it is (公開の依頼). It ends with the publication, or with a change.

    content_hash:  of the form that would be published.
    """

    procedure = models.OneToOneField(Procedure, on_delete=models.PROTECT, related_name="publication_proposal")
    content_hash = models.CharField(max_length=64)
    proposed_at = models.DateTimeField("頼んだ時刻", auto_now_add=True)
    proposed_by = models.CharField("頼んだ人", max_length=100)
    proposer_id = models.CharField("頼んだ人の識別子", max_length=40)

    def __str__(self) -> str:
        return f"{self.procedure_id} {self.proposed_by}"


class Dataset(MunicipalityRow):
    """A list the city keeps (一覧), such as its schools. Forms that name it get its open entries when they are published.

    slug:          what forms call it.
    content_hash:  of what a form published now would get.
    """

    class Order(models.TextChoices):
        """How residents find the entries in the list."""

        KANA = "kana", "ふりがなの順"
        POSITION = "position", "CSVの行の順"

    slug = models.CharField("一覧のID", max_length=40, unique=True)
    name = models.CharField("一覧の名前", max_length=50)
    order = models.CharField("並べかた", max_length=10, choices=Order, default=Order.KANA)
    content_hash = models.CharField(max_length=64)
    changed_at = models.DateTimeField("変更した時刻", auto_now=True)
    changed_by = models.CharField("変更した人", max_length=100)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class DatasetEntry(MunicipalityRow):
    """One entry of a list (一覧の項目). It is closed and never deleted: published forms and applications name it by its number."""

    dataset = models.ForeignKey(Dataset, on_delete=models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField("番号")
    name = models.CharField("名前", max_length=100)
    kana = models.CharField("ふりがな", max_length=100, blank=True)
    note = models.CharField("備考", max_length=100, blank=True)
    english = models.CharField("英語", max_length=100, blank=True)
    position = models.PositiveSmallIntegerField("並び順", default=0)
    closed_at = models.DateTimeField("やめた時刻", null=True, blank=True)

    class Meta:
        ordering = ["dataset", "position", "number"]
        constraints = [
            models.UniqueConstraint(name="one_entry_per_number", fields=["dataset", "number"]),
            models.CheckConstraint(name="entries_start_at_one", condition=Q(number__gte=1)),
            models.CheckConstraint(name="entries_have_names", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        """Whether forms published from now on offer it."""
        return self.closed_at is None
