"""Writing to the applicant (やりとり)."""

from typing import Any

from django.http import HttpResponse

from accounts.access import staff_required
from accounts.requests import MemberRequest
from applications import policies
from applications.forms import MessageForm
from applications.models import Application
from applications.selectors.conversation import thread
from applications.services import conversation
from applications.views.staff import acting
from common.actor import Actor
from common.errors import DomainError


@staff_required
def write(request: MemberRequest, receipt_number: str) -> HttpResponse:
    """The form of the application's page; alone, when something is wrong with what was typed."""
    row = acting.looked_up(request, receipt_number)
    if back := acting.not_now(request, row, policies.can_write_message):
        return back
    form, refusal = MessageForm(acting.typed(request), auto_id="message-%s"), None
    if form.is_valid():
        try:
            conversation.write_to_applicant(row.pk, actor=request.actor, text=form.cleaned_data["text"])
        except DomainError as error:
            refusal = error.message
        else:
            return acting.done(request, row, "メッセージを送りました。")
    return acting.page(request, row, "message", {"message_form": form, "refusal": refusal}, refused=form.is_bound)


def thread_context(row: Application, actor: Actor) -> dict[str, Any]:
    """What the application's page shows of the thread; answers that nobody had seen stand out this once."""
    said = list(thread(row))
    may_write = policies.can_write_message(actor, row)
    return {
        "thread": said,
        "unread_answers": conversation.mark_answers_read(row, actor=actor),
        "message_form": MessageForm(auto_id="message-%s") if may_write else None,
    }
