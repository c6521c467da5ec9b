"""From HTML controls to raw answers."""

from shared_forms.language import compile  # noqa: A004
from shared_forms.language.answers import parse
from shared_forms.language.form_data import from_form_data
from tests.shared_forms.language.building import TODAY, a_choice, a_form, a_page, a_question
from tests.shared_forms.language.strategies import FILES

FORM = compile(
    a_form(
        a_page("one", a_question("name", "person_name", kana=False), a_question("born", "date"), a_choice("kind")),
        a_page(
            "two",
            a_question("alive", "yes_no"),
            a_question("photos", "file", max_files=2),
            a_question("home", "address"),
        ),
    )
)
SENT = {
    "name.family": ["堺"],
    "name.given": ["花子"],
    "born.year": ["R2"],
    "born.month": ["5"],
    "born.day": ["8"],
    "kind": ["b"],
    "alive": ["no"],
    "photos": ["f1", "f2"],
    "home.postal_code": ["590-0078"],
    "home.city": ["堺市堺区"],
    "home.street": ["南瓦町3-1"],
    "home.building": [""],
    "csrf": ["x"],
}


def sent(name):
    return SENT.get(name, [])


def test_controls_become_answers():
    every_question = [question.id for question in FORM.definition.questions()]

    answers = parse(FORM, from_form_data(FORM, sent, every_question), today=TODAY, files=FILES)

    assert dict(answers) == {
        "name": {"family": "堺", "given": "花子"},
        "born": "2020-05-08",
        "kind": "b",
        "alive": False,
        "photos": ["f1", "f2"],
        "home": {"postal_code": "5900078", "city": "堺市堺区", "street": "南瓦町3-1", "building": ""},
    }


def test_only_the_questions_asked_for_are_read():
    assert from_form_data(FORM, sent, ["kind"]) == {"kind": "b"}


def test_what_was_not_sent_is_blank_so_that_an_emptied_control_empties_the_answer():
    assert from_form_data(FORM, lambda name: [], ["name", "kind", "photos"]) == {
        "name": {"family": "", "given": ""},
        "kind": "",
        "photos": [],
    }
    assert all(
        question.is_blank(raw)
        for question, raw in zip(
            FORM.definition.questions(),
            from_form_data(FORM, lambda name: [], [q.id for q in FORM.definition.questions()]).values(),
            strict=True,
        )
    )
