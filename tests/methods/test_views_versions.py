"""Pages of versions as they were, of withdrawn methods and of those that wait for their review."""

from datetime import timedelta

import pytest
from django.utils import timezone

from methods.models import Instead
from network.enums import RoleKind
from tests.clock import NOW
from tests.factories.methods import MethodFactory, MethodVersionFactory, bare_method
from tests.methods.test_views import get, main_of, text_of

pytestmark = pytest.mark.usefixtures("stopped_clock")


@pytest.fixture
def method(db):
    """A method with an old version, the one that holds, and a draft."""
    method = bare_method(code="neuvonpito", name_fi="Neuvonpito", name_en="Consultation")
    texts = {1: "Vanhat sanat.", 2: "Uudet sanat.", 3: "Luonnoksen sanat."}
    starts = {1: NOW - timedelta(days=90), 2: NOW - timedelta(days=10), 3: None}
    for number, words in texts.items():
        version = MethodVersionFactory(
            method=method, number=number, published_from=starts[number], change_note=f"Muutos {number}"
        )
        version.texts.update(purpose=words)
    return method


def address(number):
    return f"/menetelmat/neuvonpito/versio/{number}/"


def test_old_version_is_shown_as_it_was_and_leads_to_the_newer(client, network, method):
    response = get(client, address(1))

    html, text = main_of(response), text_of(response)
    assert ("Vanhat sanat." in html, "Uudet sanat." in html) == (True, False)
    assert f"This is version 1 as it was from {day(90)} to {day(10)}." in text
    assert '<a href="/menetelmat/neuvonpito/">A newer one holds: read version 2</a>' in html
    assert '<meta name="robots" content="noindex">' in response.content.decode()
    assert "menetelma=" not in html


def day(days_ago):
    at = timezone.localtime(NOW - timedelta(days=days_ago))
    return f"{at.day}.{at.month}.{at.year}"


def test_version_that_holds_says_nothing_of_another(client, network, method):
    html = main_of(get(client, address(2)))

    assert ("Uudet sanat." in html, "method-standing" in html, "menetelma=" in html) == (True, False, True)


@pytest.mark.parametrize("number", [3, 4])
def test_drafts_are_not_there_for_readers(client, method, number):
    assert get(client, address(number)).status_code == 404


def test_editor_sees_the_draft(client_as, as_role, method):
    response = get(client_as(as_role(RoleKind.EDITOR)), address(3))

    assert "Luonnoksen sanat." in main_of(response)
    assert "Only editors see this (Draft)." in text_of(response)


def test_scheduled_version_says_when_to_its_editors_alone(client, client_as, as_role, method):
    method.versions.filter(number=3).update(
        published_from=NOW + timedelta(days=2),
        submitted_at=NOW,
        content_reviewed_at=NOW,
        language_reviewed_at=NOW,
        review_on="2030-01-01",
    )

    assert get(client, address(3)).status_code == 404
    assert "Only editors see this. It will be published" in text_of(
        get(client_as(as_role(RoleKind.EDITOR)), address(3))
    )


def test_editor_of_a_method_without_a_published_version_reads_its_draft(client, client_as, as_role, db):
    version = MethodVersionFactory(published_from=None)
    page = version.method.get_absolute_url()

    response = client_as(as_role(RoleKind.EDITOR)).get(page)

    assert (response.status_code, response.url) == (302, version.get_absolute_url())
    assert client.get(page).status_code == 404


def test_list_of_versions_says_what_changed(client, method):
    response = get(client, "/menetelmat/neuvonpito/versiot/")

    assert [(row["number"], str(row["state"]), row["change_note"]) for row in response.context["rows"]] == [
        (2, "published", "Muutos 2"),
        (1, "superseded", "Muutos 1"),
    ]
    assert f"{day(90)}–{day(10)}" in text_of(response)


def test_list_of_versions_shows_drafts_to_editors(client_as, as_role, method):
    response = get(client_as(as_role(RoleKind.EDITOR)), "/menetelmat/neuvonpito/versiot/")

    assert [(row["number"], str(row["state"])) for row in response.context["rows"]] == [
        (3, "draft"),
        (2, "published"),
        (1, "superseded"),
    ]


@pytest.mark.parametrize("count", [1, 4])
def test_list_of_versions_query_count(client, db, count, django_assert_num_queries):
    method = MethodFactory()
    for number in range(count):
        MethodVersionFactory(method=method, published_from=NOW - timedelta(days=number))

    with django_assert_num_queries(3):  # method, the version that holds, versions
        response = get(client, f"/menetelmat/{method.code}/versiot/")

    assert len(response.context["rows"]) == count + 1


def test_withdrawn_page_stays_and_says_why_and_what_replaces_it(client, network, method):
    other = MethodFactory(name_en="Dialogue")
    method.versions.filter(number=2).update(withdrawn_at=NOW, withdrawn_reason="Vanhentunut.", replaced_by=other)

    response = get(client, method.get_absolute_url())

    text, html = text_of(response), main_of(response)
    assert f"Not in use since {day(0)}. Vanhentunut." in text
    assert f'Use instead: <a href="{other.get_absolute_url()}">Dialogue</a>' in html
    assert ("Uudet sanat." in html, "menetelma=" in html) == (True, False)


@pytest.mark.parametrize(("days", "told"), [(59, False), (61, True)])
def test_readers_are_told_when_a_review_is_long_overdue(client, method, days, told):
    method.versions.filter(number=2).update(review_on=timezone.localdate() - timedelta(days=days))

    text = text_of(get(client, method.get_absolute_url()))

    assert ("This page should have been reviewed by" in text) == told


def test_page_says_when_and_why_it_last_changed(client, method):
    text = text_of(get(client, method.get_absolute_url()))

    assert f"2 All versions Last changed{day(10)} What changedMuutos 2" in text


def test_page_tells_what_links_to_it(client, method):
    parent, child, instead, replaced, silent = (MethodFactory(name_en=name) for name in "PCIRS")
    method.parent, child.parent = parent, method
    method.save()
    child.save()
    Instead.objects.create(version=instead.versions.get(), method=method)
    replaced.versions.update(withdrawn_at=NOW, withdrawn_reason="Vanhentunut.", replaced_by=method)
    Instead.objects.create(version=MethodVersionFactory(method=silent, published_from=None), method=method)

    response = get(client, method.get_absolute_url())

    assert [(row["name"], row["why"]) for row in response.context["linked_from"]] == [
        ("P", "this is part of it"),
        ("C", "part of this"),
        ("I", "names this as something to use instead"),
        ("R", "withdrawn: this is used in its place"),
    ]
