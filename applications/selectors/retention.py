"""What is kept, what is over, and what became of it (保存と廃棄)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, TruncMonth
from django.utils import timezone

from applications.models import Application, Disposal, DisposedApplication, Hold
from applications.retention import last_year_over, over_from
from applications.states import OVER
from catalog.models import Procedure
from catalog.selectors import procedures_for_staff
from common.fiscal import fiscal_year_of

_COMPLETED_AT = Coalesce("closed_at", "withdrawn_at", "decided_at")
SHORTEST_YEARS = min(years for years in Procedure.Retention.values if years)


@dataclass(frozen=True, slots=True)
class Batch:
    """The documents of one procedure and one fiscal year that are over. disposal: the one under way, if any."""

    procedure: Procedure
    fiscal_year: int
    over_from: date
    count: int
    held: int
    disposal: Disposal | None

    @property
    def disposable(self) -> int:
        return self.count - self.held


def batches_over(today: date) -> list[Batch]:
    """Everything that is over, the longest ago first. Three queries."""
    procedures = {each.pk: each for each in procedures_for_staff() if each.retention_years}
    under_way = {(each.procedure_id, each.fiscal_year): each for each in disposals_under_way()}
    counts: Counter[tuple[UUID, int]] = Counter()
    held: Counter[tuple[UUID, int]] = Counter()
    for of_procedure, month, number, kept in _completed_by_month(today):
        key = of_procedure, fiscal_year_of(timezone.localdate(month))
        counts[key] += number
        held[key] += kept
    found = []
    for (procedure_id, year), number in counts.items():
        procedure = procedures.get(procedure_id)
        if procedure and procedure.retention_years and year <= last_year_over(today, procedure.retention_years):
            since = over_from(year, procedure.retention_years)
            key = procedure_id, year
            found.append(Batch(procedure, year, since, number, held[key], under_way.get(key)))
    return sorted(found, key=lambda batch: (batch.over_from, batch.procedure.title))


def batch_over(procedure: Procedure, fiscal_year: int, today: date) -> Batch | None:
    """One of them; None where nothing is over."""
    found = (each for each in batches_over(today) if (each.procedure, each.fiscal_year) == (procedure, fiscal_year))
    return next(found, None)


def undecided_procedures() -> QuerySet[Procedure]:
    """Procedures of which nobody has said yet how long their documents are kept."""
    return procedures_for_staff().filter(retention_years=None)


def disposals() -> QuerySet[Disposal]:
    """Every disposal with its procedure and how many are done, the latest first."""
    counted = Disposal.objects.select_related("procedure__department").annotate(done=Count("disposed"))
    return counted.order_by("-proposed_at")


def disposals_under_way() -> QuerySet[Disposal]:
    """Proposed or confirmed, and not at their end."""
    return disposals().filter(called_off_at=None, finished_at=None)


def disposals_over() -> QuerySet[Disposal]:
    """At their end, or called off."""
    return disposals().exclude(called_off_at=None, finished_at=None)


def to_dispose_of(disposal: Disposal) -> QuerySet[Application]:
    """What a disposal still concerns, held ones left out."""
    return over_in(disposal.procedure_id, disposal.fiscal_year).exclude(_is_held())


def held_in(disposal: Disposal) -> QuerySet[Application]:
    """What it would concern, were it not held."""
    return over_in(disposal.procedure_id, disposal.fiscal_year).filter(_is_held())


def disposed_in(disposal: Disposal) -> Sequence[DisposedApplication]:
    """Its records, by receipt number."""
    return list(DisposedApplication.objects.filter(disposal=disposal))


def holds_on(application: Application) -> QuerySet[Hold]:
    """Why it must not be disposed of."""
    return Hold.objects.filter(application=application, lifted_at=None)


def over_in(procedure_id: UUID, fiscal_year: int) -> QuerySet[Application]:
    """What was done with in a fiscal year."""
    first, last = _first_of_april(fiscal_year), _first_of_april(fiscal_year + 1)
    rows = Application.objects.annotate(completed_at=_COMPLETED_AT)
    return rows.filter(status__in=sorted(OVER), procedure=procedure_id, completed_at__gte=first, completed_at__lt=last)


def _completed_by_month(today: date) -> Iterable[tuple[UUID, datetime, int, int]]:
    before = _first_of_april(last_year_over(today, SHORTEST_YEARS) + 1)
    rows = Application.objects.annotate(completed_at=_COMPLETED_AT, month=TruncMonth(_COMPLETED_AT))
    old = rows.filter(status__in=sorted(OVER), completed_at__lt=before).order_by()
    return old.values_list("procedure", "month").annotate(number=Count("pk"), kept=Count("pk", filter=_is_held()))


def _is_held() -> Q:
    return Q(Exists(Hold.objects.filter(application=OuterRef("pk"), lifted_at=None)))


def _first_of_april(year: int) -> datetime:
    return timezone.make_aware(datetime.combine(date(year, 4, 1), time.min))
