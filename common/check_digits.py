"""Check digits of the numbers that the state gives out (検査数字)."""


def municipality_check_digit(five: str) -> str:
    """Sixth digit of a 全国地方公共団体コード, from the five before it. Source: 総務省 全国地方公共団体コード仕様."""
    total = sum(weight * int(digit) for weight, digit in zip((6, 5, 4, 3, 2), five, strict=True))
    return str((11 - total % 11) % 10)


def is_municipality_code(code: str) -> bool:
    """Whether six digits are a municipality code by their check digit."""
    return _is_digits(code, 6) and municipality_check_digit(code[:5]) == code[5]


def corporate_check_digit(twelve: str) -> str:
    """First digit of a 法人番号, from the twelve behind it. Source: 法人番号の指定等に関する省令 第2条."""
    total = sum(int(digit) * weight for digit, weight in zip(twelve, (2, 1) * 6, strict=True))
    return str(9 - total % 9)


def is_corporate_number(number: str) -> bool:
    """Whether thirteen digits are a corporate number by their check digit."""
    return _is_digits(number, 13) and corporate_check_digit(number[1:]) == number[0]


def _is_digits(text: str, length: int) -> bool:
    return len(text) == length and text.isascii() and text.isdecimal()
