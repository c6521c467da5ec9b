"""A contract's cost split over every municipality of Japan, by equal share, population and use, with relief and limits on nine in ten."""

import random
import time
from fractions import Fraction

CITIES = 1741
LIMIT_MS = 50


def allocating(bases: int = 3) -> float:
    """Milliseconds of processor time for one allocation, the best of five. bases: how many of the seven there are."""
    from billing.allocation import Band, Basis, Component, Member, Relief, Terms, allocate, change_limits
    from common.money import Yen

    chance = random.Random(1741)
    members = tuple(
        Member(
            code=f"{number:06d}",
            name=f"{number}市",
            population=int(chance.lognormvariate(10.3, 1.4)) + 200,
            uses=chance.randint(1, 90_000),
            procedures=chance.randint(1, 900),
            need=chance.randint(500_000, 90_000_000),
            months=chance.choice((12, 12, 12, 6)),
        )
        for number in range(CITIES)
    )
    bands = (Band(10_000, 1), Band(100_000, 3), Band(None, 10))
    components = tuple(Component(basis, 2, bands=bands if basis is Basis.BAND else ()) for basis in [*Basis][:bases])
    plain = Terms(Yen(48_400_000_000), components, members)
    last = {share.code: share.amount for share in allocate(plain).shares if chance.random() < 0.9}
    limits = change_limits(last, most=Fraction(11, 10), least=Fraction(9, 10))
    terms = Terms(plain.total, components, members, relief=Relief(5_000, Fraction(1, 5)), bounds=limits)
    return min(_once(lambda: allocate(terms)) for _ in range(5))


def _once(work: object) -> float:
    begun = time.process_time()
    work()  # type: ignore[operator]
    return (time.process_time() - begun) * 1000
