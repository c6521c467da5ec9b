"""What residents find: in any script, by other words, in a sentence, with a slip of the finger; and nothing that is not meant."""

import pytest

from catalog.search import search
from shared_forms.life_events import LifeEvent
from tests.factories.applications import a_procedure

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_sakai")]


@pytest.fixture(autouse=True)
def procedures(in_sakai):
    a_procedure("dog-death", title="犬の死亡届", keywords="いぬ dog 鑑札", category="pets", life_events=["pets"])
    a_procedure(
        "risai", title="罹災証明書の申請", keywords="りさいしょうめいしょ", category="safety", life_events=["disaster"]
    )
    a_procedure("gakudo", title="放課後児童会の入会申請", keywords="ほうかごじどうかい", category="children")
    a_procedure("hidden", title="犬のひみつ", is_listed=False)


def slugs(text: str, **within: str) -> set[str]:
    return {procedure.slug for procedure in search(text, **within).procedures}


@pytest.mark.parametrize(
    "text",
    [
        "犬の死亡届",
        "イヌ",
        "いぬ",
        "ｲﾇ",
        "鑑札 いぬ",
        "鑑札　いぬ",
        "Ｄｏｇ",
        "DOG",
        "わんちゃん",
        "亡くなった",
        "愛犬が死んだ",
    ],
)
def test_the_same_thing_by_any_word(text):
    assert slugs(text) == {"dog-death"}


@pytest.mark.parametrize(
    "text", ["り災証明", "地震", "りさいしょうめい", "台風で家が壊れた", "りさいしょめいしょ", "リサイショウメイシヨ"]
)
def test_after_a_disaster_nobody_types_well(text):
    assert slugs(text) == {"risai"}


def test_what_was_looked_for_instead_is_said():
    assert search("ほうかごじとうかい").instead == "ほうかごじどうかい"
    assert search("学童 おやつ").is_partial
    assert (search("学童").instead, search("学童").is_partial) == ("", False)


@pytest.mark.parametrize("text", ["猫", "%", "_", "\\", "宇宙旅行", "ゑ", "'; DROP TABLE", "犬" * 100])
def test_nothing_else_is_found(text):
    assert slugs(text) <= {"dog-death"} if "犬" in text else slugs(text) == set()


def test_everything_within_a_field_or_an_event():
    assert slugs("") == {"dog-death", "risai", "gakudo"}
    assert slugs("", category="safety") == {"risai"}
    assert slugs("", event=LifeEvent.PETS) == {"dog-death"}
    assert slugs("犬", event=LifeEvent.DISASTER) == set()


def test_one_query_however_the_search_goes(django_assert_num_queries):
    for text in ("犬", "台風で家が壊れた", "りさいしょめいしょ", "宇宙旅行"):
        with django_assert_num_queries(1):
            search(text)
