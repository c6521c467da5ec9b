"""Departments, for administrators."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts import policies, selectors
from accounts.access import member_required, requires
from accounts.forms import DepartmentForm
from accounts.requests import MemberRequest
from accounts.services import departments as services
from common.errors import DomainError


@member_required
@requires(policies.can_manage_departments)
def departments(request: MemberRequest) -> HttpResponse:
    """The list, with the form to add one."""
    form = DepartmentForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.add_department(**form.cleaned_data, actor=request.actor)
        except DomainError as error:
            form.add_error("name", error.message)
        else:
            messages.success(request, "課を加えました。")
            return redirect("account_departments")
    context = {"form": form, "departments": selectors.departments()}
    return render(request, "accounts/departments.html", context, status=422 if form.is_bound else 200)


@member_required
@requires(policies.can_manage_departments)
def department(request: MemberRequest, department_id: UUID) -> HttpResponse:
    """Another name or telephone number."""
    row = get_object_or_404(selectors.departments(), pk=department_id)
    form = DepartmentForm(
        request.POST if request.method == "POST" else None, initial={"name": row.name, "phone": row.phone}
    )
    if form.is_valid():
        try:
            services.change_department(row.pk, **form.cleaned_data, actor=request.actor)
        except DomainError as error:
            form.add_error("name", error.message)
        else:
            messages.success(request, "課の名前と電話番号を変えました。")
            return redirect("account_departments")
    return render(
        request, "accounts/department.html", {"form": form, "department": row}, status=422 if form.is_bound else 200
    )
