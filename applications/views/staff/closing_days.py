"""The days on which the city's offices are closed, for administrators."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate

from accounts.access import requires, staff_required
from accounts.requests import MemberRequest
from applications.forms import ClosingDayForm
from applications.policies import can_set_closing_days
from applications.selectors.closing_days import closing_days_to_come
from applications.services import closing_days as services


@staff_required
@requires(can_set_closing_days)
def closing_days(request: MemberRequest) -> HttpResponse:
    """The days to come, with the form to add one; each can be taken out again."""
    form = ClosingDayForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        day = form.cleaned_data["day"]
        if request.POST.get("do") == "remove":
            services.remove_closing_day(day, actor=request.actor)
            messages.success(request, "閉庁日から外しました。")
        else:
            services.add_closing_day(day, form.cleaned_data["name"], actor=request.actor)
            messages.success(request, "閉庁日を加えました。これから届く申請の期限に使います。")
        return redirect("staff_closing_days")
    context = {"form": form, "days": closing_days_to_come(localdate())}
    return render(request, "applications/staff/closing_days.html", context, status=422 if form.is_bound else 200)
