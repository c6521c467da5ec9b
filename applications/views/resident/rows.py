"""Questions in rows that an answer brought up when the page was sent: nobody has seen them, so nothing is wrong with them yet."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.utils import timezone

from applications.views.resident.filling import Filling
from shared_forms.language import AnswerError
from shared_forms.language.journey import VisiblePage
from shared_forms.language.types import GroupQuestion
from shared_forms.language.types.base import Reading

# Each question of a row that is not always asked names itself where it stands on a page: `<group>.<key>.<question>`.
SHOWN_IN_ROW = "shown_in_row"

# (group, `<row>.<question>`)
Unseen = frozenset[tuple[str, str]]


def unseen_in_rows(request: HttpRequest, filling: Filling, visible: VisiblePage) -> Unseen:
    """What is asked in the rows of a page by now, and was not on the page that was sent."""
    groups = (question for question in visible.questions if isinstance(question, GroupQuestion))
    return frozenset(each for group in groups for each in _unseen(request, filling, visible, group))


def is_unseen(error: AnswerError, unseen: Unseen) -> bool:
    """Whether an error is about a question that nobody has seen."""
    return (error.question, ".".join((error.part or "").split(".")[:2])) in unseen


def _unseen(
    request: HttpRequest, filling: Filling, visible: VisiblePage, group: GroupQuestion
) -> Iterator[tuple[str, str]]:
    sometimes = [(question.id, question.show_when.predicate()) for question in group.questions if question.show_when]
    if not sometimes:
        return
    today, seen = timezone.localdate(), set(request.POST.getlist(SHOWN_IN_ROW))
    outside = Reading(today, filling.files, dict(visible.situation.answers))
    rows = group.typed(filling.raw.get(group.id))
    for number, (key, row) in enumerate(zip(group.sent_keys(request.POST.getlist), rows, strict=False)):
        known = group.known_in_row(row, outside)
        for question, shown in sometimes:
            if shown(known, today) and f"{group.id}.{key}.{question}" not in seen:
                yield group.id, f"{number}.{question}"
