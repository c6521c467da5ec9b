"""How intake and review say no."""

from django.utils.translation import gettext, gettext_lazy

from common.errors import DomainError
from shared_forms.error_messages import error_message
from shared_forms.language import AnswerError, ErrorCode, Errors
from shared_forms.language.types.file import FileQuestion

NOT_A_READER = gettext_lazy("その人は、この申請を開けません。知らせる人を選び直してください。")


class ActionRefused(DomainError):
    """The wrong person, or the wrong moment. It does not say which, so that a refusal reveals nothing."""

    code = "action_refused"

    def __init__(self, *, action: str) -> None:
        super().__init__(
            gettext("この操作はできません。画面を開き直して、いまの状態をご確認ください。"), code=f"{action}_refused"
        )


class AnswersIncomplete(DomainError):
    """Some answers are missing or wrong. `errors` is what `answers.parse` found."""

    code = "answers_incomplete"

    def __init__(self, errors: Errors) -> None:
        super().__init__(gettext("入力が足りないところがあります。直してから、もう一度送ってください。"))
        self.errors = errors


class DraftChanged(DomainError):
    """The draft was changed on another screen since this one was shown."""

    code = "draft_changed"

    def __init__(self) -> None:
        super().__init__(gettext("別の画面で内容が変わりました。内容をもう一度確認してください。"))


class DraftGone(DomainError):
    """The draft was sent or discarded meanwhile."""

    code = "draft_gone"

    def __init__(self) -> None:
        super().__init__(gettext("この入力は、すでに送信されたか、消されています。"))


class DraftTooLarge(DomainError):
    """More text than any form asks for."""

    code = "draft_too_large"

    def __init__(self) -> None:
        super().__init__(gettext("入力が長すぎて保存できません。文章を短くしてください。"))


class ProcedureClosed(DomainError):
    """The procedure does not take applications (any more, or yet)."""

    code = "procedure_closed"

    def __init__(self) -> None:
        super().__init__(gettext("この手続は、いま受け付けていません。お問い合わせ先にご相談ください。"))


class FileRefused(DomainError):
    """A file cannot be taken in; `error` stands among the other errors of its question."""

    def __init__(self, question: FileQuestion, code: ErrorCode, **params: str | int) -> None:
        self.error = AnswerError(question.id, None, code, params)
        super().__init__(error_message(question, self.error), code=code)


class CommentsMissing(DomainError):
    """A return without a word on what to correct, or on a question that the form does not have."""

    code = "comments_missing"

    def __init__(self) -> None:
        super().__init__(gettext("直してほしい項目と、その内容を一つ以上書いてください。"))


class DeadlineImpossible(DomainError):
    """A day to correct by that is not to come, or too far away to be remembered."""

    code = "deadline_impossible"

    def __init__(self) -> None:
        super().__init__(gettext("期限は、あすから3か月以内の日にしてください。"))


class AddressUnknown(DomainError):
    """No address is known for this postal code."""

    code = "address_unknown"

    def __init__(self) -> None:
        super().__init__(gettext("この郵便番号の住所が見つかりません。市区町村から入力してください。"))


class ReasonMissing(DomainError):
    """A rejection needs its reason (行政手続法 第8条)."""

    code = "reason_missing"

    def __init__(self) -> None:
        super().__init__(gettext("却下の理由を書いてください。申請者に伝わります。"))


class NotAHandler(DomainError):
    """Somebody who does not handle applications of this department, or not any more."""

    code = "not_a_handler"

    def __init__(self) -> None:
        super().__init__(gettext("その人は、この課の申請の担当になれません。ほかの人を選んでください。"))


class AmendmentReasonMissing(DomainError):
    """The applicant is told why their answers were changed."""

    code = "amendment_reason_missing"

    def __init__(self) -> None:
        super().__init__(gettext("補正の理由を書いてください。申請者に伝わります。"))


class NothingAmended(DomainError):
    """The answers are the same as before."""

    code = "nothing_amended"

    def __init__(self) -> None:
        super().__init__(gettext("いまの回答と同じです。直すところを入力してください。"))


class TooManyViews(DomainError):
    """More saved views than fit above a list."""

    code = "too_many_views"

    def __init__(self, *, most: int) -> None:
        super().__init__(
            gettext("名前を付けられる見かたは%(most)d個までです。使わないものを消してください。") % {"most": most}
        )


class NoSuchDepartment(DomainError):
    """A department that does not exist, or that has the application already."""

    code = "no_such_department"

    def __init__(self) -> None:
        super().__init__(gettext("移す先の課を選んでください。いまの課には移せません。"))


class NothingChosen(DomainError):
    """An action on many applications was asked for, and none was chosen."""

    code = "nothing_chosen"

    def __init__(self) -> None:
        super().__init__(gettext("申請を1件以上選んでください。"))


class TooManyChosen(DomainError):
    """More applications than one run takes."""

    code = "too_many_chosen"

    def __init__(self, *, most: int) -> None:
        super().__init__(
            gettext("一度に処理できるのは%(most)d件までです。手続や届いた日などで、しぼってください。") % {"most": most}
        )


class NotAReader(DomainError):
    """Somebody who may not open this application, or not any more."""

    code = "not_a_reader"

    def __init__(self) -> None:
        super().__init__(str(NOT_A_READER))


class SendBackWithoutWords(DomainError):
    """Whoever proposed must know what to do better."""

    code = "send_back_without_words"

    def __init__(self) -> None:
        super().__init__(gettext("差し戻すわけを書いてください。起案した人に伝わります。"))


class CodeRefused(DomainError):
    """Receipt number and status code do not belong together, or one of them does not exist."""

    code = "code_refused"

    def __init__(self) -> None:
        super().__init__(gettext("受付番号か照会コードが違います。控えの画面のとおりに入力してください。"))


class TooManyAttempts(DomainError):
    """The same thing was tried too often."""

    code = "too_many_attempts"

    def __init__(self, *, minutes: int) -> None:
        super().__init__(
            gettext("回数が多いため、しばらく止めています。%(minutes)d分後にもう一度お試しください。")
            % {"minutes": minutes}
        )


class ResumeCodeRefused(DomainError):
    """No draft has this code; whether one ever had it is not said."""

    code = "resume_code_refused"

    def __init__(self) -> None:
        super().__init__(gettext("この再開コードでは、入力の続きを開けません。"))


class AlreadyBegun(DomainError):
    """This browser has begun the same procedure itself; nothing of it is thrown away unasked."""

    code = "already_begun"

    def __init__(self) -> None:
        super().__init__(gettext("この端末には、同じ手続の途中までの入力があります。"))


class HandOverUsed(DomainError):
    """The answers went over before: such a link is good for one use."""

    code = "hand_over_used"

    def __init__(self) -> None:
        super().__init__(gettext("回答は、すでに引き継がれています。"))
