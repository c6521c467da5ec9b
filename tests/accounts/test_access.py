"""The doors: who may come in, and what an open page costs."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse

from accounts.access import member_required, requires, secretariat_required, staff_required
from accounts.policies import can_manage_people
from accounts.roles import Role
from accounts.sessions import SECOND_FACTOR
from accounts.urls import urlpatterns
from common.actor import Actor, ActorKind
from tests.factories.accounts import a_person

LEAD_TO_A_DOOR = {
    "account_login",
    "account_logout",
    "account_inactive",
    "account_reauthenticate",
    "account_invitation",
    "mfa_authenticate",
    "mfa_reauthenticate",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_login_webauthn",
    "mfa_reauthenticate_webauthn",
    "account_personas",
    "account_sign_in_as",
}
# Pages about nobody but oneself.
ONE_S_OWN = {
    "account_stay",
    "account_unsent",
    "mfa_index",
    "account_change_password",
    "account_end_sessions",
    "mfa_remove_webauthn",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
}


def test_every_page_has_a_door_and_a_policy_unless_it_leads_to_one_or_is_one_s_own():
    views = {pattern.name: pattern.callback for pattern in urlpatterns}

    assert {name for name, view in views.items() if not hasattr(view, "door")} == LEAD_TO_A_DOOR
    assert {name for name, view in views.items() if not hasattr(view, "policy")} == LEAD_TO_A_DOOR | ONE_S_OWN


@pytest.fixture
def request_of(rf, client):
    """A request of a person, in a city unless `municipality` is False."""

    def make(user, *, second_factor=True, municipality=True):
        from django.contrib.auth.models import AnonymousUser

        request = rf.get("/staff/")
        request.user = user or AnonymousUser()
        request.session = {SECOND_FACTOR: True} if second_factor else {}
        if municipality:
            request.municipality = object()
        return request

    return make


def page(request):
    return HttpResponse(request.actor.kind)


def test_a_door_opens_for_its_own_kind_only(in_sakai, request_of):
    user = a_person(Role.PROCESSOR)

    assert staff_required(page)(request_of(user)).text == ActorKind.STAFF
    assert secretariat_required(page)(request_of(user, municipality=False)).text == ActorKind.SECRETARIAT
    assert member_required(page)(request_of(user)).text == ActorKind.STAFF
    assert member_required(page)(request_of(user, municipality=False)).text == ActorKind.SECRETARIAT
    with pytest.raises(Http404):
        staff_required(page)(request_of(user, municipality=False))
    with pytest.raises(Http404):
        secretariat_required(page)(request_of(user))


def test_both_factors_are_needed_and_nothing_is_kept_by_the_browser(in_sakai, request_of):
    user = a_person(Role.PROCESSOR)

    without = staff_required(page)(request_of(user, second_factor=False))
    assert (without.status_code, without["Location"]) == (302, "/staff/two-factor/activate/")
    response = staff_required(page)(request_of(user))
    assert response.status_code == 200
    for each in (without, response):
        assert "no-store" in each["Cache-Control"]


def test_requires(rf):
    request = rf.get("/staff/people/")
    guarded = requires(can_manage_people)(page)

    request.actor = Actor(ActorKind.STAFF, "1", "", roles=frozenset({Role.APPROVER}))
    with pytest.raises(PermissionDenied):
        guarded(request)
    request.actor = Actor(ActorKind.STAFF, "1", "", roles=frozenset({Role.ADMINISTRATOR}))
    assert guarded(request).status_code == 200


def test_a_stranger_s_look_at_a_closed_page_costs_no_query(sakai, client_at, django_assert_num_queries):
    client = client_at("sakai.localhost")
    client.get("/staff/account/")  # the directory of host names is looked at every three seconds

    with django_assert_num_queries(0):
        response = client.get("/staff/account/")
    assert response["Location"] == "/staff/login/?next=%2Fstaff%2Faccount%2F"
    assert not response.cookies
