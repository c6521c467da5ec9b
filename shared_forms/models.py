"""The forms that all cities share (共有様式). Public schema: the consortium writes them, every city may read them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from shared_forms.categories import Category
from shared_forms.life_events import LifeEvent
from tenants.rows import MunicipalityRow


class FormTemplate(MunicipalityRow):
    """A form that cities may adopt (様式). What it asks stands in its versions.

    owner:     whose it is by name: the secretariat's, or the city's that offered it.
    introduction:  what the city that offered it says of it.
    offer_id:  of the offer it was made of (`catalog.FormOffer`), None for the secretariat's own.
    adopters:  how many cities have a procedure of it, as they reported.
    """

    slug = models.SlugField("識別名", max_length=40, unique=True)
    title = models.CharField("名称", max_length=100)
    category = models.CharField("分野", max_length=20, choices=Category)
    life_events = ArrayField(
        models.CharField(max_length=20, choices=LifeEvent), verbose_name="くらしの場面", default=list
    )
    keywords = models.CharField("検索のことば", max_length=300, blank=True)
    owner = models.CharField("作成者", max_length=100)
    introduction = models.TextField("紹介", max_length=1000, blank=True)
    offer_id = models.UUIDField("市町村の提供", null=True, blank=True, unique=True)
    adopters = models.PositiveSmallIntegerField("採用している市町村の数", default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class TemplateVersion(MunicipalityRow):
    """One version of a template (版). Appended and never changed: by grants and by a trigger, for everybody."""

    template = models.ForeignKey(FormTemplate, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("版")
    definition = models.JSONField("様式")
    content_hash = models.CharField(max_length=64)
    published_at = models.DateTimeField("公開した時刻", auto_now_add=True)

    class Meta:
        ordering = ["template", "number"]
        constraints = [
            models.UniqueConstraint(name="one_template_version_per_number", fields=["template", "number"]),
            models.CheckConstraint(name="template_versions_start_at_one", condition=Q(number__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.template} 第{self.number}版"


class VersionRelease(MunicipalityRow):
    """To whom a version is offered, and by when the secretariat asks for it (版の提供). A version without one is everybody's.

    pilots:   slugs of the municipalities that try it first (先行); empty: everybody's.
    summary:  what is new, in a sentence or two; reason: why it should be taken, such as a law, "" for none.
    """

    version = models.OneToOneField(TemplateVersion, on_delete=models.PROTECT, related_name="release")
    pilots = ArrayField(models.CharField(max_length=63), verbose_name="先に試す市町村", default=list, blank=True)
    summary = models.CharField("要点", max_length=200, blank=True)
    due_on = models.DateField("取り込みの期限", null=True, blank=True)
    reason = models.CharField("期限の理由", max_length=200, blank=True)
    changed_at = models.DateTimeField("変更した時刻", auto_now=True)
    changed_by = models.CharField("変更した人", max_length=100)

    class Meta:
        constraints = [
            models.CheckConstraint(name="due_with_a_reason", condition=Q(due_on__isnull=True) | ~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.pilots}"


class Rehearsal(MunicipalityRow):
    """What the next version would do in every city that adopted the template (公開の前の試し), asked for before publishing.

    Each city reads it, merges it with its own changes, and tells how much it would have to decide (`tenants.RehearsalResult`).
    """

    template = models.OneToOneField(FormTemplate, on_delete=models.PROTECT, related_name="rehearsal")
    definition = models.JSONField("様式")
    content_hash = models.CharField(max_length=64)
    begun_at = models.DateTimeField("始めた時刻", auto_now_add=True)
    begun_by = models.CharField("始めた人", max_length=100)

    def __str__(self) -> str:
        return f"{self.template_id} {self.begun_at:%Y-%m-%d}"


class TemplateDraft(MunicipalityRow):
    """The next version of a template while the secretariat edits it (改版の下書き); no city sees it.

    overlay:  operations on the base version, as a city's (`language.overlay`).
    edits:    what can be taken back and done again (`language.overlay.Edits`).
    locks:    id of a page or question -> why no city may change it; "" sets it free (`language.overlay.revising`).
    notes:    id of a page or question -> whether each city words it for itself (市の案内).
    """

    template = models.OneToOneField(FormTemplate, on_delete=models.PROTECT, related_name="draft")
    base = models.ForeignKey(TemplateVersion, on_delete=models.PROTECT, related_name="+")
    overlay = models.JSONField("変更", default=dict)
    edits = models.JSONField("元に戻せる編集", default=dict)
    locks = models.JSONField("固定", default=dict)
    notes = models.JSONField("市の案内", default=dict)
    changed_at = models.DateTimeField("変えた時刻", auto_now=True)
    changed_by = models.CharField("変えた人", max_length=100)

    class Meta:
        ordering = ["template"]

    def __str__(self) -> str:
        return f"{self.template} 下書き"


class PostalArea(MunicipalityRow):
    """An area of a postal code (郵便番号の区域), from Japan Post's list; read by every city to fill in addresses.

    town:  "" where the code says no more than the municipality.
    """

    code = models.CharField("郵便番号", max_length=7, db_index=True)
    prefecture = models.CharField("都道府県", max_length=10)
    city = models.CharField("市区町村", max_length=50)
    town = models.CharField("町域", max_length=100, blank=True)

    class Meta:
        ordering = ["code", "city", "town"]
        constraints = [
            models.CheckConstraint(name="postal_code_has_seven_digits", condition=Q(code__regex=r"^[0-9]{7}$"))
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.city}{self.town}"
