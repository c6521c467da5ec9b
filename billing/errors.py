"""How contracts and calculations say no. What the calculation itself refuses: `billing.allocation.CannotAllocate`."""

from common.errors import DomainError


class ActionRefused(DomainError):
    """The wrong person, or the wrong moment. It does not say which, so that a refusal reveals nothing."""

    code = "action_refused"

    def __init__(self, *, action: str) -> None:
        super().__init__(
            "この操作はできません。画面を開き直して、いまの状態をご確認ください。", code=f"{action}_refused"
        )


class ContractExists(DomainError):
    """The fiscal year has a contract of this title already."""

    code = "contract_exists"

    def __init__(self) -> None:
        super().__init__("同じ年度に、同じ名称の契約があります。名称か年度を変えてください。")


class AssumptionsChanged(DomainError):
    """The contract was changed after the calculation that somebody wants to confirm."""

    code = "assumptions_changed"

    def __init__(self) -> None:
        super().__init__("この案のあとで前提が変わりました。計算し直して、金額を確かめてから確定してください。")


class SamePerson(DomainError):
    """Who made a calculation wants to decide it too."""

    code = "same_person"

    def __init__(self) -> None:
        super().__init__("計算した人は、その案を確定できません。ほかの決裁の人が確定してください。")


class NameTaken(DomainError):
    """The contract has a what-if of this name already."""

    code = "name_taken"

    def __init__(self) -> None:
        super().__init__("同じ名前の試算があります。別の名前にしてください。")
