"""The list of a transfer season as a CSV file (異動の一覧): who comes, who moves, who goes, each fault named by its line. Plain Python."""

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from accounts.roles import Role
from catalog.dataset_files import LineFault
from common.spreadsheets import csv_file, csv_rows

COLUMNS = ("区分", "氏名", "メールアドレス", "席", "役割", "課")
MOST_LINES = 2000
LONGEST_NAME = 100
ROLES = {role.label: role for role in Role}
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_SEVERAL = re.compile(r"[・、／/;；\n]+")


class Kind(StrEnum):
    """What becomes of a person."""

    JOINS = "入"
    MOVES = "異動"
    LEAVES = "出"


@dataclass(frozen=True, slots=True)
class Office:
    """What the file may speak of, by the names people use.

    people:  address -> key, of everybody with an account; gone: keys of those whose use was stopped.
    names:   key -> what they are called.
    reader:  who takes the list in.
    """

    people: Mapping[str, UUID]
    seats: Mapping[str, UUID]
    departments: Mapping[str, UUID]
    gone: frozenset[UUID] = frozenset()
    reader: UUID | None = None
    names: Mapping[UUID, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """One person of the file.

    seats:  what they sit on from now on, and nothing else; roles and departments: of their own, for who joins without a seat.
    """

    number: int
    kind: Kind
    name: str
    email: str
    person: UUID | None
    seats: tuple[UUID, ...] = ()
    seat_names: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    departments: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class TransferFile:
    """What a file says; with faults, nothing of it is used."""

    lines: tuple[Line, ...] = ()
    faults: tuple[LineFault, ...] = ()


@dataclass(slots=True)
class _Seen:
    """Where an address or a seat stood first."""

    addresses: dict[str, int] = field(default_factory=dict)
    seats: dict[UUID, int] = field(default_factory=dict)


def written(rows: Iterable[tuple[str, str, str]]) -> bytes:
    """A file to begin with: everybody who sits somewhere now (name, address, seats), as if they stayed."""
    return csv_file([list(COLUMNS), *([Kind.MOVES.value, name, email, seats, "", ""] for name, email, seats in rows)])


def read(text: str, office: Office) -> TransferFile:
    """The people of a file, in its order."""
    try:
        (_, header), *rows = csv_rows(text)
    except (ValueError, csv.Error):
        return _refused("表として読めませんでした。ひな形のファイルを直して、CSVで保存してください。")
    names = tuple(_plain(cell) for cell in header)
    if missing := [name for name in ("区分", "メールアドレス") if name not in names]:
        return _refused(f"1行目に「{missing[0]}」の列がありません。1行目は {'、'.join(COLUMNS)} にしてください。")
    if wrong := [name for name in names if name not in COLUMNS] or [name for name in COLUMNS if names.count(name) > 1]:
        return _refused(f"1行目の「{wrong[0]}」がわかりません。1行目は {'、'.join(COLUMNS)} にしてください。")
    if not rows:
        return _refused("人が1行もありません。2行目から、1行に1人ずつ書いてください。")
    if len(rows) > MOST_LINES:
        return _refused(f"{len(rows)}行あります。一度に{MOST_LINES}行までです。")
    lines, faults, seen = [], [], _Seen()
    for number, cells in rows:
        values = dict.fromkeys(COLUMNS, "") | {name: _plain(cell) for name, cell in zip(names, cells, strict=False)}
        found = [LineFault(number, message) for message in _faults(values, office, seen, number)]
        faults += found
        if not found:
            lines.append(_line(values, office, number))
    return TransferFile((), tuple(faults)) if faults else TransferFile(tuple(lines))


def _refused(message: str) -> TransferFile:
    return TransferFile(faults=(LineFault(0, message),))


def _plain(cell: str) -> str:
    return unicodedata.normalize("NFKC", cell).strip()


def _several(cell: str) -> list[str]:
    return [word.strip() for word in _SEVERAL.split(cell) if word.strip()]


def _seat_names(cell: str, office: Office) -> list[str]:
    """Names of seats; one that itself holds a separator is found as a whole."""
    return [cell] if cell in office.seats else _several(cell)


def _line(values: Mapping[str, str], office: Office, number: int) -> Line:
    names, person = _seat_names(values["席"], office), office.people.get(values["メールアドレス"].lower())
    return Line(
        number,
        Kind(values["区分"]),
        values["氏名"] or (office.names.get(person, "") if person else ""),
        values["メールアドレス"].lower(),
        person,
        tuple(office.seats[name] for name in names),
        tuple(names),
        tuple(ROLES[word] for word in _several(values["役割"])),
        tuple(office.departments[word] for word in _several(values["課"])),
    )


def _faults(values: Mapping[str, str], office: Office, seen: _Seen, number: int) -> Iterator[str]:
    email, person = values["メールアドレス"].lower(), office.people.get(values["メールアドレス"].lower())
    if values["区分"] not in set(Kind):
        yield f"区分は {'・'.join(Kind)} のどれかにしてください（いまは「{values['区分']}」）。"
        return
    kind = Kind(values["区分"])
    if not _ADDRESS.fullmatch(email):
        yield "メールアドレスの形ではありません。例：hanako@city.example.jp"
    elif (earlier := seen.addresses.setdefault(email, number)) != number:
        yield f"同じメールアドレスが、{earlier}行目にもあります。1人は1行にしてください。"
    elif kind is Kind.JOINS and person:
        yield "このメールアドレスの人は、すでに登録されています。区分を「異動」にしてください。"
    elif kind is not Kind.JOINS and person is None:
        yield "このメールアドレスの人は、登録されていません。新しい人は、区分を「入」にしてください。"
    elif kind is Kind.MOVES and person in office.gone:
        yield "利用を止めている人です。先に「利用者」の画面で利用を再開してください。"
    elif kind is Kind.LEAVES and person == office.reader:
        yield "ご自分の利用は止められません。ほかの管理者が行ってください。"
    yield from _faults_of_rights(kind, values, office)
    if kind is not Kind.LEAVES:
        for name in _seat_names(values["席"], office):
            seat = office.seats.get(name)
            if seat is None:
                yield f"席「{name}」はありません。「席と異動」の画面で先に加えてください。"
            elif (earlier := seen.seats.setdefault(seat, number)) != number:
                yield f"席「{name}」には、{earlier}行目の人がつきます。1つの席は1人です。"


def _faults_of_rights(kind: Kind, values: Mapping[str, str], office: Office) -> Iterator[str]:
    roles, departments = _several(values["役割"]), _several(values["課"])
    if kind is not Kind.JOINS:
        if roles or departments:
            yield "役割と課を書けるのは、区分が「入」の行だけです。異動した人の役割は席で決まります。"
        if kind is Kind.LEAVES and values["席"]:
            yield "区分が「出」の行に席は書けません。"
        return
    if not values["氏名"]:
        yield "氏名を書いてください。"
    elif len(values["氏名"]) > LONGEST_NAME:
        yield f"氏名は{LONGEST_NAME}文字までです。"
    if not roles and not values["席"]:
        yield "席か役割を書いてください。どちらもないと、何もできません。"
    for word in roles:
        if word not in ROLES:
            yield f"役割「{word}」はありません。{'・'.join(ROLES)} から書いてください。"
    for word in departments:
        if word not in office.departments:
            yield f"課「{word}」はありません。"
    if roles and not departments:
        yield "役割を書くときは、課も書いてください。"
