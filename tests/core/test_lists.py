import datetime

import pytest
from django.utils.translation import override

from bank.models import Order
from core import lists
from core.lists import Ordering, keyset_page
from tests.factories.bank import OrderFactory
from tests.factories.network import NetworkFactory

NEWEST = Ordering("Newest first")
LATEST = Ordering("Latest date first", "register_date")
EARLIEST = Ordering("Earliest date first", "register_date", descending=False)
FIRST, SECOND = datetime.date(2009, 3, 1), datetime.date(2009, 4, 1)


@pytest.fixture
def orders(db):
    """Seven orders in the order they were made; four of them on one day, which no page of two or three can hold."""
    network = NetworkFactory()
    days = [SECOND, FIRST, FIRST, SECOND, FIRST, SECOND, SECOND]
    return [OrderFactory(network=network, register_date=day) for day in days]


def show(ordering, *, after="", before="", size=3):
    return keyset_page(Order.objects.all(), ordering, after=after, before=before, size=size)


def in_order(orders, ordering):
    return sorted(
        orders,
        key=lambda order: (getattr(order, ordering.field), order.pk),
        reverse=ordering.descending,
    )


@pytest.mark.parametrize("ordering", [NEWEST, LATEST, EARLIEST])
@pytest.mark.parametrize("size", [1, 2, 3, 6, 7, 8])
def test_pages_forwards_and_backwards_show_every_row_once_over_ties(orders, ordering, size):
    wanted = in_order(orders, ordering)

    pages = [show(ordering, size=size)]
    while pages[-1].next:
        pages.append(show(ordering, after=pages[-1].next, size=size))
    back = [pages[-1]]
    while back[0].previous:
        back.insert(0, show(ordering, before=back[0].previous, size=size))

    assert [row for page in pages for row in page.rows] == wanted
    assert [page.rows for page in back] == [page.rows for page in pages]


def test_page_in_the_middle_has_both_neighbours_and_the_ends_have_one(orders):
    first = show(LATEST)
    middle = show(LATEST, after=first.next)
    last = show(LATEST, after=middle.next)

    assert [(bool(page.previous), bool(page.next)) for page in (first, middle, last)] == [
        (False, True),
        (True, True),
        (True, False),
    ]


def test_page_stays_where_it_was_when_rows_are_added_before_it(orders):
    first = show(LATEST)
    before = show(LATEST, after=first.next).rows
    OrderFactory(register_date=datetime.date(2010, 1, 1))

    assert show(LATEST, after=first.next).rows == before


@pytest.mark.parametrize("ordering", [NEWEST, LATEST])
@pytest.mark.parametrize("side", ["after", "before"])
@pytest.mark.parametrize(
    "cursor", ["x", "_", "2009-03-01", "2009-13-01_4", "2009-03-01_x", "5_2009-03-01", "-", "1.5", "\x00", "9" * 5000]
)
def test_unreadable_cursor_shows_the_first_page(orders, ordering, side, cursor):
    page = show(ordering, **{side: cursor})

    assert page == show(ordering)


def test_cursor_beyond_any_key_is_the_end_and_no_error(orders):
    page = show(NEWEST, before=str(10**30))

    assert (page.rows, page.count) == ([], 7)


def test_empty_list_has_no_neighbours(db):
    page = show(NEWEST)

    assert (page.rows, page.next, page.previous, page.count, page.count_text) == ([], "", "", 0, "0")


def test_page_costs_two_queries(orders, django_assert_num_queries):
    with django_assert_num_queries(2):
        show(LATEST, after=f"{FIRST}_{orders[0].pk}")


@pytest.mark.parametrize(("limit", "count", "text"), [(7, 7, "7"), (6, None, "over 6")])
def test_count_is_exact_up_to_a_limit(orders, monkeypatch, limit, count, text):
    monkeypatch.setattr(lists, "COUNT_UP_TO", limit)

    with override("en"):
        page = show(NEWEST)
        shown = page.count_text

    assert (page.count, shown) == (count, text)
