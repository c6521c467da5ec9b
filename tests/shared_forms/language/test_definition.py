"""The document itself: hash, JSON Schema, round trip."""

import json
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from shared_forms.language import FormDefinition, content_hash, json_schema, to_json
from tests.shared_forms.language.building import a_form, a_page, a_question, one_page
from tests.shared_forms.language.strategies import definitions, documents


def shuffled(document, order):
    """The same JSON with the keys of every object in another order."""
    if isinstance(document, dict):
        return {key: shuffled(document[key], order) for key in sorted(document, key=lambda key: order(key))}
    return [shuffled(item, order) for item in document] if isinstance(document, list) else document


@given(documents(), st.randoms(use_true_random=False))
def test_the_hash_does_not_depend_on_the_order_of_keys(document, random):
    other = shuffled(document, lambda key: random.random())

    assert content_hash(FormDefinition.model_validate(document)) == content_hash(FormDefinition.model_validate(other))


@given(definitions(), definitions())
def test_the_hash_tells_forms_apart(one, other):
    assert (content_hash(one) == content_hash(other)) == (one == other)


@given(definitions())
def test_a_stored_form_is_the_same_form(definition):
    stored = json.loads(json.dumps(to_json(definition)))

    assert FormDefinition.model_validate(stored) == definition
    assert to_json(FormDefinition.model_validate(stored)) == to_json(definition)


def test_an_attribute_at_its_default_does_not_change_the_hash():
    plain, spelled_out = one_page(a_question()), one_page(a_question(required=True, max_length=100, help=None))

    assert content_hash(plain) == content_hash(spelled_out)
    assert content_hash(plain) != content_hash(one_page(a_question(required=False)))
    assert "required" not in json.dumps(to_json(plain))


def test_a_form_published_once_keeps_its_name():
    """The hash of this form when the first forms were published; a change here would orphan every one of them."""
    name = "1c1a18959e9301fecee61448881f806d7115b3c3b1d58e0f4f7a30454b3d5727"

    assert content_hash(one_page(a_question())) == name


@pytest.mark.parametrize(
    "question",
    [
        a_question("Q"),
        a_question("q-1"),
        a_question("1q"),
        a_question("q" * 41),
        a_question("q\n"),
        a_question(kind="slider"),
        a_question(requird=True),
        a_question(label=""),
        a_question(required="yes"),
        a_question(max_length=0),
        a_question(max_length=4001),
        a_question(privacy="secret"),
        a_question(kind="file", accept=["*"]),
    ],
)
def test_a_misspelt_question_is_refused(question):
    with pytest.raises(ValidationError):
        one_page(question)


def test_a_question_is_found_by_its_id():
    form = a_form(a_page("p", a_question("a")), a_page("r", a_question("b")))

    assert form.question("b") is form.pages[1].questions[0]
    assert form.question("c") is None


def test_the_json_schema_names_every_type():
    schema = json.dumps(json_schema())

    for kind in ("text", "person_name", "date", "choice", "yes_no", "email", "address", "file"):
        assert f'"const": "{kind}"' in schema
    assert '"show_when"' in schema
    assert '"is"' in schema


def test_the_language_loads_neither_django_nor_anything_of_the_web():
    program = "import sys, shared_forms.language, shared_forms.library; print([m for m in sys.modules if m.split('.')[0] in ('django', 'celery', 'psycopg')])"

    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout == "[]\n"
