"""Feedback of a day: the scales, the words, what few answers hide; days compared over years."""

import pytest

from tests.factories.meetings import STARTS
from tests.factories.workshops import DayFeedbackFactory, WorkshopDayFactory
from tests.workshops.pages import url
from workshops.queries import feedback_of, means_of_days


def given(day, *scores, scale="content", **fields):
    for score in scores:
        DayFeedbackFactory(day=day, **{scale: score}, **fields)


def test_scale_with_five_answers_is_told(client_as, member, day):
    given(day, 5, 4, 4, 3, 5)

    content, usefulness, _arrangements = feedback_of(day, member).scales

    assert (content.count, content.mean) == (5, 4.2)
    assert content.counts == [(5, 2), (4, 2), (3, 1), (2, 0), (1, 0)]
    assert (usefulness.count, usefulness.mean) == (0, None)
    page = client_as(member).get(url("feedback", day.pk)).content.decode()
    assert "<svg" in page
    assert "4,2" in page


def test_scale_with_four_answers_tells_nothing(client_as, coordinator, day):
    given(day, 1, 1, 1, 1)
    given(day, *[None] * 3)

    scale = feedback_of(day, coordinator).scales[0]

    assert (scale.mean, scale.counts, scale.chart) == (None, [], None)
    page = client_as(coordinator).get(url("feedback", day.pk)).content.decode()
    assert 'class="chart"' not in page
    assert "Alle 5 vastausta" in page


def test_few_words_are_for_those_who_keep_the_day(client_as, member, secretary, day):
    given(day, *[None] * 4, text="Hyvä päivä")
    pages = [client_as(user).get(url("feedback", day.pk)).content.decode() for user in (member, secretary)]

    assert ["Hyvä päivä" in page for page in pages] == [False, True]


def test_words_of_five_are_told_in_the_order_of_their_letters(member, day):
    for text in ("Mukava", "aika riitti", "Selkeä", "Hyvä", "Tiivis"):
        DayFeedbackFactory(day=day, text=text)

    assert feedback_of(day, member).words == ["aika riitti", "Hyvä", "Mukava", "Selkeä", "Tiivis"]


def test_day_without_feedback_says_what_would_be_here(client_as, member, day):
    assert "Ei vielä palautetta" in client_as(member).get(url("feedback", day.pk)).content.decode()


def test_days_are_compared_newest_first(client_as, member, network, day):
    earlier = WorkshopDayFactory(network=network, meeting__starts_at=STARTS.replace(year=2026), meeting__ends_at=None)
    WorkshopDayFactory(network=network)
    given(day, 4, 4, 4, 4, 5)
    given(earlier, 3, 3, 3, 3)
    given(day, *[4] * 6, 5, 5, scale="usefulness")

    rows = means_of_days(network, member)

    assert [(row.day, row.count, row.means[0]) for row in rows] == [(day, 13, 4.2), (earlier, 4, None)]
    page = client_as(member).get(url("feedback-years")).content.decode()
    assert page.count('class="chart"') == 2
    # The figure says the same as the table: 4.25, rounded.
    assert (page.count("4,3"), "4,2" in page) == (2, True)
    assert "3,0" not in page


def test_days_of_another_network_are_not_compared(member, network, other_network):
    given(WorkshopDayFactory(network=other_network), 4, 4, 4, 4, 5)

    assert means_of_days(network, member) == []


def test_without_feedback_the_comparison_says_what_would_be_here(client_as, member):
    assert "Ei vielä palautetta" in client_as(member).get(url("feedback-years")).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_pages_ask_a_constant_number_of_queries(client_as, member, network, day, count, django_assert_num_queries):
    for one in [day, *WorkshopDayFactory.create_batch(count, network=network)]:
        given(one, *[4] * 5 * count)
    client = client_as(member)

    with django_assert_num_queries(QUERIES):
        client.get(url("feedback", day.pk))
    with django_assert_num_queries(QUERIES_OF_YEARS):
        client.get(url("feedback-years"))


QUERIES, QUERIES_OF_YEARS = 6, 5
