"""What the API says and hears, and at the same time its description."""

from typing import Any

from rest_framework import serializers

from applications.states import Decision, Status

MOST = 100


class Asked(serializers.Serializer[Any]):
    """What may stand behind the question mark."""

    after = serializers.RegexField(r"^[0-9]{1,18}\Z", default="0", trim_whitespace=False)
    limit = serializers.RegexField(r"^([1-9][0-9]?|100)\Z", default=str(MOST), trim_whitespace=False)

    def validate(self, attrs: dict[str, str]) -> dict[str, int]:
        unknown = set(self.initial_data) - set(self.fields)
        if unknown:
            raise serializers.ValidationError({name: ["知らない名前です。"] for name in sorted(unknown)})
        return {name: int(value) for name, value in attrs.items()}


class ProcedureSerializer(serializers.Serializer[Any]):
    """A procedure (手続)."""

    slug = serializers.CharField(help_text="住所（/p/<slug>/）の名前")
    title = serializers.CharField()


class ApplicationSerializer(serializers.Serializer[Any]):
    """An application (申請) without anything personal."""

    receipt_number = serializers.CharField(help_text="受付番号")
    procedure = ProcedureSerializer()
    status = serializers.ChoiceField(choices=Status.choices)
    decision = serializers.ChoiceField(choices=Decision.choices, allow_blank=True)
    arrived_at = serializers.DateTimeField(help_text="到達")
    accepted_at = serializers.DateTimeField(allow_null=True, help_text="受付")
    decided_at = serializers.DateTimeField(allow_null=True, help_text="決定")
    closed_at = serializers.DateTimeField(allow_null=True, help_text="完了")
    withdrawn_at = serializers.DateTimeField(allow_null=True, help_text="取下げ")


class ChangeSerializer(serializers.Serializer[Any]):
    """A change, and the application as it is now."""

    position = serializers.IntegerField(help_text="監査記録での位置")
    event = serializers.CharField(help_text="できごとの符号")
    at = serializers.DateTimeField()
    application = ApplicationSerializer()


class ChangesSerializer(serializers.Serializer[Any]):
    """A page of changes, in the order in which they were sealed."""

    changes = ChangeSerializer(many=True)
    next_after = serializers.IntegerField(help_text="次にafterで渡す位置")
    has_more = serializers.BooleanField(help_text="すぐに続きがあるか")


class FileSerializer(serializers.Serializer[Any]):
    """A file (添付). `href` needs the same token."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    content_type = serializers.CharField()
    size_bytes = serializers.IntegerField()
    href = serializers.CharField()


class AnswerSerializer(serializers.Serializer[Any]):
    """One answer: as data, and in the lines in which people read it."""

    question = serializers.CharField(help_text="項目の符号。様式の中で変わらない")
    label = serializers.CharField()  # type: ignore[assignment]  # declared fields leave the class
    value = serializers.JSONField(allow_null=True, help_text="項目の種類による形")
    lines = serializers.ListField(child=serializers.CharField())
    files = FileSerializer(many=True)


class ApplicationWithAnswersSerializer(ApplicationSerializer):
    """An application with its present answers and files."""

    version = serializers.IntegerField(help_text="回答の版。修正されるたびに増える")
    answers = AnswerSerializer(many=True)


class ProblemSerializer(serializers.Serializer[Any]):
    """What went wrong (RFC 9457)."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
