"""How the catalog says no. A form with faults is refused by `FaultyForm`, a change of a locked element by `OverlayRefused`."""

from collections.abc import Iterable

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


class ListsMissing(DomainError):
    """The form takes options from lists that the city does not have, or that are empty."""

    code = "lists_missing"

    def __init__(self, names: Iterable[str]) -> None:
        words = "".join(f"『{name}』" for name in names)
        super().__init__(f"一覧から選ぶ項目{words}の一覧が、まだ空です。一覧に項目を入れてから公開してください。")


class ListChangedMeanwhile(DomainError):
    """Somebody else changed the list while a file for it was looked at."""

    code = "list_changed_meanwhile"

    def __init__(self) -> None:
        super().__init__("確認しているあいだに、ほかの人が一覧を変えました。もう一度確かめてから取り込んでください。")


class ListFull(DomainError):
    """More entries than a form takes."""

    code = "list_full"

    def __init__(self) -> None:
        super().__init__("1つの一覧に入るのは2000項目までです。使わなくなった項目をやめてから、足してください。")


class SameEntry(DomainError):
    """Nobody could tell the two apart."""

    code = "same_entry"

    def __init__(self) -> None:
        super().__init__(
            "名前と備考が同じ項目が、もうあります。備考に場所などを書いて、見分けられるようにしてください。"
        )


class PlanLimitReached(DomainError):
    """The city's plan lets it have no further procedure online."""

    code = "plan_limit_reached"

    def __init__(self, plan: str, online: int, allowed: int) -> None:
        super().__init__(
            f"プラン{plan}で公開できる手続は{allowed}件までで、いま{online}件を公開しています。"
            "公開中の手続を1つ止めるか、事務局にプランAへの変更を相談してください。"
        )


class DecisionsMissing(DomainError):
    """An update and the city's changes disagree, and nobody has said what shall be done."""

    code = "decisions_missing"

    def __init__(self, *, count: int) -> None:
        super().__init__(f"まだ{count}か所が決まっていません。どちらにするかを選んでください。")


class SamplesBroken(DomainError):
    """Answers that the form should take, or refuse, are read in another way."""

    code = "samples_broken"

    def __init__(self, names: Iterable[str]) -> None:
        words = "".join(f"『{name}』" for name in names)
        super().__init__(f"手本の回答{words}の結果が変わりました。様式か、手本の回答を直してから公開してください。")


class SecondPersonNeeded(DomainError):
    """The city wants two people to look at what is published, and only one has."""

    code = "second_person_needed"

    def __init__(self) -> None:
        super().__init__("公開には、頼んだ人とは別の人の確認が要ります。内容が変わったときは、もう一度頼んでください。")


class SamplesFull(DomainError):
    """More sample answers than are replayed."""

    code = "samples_full"

    def __init__(self, most: int) -> None:
        super().__init__(f"手本の回答は、1つの手続に{most}件までです。要らないものを消してから足してください。")
