"""進みぐあい: what is done, what is now, what comes."""

import pytest
from django.utils import timezone

from applications.models import Application
from applications.states import Status
from applications.timeline import timeline

NOW = timezone.now()
STAGES = {
    Status.RECEIVED: ["done", "now", "next"],
    Status.IN_REVIEW: ["done", "done", "now", "next"],
    Status.RETURNED: ["done", "done", "now", "next", "next"],
    Status.APPROVED: ["done", "done", "done"],
    Status.REJECTED: ["done", "done", "done"],
    Status.CLOSED: ["done", "done", "done"],
    Status.WITHDRAWN: ["done", "done"],
}


def steps(status: Status, decision: str = "approved"):
    application = Application(
        status=status,
        decision=decision,
        arrived_at=NOW,
        accepted_at=NOW,
        returned_at=NOW,
        decided_at=NOW,
        withdrawn_at=NOW,
    )
    return timeline(application, "堺市")


@pytest.mark.parametrize("status", Status)
def test_stages(status):
    assert [step.stage for step in steps(status)] == STAGES[status]


@pytest.mark.parametrize("status", Status)
def test_what_is_done_has_its_time_and_what_comes_has_none(status):
    assert all((step.at is not None) for step in steps(status) if step.stage == "done")
    assert all(step.at is None for step in steps(status) if step.stage == "next")


@pytest.mark.parametrize(("decision", "words"), [("approved", "承認しました"), ("rejected", "お受けできませんでした")])
def test_what_was_put_away_still_says_how_it_was_decided(decision, words):
    assert steps(Status.CLOSED, decision)[-1].name == words
