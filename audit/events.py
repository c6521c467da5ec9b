"""Everything that is recorded, one line each: the code, and the words people read."""

from django.db.models import TextChoices


class AuditEvent(TextChoices):
    """What happened (監査イベント). Codes are `<thing>.<past participle>` and never change."""

    SIGNED_IN = "account.signed_in", "サインインしました"
    SIGN_IN_FAILED = "account.sign_in_failed", "サインインに失敗しました"
    SIGNED_OUT = "account.signed_out", "サインアウトしました"
    TOTP_ACTIVATED = "account.totp_activated", "二要素認証を設定しました"
    RECOVERY_CODES_RENEWED = "account.recovery_codes_renewed", "予備コードを作り直しました"
    PASSWORD_CHANGED = "account.password_changed", "パスワードを設定しました"

    PERSON_INVITED = "person.invited", "利用者を招待しました"
    PERSON_INVITED_AGAIN = "person.invited_again", "サインインの設定をやり直せるようにしました"
    PERSON_ROLES_CHANGED = "person.roles_changed", "役割と所属を変えました"
    PERSON_DEACTIVATED = "person.deactivated", "利用を止めました"
    PERSON_REACTIVATED = "person.reactivated", "利用を再開しました"
    DEPARTMENT_ADDED = "department.added", "課を加えました"
    DEPARTMENT_CHANGED = "department.changed", "課の名前か電話番号を変えました"

    FORM_ADOPTED = "form.adopted", "共有様式を採用しました"
    FORM_CUSTOMISED = "form.customised", "様式を変更しました"
    FORM_PUBLISHED = "form.published", "様式を公開しました"
    FORM_CLOSED = "form.closed", "受付を止めました"
    FORM_REOPENED = "form.reopened", "受付を再開しました"
    PROCEDURE_CHANGED = "procedure.changed", "手続の設定を変えました"
    PLACEMENT_ADDED = "placement.added", "案内の置き場所を加えました"
    PLACEMENT_REMOVED = "placement.removed", "案内の置き場所を取り除きました"
    TEMPLATE_PUBLISHED = "template.published", "共有様式の版を公開しました"

    DRAFT_LINK_MAILED = "draft.link_mailed", "続きから入力するためのリンクをメールで送りました"
    DRAFT_MOVED = "draft.moved", "途中までの入力を別の端末で開きました"
    APPLICATION_RECEIVED = "application.received", "申請を受け付けました"
    WORKLIST_OPENED = "application.listed", "申請の一覧を開きました"
    APPLICATION_OPENED = "application.opened", "申請の内容を開きました"
    APPLICATION_ATTACHMENT_OPENED = "application.attachment_opened", "添付を開きました"
    APPLICATION_REVIEW_STARTED = "application.review_started", "審査を始めました"
    APPLICATION_RETURNED = "application.returned", "修正をお願いしました"
    APPLICATION_RESUBMITTED = "application.resubmitted", "修正した内容を受け取りました"
    APPLICATION_APPROVED = "application.approved", "承認しました"
    APPLICATION_REJECTED = "application.rejected", "却下しました"
    APPLICATION_WITHDRAWN = "application.withdrawn", "取り下げられました"
    APPLICATION_CLOSED = "application.closed", "手続を終えました"

    MUNICIPALITY_REQUESTED = "municipality.requested", "自治体の追加を依頼しました"
    MUNICIPALITY_CREATED = "municipality.created", "自治体の環境を作りました"
    MUNICIPALITY_FAILED = "municipality.failed", "自治体の環境を作れませんでした"
    CONTRACT_SAVED = "contract.saved", "契約を登録しました"
    ALLOCATION_COMPUTED = "allocation.computed", "負担金を計算しました"
    ALLOCATION_CONFIRMED = "allocation.confirmed", "負担金を確定しました"
