"""Dates and numbers in templates, written as `vietnamese` writes them. What is missing shows as nothing."""

import datetime
from decimal import Decimal

from django import template

from vietnamese import dates, numbers

register = template.Library()


@register.filter
def partial_date(value: dates.PartialDate | datetime.date | str | None) -> str:
    """Show a date as far as it is known: 03/05/1988, 05/1988 or 1988. Takes the stored text, too."""
    if not value:
        return ""
    if isinstance(value, str):
        value = dates.PartialDate.parse_iso(value)
    return _partial(value).display()


@register.filter
def short_date(value: datetime.date | None) -> str:
    """Show 05/02/2026."""
    return _partial(value).display() if value else ""


@register.filter
def long_date(value: datetime.date | None) -> str:
    """Show "ngày 05 tháng 02 năm 2026", as official papers have it."""
    return dates.long_date(value) if value else ""


@register.filter
def weekday(value: datetime.date | None) -> str:
    """Show "thứ Hai"."""
    return dates.weekday_name(value) if value else ""


@register.filter
def number(value: float | Decimal | str | None, places: int | None = None) -> str:
    """Show 1.234,5; `{{ 2.5|number:2 }}` shows 2,50."""
    return "" if value is None or isinstance(value, str) else numbers.format_number(value, places)


@register.filter
def two_digits(value: int | str | None) -> str:
    """Show a count as prose has it: 05."""
    return "" if value is None or isinstance(value, str) else numbers.two_digits(value)


@register.filter
def roman(value: int | None) -> str:
    """Show III."""
    return numbers.roman(value) if value else ""


@register.filter
def percent(part: int | str | None, base: int) -> str:
    """Show `{{ 19|percent:150 }}` as 12,7 (one decimal, without the sign)."""
    return "" if part is None or isinstance(part, str) else numbers.percent(part, base)


def _partial(value: dates.PartialDate | datetime.date) -> dates.PartialDate:
    return value if isinstance(value, dates.PartialDate) else dates.PartialDate.of(value)
