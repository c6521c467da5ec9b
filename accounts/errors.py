"""How the management of people says no."""

from common.errors import DomainError


class ActionRefused(DomainError):
    """The wrong person, or the wrong moment. It does not say which, so that a refusal reveals nothing."""

    code = "action_refused"

    def __init__(self, *, action: str) -> None:
        super().__init__(
            "この操作はできません。画面を開き直して、いまの状態をご確認ください。", code=f"{action}_refused"
        )


class AddressTaken(DomainError):
    """Somebody has this address already."""

    code = "address_taken"

    def __init__(self) -> None:
        super().__init__("このメールアドレスの利用者は、すでに登録されています。一覧でご確認ください。")


class DepartmentExists(DomainError):
    """A department of this name exists already."""

    code = "department_exists"

    def __init__(self) -> None:
        super().__init__("同じ名前の課が、すでにあります。別の名前にしてください。")


class LastAdministrator(DomainError):
    """Without an administrator nobody could ever be added again."""

    code = "last_administrator"

    def __init__(self) -> None:
        super().__init__("管理者が一人もいなくなります。先に別の人を管理者にしてください。")


class LastSecondFactor(DomainError):
    """Whoever loses the last second factor could be replaced by anybody who knows the password."""

    code = "last_second_factor"

    def __init__(self) -> None:
        super().__init__("サインインに使うものがなくなります。先に、別のパスキーか認証アプリを設定してください。")


class SeatRefused(DomainError):
    """A seat cannot be as somebody wants it; the message says why."""

    code = "seat_refused"
