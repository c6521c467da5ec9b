"""How the shared forms say no. A form with faults is refused by `shared_forms.language.FaultyForm`."""

from common.errors import DomainError


class ActionRefused(DomainError):
    """The wrong person, or the wrong moment. It does not say which, so that a refusal reveals nothing."""

    code = "action_refused"

    def __init__(self, *, action: str) -> None:
        super().__init__(
            "この操作はできません。画面を開き直して、いまの状態をご確認ください。", code=f"{action}_refused"
        )


class DraftOutdated(DomainError):
    """Somebody published another version since the draft was begun."""

    code = "draft_outdated"

    def __init__(self) -> None:
        super().__init__(
            "編集を始めたあとに、新しい版が公開されました。この下書きをやめて、新しい版から始めてください。"
        )


class NothingRevised(DomainError):
    """The draft says the same as the version it began with."""

    code = "nothing_revised"

    def __init__(self) -> None:
        super().__init__("いまの版と同じ内容です。何かを変えてから公開してください。")


class SlugTaken(DomainError):
    """Another template has this name."""

    code = "slug_taken"

    def __init__(self, slug: str) -> None:
        super().__init__(f"識別名「{slug}」は、ほかの共有様式が使っています。別の識別名にしてください。")
