"""Lists a city keeps: who may change them, what is recorded, and what publishing makes of them."""

import pytest
from django.db import DatabaseError, transaction

from accounts.actors import SYSTEM
from accounts.roles import Role
from audit.selectors import history_of
from catalog.dataset_entries import Entry, content_hash
from catalog.dataset_files import read, written
from catalog.dataset_selectors import (
    as_written,
    entries_of,
    found_in,
    list_rows,
    older_than_their_lists,
    options_in,
    uses_of,
)
from catalog.errors import ActionRefused, ListChangedMeanwhile, ListFull, ListsMissing, NothingChanged, SameEntry
from catalog.inspection import to_put_right
from catalog.models import Dataset, DatasetEntry, PublishedForm
from catalog.selectors import city_form, compiled_form, procedure_with_form, procedures_for_staff
from catalog.services import datasets
from catalog.services.publication import publish
from tests.factories.accounts import an_actor
from tests.factories.datasets import a_list, a_template_with_a_list, entry
from tests.factories.forms import a_published_procedure, an_adopted_procedure

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_sakai")]


def open_names(dataset):
    return [row.name for row in entries_of(dataset) if row.is_open]


def offered(procedure):
    form = procedure_with_form(procedure.slug).current_form
    question = compiled_form(form.pk, form.content_hash).definition.question("club")
    return [(option.id, str(option.label)) for option in question.options]


def is_behind(procedure):
    return older_than_their_lists(procedures_for_staff()) == {procedure.pk}


@pytest.mark.parametrize("role", [Role.VIEWER, Role.PROCESSOR, Role.APPROVER])
def test_only_editors_and_administrators_change_lists(role):
    dataset = a_list("北教室")
    before, records = list(DatasetEntry.objects.values()), history_of("clubs").count()
    stranger = an_actor(role)
    for verb in (
        lambda: datasets.add_dataset(slug="", name="公園", actor=stranger),
        lambda: datasets.add_entry(dataset.pk, Entry(0, "南教室"), actor=stranger),
        lambda: datasets.change_entry(dataset.pk, Entry(1, "南教室"), actor=stranger),
        lambda: datasets.close_entry(dataset.pk, 1, actor=stranger),
        lambda: datasets.reopen_entry(dataset.pk, 1, actor=stranger),
        lambda: datasets.change_dataset(dataset.pk, name="教室", order=Dataset.Order.POSITION, actor=stranger),
        lambda: datasets.import_entries(dataset.pk, read("名前\n南\n"), confirmed="", actor=stranger),
    ):
        with pytest.raises(ActionRefused):
            verb()

    assert list(DatasetEntry.objects.values()) == before
    assert (Dataset.objects.count(), history_of("clubs").count()) == (1, records)
    datasets.add_entry(dataset.pk, Entry(0, "南教室"), actor=an_actor(Role.FORM_EDITOR))
    assert open_names(dataset) == ["北教室", "南教室"]
    assert (history_of("clubs").last().event, history_of("clubs").last().detail) == ("list.changed", {"number": 2})


def test_nobody_can_delete_an_entry():
    dataset = a_list("北教室")

    with pytest.raises(DatabaseError), transaction.atomic():
        entry(dataset, "北教室").delete()
    datasets.close_entry(dataset.pk, 1, actor=SYSTEM)
    assert open_names(dataset) == []
    datasets.reopen_entry(dataset.pk, 1, actor=SYSTEM)
    assert open_names(dataset) == ["北教室"]


def test_two_entries_that_nobody_can_tell_apart_are_refused():
    dataset = a_list("北教室", "南教室")

    with pytest.raises(SameEntry):
        datasets.add_entry(dataset.pk, Entry(0, "北教室"), actor=SYSTEM)
    with pytest.raises(SameEntry):
        datasets.change_entry(dataset.pk, Entry(2, "北教室"), actor=SYSTEM)
    datasets.change_entry(dataset.pk, Entry(2, "北教室", note="南町"), actor=SYSTEM)
    assert [row.note for row in entries_of(dataset)] == ["", "南町"]


def test_entries_stand_in_the_order_of_their_kana_or_of_the_file():
    dataset = a_list()
    file = read("名前,ふりがな\n東,ひがし\n北,きた\n南,ミナミ\n")
    datasets.import_entries(dataset.pk, file, confirmed=datasets.plan_for(dataset, file).name, actor=SYSTEM)
    assert open_names(dataset) == ["北", "東", "南"]

    dataset = datasets.change_dataset(dataset.pk, name="教室", order=Dataset.Order.POSITION, actor=SYSTEM)
    assert open_names(dataset) == ["東", "北", "南"]
    assert [row.name for row in found_in(entries_of(dataset), "キタ")] == ["北"]


def test_what_is_confirmed_is_what_was_seen():
    dataset = a_list("北教室")
    file = read("名前\n北教室\n南教室\n")
    seen = datasets.plan_for(dataset, file).name
    datasets.add_entry(dataset.pk, Entry(0, "東教室"), actor=SYSTEM)

    with pytest.raises(ListChangedMeanwhile):
        datasets.import_entries(dataset.pk, file, confirmed=seen, actor=SYSTEM)
    assert open_names(dataset) == ["北教室", "東教室"]
    done = datasets.import_entries(dataset.pk, file, confirmed=datasets.plan_for(dataset, file).name, actor=SYSTEM)
    assert open_names(dataset) == ["北教室", "南教室"]
    assert ([each.name for each in done.added], [each.name for each in done.closed]) == (["南教室"], ["東教室"])
    assert history_of("clubs").last().detail == {"added": 1, "changed": 0, "closed": 1}


def test_a_list_that_is_written_out_and_read_in_again_is_the_same():
    dataset = a_list("北教室", "=1+1", "南教室")
    datasets.close_entry(dataset.pk, 3, actor=SYSTEM)
    chosen = datasets.plan_for(dataset, read(written(as_written(dataset)).decode("utf-8-sig")))

    assert not chosen.changes_something
    assert chosen.unchanged == 2


def test_a_list_takes_no_more_than_a_form_does():
    dataset = a_list()
    DatasetEntry.objects.bulk_create(
        DatasetEntry(dataset=dataset, number=number, name=f"第{number}教室") for number in range(1, 2001)
    )

    with pytest.raises(ListFull):
        datasets.add_entry(dataset.pk, Entry(0, "あと1つ"), actor=SYSTEM)
    assert dataset.entries.count() == 2000


def test_adopting_begins_the_lists_a_form_asks_for_and_an_empty_one_is_not_published():
    procedure = an_adopted_procedure(a_template_with_a_list(), slug="school")
    dataset = Dataset.objects.get()
    assert (dataset.slug, dataset.name) == ("clubs", "放課後児童クラブ")

    with pytest.raises(ListsMissing, match="『通う教室』"):
        publish(procedure.pk, actor=SYSTEM)
    assert not PublishedForm.objects.exists()
    assert [(remark.dataset, "まだ空です" in remark.message) for remark in to_put_right(city_form(procedure))] == [
        ("clubs", True)
    ]
    datasets.add_entry(dataset.pk, Entry(0, "北教室"), actor=SYSTEM)
    assert to_put_right(city_form(procedure)) == ()
    assert publish(procedure.pk, actor=SYSTEM).lists == {"clubs": Dataset.objects.get().content_hash}
    assert offered(procedure) == [("no_1", "北教室")]


def test_a_published_form_keeps_its_entries_until_it_is_published_again(django_assert_num_queries):
    dataset = a_list("北教室", "南教室")
    procedure = a_published_procedure(a_template_with_a_list(), slug="school")
    assert not is_behind(procedure)
    with pytest.raises(NothingChanged):
        publish(procedure.pk, actor=SYSTEM)

    datasets.close_entry(dataset.pk, 1, actor=SYSTEM)
    datasets.add_entry(dataset.pk, Entry(0, "東教室"), actor=SYSTEM)
    assert offered(procedure) == [("no_1", "北教室"), ("no_2", "南教室")]
    with django_assert_num_queries(2):
        assert is_behind(procedure)
    assert [each.sentence for each in city_form(procedure).from_lists] == [
        "『通う教室』の選択肢『北教室』を隠しました",
        "『通う教室』に選択肢『東教室』を足しました",
    ]

    publish(procedure.pk, actor=SYSTEM)
    assert offered(procedure) == [("no_2", "南教室"), ("no_3", "東教室")]
    assert not is_behind(procedure)


def test_a_change_taken_back_leaves_nothing_to_publish():
    dataset = a_list("北教室")
    procedure = a_published_procedure(a_template_with_a_list(), slug="school")
    datasets.change_entry(dataset.pk, Entry(1, "北の教室"), actor=SYSTEM)
    assert is_behind(procedure)
    datasets.change_entry(dataset.pk, Entry(1, "北教室"), actor=SYSTEM)

    assert not is_behind(procedure)
    assert content_hash(options_in(dataset)) == Dataset.objects.get().content_hash


def test_a_list_knows_who_uses_it():
    dataset, other = a_list("北教室"), a_list(slug="city_parks", name="公園")
    procedure = an_adopted_procedure(a_template_with_a_list(), slug="school")

    assert uses_of(dataset) == (procedure,)
    assert [(row.dataset, row.open_entries, row.used_by) for row in list_rows()] == [
        (dataset, 1, (procedure,)),
        (other, 0, ()),
    ]
