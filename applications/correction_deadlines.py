"""Until when a correction is asked for (修正の期限), and when its applicant is reminded. No database, no clock."""

from collections.abc import Collection
from datetime import date, timedelta
from enum import StrEnum

from applications.due import working_days_after

USUAL_DAYS = 10  # working days
EARLY_DAYS = 3  # working days
LONGEST = timedelta(days=92)


class Reminder(StrEnum):
    """Which of the two reminders: a few days before, or on the day itself."""

    BEFORE = "before"
    ON_THE_DAY = "on_the_day"


def usual_deadline(today: date, closed: Collection[date] = ()) -> date:
    """The day that is proposed: two weeks of working days. closed: the city's own closing days."""
    return working_days_after(today, USUAL_DAYS, closed)


def is_possible(answer_by: date, today: date) -> bool:
    """Whether somebody can be asked today to answer by that day: to come, and within three months."""
    return today < answer_by <= today + LONGEST


def reminder_for(today: date, *, asked_on: date, answer_by: date, closed: Collection[date] = ()) -> Reminder | None:
    """What is to be sent today; nothing on the day of the request itself, and nothing once it is too late."""
    if not asked_on < today <= answer_by:
        return None
    if today == answer_by:
        return Reminder.ON_THE_DAY
    return Reminder.BEFORE if working_days_after(today, EARLY_DAYS, closed) >= answer_by else None
