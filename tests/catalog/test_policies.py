"""Who may do what with procedures: the whole grid, so that nobody is allowed by omission."""

import pytest
from django.utils import timezone

from accounts.roles import Role
from catalog import policies
from catalog.models import Procedure
from common.actor import Actor, ActorKind
from common.identifiers import new_id

HERE, ELSEWHERE = new_id(), new_id()
EDITORS = {Role.FORM_EDITOR, Role.ADMINISTRATOR}


def an_actor(kind, role, department=HERE):
    return Actor(kind, "x", "誰か", roles=frozenset({role} if role else ()), departments=frozenset({str(department)}))


def a_procedure(*, published=True, closed=False):
    return Procedure(
        slug="dog",
        title="犬",
        department_id=HERE,
        current_form_id=new_id() if published else None,
        closed_at=timezone.now() if closed else None,
    )


@pytest.mark.parametrize("kind", ActorKind)
@pytest.mark.parametrize("role", [*Role, None])
def test_the_grid_of_roles(kind, role):
    actor = an_actor(kind, role)
    is_here = kind in (ActorKind.STAFF, ActorKind.ADVISER)
    edits = kind is ActorKind.SYSTEM or (is_here and role in EDITORS)

    assert policies.can_see_procedures(actor) is (is_here and role is not None)
    assert policies.can_adopt(actor) is edits
    assert policies.can_keep_lists(actor) is edits
    assert policies.can_adopt_for(actor, HERE) is edits
    for may in (
        policies.can_customise,
        policies.can_publish,
        policies.can_change_details,
        policies.can_set_period,
        policies.can_set_appeal_notice,
        policies.can_close,
    ):
        assert may(actor, a_procedure()) is edits, may.__name__
    assert policies.can_reopen(actor, a_procedure(closed=True)) is edits
    for may in (policies.can_set_approval_route, policies.can_set_viewers):
        assert may(actor, a_procedure()) is (edits and kind is not ActorKind.ADVISER), may.__name__


@pytest.mark.parametrize("role", Role)
def test_a_form_editor_reaches_only_the_own_departments_and_an_administrator_all(role):
    stranger = an_actor(ActorKind.STAFF, role, department=ELSEWHERE)
    expected = role is Role.ADMINISTRATOR

    assert policies.can_adopt_for(stranger, HERE) is expected
    for may in (
        policies.can_customise,
        policies.can_publish,
        policies.can_change_details,
        policies.can_set_period,
        policies.can_set_appeal_notice,
        policies.can_set_approval_route,
        policies.can_set_viewers,
        policies.can_close,
    ):
        assert may(stranger, a_procedure()) is expected, may.__name__


@pytest.mark.parametrize(
    ("published", "closed", "can_close", "can_reopen"),
    [(False, False, False, False), (True, False, True, False), (True, True, False, True), (False, True, False, False)],
)
def test_the_moment_counts_too(published, closed, can_close, can_reopen):
    editor = an_actor(ActorKind.STAFF, Role.FORM_EDITOR)
    procedure = a_procedure(published=published, closed=closed)

    assert policies.can_close(editor, procedure) is can_close
    assert policies.can_reopen(editor, procedure) is can_reopen
