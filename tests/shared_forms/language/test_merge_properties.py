"""What holds for every update of every template, whatever a city made of it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from shared_forms.language import FormDefinition, analysis
from shared_forms.language.merge import Choice, Level, Merge, merge
from shared_forms.language.overlay import AddOption, AddPage, AddQuestion, Move, Overlay, apply
from shared_forms.language.overlay.composing import key_of, neighbour_of, target_of
from shared_forms.language.texts import Text
from tests.shared_forms.language.overlays import templates_with_edited_overlays
from tests.shared_forms.language.upstream import updates


@st.composite
def updated(draw: st.DrawFn) -> tuple[FormDefinition, FormDefinition, Overlay]:
    """Old template, new template, and a city's changes to the old one."""
    old, overlay = draw(templates_with_edited_overlays())
    near = {target_of(operation) for operation in overlay.operations}
    near |= {name for operation in overlay.operations if (name := neighbour_of(operation))}
    return old, draw(updates(old, near=near)), overlay


@st.composite
def decided(draw: st.DrawFn) -> tuple[Merge, FormDefinition, Overlay]:
    """A merge about which somebody decided something, or nothing."""
    old, new, overlay = draw(updated())
    choices = {
        collision.key: Choice(draw(st.sampled_from(collision.resolutions)), Text(ja="書き直したことば"))
        for collision in merge(old, new, overlay).collisions
        if draw(st.booleans())
    }
    return merge(old, new, overlay, choices), new, overlay


def added_by(overlay: Overlay) -> set[tuple[str, str | None]]:
    kinds = (AddQuestion, AddOption, AddPage)
    return {
        (target_of(each), each.option.id if isinstance(each, AddOption) else None)
        for each in overlay.operations
        if isinstance(each, kinds)
    }


@given(decided())
def test_the_result_is_a_form_without_faults_made_of_the_new_template(result):
    merged, new, _ = result

    assert apply(new, merged.overlay) == merged.form
    assert not analysis.problems(merged.form)


@given(decided())
def test_nothing_the_city_added_is_lost_without_being_named(result):
    merged, _, overlay = result
    named = {(collision.target, collision.option) for collision in merged.collisions}

    for target, option in added_by(overlay) - added_by(merged.overlay):
        assert (target, option) in named or (target, None) in named


@given(decided())
def test_nothing_that_is_locked_changes(result):
    merged, new, _ = result
    locked = [question for question in new.questions() if question.locked]

    assert [merged.form.question(question.id) for question in locked] == locked
    titles = {page.id: (page.title, page.help) for page in merged.form.pages}
    assert all(titles[page.id] == (page.title, page.help) for page in new.pages if page.locked)


@given(decided())
def test_nothing_of_the_update_is_lost_but_what_the_city_hides(result):
    merged, new, _ = result
    hidden = {target_of(operation) for operation in merged.overlay.operations if operation.op == "hide"}
    hidden |= {question.id for page in new.pages if page.id in hidden for question in page.questions}

    assert {question.id for question in new.questions()} - hidden <= {each.id for each in merged.form.questions()}


@given(decided())
def test_each_thing_stands_in_the_overlay_once(result):
    keys = [key_of(operation) for operation in result[0].overlay.operations]

    assert len(keys) == len(set(keys))


@given(templates_with_edited_overlays())
def test_no_update_changes_nothing(template_and_overlay):
    template, overlay = template_and_overlay
    merged = merge(template, template, overlay)

    assert not merged.collisions
    assert merged.form == apply(template, overlay)


@given(decided())
def test_what_was_merged_once_is_merged(result):
    merged, new, _ = result
    again = merge(new, new, merged.overlay)

    assert (again.overlay, again.form, again.collisions) == (merged.overlay, merged.form, ())


@given(updated())
def test_the_same_choices_lead_to_the_same_result(versions):
    assert merge(*versions) == merge(*versions)


def around(form: FormDefinition, overlay: Overlay) -> set[str]:
    """Everything an overlay is about or leans on, and what that depends on or is depended on by."""
    near = {target_of(operation) for operation in overlay.operations}
    near |= {name for each in overlay.operations if (name := neighbour_of(each))}
    near |= {each.page for each in overlay.operations if isinstance(each, (AddQuestion, Move)) and each.page}
    on_page = {question.id for page in form.pages if page.id in near for question in page.questions}
    pages = {page.id for page in form.pages if near & {question.id for question in page.questions}}
    return near | on_page | pages


@st.composite
def disjoint_updates(draw: st.DrawFn) -> tuple[FormDefinition, FormDefinition, Overlay]:
    old, overlay = draw(templates_with_edited_overlays())
    return old, draw(updates(old, spared=around(old, overlay))), overlay


@given(disjoint_updates())
def test_edits_of_other_things_ask_nobody(versions):
    merged = merge(*versions)

    assert not merged.open, merged.collisions


@given(disjoint_updates(), st.data())
def test_independent_updates_may_come_one_by_one_or_together(versions, data):
    old, middle, overlay = versions
    new = data.draw(updates(middle, spared=around(old, overlay)))
    first = merge(old, middle, overlay)
    stepwise = merge(middle, new, first.overlay)
    at_once = merge(old, new, overlay)

    if not (first.collisions or stepwise.collisions or at_once.collisions):
        assert stepwise.form == at_once.form


def test_how_many_updates_need_nobody(capsys):
    """The share over updates of other things than the city changed, printed; most of these ask for nothing at all."""
    levels: list[Level] = []

    @settings(max_examples=150, database=None)
    @given(disjoint_updates())
    def count(versions):
        levels.append(merge(*versions).level)

    count()
    share = levels.count(Level.AUTOMATIC) / len(levels)
    with capsys.disabled():
        print(f"\n{share:.1%} of {len(levels)} disjoint updates merge by themselves")
    assert share >= 0.9
