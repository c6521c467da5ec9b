"""What people type into a search box, and what it finds (検索のことば)."""

import unicodedata

import jaconv
from django.utils.translation import override

from catalog.models import Procedure
from shared_forms.life_events import LifeEvent


def fold(text: str) -> str:
    """A text as search compares it: full and half width, capitals, hiragana and katakana are one."""
    return str(jaconv.hira2kata(unicodedata.normalize("NFKC", text).casefold()))


def words(text: str) -> list[str]:
    """The words of a search; each is to be found somewhere."""
    return fold(text).split()


def of_procedure(procedure: Procedure) -> str:
    """Everything by which a procedure is found: title, search words, category, events in life; in Japanese, whoever saves it."""
    with override("ja"):
        events = " ".join(str(LifeEvent(event).label) for event in procedure.life_events)
        return fold(f"{procedure.title} {procedure.keywords} {procedure.get_category_display()} {events}")
