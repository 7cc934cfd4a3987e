from datetime import date

import pytest
from django.utils import timezone

from core.dates import end_of, months_before


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2027, 3, 31), 1, date(2027, 2, 28)),
        (date(2028, 2, 29), 12, date(2027, 2, 28)),
        (date(2028, 3, 31), 1, date(2028, 2, 29)),
        (date(2027, 1, 15), 1, date(2026, 12, 15)),
        (date(2027, 6, 15), 24, date(2025, 6, 15)),
        (date(2027, 6, 15), 6, date(2026, 12, 15)),
        (date(2027, 6, 15), 13, date(2026, 5, 15)),
    ],
)
def test_months_before_is_the_same_day_or_the_last_of_a_shorter_month(day, months, before):
    assert months_before(day, months) == before


def test_a_day_ends_where_the_next_begins_in_helsinki():
    assert timezone.localtime(end_of(date(2027, 3, 27))).isoformat() == "2027-03-28T00:00:00+02:00"
    assert timezone.localtime(end_of(date(2027, 3, 28))).isoformat() == "2027-03-29T00:00:00+03:00"
