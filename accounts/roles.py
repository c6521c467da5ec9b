"""What a person may be asked to do (役割). What each role may do stands in the `policies.py` of each room."""

from django.db.models import TextChoices


class Role(TextChoices):
    """Roles of staff in their departments, and of members of the secretariat in the consortium."""

    VIEWER = "viewer", "閲覧"
    PROCESSOR = "processor", "処理担当"
    APPROVER = "approver", "決裁"
    FINANCE = "finance", "財政"
    FORM_EDITOR = "form_editor", "様式編集"
    ADMINISTRATOR = "administrator", "管理者"
