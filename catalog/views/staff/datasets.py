"""The lists the city keeps: look through them, put entries in, close them, exchange them with a spreadsheet."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires, settings_required
from accounts.requests import MemberRequest
from catalog import dataset_selectors as selectors
from catalog import policies
from catalog.dataset_files import COLUMNS, LineFault, ListFile, read, written
from catalog.dataset_forms import AddDatasetForm, DatasetForm, EntryForm, ListFileForm
from catalog.models import Dataset, DatasetEntry
from catalog.selectors import procedures_for_staff
from catalog.services import datasets
from catalog.views.staff.finding import carried_out
from common.errors import DomainError

NOT_YET = "住民の画面には、この一覧を使う手続を公開し直すと反映されます。"
MOST_FAULTS_SHOWN = 50


@settings_required
@requires(policies.can_see_procedures)
def index(request: MemberRequest) -> HttpResponse:
    """Every list; begin one."""
    rows = selectors.list_rows()
    there = {row.dataset.slug for row in rows}
    form = AddDatasetForm(request.POST or None, there=there) if policies.can_keep_lists(request.actor) else None
    if form and form.is_valid():
        dataset = datasets.add_dataset(**form.cleaned_data, actor=request.actor)
        messages.success(request, f"一覧「{dataset.name}」を作りました。項目を足すか、CSVを取り込んでください。")
        return redirect("staff_list", dataset.slug)
    context = {"rows": rows, "form": form}
    return render(request, "catalog/staff/lists.html", context, status=422 if form and form.errors else 200)


@settings_required
@requires(policies.can_see_procedures)
def dataset(request: MemberRequest, dataset_slug: str) -> HttpResponse:
    """One list: search it; put one more entry in."""
    row = _dataset(dataset_slug)
    may_keep = policies.can_keep_lists(request.actor)
    form = EntryForm(request.POST or None) if may_keep else None
    if (
        form
        and form.is_valid()
        and carried_out(
            request,
            lambda: datasets.add_entry(row.pk, form.entry(0), actor=request.actor),
            f"「{form.entry(0).name}」を足しました。{NOT_YET}",
        )
    ):
        return redirect("staff_list", row.slug)
    entries, text = selectors.entries_of(row), request.GET.get("q", "").strip()
    users = {procedure.pk for procedure in selectors.uses_of(row)}
    procedures = [each for each in procedures_for_staff() if each.pk in users]
    context = {
        "dataset": row,
        "entries": selectors.found_in(entries, text),
        "open_count": sum(entry.is_open for entry in entries),
        "total": len(entries),
        "text": text,
        "form": form,
        "procedures": procedures,
        "older": selectors.older_than_their_lists(procedures),
    }
    return render(request, "catalog/staff/list.html", context, status=422 if form and form.errors else 200)


@settings_required
@requires(policies.can_keep_lists)
def settings(request: MemberRequest, dataset_slug: str) -> HttpResponse:
    """Its name, and its order."""
    row = _dataset(dataset_slug)
    form = DatasetForm(request.POST or None, initial={"name": row.name, "order": row.order})
    if form.is_valid() and carried_out(
        request,
        lambda: datasets.change_dataset(row.pk, **form.details(), actor=request.actor),
        f"一覧の設定を変えました。{NOT_YET}",
    ):
        return redirect("staff_list", row.slug)
    context = {"dataset": row, "form": form}
    return render(request, "catalog/staff/list_settings.html", context, status=422 if form.errors else 200)


@settings_required
@requires(policies.can_keep_lists)
def entry(request: MemberRequest, dataset_slug: str, number: int) -> HttpResponse:
    """Change one entry; close it, open it again."""
    row, found = _entry(dataset_slug, number)
    form = EntryForm(request.POST or None, initial={field: getattr(found, field) for field in EntryForm.base_fields})
    if form.is_valid() and carried_out(
        request,
        lambda: datasets.change_entry(row.pk, form.entry(number), actor=request.actor),
        f"「{form.entry(number).name}」を直しました。{NOT_YET}",
    ):
        return redirect("staff_list", row.slug)
    context = {"dataset": row, "entry": found, "form": form}
    return render(request, "catalog/staff/list_entry.html", context, status=422 if form.errors else 200)


@require_POST
@settings_required
@requires(policies.can_keep_lists)
def close_entry(request: MemberRequest, dataset_slug: str, number: int) -> HttpResponse:
    """Offer it no longer."""
    row, found = _entry(dataset_slug, number)
    carried_out(
        request,
        lambda: datasets.close_entry(row.pk, number, actor=request.actor),
        f"「{found.name}」をやめました。届いた申請では、これまでどおり読めます。{NOT_YET}",
    )
    return redirect("staff_list", row.slug)


@require_POST
@settings_required
@requires(policies.can_keep_lists)
def reopen_entry(request: MemberRequest, dataset_slug: str, number: int) -> HttpResponse:
    """Offer it again."""
    row, found = _entry(dataset_slug, number)
    carried_out(
        request,
        lambda: datasets.reopen_entry(row.pk, number, actor=request.actor),
        f"「{found.name}」をまた選べるようにしました。{NOT_YET}",
    )
    return redirect("staff_list", row.slug)


@require_safe
@settings_required
@requires(policies.can_see_procedures)
def export(request: MemberRequest, dataset_slug: str) -> HttpResponse:
    """The open entries as a CSV file that can be imported again."""
    row = _dataset(dataset_slug)
    response = HttpResponse(written(selectors.as_written(row)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = str(content_disposition_header(as_attachment=True, filename=f"{row.name}.csv"))
    return response


@settings_required
@requires(policies.can_keep_lists)
def import_file(request: MemberRequest, dataset_slug: str) -> HttpResponse:
    """Choose a file, and see what it would change; or why it cannot be used, line by line."""
    row = _dataset(dataset_slug)
    form = ListFileForm(request.POST, request.FILES) if request.method == "POST" else ListFileForm()
    faults: tuple[LineFault, ...] = ()
    if form.is_valid():
        text = form.cleaned_data["file"]
        file = read(text)
        if not file.faults:
            return _preview(request, row, text, file)
        faults = file.faults
    context = {
        "dataset": row,
        "form": form,
        "columns": COLUMNS,
        "faults": faults[:MOST_FAULTS_SHOWN],
        "more_faults": len(faults[MOST_FAULTS_SHOWN:]),
    }
    return render(request, "catalog/staff/list_import.html", context, status=422 if form.errors or faults else 200)


@require_POST
@settings_required
@requires(policies.can_keep_lists)
def confirm_import(request: MemberRequest, dataset_slug: str) -> HttpResponse:
    """Do what was looked at."""
    row = _dataset(dataset_slug)
    text = request.POST.get("text", "")
    file = read(text)
    if file.faults:
        return redirect("staff_list_import", row.slug)
    try:
        done = datasets.import_entries(row.pk, file, confirmed=request.POST.get("plan", ""), actor=request.actor)
    except DomainError as error:
        return _preview(request, row, text, file, error.message)
    counts = f"足した{len(done.added)}、変えた{len(done.changed)}、やめた{len(done.closed)}"
    messages.success(request, f"CSVを取り込みました（{counts}）。{NOT_YET}")
    return redirect("staff_list", row.slug)


def _preview(request: MemberRequest, row: Dataset, text: str, file: ListFile, refusal: str = "") -> HttpResponse:
    context = {"dataset": row, "plan": datasets.plan_for(row, file), "text": text, "refusal": refusal}
    return render(request, "catalog/staff/list_plan.html", context, status=422 if refusal else 200)


def _dataset(slug: str) -> Dataset:
    return get_object_or_404(selectors.datasets(), slug=slug)


def _entry(slug: str, number: int) -> tuple[Dataset, DatasetEntry]:
    row = _dataset(slug)
    for each in selectors.entries_of(row):
        if each.number == number:
            return row, each
    raise Http404
