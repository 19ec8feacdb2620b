"""Calendar months: the day so many months after another, and how many whole months lie between two."""

from __future__ import annotations

from datetime import date, timedelta


def months_after(day: date, months: int) -> date:
    """The same day of the month `months` later, its last day where there is none such.

    The calendar's last day stands for anything beyond it.
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    if year > date.max.year:
        return date.max
    return date(year, month, min(day.day, _last(year, month)))


def _last(year: int, month: int) -> int:
    """The last day of a month, 28 to 31."""
    if month == 12:
        return 31
    return (date(year, month + 1, 1) - timedelta(days=1)).day


def months_between(first: date, last: date) -> int:
    """Whole months from `first` to `last`; 0 where `last` is earlier."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return max(0, months - (last.day < first.day))
