"""Two applications on which people have begun to talk: a question with its answer and a note, and a correction."""

from accounts.actors import actor_of
from accounts.models import User
from applications.actors import applicant_of
from applications.models import Application
from applications.services.conversation import answer, write_to_applicant
from applications.services.notes import write_note
from applications.services.review import return_for_correction, start_review
from common.actor import ActorKind


def begin(slug: str) -> None:
    """With the first applications that are decided at all, if the city has any."""
    clerk = actor_of(User.objects.get(email=f"processor@{slug}.example.jp"), ActorKind.STAFF)
    approver = User.objects.get(email=f"approver@{slug}.example.jp")
    waiting = Application.objects.filter(department_id__in=clerk.departments, needs_decision=True)
    for number, application in enumerate(waiting.order_by("arrived_at")[:2]):
        start_review(application.pk, actor=clerk)
        if number:
            return_for_correction(application.pk, actor=clerk, comments={"dog_name": "登録の名前を書いてください。"})
            continue
        write_to_applicant(application.pk, actor=clerk, text="鑑札をなくされたときは、その旨をお知らせください。")
        answer(application.pk, actor=applicant_of(application.pk), text="引っ越しのときになくしました。")
        write_note(application.pk, actor=clerk, text="鑑札は紛失とのこと。返却なしで進めます。", mention=[approver.pk])
