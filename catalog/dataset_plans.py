"""What a file would change in a list, worked out before anything is written (取り込みの確認). Plain Python."""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from catalog.dataset_entries import WORDS, Entry, changed_fields
from catalog.dataset_files import ListFile


@dataclass(frozen=True, slots=True)
class Change:
    """An entry that says something else afterwards."""

    before: Entry
    after: Entry

    @property
    def words(self) -> str:
        """What is different."""
        return "、".join(changed_fields(self.before, self.after))


@dataclass(frozen=True, slots=True)
class Plan:
    """What happens to each entry. The file is the whole list: what is open and not in it is closed.

    order:  the numbers as the file has them; those that are closed stand behind.
    """

    added: tuple[Entry, ...]
    changed: tuple[Change, ...]
    reopened: tuple[Entry, ...]
    closed: tuple[Entry, ...]
    unchanged: int
    order: tuple[int, ...]
    is_reordered: bool

    @property
    def changes_something(self) -> bool:
        return bool(self.added or self.changed or self.reopened or self.closed or self.is_reordered)

    @property
    def closes_most(self) -> bool:
        """Whether more goes than stays: perhaps the file is only a part of the list."""
        return len(self.closed) > self.unchanged + len(self.changed)

    @property
    def name(self) -> str:
        """The name of this very plan, so that what somebody confirms is what they saw."""
        return hashlib.sha256(repr(self).encode()).hexdigest()


def plan(file: ListFile, there: Iterable[Entry], closed: Collection[int], order: tuple[int, ...]) -> Plan:
    """Compare a file without faults with the list.

    there:   every entry of the list; a line without a number means the one of that name that no other line means.
    closed:  numbers of those that are closed.
    order:   numbers of the open ones, as they stand.
    """
    known = {entry.number: entry for entry in there}
    taken = {entry.number for entry in file.entries if entry.number}
    by_name = {known[number].name: number for number in sorted(known, key=lambda each: (each not in closed, -each))}
    next_number = max([*known, *taken, 0]) + 1
    added, changed, reopened, numbers = [], [], [], []
    for line in file.entries:
        number = line.number or by_name.get(line.name, 0)
        if not line.number and (number in taken or not number):
            number, next_number = next_number, next_number + 1
        taken.add(number)
        numbers.append(number)
        entry = replace(line, number=number)
        if (before := known.get(number)) is None:
            added.append(entry)
            continue
        after = replace(before, **{field: getattr(entry, field) for field in WORDS if field in file.columns})
        if after != before:
            changed.append(Change(before, after))
        if number in closed:
            reopened.append(after)
    going = tuple(known[number] for number in order if number not in taken)
    stays = [number for number in order if number in taken]
    touched = {change.after.number for change in changed} | {entry.number for entry in reopened}
    return Plan(
        tuple(added),
        tuple(changed),
        tuple(reopened),
        going,
        len(set(stays) - touched),
        tuple(numbers),
        is_reordered=[number for number in numbers if number in stays] != stays,
    )
