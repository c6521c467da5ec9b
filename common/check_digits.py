"""Check digits of the numbers that the state gives out."""


def municipality_check_digit(five: str) -> str:
    """Sixth digit of a 全国地方公共団体コード. Source: 総務省 全国地方公共団体コード仕様."""
    total = sum(weight * int(digit) for weight, digit in zip((6, 5, 4, 3, 2), five, strict=True))
    return str((11 - total) % 10) if total < 11 else str((11 - total % 11) % 10)


def is_municipality_code(code: str) -> bool:
    """Whether six digits are a municipality code by their check digit."""
    return len(code) == 6 and code.isascii() and code.isdecimal() and municipality_check_digit(code[:5]) == code[5]


def corporate_check_digit(twelve: str) -> str:
    """First digit of a 法人番号 from the twelve behind it. Source: 法人番号の指定等に関する省令 第2条."""
    total = sum(int(digit) * (1 if place % 2 == 0 else 2) for place, digit in enumerate(reversed(twelve)))
    return str(9 - total % 9)


def is_corporate_number(number: str) -> bool:
    """Whether thirteen digits are a corporate number by their check digit."""
    return (
        len(number) == 13 and number.isascii() and number.isdecimal() and corporate_check_digit(number[1:]) == number[0]
    )
