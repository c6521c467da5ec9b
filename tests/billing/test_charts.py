"""The chart: bars in order, as long as what they stand for."""

from billing.allocation import Basis, Component, Member, Terms, allocate
from billing.charts import largest
from common.money import Yen
from tests.billing.terms import THREE_TO_SEVEN, osaka


def test_the_ten_largest_of_43():
    allocation = allocate(Terms(Yen(48_400_000), THREE_TO_SEVEN, osaka()))
    chart = largest(allocation.shares, allocation.total)
    names = ["大阪市", "堺市", "東大阪市", "豊中市", "枚方市", "吹田市", "高槻市", "茨木市", "八尾市", "寝屋川市"]
    assert [bar.name for bar in chart.bars] == names
    assert (chart.height, chart.share_of_first) == (300, "22.5%")
    first, second = chart.bars[:2]
    assert [(part.basis, part.left, part.width) for part in first.segments] == [
        (Basis.EQUAL, "0.0%", "3.1%"),
        (Basis.POPULATION, "3.1%", "96.9%"),
    ]
    assert [(part.left, part.width) for part in second.segments] == [("0.0%", "3.1%"), ("3.1%", "29.1%")]
    assert (first.top, second.top) == (6, 36)


def test_nothing_to_compare():
    one = (Member("1", "A"),)
    equal = (Component(Basis.EQUAL, 1),)
    assert largest(allocate(Terms(Yen(100), equal, one)).shares, Yen(100)) is None
    two = (Member("1", "A"), Member("2", "B"))
    assert largest(allocate(Terms(Yen(0), equal, two)).shares, Yen(0)) is None
    assert len(largest(allocate(Terms(Yen(3), equal, two)).shares, Yen(3)).bars) == 2
