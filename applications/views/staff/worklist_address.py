"""The filter of the worklist as it stands in the address: never wrong, and kept from page to page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode
from uuid import UUID

from applications import receipt_numbers
from applications.selectors.worklist import DueFilter, Order, Owner, Position, Waits, WorklistFilter
from applications.states import OPEN, Status

# What the filter bar offers: code in the address -> words, states.
STATES: Mapping[str, tuple[str, frozenset[Status]]] = {
    "open": ("終わっていない", OPEN),
    "received": ("受け付けたばかりの", frozenset({Status.RECEIVED})),
    "in_review": ("審査中の", frozenset({Status.IN_REVIEW})),
    "returned": ("修正を待っている", frozenset({Status.RETURNED})),
    "overdue": ("修正の期限を過ぎた", frozenset({Status.RETURNED})),
    "answered": ("返事が届いた", frozenset()),
    "decided": ("承認か却下をした", frozenset({Status.APPROVED, Status.REJECTED})),
    "all": ("すべての", frozenset()),
}
ORDERS: Mapping[str, str] = {Order.OLDEST: "届いた順", Order.NEWEST: "新しい順", Order.DUE: "期限の近い順"}
OWNERS: Mapping[str, str] = {
    Owner.ANYBODY: "だれが担当でもよい",
    Owner.ME: "自分が担当の",
    Owner.NOBODY: "担当が未定の",
}
DUES: Mapping[str, str] = {
    DueFilter.ANY: "期限を問わない",
    DueFilter.OVER: "期限を過ぎた",
    DueFilter.NEAR: "期限が近い",
    DueFilter.WEEK: "期限が7日以内の",
}
WAITS: Mapping[str, Waits] = {"overdue": Waits.CORRECTION_OVERDUE, "answered": Waits.TO_BE_READ}
_USUAL = {"state": "open", "order": Order.OLDEST.value}


@dataclass(frozen=True)
class Asked:
    """What somebody asked the worklist for.

    owner:          "", "me", "none" or the key of a person.
    after, before:  a place in the list, as `placed` writes it; at most one of them.
    """

    state: str = "open"
    procedure: str = ""
    department: str = ""
    owner: str = ""
    due: str = ""
    order: str = Order.OLDEST.value
    text: str = ""
    after: str = ""
    before: str = ""

    @classmethod
    def read(cls, parameters: Mapping[str, str]) -> "Asked":
        """From the address; what is not understood is as if it were not there."""
        order = _one_of(ORDERS, parameters.get("order"), Order.OLDEST)
        after = _place(parameters.get("after"), order)
        return cls(
            state=_one_of(STATES, parameters.get("state"), "open"),
            procedure=_key(parameters.get("procedure")),
            department=_key(parameters.get("department")),
            owner=_one_of(OWNERS, parameters.get("owner"), "") or _key(parameters.get("owner")),
            due=_one_of(DUES, parameters.get("due"), ""),
            order=order,
            text=(parameters.get("q") or "").strip()[:100],
            after=after,
            before="" if after else _place(parameters.get("before"), order),
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
            owner=Owner(self.owner) if self.owner in OWNERS else UUID(self.owner),
            due=DueFilter(self.due),
            waits=Waits.ANYTHING if self.receipt_number else WAITS.get(self.state, Waits.ANYTHING),
            text=self.text,
            order=Order(self.order),
            position=_read_place(self.after or self.before, self.order, backwards=bool(self.before)),
        )

    def query(self, position: Position | None = None) -> str:
        """For links: "?state=returned", with the page that begins at a position; "" where everything is as usual."""
        values = {
            "state": self.state,
            "procedure": self.procedure,
            "department": self.department,
            "owner": self.owner,
            "due": self.due,
            "order": self.order,
            "q": self.text,
        }
        if position is not None:
            values["before" if position.backwards else "after"] = placed(position)
        changed = {name: value for name, value in values.items() if value != _USUAL.get(name, "")}
        return f"?{urlencode(changed)}" if changed else ""

    @property
    def kept(self) -> str:
        """The filter with its page, for the way back from an application."""
        return self.query(self.wanted.position)

    @property
    def is_usual(self) -> bool:
        """Whether nothing was asked for."""
        return self.query() == ""


def placed(position: Position) -> str:
    """A position as it stands in an address."""
    return f"{position.value.isoformat()}_{position.id}"


def _read_place(text: str, order: str, *, backwards: bool) -> Position | None:
    value, _, key = text.rpartition("_")
    read: Callable[[str], date] = date.fromisoformat if order == Order.DUE else datetime.fromisoformat
    try:
        place = Position(read(value), UUID(key), backwards)
    except ValueError:
        return None
    is_a_moment = isinstance(place.value, datetime) and place.value.tzinfo is not None
    return place if is_a_moment or order == Order.DUE else None


def _place(text: str | None, order: str) -> str:
    """The place as we write it, "" for what is none in this order."""
    position = _read_place(text or "", order, backwards=False)
    return placed(position) if position else ""


def _one_of(known: Mapping[str, object], value: str | None, usual: str) -> str:
    return str(value) if value is not None and value in known else str(usual)


def _key(value: str | None) -> str:
    try:
        return str(UUID(value or ""))
    except ValueError:
        return ""
