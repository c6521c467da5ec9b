"""The filter of the worklist as it stands in the address: never wrong, and kept from page to page."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from applications import receipt_numbers
from applications.selectors.worklist import WorklistFilter
from applications.states import OPEN, Status

# What the filter bar offers: code in the address -> words, states.
STATES: Mapping[str, tuple[str, frozenset[Status]]] = {
    "open": ("終わっていない", OPEN),
    "received": ("受け付けたばかりの", frozenset({Status.RECEIVED})),
    "in_review": ("審査中の", frozenset({Status.IN_REVIEW})),
    "returned": ("修正を待っている", frozenset({Status.RETURNED})),
    "decided": ("承認か却下をした", frozenset({Status.APPROVED, Status.REJECTED})),
    "all": ("すべての", frozenset()),
}
ORDERS: Mapping[str, str] = {"oldest": "届いた順", "newest": "新しい順"}


@dataclass(frozen=True)
class Asked:
    """What somebody asked the worklist for."""

    state: str = "open"
    procedure: str = ""
    department: str = ""
    order: str = "oldest"
    text: str = ""
    page: int = 1

    @classmethod
    def read(cls, parameters: Mapping[str, str]) -> "Asked":
        """From the address; what is not understood is as if it were not there."""
        return cls(
            state=_one_of(STATES, parameters.get("state"), "open"),
            procedure=_key(parameters.get("procedure")),
            department=_key(parameters.get("department")),
            order=_one_of(ORDERS, parameters.get("order"), "oldest"),
            text=(parameters.get("q") or "").strip()[:100],
            page=_page(parameters.get("page")),
        )

    @property
    def receipt_number(self) -> str | None:
        """The text, if it is a whole receipt number."""
        return receipt_numbers.normalise(self.text)

    @property
    def wanted(self) -> WorklistFilter:
        """The same for the selector. A receipt number is looked for in every state."""
        return WorklistFilter(
            statuses=frozenset() if self.receipt_number else STATES[self.state][1],
            procedure_id=UUID(self.procedure) if self.procedure else None,
            department_id=UUID(self.department) if self.department else None,
            text=self.text,
            newest_first=self.order == "newest",
            page=self.page,
        )

    def query(self, page: int = 1) -> str:
        """For links: "?state=returned&page=2", or "" where everything is as usual."""
        values = {
            "state": self.state,
            "procedure": self.procedure,
            "department": self.department,
            "order": self.order,
            "q": self.text,
            "page": page,
        }
        usual = {"state": "open", "procedure": "", "department": "", "order": "oldest", "q": "", "page": 1}
        changed = {name: value for name, value in values.items() if value != usual[name]}
        return f"?{urlencode(changed)}" if changed else ""

    @property
    def kept(self) -> str:
        """The filter with its page, for the way back from an application."""
        return self.query(self.page)


def _one_of(known: Mapping[str, object], value: str | None, usual: str) -> str:
    return value if value is not None and value in known else usual


def _key(value: str | None) -> str:
    try:
        return str(UUID(value or ""))
    except ValueError:
        return ""


def _page(value: str | None) -> int:
    return min(int(value), 1_000_000) if value and value.isascii() and value.isdecimal() and int(value) else 1
