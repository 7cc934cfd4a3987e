"""The table of members and themes of a day follows from the answers: as a page, on paper, in the figure."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from core.models import StoredFile
from network.sections import sections_of
from structure.documents.commitments import COMMITMENTS_SHEET, render_commitments, write_commitments
from structure.queries import answers_of, commitments_on, days_of_change, structure_on
from structure.services import answer_call
from tests.factories.structure import FIRST, AskedOrganisationFactory, CallFactory
from tests.structure.answers import DAY, cells, joins, url


def test_change_is_a_further_row_and_the_table_of_each_day_keeps_what_held(network, asked, themes):
    joins(asked, themes, day=DAY)
    answer_call(asked, answer="declines", body="Kunnanhallitus", decided_on=date(2008, 6, 1), actor=None)

    assert [cells(network, day)["Hanko"] for day in (FIRST, DAY, date(2008, 6, 1))] == [
        ["waiting", "waiting"],
        ["joins", "joins"],
        ["declines", "declines"],
    ]
    assert commitments_on(network, DAY).themes[0].joined == 1
    answered, waiting = answers_of(asked.call)
    assert ([len(one.earlier) for one in answered], waiting) == ([1], [])


def test_later_and_silence_leave_what_an_earlier_question_brought(network, asked, themes, town):
    joins(asked, themes[:1])
    newer = CallFactory(network=network, themes=themes, asked_on=date(2008, 4, 1), due_on=date(2008, 5, 1))
    again = AskedOrganisationFactory(call=newer, organisation=town)

    assert cells(network, date(2008, 4, 1)) == {"Hanko": ["joins", "declines"]}
    answer_call(again, answer="later", decided_on=date(2008, 4, 2), actor=None)
    assert cells(network, date(2008, 4, 2)) == {"Hanko": ["joins", "declines"]}
    joins(again, themes[1:], day=date(2008, 4, 3))
    assert cells(network, date(2008, 4, 3)) == {"Hanko": ["declines", "joins"]}


def test_figure_shows_who_has_joined_a_theme_from_the_day_of_the_decision(network, asked, themes, town):
    joins(asked, themes[:1])

    before, after = (structure_on(network, day).themes for day in (FIRST, DAY))

    assert [len(theme.children) for theme in before] == [0, 0]
    assert [[(one.kind, one.pk, one.name) for one in theme.children] for theme in after] == [
        [("member", town.pk, "Hanko")],
        [],
    ]
    assert DAY in days_of_change(network)


def test_organisation_that_has_ended_is_in_no_table_after_it(network, asked, themes, town):
    joins(asked, themes)
    town.valid_to = date(2008, 12, 31)
    town.save()

    assert [list(cells(network, day)) for day in (date(2008, 12, 31), date(2009, 1, 1))] == [["Hanko"], []]


@pytest.mark.parametrize("count", [1, 4])
def test_table_asks_as_much_for_many_as_for_few(network, call, themes, django_assert_num_queries, count):
    for _number in range(count):
        joins(AskedOrganisationFactory(call=call), themes)

    with django_assert_num_queries(6):
        commitments_on(network, DAY)


def test_printed_table_and_sheet_say_the_same(network, asked, themes):
    joins(asked, themes[:1])

    html = render_commitments(network, DAY.isoformat(), "fi").html
    rows = list(load_workbook(BytesIO(write_commitments(network, DAY.isoformat(), "fi").content)).active.values)

    for words in ("Hanko", "1. Varhainen apu", "Mukana", "Ei mukana"):
        assert words in html
    assert rows == [("Jäsen", "1. Varhainen apu", "2. Perhekeskus"), ("Hanko", "Mukana", "Ei mukana")]


def test_page_shows_the_table_and_asks_for_its_documents(client_as, member, asked, themes):
    joins(asked, themes[:1])
    browser = client_as(member)

    page = browser.get(url("commitments"), {"paiva": "1.2.2008"})
    browser.post(url("commitments"), {"paiva": "1.2.2008", "excel": "1"})

    assert page.context["table"].rows[0].name == "Hanko"
    assert url("call-create") not in page.content.decode()
    stored = StoredFile.objects.get()
    assert (stored.kind, stored.variant) == (COMMITMENTS_SHEET, "2008-02-01")


def test_page_without_questions_says_what_would_be_here(client_as, coordinator):
    page = client_as(coordinator).get(url("commitments")).content.decode()

    assert "luetellaan täällä" in page
    assert url("call-create") in page


def test_page_of_an_organisation_tells_what_it_joins(asked, themes, town, member, outsider):
    joins(asked, themes[:1])

    (found,) = sections_of(town, member)
    assert [line.text for line in found.lines] == ["Mukana: 1. Varhainen apu"]
    assert sections_of(town, outsider) == []
