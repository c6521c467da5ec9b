"""Municipalities that are not Osaka's, with numbers whose check digits are right."""

from dataclasses import replace

from common.check_digits import corporate_check_digit, municipality_check_digit
from tenants.municipalities import MunicipalityRecord


def a_record(five: str = "29209", **changes: object) -> MunicipalityRecord:
    """生駒市, or another by the first five digits of its code."""
    code = five + municipality_check_digit(five)
    twelve = f"000020{code}"
    record = MunicipalityRecord(
        code=code,
        name=f"生駒市{five}",
        kana="いこまし",
        slug=f"ikoma-{five}",
        kind="city",
        population=116675,
        corporate_number=corporate_check_digit(twelve) + twelve,
        website="https://www.city.ikoma.lg.jp/",
    )
    return replace(record, **changes)
