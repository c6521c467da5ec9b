"""The history of an application as sentences (これまでの記録): who did what, and what changed. No database.

A record holds codes, numbers and identifiers; the words for them are given.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from applications.guarding import Reason
from audit.events import AuditEvent
from common.wareki import long_date

MOST_NAMED = 3
NOBODY = "（いまはいない職員）"
NOWHERE = "（いまはない課）"


@dataclass(frozen=True, slots=True)
class Happened:
    """One record with the words that stand for its identifiers.

    who:        the name of the person who acted.
    actor_id:   their identifier.
    detail:     what the record says besides.
    questions:  question id -> its label, as the application's form has it.
    names:      identifier -> name, of the people and departments that records name.
    """

    event: str
    who: str
    actor_id: str
    detail: Mapping[str, Any]
    questions: Mapping[str, str]
    names: Mapping[str, str]


def sentence(happened: Happened) -> str:
    """One sentence: 中西 沙織が「犬の名前」の修正をお願いしました。期限は2026年12月7日（月）（令和8年）です。"""
    if words := SENTENCES.get(happened.event):
        return f"{happened.who}が{words}。"
    if tell := TOLD_BY.get(happened.event):
        return tell(happened)
    return f"{happened.who}：{AuditEvent(happened.event).label}。"


SENTENCES: Mapping[str, str] = {
    AuditEvent.APPLICATION_RECEIVED: "申請を送り、受け付けました",
    AuditEvent.APPLICATION_REVIEW_STARTED: "審査を始めました",
    AuditEvent.CORRECTION_REVOKED: "修正のお願いを取り消しました",
    AuditEvent.APPLICATION_APPROVED: "承認しました",
    AuditEvent.APPLICATION_REJECTED: "却下しました",
    AuditEvent.APPLICATION_WITHDRAWN: "申請を取り下げました",
    AuditEvent.APPLICATION_ACKNOWLEDGED: "内容を確認しました",
    AuditEvent.APPLICATION_CLOSED: "手続を終えました",
    AuditEvent.APPLICATION_TAKEN_BACK: "決裁から引き戻しました",
    AuditEvent.MESSAGE_SENT: "申請者にメッセージを送りました",
    AuditEvent.MESSAGE_ANSWERED: "返事を送りました",
    AuditEvent.APPLICATION_COPIED: "この申請の内容を写して、新しい申請を始めました",
    AuditEvent.APPLICATION_HANDED_OVER: "回答を、つながる手続に引き継ぎました",
    AuditEvent.APPLICATION_OPENED: "申請の内容を開きました",
    AuditEvent.APPLICATION_UNGUARDED: "課の全員が見られるようにもどしました",
}


def _returned(happened: Happened) -> str:
    what = _named(happened) or "内容"
    by = happened.detail.get("answer_by")
    until = f"期限は{long_date(date.fromisoformat(by))}です。" if by else ""
    return f"{happened.who}が{what}の修正をお願いしました。{until}"


def _reminded(happened: Happened) -> str:
    when = "きょうが修正の期限であること" if happened.detail.get("which") == "on_the_day" else "修正の期限が近いこと"
    return f"申請者に、{when}をメールで知らせました。"


def _resubmitted(happened: Happened) -> str:
    what = _named(happened)
    changes = (
        f"{what}が変わりました。" if what else "回答は前の版と同じです。" if "questions" in happened.detail else ""
    )
    return f"{happened.who}が直した内容（第{happened.detail['version']}版）を送りました。{changes}"


def _amended(happened: Happened) -> str:
    return f"{happened.who}が{_named(happened) or '回答'}を職権で補正しました。"


def _assigned(happened: Happened) -> str:
    to = happened.detail.get("to")
    if to is None:
        return f"{happened.who}が担当を未定に戻しました。"
    if to == happened.actor_id:
        return f"{happened.who}が自分の担当にしました。"
    return f"{happened.who}が担当を{happened.names.get(to, NOBODY)}に決めました。"


def _moved(happened: Happened) -> str:
    before, after = (happened.names.get(happened.detail.get(which, ""), NOWHERE) for which in ("before", "after"))
    return f"{happened.who}が{before}から{after}に移しました。"


def _noted(happened: Happened) -> str:
    mentioned = happened.detail.get("mentioned", 0)
    told = f"{mentioned}人に知らせました。" if mentioned else ""
    return f"{happened.who}が庁内メモを書きました。{told}"


def _proposed(happened: Happened) -> str:
    steps = happened.detail.get("steps", 1)
    return f"{happened.who}が{_decision(happened)}の案を決裁に回しました（{steps}段）。"


def _agreed(happened: Happened) -> str:
    return f"{_at_step(happened)}で{_decision(happened)}の案に同意しました。"


def _sent_back(happened: Happened) -> str:
    return f"{_at_step(happened)}で{_decision(happened)}の案を差し戻しました。"


def _opened(happened: Happened) -> str:
    what = "添付のもとのファイルを取り出しました" if happened.detail.get("what") == "original" else "添付を開きました"
    return f"{happened.who}が{what}。"


def _guarded(happened: Happened) -> str:
    return f"{happened.who}が、決めた{happened.detail.get('viewers', 1)}人だけが見られるようにしました。"


def _gave_reason(happened: Happened) -> str:
    reason = Reason(happened.detail.get("reason", Reason.REVIEW)).label
    return f"{happened.who}が、開く理由に「{reason}」を選びました。"


TOLD_BY: Mapping[str, Callable[[Happened], str]] = {
    AuditEvent.APPLICATION_RETURNED: _returned,
    AuditEvent.CORRECTION_REMINDED: _reminded,
    AuditEvent.APPLICATION_RESUBMITTED: _resubmitted,
    AuditEvent.APPLICATION_AMENDED: _amended,
    AuditEvent.APPLICATION_ASSIGNED: _assigned,
    AuditEvent.APPLICATION_MOVED: _moved,
    AuditEvent.NOTE_WRITTEN: _noted,
    AuditEvent.APPLICATION_PROPOSED: _proposed,
    AuditEvent.APPLICATION_AGREED: _agreed,
    AuditEvent.APPLICATION_SENT_BACK: _sent_back,
    AuditEvent.APPLICATION_ATTACHMENT_OPENED: _opened,
    AuditEvent.APPLICATION_GUARDED: _guarded,
    AuditEvent.APPLICATION_REASON_GIVEN: _gave_reason,
}


def _named(happened: Happened) -> str:
    """「犬の名前」「鑑札の番号」, at most three of them; "" when the record names no question."""
    ids = str(happened.detail.get("questions", "")).split()
    named = "".join(f"「{happened.questions.get(question, question)}」" for question in ids[:MOST_NAMED])
    more = len(ids) - MOST_NAMED
    return f"{named}ほか{more}項目" if more > 0 else named


def _decision(happened: Happened) -> str:
    return "却下" if happened.detail.get("decision") == "rejected" else "承認"


def _at_step(happened: Happened) -> str:
    place = happened.detail.get("in_place_of")
    instead = f"（{happened.names.get(place, NOBODY)}の代わり）" if place else ""
    return f"{happened.who}{instead}が決裁の{happened.detail.get('step', 1)}段目"
