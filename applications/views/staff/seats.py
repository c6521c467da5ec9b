"""Seats and the transfer season, for administrators: who sits where, who follows when, and a whole list at once."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from accounts import policies, selectors
from accounts.access import requires, staff_required
from accounts.forms import NextHolderForm, SeatForm
from accounts.requests import MemberRequest
from accounts.services import seats as services
from applications import transfer_file
from applications.selectors.handing_over import office, work_of
from applications.services.handing_over import hand_over
from applications.services.transfers import carry_out, seat_changes
from applications.transfer_file import TransferFile
from applications.transfer_forms import TransferFileForm, TransferTextForm
from common.errors import DomainError

MOST_FAULTS_SHOWN = 50


@require_safe
@staff_required
@requires(policies.can_manage_people)
def seats(request: MemberRequest) -> HttpResponse:
    """Every seat, who sits there, and who follows."""
    return render(request, "applications/staff/seats.html", {"seats": selectors.seats()})


@staff_required
@requires(policies.can_manage_people)
def add(request: MemberRequest) -> HttpResponse:
    """One more seat, vacant at first."""
    form = SeatForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            seat = services.add_seat(**form.seat(), actor=request.actor)
        except DomainError as error:
            form.add_error("name", error.message)
        else:
            messages.success(request, "席を加えました。つぎに、座る人を決めてください。")
            return redirect("staff_seat", seat.pk)
    return render(request, "applications/staff/seat_add.html", {"form": form}, status=_status(form))


@staff_required
@requires(policies.can_manage_people)
def seat(request: MemberRequest, seat_id: UUID) -> HttpResponse:
    """One seat: its name and roles, who sits there, and what would go with it."""
    row = get_object_or_404(selectors.seats(), pk=seat_id)
    initial = {"name": row.name, "roles": row.roles, "department": row.department_id}
    form = SeatForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            services.change_seat(row.pk, **form.seat(), actor=request.actor)
        except DomainError as error:
            form.add_error("name", error.message)
        else:
            messages.success(request, "席の内容を変えました。座っている人には、すぐに反映されます。")
            return redirect("staff_seat", row.pk)
    context = {"form": form, "seat": row, "work": work_of(row)}
    return render(request, "applications/staff/seat.html", context, status=_status(form))


@staff_required
@requires(policies.can_manage_people)
def next_holder(request: MemberRequest, seat_id: UUID) -> HttpResponse:
    """Who takes the seat, today or on a later day, and what goes along."""
    row = get_object_or_404(selectors.seats(), pk=seat_id)
    today = timezone.localdate()
    planned = row.next_holder_id or (NextHolderForm.VACANT if row.changes_on else "")
    initial = {"to": planned, "on": row.changes_on or today}
    form = NextHolderForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        to, on = form.person(), form.cleaned_data["on"]
        try:
            if on > today:
                services.plan(row.pk, to=to, on=on, actor=request.actor)
                done = f"{on.year}年{on.month}月{on.day}日の交代を予定しました。"
            else:
                done = f"席を引き継ぎました。申請{hand_over({row.pk: to}, actor=request.actor)}件も移りました。"
        except DomainError as error:
            form.add_error("to", error.message)
        else:
            messages.success(request, done)
            return redirect("staff_seats")
    context = {"form": form, "seat": row, "work": work_of(row), "today": today}
    return render(request, "applications/staff/seat_next.html", context, status=_status(form))


@require_POST
@staff_required
@requires(policies.can_manage_people)
def forget_plan(request: MemberRequest, seat_id: UUID) -> HttpResponse:
    """Take a planned change back."""
    row = get_object_or_404(selectors.seats(), pk=seat_id)
    services.forget_plan(row.pk, actor=request.actor)
    messages.success(request, "交代の予定を取り消しました。")
    return redirect("staff_seat", row.pk)


@require_POST
@staff_required
@requires(policies.can_manage_people)
def remove(request: MemberRequest, seat_id: UUID) -> HttpResponse:
    """Remove a vacant seat; one with the same name can be added again."""
    row = get_object_or_404(selectors.seats(), pk=seat_id)
    try:
        services.remove_seat(row.pk, actor=request.actor)
    except DomainError as error:
        messages.error(request, error.message)
        return redirect("staff_seat", row.pk)
    messages.success(request, f"席「{row.name}」をなくしました。")
    return redirect("staff_seats")


@staff_required
@requires(policies.can_manage_people)
def transfer(request: MemberRequest) -> HttpResponse:
    """Choose the list of a transfer season; look at what it would do; do it."""
    if request.method == "POST" and "text" in request.POST:
        return _carry_out(request)
    form = (
        TransferFileForm(request.POST or None, request.FILES or None)
        if request.method == "POST"
        else TransferFileForm()
    )
    if not form.is_valid():
        return render(request, "applications/staff/transfer.html", {"form": form}, status=_status(form))
    return _look(request, form.cleaned_data["file"])


@require_safe
@staff_required
@requires(policies.can_manage_people)
def transfer_example(request: MemberRequest) -> HttpResponse:
    """A file to begin with: everybody who sits somewhere, on the seats they have now."""
    held: dict[tuple[str, str], list[str]] = {}
    for row in selectors.seats().filter(holder__isnull=False):
        if row.holder:
            held.setdefault((row.holder.name, row.holder.email), []).append(row.name)
    rows = [(name, email, "・".join(names)) for (name, email), names in held.items()]
    headers = {"Content-Disposition": content_disposition_header(True, "異動の一覧.csv") or ""}
    return HttpResponse(transfer_file.written(rows), content_type="text/csv; charset=utf-8", headers=headers)


def _look(request: MemberRequest, text: str, refusal: str = "") -> HttpResponse:
    """What the file would do, or what is wrong with it."""
    found = _read(request, text)
    if found.faults:
        context = {
            "form": TransferFileForm(),
            "faults": found.faults[:MOST_FAULTS_SHOWN],
            "more": max(0, len(found.faults) - MOST_FAULTS_SHOWN),
        }
        return render(request, "applications/staff/transfer.html", context, status=422)
    newcomers = {line.number: line.person or UUID(int=line.number) for line in found.lines}
    changes = seat_changes(found.lines, newcomers)
    rows = list(selectors.seats().filter(pk__in=changes))
    context = {
        "lines": found.lines,
        "vacant": [row.name for row in rows if changes[row.pk] is None],
        "seats": len(changes),
        "applications": sum(work_of(row).applications for row in rows),
        "text": text,
        "refusal": refusal,
    }
    return render(request, "applications/staff/transfer_check.html", context, status=409 if refusal else 200)


def _carry_out(request: MemberRequest) -> HttpResponse:
    form = TransferTextForm(request.POST)
    if not form.is_valid():
        return redirect("staff_transfer")
    text = form.cleaned_data["text"]
    found = _read(request, text)
    if found.faults:
        return _look(request, text)
    try:
        done = carry_out(found.lines, actor=request.actor)
    except DomainError as error:
        return _look(request, text, error.message)
    messages.success(
        request,
        f"異動を反映しました。入{done.joined}人、異動{done.moved}人、出{done.left}人。"
        f"{done.seats}つの席が交代し、申請{done.applications}件も移りました。",
    )
    return redirect("staff_seats")


def _read(request: MemberRequest, text: str) -> TransferFile:
    return transfer_file.read(text, office(UUID(request.actor.id)))


def _status(form: SeatForm | NextHolderForm | TransferFileForm) -> int:
    return 422 if form.is_bound else 200
