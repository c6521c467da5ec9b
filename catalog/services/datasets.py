"""The lists a city keeps (一覧): make one, put entries into it, close them. Residents see nothing of it until a form is published."""

from collections.abc import Callable, Iterable, Mapping
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from audit import services as audit
from audit.events import AuditEvent
from catalog import dataset_selectors, editing, policies
from catalog.dataset_entries import KNOWN_LISTS, MOST_OPEN_ENTRIES, WORDS, Entry, content_hash
from catalog.dataset_files import ListFile
from catalog.dataset_plans import Plan, plan
from catalog.errors import ActionRefused, ListChangedMeanwhile, ListFull, SameEntry
from catalog.models import Dataset, DatasetEntry
from common.actor import Actor


@transaction.atomic
def add_dataset(*, slug: str, name: str, actor: Actor) -> Dataset:
    """Begin a list. slug: one that shared forms ask for, or "" for a list of the city's own. Raises ActionRefused."""
    if not policies.can_keep_lists(actor):
        raise ActionRefused(action="add_list")
    dataset, is_new = Dataset.objects.get_or_create(
        slug=slug or editing.new_city_id(),
        defaults={"name": name, "content_hash": content_hash(()), "changed_by": actor.name},
    )
    if is_new:
        audit.record(AuditEvent.LIST_ADDED, actor=actor, subject=dataset.slug)
    return dataset


def add_missing(named: Mapping[str, str], *, actor: Actor) -> None:
    """Begin, empty, those lists that a form asks for and the city does not have yet. named: slug -> what to call it otherwise."""
    there = set(Dataset.objects.filter(slug__in=named).values_list("slug", flat=True))
    for slug, label in named.items():
        if slug not in there:
            add_dataset(slug=slug, name=KNOWN_LISTS.get(slug, label[:50]), actor=actor)


def change_dataset(dataset_id: UUID, *, name: str, order: Dataset.Order, actor: Actor) -> Dataset:
    """Call it otherwise, or put it in another order. Raises ActionRefused."""

    def change(dataset: Dataset) -> Mapping[str, int]:
        dataset.name, dataset.order = name, order
        return {}

    return _change(dataset_id, change, actor)


def add_entry(dataset_id: UUID, entry: Entry, *, actor: Actor) -> Dataset:
    """Offer one more, with the next number, as the last of the rows. Raises ActionRefused, ListFull, SameEntry."""

    def change(dataset: Dataset) -> Mapping[str, int]:
        rows = list(dataset.entries.all())
        _refuse_same(rows, entry)
        number = max((row.number for row in rows), default=0) + 1
        position = max((row.position for row in rows), default=0) + 1
        DatasetEntry.objects.create(dataset=dataset, number=number, position=position, **_words(entry))
        return {"number": number}

    return _change(dataset_id, change, actor)


def change_entry(dataset_id: UUID, entry: Entry, *, actor: Actor) -> Dataset:
    """Let the entry of that number say something else. Raises ActionRefused, SameEntry, DatasetEntry.DoesNotExist."""

    def change(dataset: Dataset) -> Mapping[str, int]:
        _refuse_same(dataset.entries.exclude(number=entry.number), entry)
        row = dataset.entries.get(number=entry.number)
        for field, words in _words(entry).items():
            setattr(row, field, words)
        row.save(update_fields=list(WORDS))
        return {"number": entry.number}

    return _change(dataset_id, change, actor)


def close_entry(dataset_id: UUID, number: int, *, actor: Actor) -> Dataset:
    """Offer it no longer; what was published before keeps it. Raises ActionRefused."""

    def change(dataset: Dataset) -> Mapping[str, int]:
        dataset.entries.filter(number=number, closed_at__isnull=True).update(closed_at=timezone.now())
        return {"number": number}

    return _change(dataset_id, change, actor)


def reopen_entry(dataset_id: UUID, number: int, *, actor: Actor) -> Dataset:
    """Offer it again. Raises ActionRefused, ListFull."""

    def change(dataset: Dataset) -> Mapping[str, int]:
        dataset.entries.filter(number=number).update(closed_at=None)
        return {"number": number}

    return _change(dataset_id, change, actor)


@transaction.atomic
def import_entries(dataset_id: UUID, file: ListFile, *, confirmed: str, actor: Actor) -> Plan:
    """Make the list what the file says, all of it or nothing.

    confirmed:  name of the plan that somebody looked at.
    Raises ActionRefused; ListChangedMeanwhile when the list is not what it was then; ListFull.
    """
    done: list[Plan] = []

    def change(dataset: Dataset) -> Mapping[str, int]:
        chosen = plan_for(dataset, file)
        if chosen.name != confirmed:
            raise ListChangedMeanwhile
        _carry_out(dataset, chosen)
        done.append(chosen)
        return {"added": len(chosen.added), "changed": len(chosen.changed), "closed": len(chosen.closed)}

    _change(dataset_id, change, actor, AuditEvent.LIST_IMPORTED)
    return done[0]


def plan_for(dataset: Dataset, file: ListFile) -> Plan:
    """What a file without faults would change in a list."""
    rows = list(dataset.entries.all())
    return plan(
        file,
        [dataset_selectors.as_entry(row) for row in rows],
        closed={row.number for row in rows if not row.is_open},
        order=tuple(row.number for row in rows if row.is_open),
    )


@transaction.atomic
def _change(
    dataset_id: UUID,
    change: Callable[[Dataset], Mapping[str, int]],
    actor: Actor,
    event: AuditEvent = AuditEvent.LIST_CHANGED,
) -> Dataset:
    """Lock the list, change it, and note what a form would get of it from now on."""
    dataset = Dataset.objects.select_for_update().get(pk=dataset_id)
    if not policies.can_keep_lists(actor):
        raise ActionRefused(action="keep_list")
    detail = change(dataset)
    options = dataset_selectors.options_in(dataset)
    if len(options) > MOST_OPEN_ENTRIES:
        raise ListFull
    dataset.content_hash, dataset.changed_by = content_hash(options), actor.name
    dataset.save()
    audit.record(event, actor=actor, subject=dataset.slug, **detail)
    return dataset


def _carry_out(dataset: Dataset, chosen: Plan) -> None:
    rows = {row.number: row for row in dataset.entries.all()}
    now = timezone.now()
    for change in chosen.changed:
        for field, words in _words(change.after).items():
            setattr(rows[change.after.number], field, words)
    for entry in chosen.reopened:
        rows[entry.number].closed_at = None
    for entry in chosen.closed:
        rows[entry.number].closed_at = now
    new = {entry.number: DatasetEntry(dataset=dataset, number=entry.number, **_words(entry)) for entry in chosen.added}
    in_file, every = {*chosen.order}, rows | new
    behind = [number for number in rows if number not in in_file]
    for position, number in enumerate((*chosen.order, *behind), start=1):
        every[number].position = position
    DatasetEntry.objects.bulk_update(rows.values(), [*WORDS, "closed_at", "position"], batch_size=500)
    DatasetEntry.objects.bulk_create(new.values())


def _words(entry: Entry) -> dict[str, str]:
    return {field: getattr(entry, field) for field in WORDS}


def _refuse_same(rows: Iterable[DatasetEntry], entry: Entry) -> None:
    """Refuse what nobody could tell from another open entry."""
    for row in rows:
        if row.is_open and (row.name, row.note) == (entry.name, entry.note):
            raise SameEntry
