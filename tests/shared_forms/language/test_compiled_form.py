"""Forms made ready, and kept."""

import pytest

from common.kept import Kept
from shared_forms.language import CompiledForm, FaultyForm, compile, compiled, compiled_form  # noqa: A004
from tests.shared_forms.language.building import a_form, a_page, a_question, one_page


@pytest.fixture(autouse=True)
def _nothing_kept():
    compiled_form._forms.clear()
    yield
    compiled_form._forms.clear()


def test_a_form_with_faults_is_not_compiled():
    with pytest.raises(FaultyForm) as refusal:
        compile(one_page(a_question("a"), a_question("a")))

    assert [fault.where for fault in refusal.value.faults] == ["a"]
    assert "「a」" in refusal.value.message


def test_a_form_is_loaded_once():
    loaded = []

    def load():
        loaded.append(1)
        return one_page(a_question())

    first = compiled("hash", load)

    assert isinstance(first, CompiledForm)
    assert compiled("hash", load) is first
    assert len(loaded) == 1


def test_a_form_that_cannot_be_loaded_is_not_kept():
    def fail():
        raise LookupError

    with pytest.raises(LookupError):
        compiled("hash", fail)
    assert compiled("hash", lambda: one_page(a_question())).steps[0].question == "q"


def test_the_form_unused_for_longest_is_dropped_first(monkeypatch):
    monkeypatch.setattr(compiled_form, "_forms", Kept(2))

    def load():
        return one_page(a_question())

    one, two = compiled("1", load), compiled("2", load)
    compiled("1", load)
    compiled("3", load)

    assert len(compiled_form._forms) == 2
    assert compiled("1", load) is one
    assert compiled("2", load) is not two


def test_what_others_look_at_is_known():
    hidden = a_question("b", show_when={"not": {"question": "a", "answered": True}})
    later = a_question("d", "date", min={"question": "c"})
    form = compile(a_form(a_page("p", a_question("a"), hidden, a_question("c", "date"), later)))

    assert form.consulted == {"a", "c"}
    assert [step.shown is None for step in form.steps] == [True, False, True, True]
