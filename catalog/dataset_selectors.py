"""Read the lists a city keeps, and which published forms are older than theirs."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from catalog import search_words
from catalog.dataset_entries import Entry, as_option
from catalog.models import Adoption, Dataset, DatasetEntry, Procedure
from shared_forms import selectors as shared_forms
from shared_forms.language.datasets import datasets_of
from shared_forms.language.overlay import Overlay
from shared_forms.language.overlay.applying import attempt
from shared_forms.language.types.options import Option


@dataclass(frozen=True, slots=True)
class ListRow:
    """A list with how many entries it offers, and the procedures whose forms take their options from it."""

    dataset: Dataset
    open_entries: int
    used_by: tuple[Procedure, ...]


def datasets() -> QuerySet[Dataset]:
    """Every list, by name."""
    return Dataset.objects.order_by("name")


def list_rows() -> tuple[ListRow, ...]:
    """Every list as the staff's page shows it."""
    counted = datasets().annotate(open_entries=Count("entries", filter=Q(entries__closed_at__isnull=True)))
    used = _uses()
    return tuple(ListRow(row, row.open_entries, used.get(row.slug, ())) for row in counted)


def uses_of(dataset: Dataset) -> tuple[Procedure, ...]:
    """The procedures whose forms take their options from a list."""
    return _uses().get(dataset.slug, ())


def entries_of(dataset: Dataset) -> list[DatasetEntry]:
    """Every entry, the open ones first and as residents find them."""
    rows = list(dataset.entries.all())
    return sorted(rows, key=lambda row: (not row.is_open, _place(dataset, row)))


def found_in(entries: Iterable[DatasetEntry], text: str) -> list[DatasetEntry]:
    """The entries in which every word stands, in whatever kana or width."""
    wanted = search_words.words(text)
    return [
        row
        for row in entries
        if all(
            word in search_words.fold(f"{row.number} {row.name} {row.kana} {row.note} {row.english}") for word in wanted
        )
    ]


def as_written(dataset: Dataset) -> list[Entry]:
    """The open entries in the order of their rows, for a file that changes nothing when it is read in again."""
    return [as_entry(row) for row in dataset.entries.all() if row.is_open]


def as_entry(row: DatasetEntry) -> Entry:
    """What an entry says."""
    return Entry(row.number, row.name, row.kana, row.note, row.english)


def options_of(slugs: Collection[str]) -> dict[str, tuple[Option, ...]]:
    """What a form published now would get of these lists; empty and missing ones are left out. Two queries, none without lists."""
    if not slugs:
        return {}
    found = Dataset.objects.filter(slug__in=slugs).prefetch_related("entries")
    options = {dataset.slug: options_in(dataset) for dataset in found}
    return {slug: each for slug, each in options.items() if each}


def options_in(dataset: Dataset) -> tuple[Option, ...]:
    """The open entries of a list as options, in its order."""
    return tuple(as_option(as_entry(row)) for row in entries_of(dataset) if row.is_open)


def older_than_their_lists(procedures: Iterable[Procedure]) -> frozenset[UUID]:
    """The procedures whose published form was filled from a list that says something else today. At most one query."""
    frozen = {each.pk: each.current_form.lists for each in procedures if each.current_form and each.current_form.lists}
    if not frozen:
        return frozenset()
    today: Mapping[str, str] = dict(Dataset.objects.values_list("slug", "content_hash"))
    return frozenset(
        name for name, lists in frozen.items() if any(today.get(slug) != then for slug, then in lists.items())
    )


def _place(dataset: Dataset, row: DatasetEntry) -> tuple[int | str, int]:
    if dataset.order == Dataset.Order.KANA:
        return as_entry(row).sort_key
    return row.position, row.number


def _uses() -> dict[str, tuple[Procedure, ...]]:
    uses: dict[str, tuple[Procedure, ...]] = {}
    for adoption in Adoption.objects.select_related("procedure"):
        template = shared_forms.definition_of(adoption.template_version_id)
        definition, _ = attempt(template, Overlay.model_validate(adoption.overlay))
        for slug in datasets_of(definition):
            uses[slug] = (*uses.get(slug, ()), adoption.procedure)
    return uses
