"""Drafts, applications and what belongs to them (申請). Every table of one city's intake."""

from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from applications.states import OPEN, OVER, Decision, ProposalState, Status, Verdict
from tenants.rows import MunicipalityRow

HASH_LENGTH = 64


def _is(*states: Status) -> Q:
    return Q(status__in=[state.value for state in states])


def _has_time_exactly_when(field: str, *states: Status) -> Q:
    missing = Q(**{f"{field}__isnull": True})
    return (_is(*states) & ~missing) | (~_is(*states) & missing)


class Application(MunicipalityRow):
    """An application that arrived (申請). It belongs for ever to the snapshot of the form it was filled in on.

    entered_by:  identifiers of the staff whose words are among its answers; none of them decides about it.
    """

    class Channel(models.TextChoices):
        """Which way it came (受付の経路)."""

        ONLINE = "online", "オンライン"
        PLACEMENT = "placement", "ポスター・チラシから"
        COUNTER = "counter", "窓口"

    procedure = models.ForeignKey(
        "catalog.Procedure", on_delete=models.PROTECT, related_name="applications", db_index=False
    )  # application_of_procedure begins with it
    published_form = models.ForeignKey("catalog.PublishedForm", on_delete=models.PROTECT, related_name="applications")
    department = models.ForeignKey(
        "accounts.Department", on_delete=models.PROTECT, related_name="applications", db_index=False
    )
    receipt_number = models.CharField("受付番号", max_length=20, unique=True)
    client_key = models.UUIDField("送信の鍵", help_text="下書きの識別子。同じ送信をくり返しても受付は一つ")
    status = models.CharField("状態", max_length=20, choices=Status, default=Status.RECEIVED)
    needs_decision = models.BooleanField("決定を要する", default=True, help_text="届出・連絡は届けば終わり、決定しない")
    assignee = models.ForeignKey(
        "accounts.User",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="assigned_applications",
        db_index=False,
    )
    due_on = models.DateField("標準処理期間の終わり", null=True, blank=True, help_text="修正を待つ間は止まっている")
    applicant_label = models.CharField("申請者", max_length=200, blank=True)
    search_text = models.TextField(blank=True, help_text="申請者の名前とふりがな。applications.summary による")
    email = models.EmailField("連絡先メール", blank=True)
    language = models.CharField("読んだ言語", max_length=10, default="ja", help_text="メールはこの言語で書く")
    browser_hash = models.CharField(max_length=HASH_LENGTH, blank=True)
    channel = models.CharField("経路", max_length=10, choices=Channel, default=Channel.ONLINE)
    arrived_at = models.DateTimeField("到達")
    accepted_at = models.DateTimeField("受付", null=True, blank=True)
    returned_at = models.DateTimeField("修正依頼", null=True, blank=True)
    decided_at = models.DateTimeField("決定", null=True, blank=True)
    closed_at = models.DateTimeField("完了", null=True, blank=True)
    withdrawn_at = models.DateTimeField("取下げ", null=True, blank=True)
    decision = models.CharField("決定", max_length=20, choices=Decision, blank=True)
    decision_reason = models.TextField("決定の理由", blank=True)
    appeal_notice = models.TextField("教示", blank=True, help_text="却下したときの文のまま")
    is_confidential = models.BooleanField("秘匿", default=False)
    viewers = ArrayField(
        models.CharField(max_length=40), verbose_name="見られる職員", default=list, blank=True, help_text="職員の識別子"
    )
    is_proposed = models.BooleanField("決裁中", default=False)
    entered_by = ArrayField(
        models.CharField(max_length=40), verbose_name="入力した職員", default=list, blank=True, help_text="職員の識別子"
    )

    class Meta:
        ordering = ["-arrived_at"]
        indexes = [
            models.Index(name="application_worklist", fields=["department", "status", "arrived_at"]),
            models.Index(name="application_in_order", fields=["arrived_at", "id"]),
            models.Index(name="application_of_procedure", fields=["procedure", "arrived_at"]),
            models.Index(
                name="application_decided", fields=["procedure", "decided_at"], condition=Q(decided_at__isnull=False)
            ),
            models.Index(name="application_open", fields=["arrived_at", "id"], condition=_is(*sorted(OPEN))),
            models.Index(name="application_of_assignee", fields=["assignee"], condition=_is(*sorted(OPEN))),
            models.Index(
                "procedure",
                Coalesce("closed_at", "withdrawn_at", "decided_at"),
                name="application_over",
                condition=_is(*sorted(OVER)),
            ),
            models.Index(name="application_of_browser", fields=["browser_hash", "arrived_at"]),
        ]
        constraints = [
            models.UniqueConstraint(name="one_receipt_per_submission", fields=["client_key"]),
            models.CheckConstraint(name="application_status_is_known", condition=_is(*Status)),
            models.CheckConstraint(
                name="receipt_number_is_written_well",
                condition=Q(receipt_number__regex=r"^[0-9]{5}-[A-Z][0-9]{1,2}-[0-9]{7}-[0-9]$"),
            ),
            models.CheckConstraint(
                name="accepted_once_in_review",
                condition=_is(Status.RECEIVED, Status.WITHDRAWN) | Q(accepted_at__isnull=False),
            ),
            models.CheckConstraint(
                name="returned_has_its_time", condition=~_is(Status.RETURNED) | Q(returned_at__isnull=False)
            ),
            models.CheckConstraint(
                name="decided_once_decided",
                condition=_has_time_exactly_when("decided_at", Status.APPROVED, Status.REJECTED, Status.CLOSED)
                | _is(Status.CLOSED) & Q(decided_at__isnull=True, needs_decision=False),
            ),
            models.CheckConstraint(
                name="closed_once_closed", condition=_has_time_exactly_when("closed_at", Status.CLOSED)
            ),
            models.CheckConstraint(
                name="withdrawn_once_withdrawn",
                condition=_has_time_exactly_when("withdrawn_at", Status.WITHDRAWN),
            ),
            models.CheckConstraint(
                name="decided_one_way",
                condition=Q(decided_at__isnull=True, decision="")
                | Q(decided_at__isnull=False, decision__in=Decision.values) & ~_is(Status.APPROVED, Status.REJECTED)
                | Q(decided_at__isnull=False, decision=F("status")),
            ),
            models.CheckConstraint(
                name="confidential_to_somebody", condition=Q(is_confidential=False) | Q(viewers__len__gte=1)
            ),
            models.CheckConstraint(
                name="rejected_with_a_reason", condition=~Q(decision=Decision.REJECTED) | ~Q(decision_reason="")
            ),
        ]

    def __str__(self) -> str:
        return self.receipt_number


class AnswerVersion(MunicipalityRow):
    """The answers as they were handed in once (回答の版). Appended, never changed; a correction is the next version."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("版")
    answers = models.JSONField("回答")
    submitted_at = models.DateTimeField("提出")

    class Meta:
        ordering = ["application", "number"]
        constraints = [
            models.UniqueConstraint(name="one_answer_version_per_number", fields=["application", "number"]),
            models.CheckConstraint(name="answer_versions_start_at_one", condition=Q(number__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} 第{self.number}版"


class Amendment(MunicipalityRow):
    """Answers in which staff put an obvious error right (職権による補正), over a version that stays as it was handed in.

    answer_version:  the version it amends; the next version that is handed in begins with what stands here.
    answers:         all of them, as they are afterwards.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="amendments")
    answer_version = models.PositiveSmallIntegerField("どの版に")
    number = models.PositiveSmallIntegerField("何回目")
    answers = models.JSONField("補正した後の回答")
    reason = models.TextField("理由")
    made_at = models.DateTimeField("時刻")
    made_by = models.CharField("職員", max_length=100)

    class Meta:
        ordering = ["application", "number"]
        constraints = [
            models.UniqueConstraint(name="one_amendment_per_number", fields=["application", "number"]),
            models.CheckConstraint(name="amendments_start_at_one", condition=Q(number__gte=1)),
            models.CheckConstraint(name="amended_with_a_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} 補正{self.number}"


class Proposal(MunicipalityRow):
    """What somebody would have decided, on its way through those who must agree (起案)."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="proposals")
    decision = models.CharField("案", max_length=20, choices=Decision)
    reason = models.TextField("理由・ことば", blank=True)
    state = models.CharField("状態", max_length=20, choices=ProposalState, default=ProposalState.OPEN)
    position = models.PositiveSmallIntegerField("いまの段", default=1)
    proposed_at = models.DateTimeField("起案")
    proposed_by = models.CharField("起案者", max_length=100)
    proposed_by_id = models.CharField("起案者の識別子", max_length=40)
    agreed_by_ids = ArrayField(
        models.CharField(max_length=40), verbose_name="承認した人の識別子", default=list, blank=True
    )

    class Meta:
        ordering = ["proposed_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="one_open_proposal", fields=["application"], condition=Q(state=ProposalState.OPEN)
            ),
            models.CheckConstraint(
                name="rejection_is_proposed_with_a_reason", condition=~Q(decision=Decision.REJECTED) | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.get_decision_display()}案"


class ProposalStep(MunicipalityRow):
    """One step of a proposal (決裁の段), frozen as the route was when it was proposed: asked of a role or of a person.

    acted_for:  whom the person who acted stood in for, "" for nobody (代決).
    """

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="steps")
    position = models.PositiveSmallIntegerField("段")
    name = models.CharField("名前", max_length=30)
    role = models.CharField("役割", max_length=20, blank=True)
    person = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    verdict = models.CharField("結果", max_length=20, choices=Verdict, blank=True)
    comment = models.TextField("ことば", blank=True)
    acted_at = models.DateTimeField("時刻", null=True, blank=True)
    acted_by = models.CharField("決裁した人", max_length=100, blank=True)
    acted_by_id = models.CharField("決裁した人の識別子", max_length=40, blank=True)
    acted_for = models.CharField("だれの代わりに", max_length=100, blank=True)

    class Meta:
        ordering = ["proposal", "position"]
        constraints = [
            models.UniqueConstraint(name="one_step_per_position", fields=["proposal", "position"]),
            models.CheckConstraint(
                name="asked_of_a_role_or_a_person",
                condition=Q(role="", person__isnull=False) | ~Q(role="") & Q(person__isnull=True),
            ),
            models.CheckConstraint(
                name="sent_back_with_a_comment", condition=~Q(verdict=Verdict.SENT_BACK) | ~Q(comment="")
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Substitution(MunicipalityRow):
    """Somebody who decides for somebody else for a while (代決): from one day to another, both included."""

    person = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="substitutions")
    substitute = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    begins_on = models.DateField("始まり")
    ends_on = models.DateField("終わり")

    class Meta:
        ordering = ["begins_on", "id"]
        constraints = [
            models.CheckConstraint(name="substitution_ends_after_it_begins", condition=Q(begins_on__lte=F("ends_on"))),
            models.CheckConstraint(name="nobody_stands_in_for_themselves", condition=~Q(person=F("substitute"))),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} → {self.substitute_id}"


class ReturnComment(MunicipalityRow):
    """What the office asks to be corrected (修正のお願い): on one question, or on the whole when `question` is empty."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="return_comments")
    answer_version = models.PositiveSmallIntegerField("どの版に")
    question = models.CharField("項目", max_length=40, blank=True)
    comment = models.TextField("お願い")
    made_at = models.DateTimeField("時刻")
    made_by = models.CharField("職員", max_length=100)

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="one_comment_per_question_and_time", fields=["application", "made_at", "question"]
            ),
            models.CheckConstraint(name="return_comment_says_something", condition=~Q(comment="")),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.question}"


class CorrectionRequest(MunicipalityRow):
    """One request to correct an application (修正のお願い), and the day it asks to be answered by (期限).

    It is open until the applicant answers or withdraws, or the office takes it back. Its comments bear its time.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="correction_requests")
    asked_at = models.DateTimeField("時刻")
    answer_by = models.DateField("期限")
    reminded_before_at = models.DateTimeField("期限の前のお知らせ", null=True, blank=True)
    reminded_on_the_day_at = models.DateTimeField("期限の日のお知らせ", null=True, blank=True)
    ended_at = models.DateTimeField("終わり", null=True, blank=True)
    is_revoked = models.BooleanField("取り消した", default=False)

    class Meta:
        ordering = ["asked_at"]
        constraints = [
            models.UniqueConstraint(
                name="one_open_request_per_application", fields=["application"], condition=Q(ended_at__isnull=True)
            ),
            models.CheckConstraint(
                name="revoked_requests_are_over", condition=Q(is_revoked=False) | Q(ended_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.answer_by}"


class Sender(models.TextChoices):
    """Which side of the counter wrote a message."""

    OFFICE = "office", "担当課"
    APPLICANT = "applicant", "申請者"


class Message(MunicipalityRow):
    """A message between the office and the applicant (やりとり). Its words are never changed; an answer is read once."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="messages")
    sender = models.CharField("差出人", max_length=20, choices=Sender)
    text = models.TextField("本文")
    sent_at = models.DateTimeField("時刻")
    sent_by = models.CharField("書いた人", max_length=100)
    read_at = models.DateTimeField("担当課が読んだ時刻", null=True, blank=True)

    class Meta:
        ordering = ["sent_at", "id"]
        indexes = [
            models.Index(
                name="message_unread",
                fields=["application"],
                condition=Q(sender=Sender.APPLICANT, read_at__isnull=True),
            )
        ]
        constraints = [
            models.CheckConstraint(name="message_says_something", condition=~Q(text="")),
            models.CheckConstraint(name="message_sender_is_known", condition=Q(sender__in=Sender.values)),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.sent_at:%Y-%m-%d %H:%M}"


class InternalNote(MunicipalityRow):
    """A note of the office on an application (庁内メモ). Appended, never changed; its applicant never sees it."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="internal_notes")
    text = models.TextField("メモ")
    written_at = models.DateTimeField("時刻")
    written_by = models.CharField("職員", max_length=100)

    class Meta:
        ordering = ["written_at", "id"]
        constraints = [models.CheckConstraint(name="note_says_something", condition=~Q(text=""))]

    def __str__(self) -> str:
        return f"{self.application_id} {self.written_at:%Y-%m-%d %H:%M}"


class NoteMention(MunicipalityRow):
    """A colleague whom a note is meant for (メモのあて先), and when they opened the application after it."""

    note = models.ForeignKey(InternalNote, on_delete=models.PROTECT, related_name="mentions")
    person = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="note_mentions")
    read_at = models.DateTimeField("読んだ時刻", null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="mentioned_once_in_a_note", fields=["note", "person"])]
        indexes = [models.Index(name="mention_unread", fields=["person"], condition=Q(read_at__isnull=True))]

    def __str__(self) -> str:
        return f"{self.note_id} → {self.person_id}"


class Draft(MunicipalityRow):
    """What somebody typed and did not send yet (下書き), or is correcting. Personal, 30 days, then gone.

    Its code moves it to another browser (再開); the browsers it was moved away from are told so, and may take it back.
    """

    LIFETIME = timedelta(days=30)  # after the last change

    procedure = models.ForeignKey("catalog.Procedure", on_delete=models.PROTECT, related_name="drafts")
    published_form = models.ForeignKey("catalog.PublishedForm", on_delete=models.PROTECT, related_name="drafts")
    placement = models.ForeignKey(
        "catalog.Placement", on_delete=models.SET_NULL, null=True, blank=True, related_name="drafts"
    )
    corrects = models.ForeignKey(
        Application, on_delete=models.PROTECT, null=True, blank=True, related_name="corrections"
    )
    browser_hash = models.CharField(max_length=HASH_LENGTH)
    answers = models.JSONField("入力のまま", default=dict)
    page = models.CharField("いまのページ", max_length=40, blank=True)
    changed_at = models.DateTimeField("変更")
    expires_at = models.DateTimeField("消す時刻", db_index=True)
    resume_hash = models.CharField(max_length=HASH_LENGTH, blank=True, help_text="再開コードのハッシュ")
    earlier_browsers = models.JSONField("前に入力していた端末", default=list, help_text="browser_hash の並び")
    prefilled = models.JSONField("写してきた項目", default=list, help_text="前の申請や、つながる手続から")
    assisted_by = models.CharField("代わりに入力する職員の識別子", max_length=40, blank=True)
    pages_reached = models.JSONField("開いたページ", default=list, help_text="PageCountに数えたもの")
    moved_from = models.ForeignKey(
        "catalog.PublishedForm",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        help_text="様式が新しくなる前の公開",
    )
    pages_passed = models.JSONField("先へ進んだページ", default=list, help_text="PageCountに数えたもの")

    class Meta:
        ordering = ["-changed_at"]
        constraints = [
            models.UniqueConstraint(
                name="one_draft_per_resume_code", fields=["resume_hash"], condition=~Q(resume_hash="")
            ),
            models.UniqueConstraint(
                name="one_draft_per_browser",
                fields=["browser_hash", "procedure", "corrects"],
                nulls_distinct=False,
            ),
            models.CheckConstraint(name="draft_belongs_to_a_browser", condition=~Q(browser_hash="")),
            models.CheckConstraint(name="draft_expires_later", condition=Q(expires_at__gt=F("changed_at"))),
        ]

    def __str__(self) -> str:
        return f"{self.procedure_id} {self.changed_at:%Y-%m-%d}"

    @property
    def version(self) -> str:
        """Which state of it a screen shows; "" until a page was saved."""
        return self.changed_at.isoformat() if self.page else ""


class PageCount(MunicipalityRow):
    """How many came to a page of a form on one day, and how many went on from it (ページごとの人数). Counts, never persons.

    page:  id of a page, or CHECK for the page behind the last.
    Each draft counts once for each page: it knows itself which ones, and is gone once it is sent.
    """

    CHECK = "check"

    published_form = models.ForeignKey(
        "catalog.PublishedForm", on_delete=models.PROTECT, related_name="page_counts", db_index=False
    )  # one_page_count_per_day begins with it
    page = models.CharField("ページ", max_length=40)
    day = models.DateField("日")
    reached = models.PositiveIntegerField("開いた", default=0)
    passed = models.PositiveIntegerField("先へ進んだ", default=0)

    class Meta:
        constraints = [models.UniqueConstraint(name="one_page_count_per_day", fields=["published_form", "page", "day"])]

    def __str__(self) -> str:
        return f"{self.published_form_id} {self.page} {self.day}"


class Attachment(MunicipalityRow):
    """A file of a draft or of an application (添付). Without either it waits for the sweep."""

    draft = models.ForeignKey(Draft, on_delete=models.SET_NULL, null=True, blank=True, related_name="attachments")
    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, null=True, blank=True, related_name="attachments"
    )
    question = models.CharField("項目", max_length=40)
    storage_name = models.CharField(max_length=200, unique=True)
    original_name = models.CharField("ファイル名", max_length=200)
    content_type = models.CharField("種類", max_length=100, help_text="名前ではなく中身から")
    size_bytes = models.PositiveBigIntegerField("大きさ")
    sha256 = models.CharField(max_length=HASH_LENGTH)
    created_at = models.DateTimeField("受け取り")

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="attachment_has_one_owner", condition=Q(draft__isnull=True) | Q(application__isnull=True)
            ),
            models.CheckConstraint(name="attachment_is_not_empty", condition=Q(size_bytes__gt=0)),
        ]

    def __str__(self) -> str:
        return self.original_name


class HandOver(MunicipalityRow):
    """Answers of an application went over into another procedure (回答の引き継ぎ). Once for each, for its link is good for one use."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="hand_overs")
    procedure = models.ForeignKey("catalog.Procedure", on_delete=models.PROTECT, related_name="+")
    used_at = models.DateTimeField("使った時刻")

    class Meta:
        ordering = ["used_at"]
        constraints = [models.UniqueConstraint(name="one_hand_over_per_use", fields=["application", "procedure"])]

    def __str__(self) -> str:
        return f"{self.application_id} → {self.procedure_id}"


class Hold(MunicipalityRow):
    """Why an application must not be disposed of (廃棄の保留), though its time is over. It holds until somebody lifts it."""

    class Reason(models.TextChoices):
        """Who may still ask for it."""

        DISCLOSURE = "disclosure", "情報公開・開示の請求"
        LAWSUIT = "lawsuit", "訴訟・不服申立て"
        AUDIT = "audit", "監査・検査"

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="holds")
    reason = models.CharField("理由", max_length=20, choices=Reason)
    placed_at = models.DateTimeField("保留した時刻")
    placed_by = models.CharField("保留した職員", max_length=100)
    lifted_at = models.DateTimeField("解いた時刻", null=True, blank=True)

    class Meta:
        ordering = ["placed_at"]
        constraints = [
            models.UniqueConstraint(
                name="one_hold_per_reason", fields=["application", "reason"], condition=Q(lifted_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.reason}"


class Disposal(MunicipalityRow):
    """The documents of one procedure and one fiscal year are to be disposed of (廃棄): proposed, confirmed by another person, done.

    fiscal_year:  the one in which they were done with (完結年度).
    begins_on:    nothing is deleted before; until then everybody concerned may place holds, or call it off.
    expected:     how many there were when it was proposed.
    """

    procedure = models.ForeignKey("catalog.Procedure", on_delete=models.PROTECT, related_name="disposals")
    fiscal_year = models.PositiveSmallIntegerField("完結年度")
    expected = models.PositiveIntegerField("件数")
    proposed_at = models.DateTimeField("提案")
    proposed_by_id = models.UUIDField("提案した職員の識別子")
    proposed_by = models.CharField("提案した職員", max_length=100)
    begins_on = models.DateField("廃棄を始める日")
    confirmed_at = models.DateTimeField("承認", null=True, blank=True)
    confirmed_by_id = models.UUIDField("承認した職員の識別子", null=True, blank=True)
    confirmed_by = models.CharField("承認した職員", max_length=100, blank=True)
    called_off_at = models.DateTimeField("取りやめ", null=True, blank=True)
    finished_at = models.DateTimeField("終わり", null=True, blank=True)

    class Meta:
        ordering = ["-proposed_at"]
        constraints = [
            models.UniqueConstraint(
                name="one_disposal_at_a_time",
                fields=["procedure", "fiscal_year"],
                condition=Q(called_off_at__isnull=True, finished_at__isnull=True),
            ),
            models.CheckConstraint(
                name="disposal_confirmed_by_another",
                condition=Q(confirmed_at__isnull=True, confirmed_by_id__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_by_id__isnull=False)
                & ~Q(confirmed_by_id=F("proposed_by_id")),
            ),
            models.CheckConstraint(
                name="disposal_finished_once_confirmed",
                condition=Q(finished_at__isnull=True) | Q(confirmed_at__isnull=False, called_off_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.procedure_id} {self.fiscal_year}"


class DisposedApplication(MunicipalityRow):
    """What is left of an application that was disposed of (廃棄の記録): its number and its days, and nobody's name. Appended, never changed."""

    disposal = models.ForeignKey(Disposal, on_delete=models.PROTECT, related_name="disposed")
    receipt_number = models.CharField("受付番号", max_length=20, unique=True)
    arrived_at = models.DateTimeField("到達")
    completed_at = models.DateTimeField("完結")
    disposed_at = models.DateTimeField("廃棄")

    class Meta:
        ordering = ["receipt_number"]

    def __str__(self) -> str:
        return self.receipt_number


class ReceiptCounter(MunicipalityRow):
    """The last receipt number of one fiscal year (受付番号の台帳)."""

    fiscal_year = models.PositiveSmallIntegerField("年度", unique=True)
    last_number = models.PositiveIntegerField("最後の番号")

    def __str__(self) -> str:
        return f"{self.fiscal_year}: {self.last_number}"


class KnownDevice(MunicipalityRow):
    """A child that this device may be asked about again (この端末に覚えたお子さん). Opt-in, and forgotten on request."""

    token_hash = models.CharField(max_length=HASH_LENGTH)
    procedure = models.ForeignKey("catalog.Procedure", on_delete=models.PROTECT, related_name="known_devices")
    label = models.CharField("呼び名", max_length=200)
    answers = models.JSONField("くり返す回答")
    last_used_at = models.DateTimeField("最後に使った時刻")
    expires_at = models.DateTimeField("忘れる時刻", db_index=True)

    class Meta:
        ordering = ["-last_used_at"]
        constraints = [
            models.UniqueConstraint(name="one_card_per_child", fields=["token_hash", "procedure", "label"]),
            models.CheckConstraint(name="device_has_a_token", condition=~Q(token_hash="")),
        ]

    def __str__(self) -> str:
        return f"{self.procedure_id} {self.last_used_at:%Y-%m-%d}"


class BulkRun(MunicipalityRow):
    """One action on many applications (一括処理), done one by one. Kept for a while, for its result."""

    LIFETIME = timedelta(days=30)

    class Action(models.TextChoices):
        """What is done to each of them."""

        ACKNOWLEDGE = "acknowledge", "確認済みにする"
        START_REVIEW = "start_review", "審査を始める"
        CLOSE = "close", "手続を終える"
        ASSIGN = "assign", "担当を変える"
        MOVE = "move", "ほかの課に移す"

    action = models.CharField("操作", max_length=20, choices=Action)
    assignee = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    department = models.ForeignKey(
        "accounts.Department", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    begun_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="bulk_runs")
    begun_at = models.DateTimeField("始めた時刻", db_index=True)
    finished_at = models.DateTimeField("終わった時刻", null=True, blank=True)

    class Meta:
        ordering = ["-begun_at"]
        constraints = [
            models.CheckConstraint(
                name="only_assigning_names_somebody", condition=Q(assignee__isnull=True) | Q(action="assign")
            ),
            models.CheckConstraint(
                name="moving_names_a_department",
                condition=Q(action="move", department__isnull=False) | ~Q(action="move") & Q(department__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()} {self.begun_at:%Y-%m-%d %H:%M}"


class BulkItem(MunicipalityRow):
    """One application of a run, and what became of it. position: its place in the list it was chosen from, from 0."""

    class Outcome(models.TextChoices):
        """What became of it."""

        WAITING = "waiting", "これから"
        DONE = "done", "できました"
        REFUSED = "refused", "できませんでした"

    run = models.ForeignKey(BulkRun, on_delete=models.CASCADE, related_name="items")
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField("順番")
    outcome = models.CharField("結果", max_length=10, choices=Outcome, default=Outcome.WAITING)
    refusal = models.CharField("できなかった理由", max_length=200, blank=True)

    class Meta:
        ordering = ["run", "position"]
        constraints = [
            models.UniqueConstraint(name="one_item_per_application_and_run", fields=["run", "application"]),
            models.CheckConstraint(name="refused_for_a_reason", condition=~Q(outcome="refused") | ~Q(refusal="")),
        ]

    def __str__(self) -> str:
        return f"{self.run_id} {self.application_id}"


class SavedView(MunicipalityRow):
    """A filter of the worklist that somebody gave a name (名前を付けた見かた). query: as in the address, never with a name searched for."""

    owner = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="saved_views")
    name = models.CharField("名前", max_length=20)
    query = models.CharField("条件", max_length=500)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(name="one_saved_view_per_name", fields=["owner", "name"]),
            models.CheckConstraint(name="saved_views_have_names", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name


class ClosingDay(MunicipalityRow):
    """A day on which this city's offices are closed besides weekends, holidays and the new year (閉庁日)."""

    day = models.DateField("日", unique=True)
    name = models.CharField("名前", max_length=40, blank=True)

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}"


class DueReminder(MunicipalityRow):
    """Somebody was reminded on a day of what is due (期限のお知らせ); once a day, however many timers ring."""

    person = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    day = models.DateField("日", db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="one_due_reminder_a_day", fields=["person", "day"])]

    def __str__(self) -> str:
        return f"{self.person_id} {self.day:%Y-%m-%d}"


class ApiToken(MunicipalityRow):
    """With it a program reads the applications of some procedures over the API (APIトークン). Only its hash is kept.

    procedures:  identifiers of the procedures it reaches.
    hint:        its last characters, by which people tell tokens apart.
    """

    name = models.CharField("名前", max_length=60)
    token_hash = models.CharField(max_length=HASH_LENGTH, unique=True)
    hint = models.CharField(max_length=4)
    procedures = ArrayField(models.UUIDField(), verbose_name="手続")
    made_at = models.DateTimeField("作った時刻")
    made_by = models.CharField("作った人", max_length=100)
    expires_at = models.DateTimeField("期限")
    revoked_at = models.DateTimeField("取消し", null=True, blank=True)
    last_used_at = models.DateTimeField("最後に使った時刻", null=True, blank=True)

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(name="api_token_ends_after_it_begins", condition=Q(expires_at__gt=F("made_at"))),
            models.CheckConstraint(name="api_token_reaches_something", condition=~Q(procedures=[])),
        ]

    def __str__(self) -> str:
        return self.name
