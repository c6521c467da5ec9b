"""People of a city or of the secretariat, for their administrators."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts import lock_out, policies, selectors, signed_in_devices
from accounts.access import member_required, requires
from accounts.forms import InvitationForm, MembershipsForm
from accounts.models import User
from accounts.requests import MemberRequest
from accounts.services import invitations, sign_in
from accounts.services import people as services
from common.errors import DomainError

Service = Callable[..., User]
ROWS_PER_PAGE = 50


@require_safe
@member_required
@requires(policies.can_manage_people)
def people(request: MemberRequest) -> HttpResponse:
    """Everybody with an account here."""
    search = request.GET.get("q", "").strip()
    page = Paginator(selectors.people(search), ROWS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "search": search,
        "page": page,
        "rows": [selectors.PersonRow.of(user) for user in page],
    }
    return render(request, "accounts/people.html", context)


@member_required
@requires(policies.can_manage_people)
def invite(request: MemberRequest) -> HttpResponse:
    """Add a person and send them the way in."""
    form = InvitationForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            invitations.invite_person(
                name=form.cleaned_data["name"],
                email=form.cleaned_data["email"],
                **form.memberships(),
                actor=request.actor,
            )
        except DomainError as error:
            form.add_error("email", error.message)
        else:
            return _back(request, "招待のメールを送りました。")
    return render(request, "accounts/invite.html", {"form": form}, status=_status(form))


@member_required
@requires(policies.can_manage_people)
def person(request: MemberRequest, person_id: UUID) -> HttpResponse:
    """One person: roles and departments, and the ways to shut out and to begin anew."""
    user = get_object_or_404(selectors.people(), pk=person_id)
    seats = list(selectors.seats().filter(holder=user))
    typed = request.POST if request.method == "POST" else None
    form = MembershipsForm(typed, initial=MembershipsForm.initial_of(user), has_seat=bool(seats))
    if form.is_valid():
        try:
            services.change_roles(person_id, **form.memberships(), actor=request.actor)
        except DomainError as error:
            form.add_error("roles", error.message)
        else:
            return _back(request, "役割と所属を変えました。")
    context = {
        "form": form,
        "person": selectors.PersonRow.of(user),
        "seats": seats,
        "is_locked": lock_out.is_locked(user),
        "devices": signed_in_devices.of(user),
        "set_up": selectors.sign_in_set_up(user),
        "can_deactivate": policies.can_deactivate(request.actor, user),
        "can_reactivate": policies.can_reactivate(request.actor, user),
        "can_renew_invitation": policies.can_renew_invitation(request.actor, user),
    }
    return render(request, "accounts/person.html", context, status=_status(form))


@member_required
@requires(policies.can_manage_people)
def deactivate(request: MemberRequest, person_id: UUID) -> HttpResponse:
    """Ask, then shut out."""
    return _ask(request, person_id, services.deactivate_person, "accounts/deactivate.html", done="利用を止めました。")


@member_required
@requires(policies.can_manage_people)
def reactivate(request: MemberRequest, person_id: UUID) -> HttpResponse:
    """Ask, then let in again."""
    return _ask(request, person_id, services.reactivate_person, "accounts/reactivate.html", done="利用を再開しました。")


@member_required
@requires(policies.can_manage_people)
def invite_again(request: MemberRequest, person_id: UUID) -> HttpResponse:
    """Ask, then begin a person's sign-in anew."""
    return _ask(
        request,
        person_id,
        invitations.invite_again,
        "accounts/invite_again.html",
        done="招待のメールを、もう一度送りました。",
    )


@member_required
@requires(policies.can_manage_people)
def sign_out(request: MemberRequest, person_id: UUID) -> HttpResponse:
    """Ask, then end every session of the person."""
    return _ask(
        request,
        person_id,
        sign_in.sign_out_everywhere,
        "accounts/sign_out_everywhere.html",
        done="すべての端末からサインアウトさせました。",
    )


@member_required
@requires(policies.can_manage_people)
def lift_lock(request: MemberRequest, person_id: UUID) -> HttpResponse:
    """Ask, then let the person try again."""
    return _ask(request, person_id, sign_in.lift_lock, "accounts/lift_lock.html", done="一時停止を解きました。")


def _ask(request: MemberRequest, person_id: UUID, service: Service, template: str, *, done: str) -> HttpResponse:
    """A page that says what will happen; its button does it, and a refusal is said on the same page."""
    user = get_object_or_404(selectors.people(), pk=person_id)
    refusal = None
    if request.method == "POST":
        try:
            service(user.pk, actor=request.actor)
        except DomainError as error:
            refusal = error.message
        else:
            return _back(request, done)
    context = {"person": selectors.PersonRow.of(user), "refusal": refusal}
    return render(request, template, context, status=409 if refusal else 200)


def _back(request: MemberRequest, done: str) -> HttpResponse:
    messages.success(request, done)
    return redirect("account_people")


def _status(form: MembershipsForm) -> int:
    return 422 if form.is_bound else 200
