"""Lists a city keeps. Call them inside a city."""

from typing import Any

from accounts.actors import SYSTEM
from catalog.dataset_entries import Entry
from catalog.models import Dataset, DatasetEntry
from catalog.services import datasets
from shared_forms.models import TemplateVersion
from tests.factories.forms import EVERY_TYPE, a_template

CLUB = {"id": "club", "type": "select", "label": "通う教室", "dataset": "clubs"}


def a_list(*names: str, slug: str = "clubs", name: str = "しつけ教室") -> Dataset:
    """A list with entries of these names, numbered from 1."""
    dataset = datasets.add_dataset(slug=slug, name=name, actor=SYSTEM)
    for each in names:
        datasets.add_entry(dataset.pk, Entry(0, each), actor=SYSTEM)
    dataset.refresh_from_db()
    return dataset


def entry(dataset: Dataset, name: str) -> DatasetEntry:
    return dataset.entries.get(name=name)


def a_template_with_a_list(slug: str = "dog-school", **changes: Any) -> TemplateVersion:
    """A shared form whose second page begins with a question about the city's clubs."""
    first, second = EVERY_TYPE["pages"]
    pages = [first, {**second, "questions": [CLUB, *second["questions"]]}]
    return a_template(slug, title="しつけ教室の申込み", pages=pages, **changes)
