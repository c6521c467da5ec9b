"""The figures by which costs are split (基礎数値): one named set for each source and day."""

from django.db import models
from django.db.models import Q

from tenants.models import Municipality
from tenants.rows import MunicipalityRow


class FigureKind(models.TextChoices):
    """What is counted, and in which unit."""

    CENSUS = "census", "国勢調査人口（人）"
    REGISTER = "register", "住民基本台帳人口（人）"
    FORECAST = "forecast", "将来推計人口（人）"
    NEED = "need", "基準財政需要額（千円）"
    ALONE = "alone", "単独で契約した場合の年額（円）"


PEOPLE = (FigureKind.CENSUS, FigureKind.REGISTER, FigureKind.FORECAST)


class BaseFigures(MunicipalityRow):
    """A set of figures with its day and its origin, such as 国勢調査 of 2020-10-01. Replaced by a newer set, never changed.

    origin:  where the numbers come from, in words that let somebody else find them.
    """

    kind = models.CharField("種別", max_length=10, choices=FigureKind)
    as_of = models.DateField("基準日")
    origin = models.CharField("出典", max_length=200)
    entered_at = models.DateTimeField(auto_now_add=True)
    entered_by = models.CharField("登録した人", max_length=100)

    class Meta:
        ordering = ["kind", "-as_of", "-entered_at"]
        constraints = [
            models.CheckConstraint(name="figures_are_of_a_known_kind", condition=Q(kind__in=list(FigureKind)))
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.as_of:%Y-%m-%d}"

    @property
    def label(self) -> str:
        """`"国勢調査人口"`, without the unit."""
        return str(self.get_kind_display()).split("（")[0]


class BaseFigure(MunicipalityRow):
    """One municipality's number in a set."""

    figures = models.ForeignKey(BaseFigures, on_delete=models.CASCADE, related_name="rows")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    value = models.PositiveBigIntegerField("数値")

    class Meta:
        ordering = ["municipality__code"]
        constraints = [models.UniqueConstraint(name="one_figure_per_set", fields=["figures", "municipality"])]

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.value}"
