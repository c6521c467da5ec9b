"""Times of day as people type them: 10:30, 10時30分, 午後3時半, 1030 (時刻)."""

import re

from shared_forms.language.characters import narrow

is_time = re.compile("(?:[01][0-9]|2[0-3]):[0-5][0-9]").fullmatch

_typed = re.compile(
    r"(?P<half>午前|午後|AM|PM)?(?P<hour>[0-9]{1,2})(?:[:時.](?P<minute>[0-9]{1,2}|半)?分?(?::00)?)?(?P<behind>AM|PM)?"
).fullmatch
_bare = re.compile("([0-9]{1,2})([0-9]{2})").fullmatch


def time_of(text: str) -> str | None:
    """HH:MM; None when it cannot be told, as for 午前12時, which some call noon and others midnight."""
    text = "".join(narrow(text).upper().split())
    if bare := _bare(text):
        text = f"{bare[1]}:{bare[2]}"
    if not (found := _typed(text)) or (found["half"] and found["behind"]):
        return None
    minute = "30" if found["minute"] == "半" else found["minute"] or "0"
    hour = _hour_of_the_day(int(found["hour"]), found["half"] or found["behind"])
    if hour is None or hour > 23 or int(minute) > 59:
        return None
    return f"{hour:02}:{int(minute):02}"


def _hour_of_the_day(hour: int, half: str | None) -> int | None:
    if half is None:
        return hour
    if half in ("午前", "午後"):
        return (hour + (12 if half == "午後" else 0)) if hour < 12 else None
    return hour % 12 + (12 if half == "PM" else 0) if 1 <= hour <= 12 else None
