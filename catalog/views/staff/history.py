"""What residents have seen so far, which updates were taken, and the ways back."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires, settings_required, staff_required
from accounts.requests import MemberRequest
from catalog import policies, selectors
from catalog.services.publication import roll_back, set_second_person
from catalog.services.updating import give_update_back, set_automatic_updates
from catalog.update_form import WORDS
from catalog.views.staff.finding import carried_out, procedure_for, procedure_or_404
from shared_forms.language.overlay import differences


@require_safe
@settings_required
@requires(policies.can_see_procedures)
def history(request: MemberRequest, procedure_id: UUID) -> HttpResponse:
    """Every publication and every update, the last one first."""
    row = procedure_or_404(procedure_id)
    may = policies.can_customise(request.actor, row)
    context = {
        "procedure": row,
        "publications": selectors.publications(row),
        "numbers": selectors.template_numbers(),
        "updates": selectors.taken_updates(row),
        "ways": {way.value: words for way, words in WORDS.items()},
        "to_give_back": selectors.last_update_to_give_back(row) if may else None,
        "may": {"customise": may, "roll_back": policies.can_roll_back(request.actor, row)},
        "takes_updates": row.adoption.takes_updates,
    }
    return render(request, "catalog/staff/history.html", context)


@settings_required
@requires(policies.can_see_procedures)
def publication(request: MemberRequest, procedure_id: UUID, number: int) -> HttpResponse:
    """An earlier publication beside today's; bring it back."""
    row = procedure_for(request, procedure_id, policies.can_roll_back)
    earlier = selectors.publications(row).filter(number=number).first()
    if earlier is None or row.current_form is None:
        raise Http404
    if request.method == "POST":
        done = f"{number}回目に公開した様式に戻しました。これから始める方に、この様式が出ます。"
        carried_out(request, lambda: roll_back(row.pk, number, actor=request.actor), done)
        return redirect("staff_history", row.pk)
    changes = differences(selectors.asked_in(row.current_form), selectors.asked_in(earlier))
    context = {"procedure": row, "earlier": earlier, "differences": changes}
    return render(request, "catalog/staff/roll_back.html", context)


@require_POST
@settings_required
@requires(policies.can_see_procedures)
def give_back(request: MemberRequest, procedure_id: UUID) -> HttpResponse:
    """Undo the last update."""
    row = procedure_or_404(procedure_id)
    done = "取り込みを取り消しました。前の版に戻っています。"
    carried_out(request, lambda: give_update_back(row.pk, actor=request.actor), done)
    return redirect("staff_procedure", row.pk)


@require_POST
@settings_required
@requires(policies.can_see_procedures)
def automatic(request: MemberRequest, procedure_id: UUID) -> HttpResponse:
    """Whether updates that ask nothing of anybody are taken by themselves."""
    row, wanted = procedure_or_404(procedure_id), request.POST.get("takes_updates") == "yes"
    done = "決めることのない新しい版を、自動で取り込みます。" if wanted else "新しい版は、自動では取り込みません。"
    carried_out(request, lambda: set_automatic_updates(row.pk, takes_updates=wanted, actor=request.actor), done)
    return redirect("staff_history", row.pk)


@staff_required
@requires(policies.can_see_procedures)
def second_person(request: MemberRequest, procedure_id: UUID) -> HttpResponse:
    """Whether a second person looks at the form before residents do."""
    row = procedure_for(request, procedure_id, policies.can_set_second_person)
    if request.method == "POST":
        wanted = request.POST.get("needs_second_person") == "yes"
        done = "公開の前に、2人目の人が確かめます。" if wanted else "1人で公開できるようにしました。"
        carried_out(request, lambda: set_second_person(row.pk, is_needed=wanted, actor=request.actor), done)
        return redirect("staff_procedure", row.pk)
    return render(request, "catalog/staff/second_person.html", {"procedure": row})
