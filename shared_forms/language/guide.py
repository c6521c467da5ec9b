"""What is said about a procedure before anybody starts it (案内)."""

from typing import Annotated, Literal

from pydantic import Field

from shared_forms.language.frozen import FrozenModel
from shared_forms.language.texts import Text


class Guide(FrozenModel):
    """The procedure page: what it is, for whom, what it takes, whom to ask.

    minutes:     how long filling in takes.
    bring:       what to have at hand, one thing each.
    privacy:     purpose for which the answers are used (利用目的). Source: 個人情報の保護に関する法律 第62条.
    department, phone, contact, fee, period, result, other_ways, other:  local facts; each city sets its own.
    """

    summary: Text | None = None
    who: Text | None = None
    bring: tuple[Text, ...] = Field(default=(), max_length=30)
    minutes: Annotated[int, Field(strict=True, ge=1, le=600)] | None = None
    period: Text | None = None
    fee: Text | None = None
    result: Text | None = None
    law: Text | None = None
    privacy: Text | None = None
    other_ways: Text | None = None
    department: Text | None = None
    phone: Text | None = None
    contact: Text | None = None
    other: Text | None = None


# The facts of the guide that differ from city to city, so an overlay may set them.
LocalFact = Literal["department", "phone", "contact", "fee", "period", "result", "other_ways", "other"]

LOCAL_FACT_NAMES: dict[LocalFact, str] = {
    "department": "担当課",
    "phone": "電話番号",
    "contact": "問い合わせ先",
    "fee": "手数料",
    "period": "受付期間",
    "result": "結果がわかるまで",
    "other_ways": "別の方法",
    "other": "その他の案内",
}
