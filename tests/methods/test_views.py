import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.html import strip_tags

from methods.enums import EvidenceLine, Party, Situation
from methods.models import Instead
from methods.services import load_methods
from network.enums import RoleKind
from tests.factories.methods import (
    EvidenceFactory,
    FacilitatorRuleFactory,
    KeptDocumentFactory,
    LegalBasisFactory,
    MethodFactory,
    MethodSynonymFactory,
    MethodVersionFactory,
    ParticipantFactory,
    PhaseFactory,
    SituationFactory,
    VersionTextFactory,
    ZonePlacementFactory,
)

LIST = "/menetelmat/"
LANGUAGES = ("fi", "sv", "en")


@pytest.fixture
def catalogue_loaded(db):
    load_methods()


def get(client, url, language="en", **query):
    return client.get(url, query, headers={"accept-language": language})


def text_of(response):
    """What a reader sees, on one line."""
    return " ".join(strip_tags(response.content.decode()).split())


def main_of(response):
    return response.content.decode().partition("<main")[2]


@pytest.mark.parametrize(
    ("language", "name"), [("fi", "Teemaneuvonpito"), ("sv", "Temarådslag"), ("en", "Theme consultation")]
)
def test_list_is_public_in_three_languages(client, catalogue_loaded, data, language, name):
    purpose = next(entry["purpose"][language] for entry in data["methods"] if entry["code"] == "teemaneuvonpito")

    response = get(client, LIST, language)

    row = next(row for row in response.context["object_list"] if row["code"] == "teemaneuvonpito")
    assert (row["name"], row["language"]) == (name, language)
    assert purpose.startswith(row["purpose"])
    assert main_of(response).count(f">{name}<") == 3  # the figure, its table and the list
    assert f'<html lang="{language}">' in response.content.decode()


def test_list_has_every_method_once_under_what_can_be_ordered(client, catalogue_loaded):
    response = get(client, LIST)

    groups = {group["title"]: len(group["rows"]) for group in response.context["groups"]}
    assert groups == {
        "Order a facilitator": 11,
        "Order training": 1,
        "Do it yourself": 1,
        "Duty of the responsible worker": 1,
        "By referral only": 2,
    }


def test_figure_and_its_table_tell_the_same(client, catalogue_loaded):
    html = main_of(get(client, LIST))

    figure = re.search(r"<svg class=\"zone-figure\".*?</svg>", html, re.DOTALL)[0]
    table = re.search(r"<table.*?</table>", html, re.DOTALL)[0]
    links = r'href="(/menetelmat/[^"]+)"'
    assert re.findall(links, figure) == re.findall(links, table)
    assert len(re.findall(links, figure)) == 15
    assert re.search(r"<title[^>]*>.+?</title>\s*<desc[^>]*>.+?</desc>", figure, re.DOTALL) is not None


def test_list_says_the_notice_before_any_method(client, catalogue_loaded):
    html = main_of(get(client, LIST))

    notice, first_method = html.index("without delay"), html.index('<a href="/menetelmat/')
    assert notice < first_method


@pytest.mark.parametrize("words", ["läheisneuvonpito", "laheisneuvonpito", "familjeradslag", "FGC"])
def test_search_finds_by_any_name(client, catalogue_loaded, words):
    response = get(client, LIST, q=words)

    assert "laheisneuvonpito" in [row["code"] for row in response.context["object_list"]]
    assert '<svg class="zone-figure"' not in response.content.decode()


def test_search_counts_and_leads_back(client, db):
    MethodFactory(name_en="Theme consultation")
    MethodFactory(name_en="Area consultation")
    MethodFactory(name_en="Something else")

    response = get(client, LIST, q="consultation")

    assert "2 methods found for “consultation”. Show all methods" in text_of(response)


def test_search_without_a_match_says_so(client, catalogue_loaded):
    response = get(client, LIST, q="<script>\x00zzz")

    assert response.context["object_list"] == []
    assert "0 methods found for “&lt;script&gt;zzz”." in text_of(response)


def test_too_long_search_is_refused_at_the_field(client, catalogue_loaded):
    response = get(client, LIST, q="a" * 101)

    assert response.status_code == 200
    assert response.context["form"].errors.keys() == {"q"}
    assert 'aria-describedby="id_q_help id_q_error"' in response.content.decode()


def test_htmx_gets_the_results_alone(client, catalogue_loaded):
    response = client.get(LIST, {"q": "laheis"}, headers={"hx-request": "true"})

    assert next(template.name for template in response.templates) == "methods/_method_results.html"
    assert response.content.decode().strip().startswith('<div id="method-results">')
    assert "HX-Request" in response["Vary"]


def test_empty_catalogue_says_what_would_be_here(client, db):
    response = get(client, LIST)

    assert "No methods yet" in text_of(response)


def test_a_catalogue_larger_than_any_is_read_page_by_page(client, db):
    MethodFactory.create_batch(101, orderability="duty")
    last = MethodFactory(name_fi="Neuvonpito", position=32_000, orderability="order_facilitator")

    first, second = get(client, LIST), get(client, f"{LIST}?page=2")
    found = get(client, f"{LIST}?q=neuvonpito")

    assert [len(page.context["object_list"]) for page in (first, second, found)] == [100, 2, 1]
    assert next(row["code"] for group in second.context["groups"] for row in group["rows"]) == last.code
    assert "Page 2 of 2" in text_of(second)


@pytest.mark.parametrize("count", [1, 3])
def test_list_query_count(client, db, count, django_assert_num_queries):
    for _ in range(count):
        ZonePlacementFactory(version=MethodFactory(parent=MethodFactory()).versions.get())

    with django_assert_num_queries(4):  # how many, methods, texts, placements
        response = get(client, LIST)

    assert len(response.context["object_list"]) == 2 * count


@pytest.mark.parametrize("count", [1, 3])
def test_page_query_count(client, db, count, django_assert_num_queries):
    method = MethodFactory(parent=MethodFactory())
    MethodFactory.create_batch(count, parent=method)
    MethodSynonymFactory.create_batch(count, method=method)
    for number, category in enumerate(["consultant", "convener", "worry_mapper"][:count]):
        ZonePlacementFactory(version=method.versions.get(), source=f"Lähde {number}")
        FacilitatorRuleFactory(version=method.versions.get(), category=category)

    # method and parent, version and what belongs to it (9), names, children, methods to use instead, networks, and
    # what links here
    with django_assert_num_queries(16):
        response = get(client, method.get_absolute_url())

    assert len(response.context["page"]["rules"]) == count


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_the_catalogue_opens(client, catalogue_loaded, data, language):
    sizes = {}
    for entry in data["methods"]:
        response = get(client, f"{LIST}{entry['code']}/", language)
        sizes[entry["code"]] = len(response.content)
        assert entry["purpose"][language] in response.content.decode()
        assert f"<h1>{entry['names'][language]}</h1>".replace("'", "&#x27;") in response.content.decode()

    assert max(sizes.values()) < 150_000


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_in_zone_4_begins_with_the_duty_to_notify(client, catalogue_loaded, language):
    response = get(client, f"{LIST}laheisneuvonpito/", language)

    html = main_of(response)
    assert html.index("25 a") < html.index('class="method-purpose"')
    assert html.index('class="notice-first"') < html.index("<h2")
    assert response.context["page"]["notice"]["text"] in html.replace("&#x27;", "'")


def test_page_outside_zone_4_has_no_notice(client, catalogue_loaded):
    html = main_of(get(client, f"{LIST}teemaneuvonpito/"))

    assert html.count("notice-first") == 0


def test_page_shows_that_sources_differ(client, catalogue_loaded):
    response = get(client, f"{LIST}laheisneuvonpito/")

    places = [(place["where"], place["primary"]) for place in response.context["page"]["placements"]]
    assert places == [
        ("Zone 4, steps 6–7", True),
        ("Zones 3–4, steps 4–7", True),
        ("Zones 2–3, steps 2–5", False),
    ]
    assert "The sources place the method differently." in text_of(response)


def test_page_marks_what_is_unchecked_and_proposed(client, catalogue_loaded):
    text = text_of(get(client, f"{LIST}arviointidialogi/"))

    marked = ["On the zones of worry", "What it is for", "When to use it", "How it goes", "What it is not for"]
    assert [heading for heading in marked if f"{heading} Unchecked" not in text] == []
    assert "Who takes part Unchecked" not in text
    assert "Utvärderingsdialog (proposed name)" in text


def test_page_says_when_nothing_has_been_assessed(client, catalogue_loaded):
    text = text_of(get(client, f"{LIST}huolen-puheeksiotto/"))

    assert "What effect was found Not assessed" in text


def test_page_gives_the_legal_basis_with_its_day(client, catalogue_loaded):
    response = get(client, f"{LIST}huolen-puheeksiotto/")

    [base] = response.context["page"]["legal"]
    assert (base["name"], base["number"], base["section"]) == ("Child Welfare Act", "417/2007", "25 § and 25 a §")
    assert "21.2.2025" in text_of(response).partition("Legal basis")[2]


def test_page_tells_who_facilitates(client, catalogue_loaded):
    text = text_of(get(client, f"{LIST}tulevaisuuden-muistelu/"))

    assert "2 network consultants, from outside: not somebody who works with the client or decides the matter" in text


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("teemaneuvonpito", "Contact the network coordinator of your region"),
        ("huolen-puheeksiotto", "Training is ordered from the consultant bank"),
        ("lapset-puheeksi", "workers trained in the method use it in their own work"),
        ("lapsen-laheisverkoston-kartoitus", "this is a duty of the social worker"),
        ("avoimet-dialogit", "people come to it by referral"),
    ],
)
def test_page_tells_the_public_how_to_order(client, catalogue_loaded, code, words):
    response = get(client, f"{LIST}{code}/")

    assert words in text_of(response).partition("Ordering")[2]
    assert "Log an order" not in text_of(response)


def test_coordinator_logs_an_order_from_the_page(client_as, coordinator, network, catalogue_loaded):
    response = get(client_as(coordinator), f"{LIST}teemaneuvonpito/")

    url = reverse("bank:order-create", args=[network.slug])
    assert f'<a class="btn btn-primary" href="{url}?menetelma=teemaneuvonpito">Log an order</a>' in main_of(response)


def test_coordinator_of_two_networks_chooses_one(client_as, as_role, network, other_network, catalogue_loaded):
    user = as_role(RoleKind.COORDINATOR)
    user.roles.create(network=other_network, kind=RoleKind.COORDINATOR)

    html = main_of(get(client_as(user), f"{LIST}teemaneuvonpito/"))

    urls = [reverse("bank:order-create", args=[one.slug]) for one in (network, other_network)]
    assert sorted(re.findall(r'href="([^"]+)\?menetelma=teemaneuvonpito"', html)) == sorted(urls)


@pytest.mark.parametrize("code", ["lapset-puheeksi", "lapsen-laheisverkoston-kartoitus", "avoimet-dialogit"])
def test_coordinator_has_no_button_where_nothing_can_be_ordered(client_as, coordinator, catalogue_loaded, code):
    html = main_of(get(client_as(coordinator), f"{LIST}{code}/"))

    assert html.count("menetelma=") == 0


@pytest.mark.parametrize("signed_in", [True, False])
def test_others_order_by_the_public_form(client, client_as, member, network, catalogue_loaded, signed_in):
    html = main_of(get(client_as(member) if signed_in else client, f"{LIST}teemaneuvonpito/"))

    url = reverse("outside:order", args=[network.slug])
    assert re.findall(r'href="([^"]+)menetelma=[^"]*"', html) == [f"{url}?"]


def test_what_is_not_ordered_has_no_button(client, network, catalogue_loaded):
    assert "menetelma=" not in main_of(get(client, f"{LIST}lapset-puheeksi/"))


def test_unknown_method_is_not_found(client, db):
    response = get(client, f"{LIST}ei-ole/")

    assert response.status_code == 404


def test_page_without_a_text_in_the_language_reads_finnish(client, db):
    method = MethodFactory(name_sv="Metod")

    html = main_of(get(client, method.get_absolute_url(), "sv"))

    assert '<div class="method-purpose" lang="fi"><p>Osalliset' in html


def test_page_without_any_text_opens(client, db):
    method = MethodFactory()
    method.versions.get().texts.all().delete()

    response = get(client, method.get_absolute_url())

    assert response.status_code == 200
    assert response.context["page"]["text"] is None


def test_notes_of_names_are_for_readers_of_finnish(client, db):
    method = MethodFactory()
    VersionTextFactory(version=method.versions.get(), language="sv")
    MethodSynonymFactory(method=method, text="vanha nimi", note="lyhenne")

    finnish, swedish = (text_of(get(client, method.get_absolute_url(), language)) for language in ("fi", "sv"))

    assert ("vanha nimi (lyhenne)" in finnish, "(lyhenne)" in swedish) == (True, False)


def test_decimals_of_the_figure_are_not_finnish(client, db):
    placement = ZonePlacementFactory()

    with translation.override("fi"):
        html = main_of(get(client, placement.version.method.get_absolute_url(), "fi"))

    assert 'x="37.5%"' in html


def test_page_leaves_out_parts_that_are_empty(client, db):
    html = main_of(get(client, MethodFactory().get_absolute_url()))

    sections = re.findall(r'<section[^>]*aria-labelledby="([^"]+)"', html)
    shown = [
        "purpose",
        "when",
        "facilitators",
        "for_orderer",
        "zones",
        "evidence",
        "sources",
        "ordering",
        "facts",
        "history",
        "print",
    ]
    assert sections == shown


def test_page_tells_an_ended_legal_basis_in_words(client, db):
    basis = LegalBasisFactory(valid_to=date(2023, 12, 31), checked_on=date(2023, 1, 1))

    text = text_of(get(client, basis.version.method.get_absolute_url()))

    assert "–31.12.2023 Not in force 1.1.2023 Read over a year ago" in text


@pytest.mark.parametrize("count", [1, 3])
def test_page_query_count_with_every_part(client, db, count, django_assert_num_queries):
    version = MethodVersionFactory()
    for number in range(count):
        SituationFactory(version=version, situation=Situation.values[number])
        ParticipantFactory(version=version, party=Party.values[number])
        PhaseFactory(version=version, position=number)
        KeptDocumentFactory(version=version)
        LegalBasisFactory(version=version)
        EvidenceFactory(version=version, line=EvidenceLine.values[number])
        Instead.objects.create(version=version, method=MethodFactory())

    with django_assert_num_queries(16):
        response = get(client, version.method.get_absolute_url())

    assert len(response.context["page"]["instead"]) == count
