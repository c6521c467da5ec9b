"""Where a form is edited: a city's own version at its office, the next version of a template at the secretariat. One set of screens."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from catalog.selectors import CityForm
from shared_forms.language.overlay import Operation


@dataclass(frozen=True, slots=True)
class Words:
    """What the screens call what was changed here, and how it is brought back."""

    changed: str
    added: str
    hidden: str
    was: str
    hide: str
    revert: str
    hidden_here: str
    not_yet: str
    not_yours: str


CITY_WORDS = Words(
    changed="市の変更",
    added="市が追加",
    hidden="市が隠した",
    was="テンプレートのことば",
    hide="隠す",
    revert="テンプレートに戻す",
    hidden_here="市が隠しています。住民の画面には出ません。",
    not_yet="公開するまで、住民の画面は変わりません。",
    not_yours="変更できるのは、この課を担当する様式編集の人と、管理者です。",
)
TEMPLATE_WORDS = Words(
    changed="変更",
    added="追加",
    hidden="なくす",
    was="いまの版のことば",
    hide="なくす",
    revert="いまの版に戻す",
    hidden_here="次の版からなくなります。",
    not_yet="公開するまで、市町村には見えません。",
    not_yours="編集できるのは、事務局の様式編集の人と、管理者です。",
)


class FormDesk(Protocol):
    """A form under one's hands.

    address:   of the editor; below it stand `at/<target>/`, `at/<target>/<action>/`, `add/`, `add-page/`, `undo/`, `redo/`,
              `preview/` and `publish/`.
    may_edit:  whether this person changes anything.
    """

    address: str
    words: Words
    may_edit: bool

    @property
    def form(self) -> CityForm:
        """The form as it stands now; looked up anew after every change."""

    def customise(self, operations: Sequence[Operation]) -> object:
        """Carry out operations, all or none. Raises DomainError."""

    def revert(self, target: str, option: str | None) -> object:
        """Take the changes to one thing back. Raises DomainError."""

    def undo(self) -> object:
        """Take the last change back. Raises DomainError."""

    def redo(self) -> object:
        """Do again what was taken back last. Raises DomainError."""
