"""The zone finder: public, kept nowhere, with reasons; the duty to notify first in zone 4."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from methods.enums import Orderability
from methods.services import load_methods
from tests.factories.methods import (
    MethodFactory,
    MethodSynonymFactory,
    ParticipantFactory,
    SituationFactory,
    VersionTextFactory,
    ZonePlacementFactory,
)
from tests.factories.network import NetworkFactory
from tests.methods.test_views import get, main_of, text_of

FINDER = "/menetelmat/etsin/"


@pytest.fixture
def placed(db):
    """``placed(zone=3, …)``: a method on the zones."""

    def make(first_step=4, last_step=5, zone=3, situation="", party="", **fields):
        method = MethodFactory(**fields)
        version = method.versions.get()
        ZonePlacementFactory(version=version, zone=zone, first_step=first_step, last_step=last_step)
        if situation:
            SituationFactory(version=version, situation=situation)
        if party:
            ParticipantFactory(version=version, party=party)
        return method

    return make


def groups(response):
    return {group["key"]: [row["code"] for row in group["rows"]] for group in response.context["groups"]}


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_finder_is_public_and_shows_each_step_in_the_workers_words(client, db, language):
    response = get(client, FINDER, language)

    html = main_of(response)
    words = [step["experience"] for zone in response.context["zones"]["zones"] for step in zone["steps"]]
    assert [word for word in words if word not in html.replace("&#x27;", "'")] == []
    assert re.findall(r'type="radio" name="porras" value="(\d)"', html) == [*"1234567"]
    assert (response.context["groups"], html.count("notice-first")) == ([], 0)


def test_finder_groups_by_the_choice(client, placed):
    fits, also = placed(situation="stuck"), placed(situation="acute")
    elsewhere = placed(1, 1, zone=1)

    response = get(client, FINDER, porras=4, tilanne="stuck")

    assert groups(response) == {"fits": [fits.code], "also": [also.code], "not_for": [elsewhere.code]}
    assert "1 method fits." in text_of(response)


def test_finder_says_why_and_what_it_is_not_for(client, placed):
    method = placed(situation="stuck", party="family")
    method.versions.get().texts.update(not_for="Ei kriisiin.")

    text = text_of(get(client, FINDER, porras=4, tilanne="stuck", mukana="family"))

    wanted = [
        "Placed on your step first of all. Lähde, luku 1",
        "For your situation: Work together does not move on.",
        "Takes part: the client and family.",
        "Limits: Ei kriisiin.",
    ]
    assert [words for words in wanted if words not in text] == []


@pytest.mark.parametrize(("step", "shown"), [(5, 0), (6, 1), (7, 1)])
def test_duty_to_notify_stands_first_in_zone_4(client, placed, step, shown):
    placed(6, 7, zone=4)

    html = main_of(get(client, FINDER, porras=step)).partition('id="finder-results"')[2]

    assert html.count("notice-first") == shown
    assert not shown or html.index("notice-first") < html.index('<h2 id="finder-heading"')


def test_finder_hands_the_choice_to_the_order_form(client, network, placed):
    method = placed(situation="stuck")

    html = main_of(get(client, FINDER, porras=4, tilanne="stuck"))

    address = reverse("outside:order", args=[network.slug])
    [link] = re.findall(rf'href="({address}[^"]*)"', html)
    form = client.get(link.replace("&amp;", "&"), headers={"accept-language": "en"}).context["form"]
    assert (form.initial["method"], form.initial["zone"], form.initial["situation"]) == (
        method,
        "3",
        "Work together does not move on",
    )


def test_finder_offers_every_network_to_choose(client, network, placed):
    other = NetworkFactory()
    placed()

    html = main_of(get(client, FINDER, porras=4))

    links = re.findall(r'href="([^"?]+)\?menetelma=', html)
    assert sorted(links) == sorted(reverse("outside:order", args=[one.slug]) for one in (network, other))


@pytest.mark.parametrize("orderability", [Orderability.DO_IT_YOURSELF, Orderability.DUTY, Orderability.REFERRAL_ONLY])
def test_what_is_not_ordered_has_no_button(client, network, placed, orderability):
    placed(orderability=orderability)

    assert "menetelma=" not in main_of(get(client, FINDER, porras=4))


def test_what_is_not_for_this_has_no_button(client, network, placed):
    placed(1, 1, zone=1)

    assert "menetelma=" not in main_of(get(client, FINDER, porras=4))


@pytest.mark.parametrize(
    "query", [{"porras": "9"}, {"porras": "<b>"}, {"tilanne": "\x00"}, {"mukana": "worker"}, {"porras": "4 OR 1=1"}]
)
def test_what_does_not_exist_counts_as_not_chosen(client, placed, query):
    placed()

    response = get(client, FINDER, **query)

    assert (response.status_code, response.context["groups"]) == (200, [])


def test_choice_stays_out_of_caches_search_engines_and_the_database(client, placed):
    placed()
    blank = get(client, FINDER)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        chosen = get(client, FINDER, porras=6, tilanne="stuck")

    assert [query["sql"] for query in queries if not query["sql"].startswith("SELECT")] == []
    assert ("no-store" in chosen["Cache-Control"], "no-store" in blank.get("Cache-Control", "")) == (True, False)
    assert ('content="noindex"' in chosen.content.decode(), 'content="noindex"' in blank.content.decode()) == (
        True,
        False,
    )
    assert chosen.cookies.keys() - {"csrftoken"} == set()


def test_finder_is_only_read(client, db):
    assert client.post(FINDER, {"porras": 4}).status_code == 405


def test_htmx_gets_the_results_alone(client, placed):
    placed()

    response = client.get(FINDER, {"porras": 4}, headers={"hx-request": "true"})

    assert next(template.name for template in response.templates) == "methods/_finder_results.html"


def test_withdrawn_methods_and_drafts_are_not_found(client, placed):
    placed().versions.update(withdrawn_at="2026-01-01T00:00Z", withdrawn_reason="Vanhentunut")
    placed().versions.update(published_from=None)

    assert groups(get(client, FINDER, porras=4)) == {}


def test_finder_reads_the_language_of_the_reader_else_finnish(client, placed):
    method, finnish = placed(), placed()
    VersionTextFactory(version=method.versions.get(), language="sv", purpose="Man talar i tur och ordning.")

    rows = {row["code"]: row for row in get(client, FINDER, "sv", porras=4).context["groups"][0]["rows"]}

    assert (rows[method.code]["purpose"], rows[method.code]["language"]) == ("Man talar i tur och ordning.", "sv")
    assert rows[finnish.code]["language"] == "fi"


@pytest.mark.parametrize("count", [1, 4])
def test_finder_query_count(client, placed, count, django_assert_num_queries):
    for _ in range(count):
        method = placed(situation="stuck", party="family", parent=MethodFactory())
        MethodSynonymFactory(method=method)

    # keys, placements, situations, participants, versions that are shown, their texts, networks with a form
    with django_assert_num_queries(7):
        response = get(client, FINDER, porras=4, tilanne="stuck", mukana="family")

    assert len(groups(response)["fits"]) == count


def test_long_lists_are_cut_and_say_so(client, placed):
    for _ in range(22):
        placed()

    response = get(client, FINDER, porras=4)

    assert len(groups(response)["fits"]) == 20
    assert "22 methods fit, the most fitting first." in text_of(response)
    assert "2 more are not shown: all methods." in text_of(response)


def test_finder_of_an_empty_catalogue_says_what_would_be_here(client, db):
    assert "No methods yet" in text_of(get(client, FINDER, porras=4))


@pytest.mark.parametrize("step", range(1, 8))
def test_every_step_of_the_real_catalogue_has_an_answer(client, db, step):
    load_methods()

    assert groups(get(client, FINDER, porras=step))["fits"] != []


def test_front_page_and_list_lead_to_the_finder(client, db):
    assert [f'href="{FINDER}"' in main_of(get(client, page)) for page in ("/", "/menetelmat/")] == [True, True]
