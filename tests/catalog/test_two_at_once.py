"""Two people who press a button at the same moment take turns."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from accounts.actors import SYSTEM
from catalog.errors import NothingChanged
from catalog.models import PublishedForm
from catalog.selectors import city_form
from catalog.services.customisation import customise
from catalog.services.publication import publish
from shared_forms.language.overlay import Relabel
from shared_forms.language.texts import Text
from tenants.context import in_municipality
from tests.factories.forms import a_published_procedure, an_adopted_procedure

SAKAI = "m_271403"


def at_once(*works):
    """Do all of them at the same time, each on its own connection. Returns results or refusals."""
    together = Barrier(len(works))

    def run(work):
        try:
            with in_municipality(SAKAI):
                together.wait(timeout=10)
                return work()
        except NothingChanged as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def test_two_changes_at_once_are_both_kept(committed):
    with in_municipality(SAKAI):
        procedure = a_published_procedure()
    changes = {"dog_name": "愛犬の名前", "sex": "オスかメスか", "photo": "写真", "email": "連絡先"}

    at_once(
        *(
            lambda target=target, words=words: customise(
                procedure.pk, [Relabel(op="relabel", target=target, text=Text(ja=words))], actor=SYSTEM
            )
            for target, words in changes.items()
        )
    )

    with in_municipality(SAKAI):
        definition = city_form(procedure).definition
        assert {name: str(definition.question(name).label) for name in changes} == changes


def test_two_publications_at_once_make_one_snapshot(committed):
    with in_municipality(SAKAI):
        procedure = an_adopted_procedure()

    results = at_once(*[lambda: publish(procedure.pk, actor=SYSTEM)] * 2)

    assert sorted(type(result).__name__ for result in results) == ["NothingChanged", "PublishedForm"]
    with in_municipality(SAKAI):
        assert PublishedForm.objects.count() == 1
