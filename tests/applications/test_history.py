"""これまでの記録: sentences that say who did what and what changed; never an answer; who only looked stands apart."""

from uuid import UUID

import pytest

from accounts.roles import Role
from applications.history_words import NOBODY, NOWHERE, Happened, sentence
from applications.models import Application
from applications.selectors.history import history
from applications.services.assignment import assign
from applications.services.correction_requests import revoke_correction
from applications.services.drafts import save_page, start_correction
from applications.services.notes import write_note
from applications.services.opening import open_application
from applications.services.resubmission import resubmit_correction
from applications.services.review import reject, return_for_correction, start_review
from audit.events import AuditEvent
from audit.models import AuditRecord
from common.wareki import long_date
from tests.factories.applications import BROWSER, a_department, an_application, applicant, staff_of


def told(event: str, who: str = "中西", **detail: object) -> str:
    questions = {"dog_name": "犬の名前", "owner": "飼い主のお名前", "has_tag": "鑑札はありますか", "email": "メール"}
    return sentence(Happened(event, who, "1", detail, questions, {"2": "片山"}))


@pytest.mark.parametrize("event", AuditEvent)
def test_every_event_has_its_sentence(event):
    words = told(event, version=2)

    assert words.endswith("。")
    assert "{" not in words


@pytest.mark.parametrize(
    ("event", "detail", "words"),
    [
        ("application.returned", {"comments": 1}, "中西が内容の修正をお願いしました。"),
        (
            "application.returned",
            {"questions": "dog_name owner has_tag email gone", "answer_by": "2026-12-07"},
            "中西が「犬の名前」「飼い主のお名前」「鑑札はありますか」ほか2項目の修正をお願いしました。"
            "期限は2026年12月7日（月）（令和8年）です。",
        ),
        (
            "application.resubmitted",
            {"version": 2, "questions": ""},
            "中西が直した内容（第2版）を送りました。回答は前の版と同じです。",
        ),
        ("application.resubmitted", {"version": 2}, "中西が直した内容（第2版）を送りました。"),
        ("application.amended", {"questions": "dog_name"}, "中西が「犬の名前」を職権で補正しました。"),
        ("application.assigned", {"to": "1"}, "中西が自分の担当にしました。"),
        ("application.assigned", {"to": "2"}, "中西が担当を片山に決めました。"),
        ("application.assigned", {"to": "3"}, f"中西が担当を{NOBODY}に決めました。"),
        ("application.moved", {"before": "2", "after": "3"}, f"中西が片山から{NOWHERE}に移しました。"),
        ("application.assigned", {"to": None}, "中西が担当を未定に戻しました。"),
        ("application.note_written", {"mentioned": 2}, "中西が庁内メモを書きました。2人に知らせました。"),
        (
            "application.agreed",
            {"step": 2, "decision": "rejected", "in_place_of": "2"},
            "中西（片山の代わり）が決裁の2段目で却下の案に同意しました。",
        ),
        (
            "application.correction_reminded",
            {"which": "on_the_day"},
            "申請者に、きょうが修正の期限であることをメールで知らせました。",
        ),
        ("application.guarded", {"viewers": 2}, "中西が、決めた2人だけが見られるようにしました。"),
        (
            "application.reason_given",
            {"reason": "inquiry"},
            "中西が、開く理由に「申請者からの問い合わせに答えるため」を選びました。",
        ),
        ("application.attachment_opened", {"what": "original"}, "中西が添付のもとのファイルを取り出しました。"),
    ],
)
def test_what_a_record_says_is_in_its_sentence(event, detail, words):
    assert told(event, **detail) == words


@pytest.mark.usefixtures("in_sakai")
def test_the_life_of_an_application_in_sentences(django_assert_num_queries):
    application = an_application()
    clerk, approver = (
        staff_of(a_department(), role, name=name) for role, name in ((Role.PROCESSOR, "中西"), (Role.APPROVER, "片山"))
    )
    start_review(application.pk, actor=clerk)
    assign(application.pk, actor=clerk, to=UUID(approver.id))
    for _ in range(2):
        return_for_correction(
            application.pk, actor=clerk, comments={"dog_name": "鑑札と違います", "": "お急ぎください"}
        )
        if application.correction_requests.count() == 1:
            revoke_correction(application.pk, actor=clerk)
    returned = Application.objects.get()
    by = long_date(returned.correction_requests.first().answer_by)
    draft = start_correction(returned, actor=applicant(returned), browser_hash=BROWSER)
    resubmit_correction(save_page(draft, "dog_page", {"dog_name": "ポチ丸"}), actor=applicant(returned))
    write_note(application.pk, actor=clerk, text="電話で通称と確かめました")
    open_application(returned, actor=approver)
    reject(application.pk, actor=approver, reason="登録がありません")
    history(returned)

    with django_assert_num_queries(2):
        lines = history(returned)
    asked = f"中西が「犬の名前」の修正をお願いしました。期限は{by}です。"
    assert [line.words for line in lines if not line.is_reading] == [
        "申請者が申請を送り、受け付けました。",
        "中西が審査を始めました。",
        "中西が担当を片山に決めました。",
        asked,
        "中西が修正のお願いを取り消しました。",
        asked,
        "申請者が直した内容（第2版）を送りました。「犬の名前」が変わりました。",
        "中西が庁内メモを書きました。",
        "片山が却下しました。",
    ]
    assert [line.words for line in lines if line.is_reading] == ["片山が申請の内容を開きました。"]
    details = str(list(AuditRecord.objects.values_list("detail", flat=True)))
    assert not any(words in details for words in ("ポチ", "鑑札", "通称", "登録"))
