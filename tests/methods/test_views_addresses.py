"""The catalogue's addresses in two languages, and what machines read there."""

import json
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from methods.services import load_methods, rename_method
from network.enums import RoleKind
from tests.factories.methods import (
    MethodFactory,
    MethodSynonymFactory,
    MethodVersionFactory,
    PhaseFactory,
    VersionTextFactory,
    ZonePlacementFactory,
)
from tests.methods.test_views import get, main_of

FEED = "/menetelmat/syote.json"
SITE = "http://localhost:8000"


@pytest.fixture
def method(db):
    method = MethodFactory(code="neuvonpito", name_fi="Neuvonpito", name_sv="Rådslag", name_en="Consultation")
    VersionTextFactory(version=method.versions.get(), language="sv", purpose="Man talar i tur och ordning.")
    return method


def head_of(response):
    return response.content.decode().partition("</head>")[0]


@pytest.mark.parametrize("page", ["/metoder/", "/metoder/sok/", "/metoder/neuvonpito/"])
@pytest.mark.parametrize("language", ["fi", "en"])
def test_swedish_address_is_in_swedish_for_every_reader(client, method, page, language):
    response = get(client, page, language)

    assert (response.status_code, response["Content-Language"]) == (200, "sv")
    assert '<html lang="sv">' in response.content.decode()
    assert client.cookies.keys() & {"language"} == set()


def test_swedish_address_does_not_colour_the_next_request(client, method):
    get(client, "/metoder/", "fi")

    assert '<html lang="fi">' in get(client, "/menetelmat/", "fi").content.decode()


def test_links_stay_in_the_language(client, method):
    swedish, finnish = (main_of(get(client, page, "fi")) for page in ("/metoder/", "/menetelmat/"))

    links = [re.findall(r'href="([^"]*/neuvonpito/)"', html) for html in (swedish, finnish)]
    assert [set(found) for found in links] == [{"/metoder/neuvonpito/"}, {"/menetelmat/neuvonpito/"}]


@pytest.mark.parametrize(
    ("page", "language", "canonical"),
    [
        ("/menetelmat/neuvonpito/", "fi", "/menetelmat/neuvonpito/"),
        ("/menetelmat/neuvonpito/", "en", "/menetelmat/neuvonpito/"),
        ("/menetelmat/neuvonpito/", "sv", "/metoder/neuvonpito/"),
        ("/metoder/neuvonpito/", "fi", "/metoder/neuvonpito/"),
        ("/metoder/sok/?porras=4", "sv", "/metoder/sok/"),
        ("/menetelmat/?q=neuvo", "fi", "/menetelmat/"),
    ],
)
def test_head_names_the_addresses_by_language(client, method, page, language, canonical):
    head = head_of(client.get(page, headers={"accept-language": language}))

    finnish = {"/metoder/sok/": "/menetelmat/etsin/"}.get(canonical, canonical.replace("metoder", "menetelmat"))
    swedish = {"/menetelmat/etsin/": "/metoder/sok/"}.get(finnish, finnish.replace("menetelmat", "metoder"))
    assert re.findall(r'rel="canonical" href="([^"]+)"', head) == [SITE + canonical]
    assert re.findall(r'hreflang="([^"]+)" href="([^"]+)"', head) == [
        ("fi", SITE + finnish),
        ("sv", SITE + swedish),
        ("x-default", SITE + finnish),
    ]


def test_another_language_is_chosen_at_the_address_of_any(client, method):
    swedish = get(client, "/metoder/sok/?porras=4&mukana=family", "fi").content.decode()
    finnish = get(client, "/menetelmat/etsin/?porras=4", "fi").content.decode()

    found = [set(re.findall(r'name="next" value="([^"]+)"', html)) for html in (swedish, finnish)]
    assert found == [{"/menetelmat/etsin/?porras=4&amp;mukana=family"}, {"/menetelmat/etsin/?porras=4"}]


def test_unknown_method_is_not_found_in_swedish_either(client, method):
    assert get(client, "/metoder/ei-ole/").status_code == 404


def test_section_is_marked_at_the_swedish_address(client, method):
    assert '<a href="/menetelmat/" aria-current="true">' in get(client, "/metoder/").content.decode()


def test_page_tells_machines_what_it_is(client, method):
    version = method.versions.get()
    PhaseFactory(version=version, text_sv="Alla talar. </script><b>")
    MethodSynonymFactory(method=method, text="läheisneuvo")

    html = get(client, "/metoder/neuvonpito/").content.decode()

    [block] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert json.loads(block) == {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "url": f"{SITE}/metoder/neuvonpito/",
        "name": "Rådslag",
        "inLanguage": "sv",
        "datePublished": version.published_from.isoformat(),
        "version": "1",
        "isPartOf": {"@type": "WebSite", "name": "Verkosto", "url": f"{SITE}/"},
        "mainEntity": {
            "@type": "HowTo",
            "name": "Rådslag",
            "alternateName": ["läheisneuvo"],
            "description": "Man talar i tur och ordning.",
            "step": [{"@type": "HowToStep", "text": "Alla talar. </script><b>"}],
        },
    }


def test_feed_tells_the_published_methods(client, method):
    version = method.versions.get()
    ZonePlacementFactory(version=version)
    MethodVersionFactory(published_from=None)
    MethodFactory().versions.update(withdrawn_at=timezone.now(), withdrawn_reason="Vanhentunut.")

    response = get(client, FEED)

    assert response["Content-Type"] == "application/json; charset=utf-8"
    assert response.json() == {
        "title": "Verkosto: menetelmät",
        "home": f"{SITE}/menetelmat/",
        "methods": [
            {
                "code": "neuvonpito",
                "version": 1,
                "kind": "method",
                "orderability": "order_facilitator",
                "orderable": True,
                "names": {"fi": "Neuvonpito", "sv": "Rådslag", "en": "Consultation"},
                "swedish_name_is_proposed": False,
                "zones": [{"zone": 3, "steps": [4, 5], "primary": True, "source": "Lähde, luku 1"}],
                "published": version.published_from.isoformat(),
                "review": version.review_on.isoformat(),
                "urls": {"fi": f"{SITE}/menetelmat/neuvonpito/", "sv": f"{SITE}/metoder/neuvonpito/"},
            }
        ],
    }


def test_feed_is_sent_again_only_when_something_has_changed(client, as_role, method):
    first = client.get(FEED)
    by_tag, by_time = {"if-none-match": first["ETag"]}, {"if-modified-since": first["Last-Modified"]}

    unchanged = [client.get(FEED, headers=headers).status_code for headers in (by_tag, by_time)]
    rename_method(method, names={"fi": "Uusi nimi"}, sv_proposed=False, actor=as_role(RoleKind.EDITOR))
    changed = client.get(FEED, headers=by_tag)

    assert (unchanged, changed.status_code) == ([304, 304], 200)
    assert changed.json()["methods"][0]["names"]["fi"] == "Uusi nimi"
    assert (changed["Last-Modified"] != first["Last-Modified"], changed["ETag"] != first["ETag"]) == (True, True)


def test_feed_changes_when_a_scheduled_version_begins_to_hold(client, method):
    first = client.get(FEED)
    MethodVersionFactory(method=method, published_from=timezone.now() - timedelta(days=1))

    again = client.get(FEED, headers={"if-modified-since": first["Last-Modified"]})

    assert (again.status_code, again.json()["methods"][0]["version"]) == (200, 2)


def test_feed_of_an_empty_catalogue_is_empty(client, db):
    assert client.get(FEED).json()["methods"] == []


@pytest.mark.parametrize("count", [1, 3])
def test_feed_query_count(client, db, count, django_assert_num_queries):
    for _ in range(count):
        ZonePlacementFactory(version=MethodFactory().versions.get())

    with django_assert_num_queries(5):  # versions, placements, and three times of change
        response = client.get(FEED)

    assert len(response.json()["methods"]) == count


def test_feed_holds_the_whole_catalogue(client, db, data):
    load_methods()

    assert [row["code"] for row in client.get(FEED).json()["methods"]] == [
        entry["code"] for entry in sorted(data["methods"], key=lambda entry: entry["position"])
    ]
