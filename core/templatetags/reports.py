"""What reports need beside plain Django."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.formats import number_format

register = template.Library()


@register.filter
def tables(rows: Sequence[Any], size: int) -> list[Sequence[Any]]:
    """Rows in parts for tables of their own: WeasyPrint's time for one table grows faster than its length."""
    return [rows[begin : begin + size] for begin in range(0, len(rows), size)]


@register.filter
def cell(value: str | float | None) -> str:
    """A figure as the language writes it; a dash for what there is not, or what may not be told."""
    if value is None:
        return "–"
    if isinstance(value, float):
        return number_format(value, 1)
    return str(value)
