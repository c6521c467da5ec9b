"""How the shared forms say no. A form with faults is refused by `shared_forms.language.FaultyForm`."""

from common.errors import DomainError


class ActionRefused(DomainError):
    """The wrong person, or the wrong moment. It does not say which, so that a refusal reveals nothing."""

    code = "action_refused"

    def __init__(self, *, action: str) -> None:
        super().__init__(
            "この操作はできません。画面を開き直して、いまの状態をご確認ください。", code=f"{action}_refused"
        )
