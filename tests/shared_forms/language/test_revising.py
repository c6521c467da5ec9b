"""The next version of a template: its owner may change what is locked for cities, sets the locks, and adds with ids of its own."""

from shared_forms.language import content_hash
from shared_forms.language.conditions import Is
from shared_forms.language.overlay import AddOption, AddQuestion, Hide, Overlay, OverlayRefused, Relabel, apply
from shared_forms.language.overlay.revising import ADDED_PREFIX, locks_of, revised, unlocked, with_own_ids
from shared_forms.language.texts import Text
from shared_forms.language.types.options import Option
from tests.factories.forms import every_type
from tests.shared_forms.language.building import one_page

FORM = one_page(
    {"id": "name", "type": "text", "label": "お名前", "max_length": 50, "locked": "条例で決まっています。"},
    {
        "id": "way",
        "type": "choice",
        "label": "受け取りかた",
        "options": [
            {"id": "post", "label": "郵送", "locked": "法律で決まっています。"},
            {"id": "desk", "label": "窓口"},
        ],
    },
)


def overlay(*operations) -> Overlay:
    return Overlay(operations=operations)


def test_without_a_change_it_is_the_same_version():
    for form in (FORM, every_type()):
        same, problems = revised(form, overlay(), {})
        assert problems == ()
        assert content_hash(with_own_ids(same)) == content_hash(form)


def test_the_owner_changes_what_is_locked_for_cities_and_the_lock_stays():
    relabel = Relabel(op="relabel", target="name", text=Text(ja="氏名"))
    option = Relabel(op="relabel", target="way", option="post", text=Text(ja="郵便"))

    form, problems = revised(FORM, overlay(relabel, option), {})

    assert problems == ()
    assert str(form.question("name").label) == "氏名"
    assert locks_of(form) == {"name": "条例で決まっています。"}
    assert str(form.question("way").option("post").locked) == "法律で決まっています。"
    try:
        apply(form, overlay(relabel))
    except OverlayRefused:
        return
    raise AssertionError("a city changed what is locked")


def test_locks_are_set_and_lifted():
    form, _ = revised(FORM, overlay(), {"name": "", "way": "全国で同じです。"})

    assert locks_of(form) == {"way": "全国で同じです。"}
    assert locks_of(unlocked(form)) == {}


def test_what_is_added_gets_ids_of_the_template_wherever_it_is_named():
    question = {
        "id": "city_aaaa",
        "type": "choice",
        "label": "兄弟はいますか",
        "options": [{"id": "city_bbbb", "label": "はい"}, {"id": "city_cccc", "label": "いいえ"}],
    }
    asked = AddQuestion.model_validate({"op": "add_question", "after": "name", "question": question})
    then = AddQuestion.model_validate(
        {
            "op": "add_question",
            "after": "city_aaaa",
            "question": {
                "id": "city_dddd",
                "type": "text",
                "label": "兄弟のお名前",
                "show_when": Is.model_validate({"question": "city_aaaa", "is": "city_bbbb"}).model_dump(by_alias=True),
            },
        }
    )
    more = AddOption(op="add_option", target="way", option=Option(id="city_eeee", label=Text(ja="メール")))

    form = with_own_ids(revised(FORM, overlay(asked, then, more), {})[0])

    assert [question.id for question in form.questions()] == [
        "name",
        f"{ADDED_PREFIX}aaaa",
        f"{ADDED_PREFIX}dddd",
        "way",
    ]
    shown = form.question(f"{ADDED_PREFIX}dddd").show_when.model_dump(by_alias=True)
    assert (shown["question"], shown["is"]) == (f"{ADDED_PREFIX}aaaa", f"{ADDED_PREFIX}bbbb")
    assert [option.id for option in form.question("way").options] == ["post", "desk", f"{ADDED_PREFIX}eeee"]
    assert "city_" not in form.model_dump_json()


def test_what_is_left_out_is_gone_and_faults_are_named():
    form, problems = revised(FORM, overlay(Hide(op="hide", target="way")), {})
    assert problems == ()
    assert form.question("way") is None

    _, problems = revised(FORM, overlay(Hide(op="hide", target="nothing")), {})
    assert [problem.target for problem in problems] == ["nothing"]
