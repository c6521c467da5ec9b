"""How the catalog says no. A form with faults is refused by `FaultyForm`, a change of a locked element by `OverlayRefused`."""

from common.errors import DomainError


class ActionRefused(DomainError):
    """The wrong person, or the wrong moment. It does not say which, so that a refusal reveals nothing."""

    code = "action_refused"

    def __init__(self, *, action: str) -> None:
        super().__init__(
            "この操作はできません。画面を開き直して、いまの状態をご確認ください。", code=f"{action}_refused"
        )


class AddressTaken(DomainError):
    """Another procedure of the city has this address."""

    code = "address_taken"

    def __init__(self, slug: str) -> None:
        super().__init__(f"アドレス「{slug}」は、ほかの手続が使っています。別のアドレスにしてください。")


class NothingChanged(DomainError):
    """What residents see already is the same, word for word."""

    code = "nothing_changed"

    def __init__(self) -> None:
        super().__init__("公開中の様式と同じ内容です。変更してから公開してください。")
