"""The editors' overview of the catalogue, and what is due."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from methods.models import VersionAuthor
from tests.factories.methods import MethodFactory, MethodVersionFactory, VersionTextFactory, bare_method

OVERVIEW = reverse("catalogue:overview")


@pytest.fixture
def client(client_as, editor):
    return client_as(editor)


def draft_of(method, author, **fields):
    version = MethodVersionFactory(method=method, published_from=None, author=author, **fields)
    VersionAuthor.objects.create(version=version, user=author)
    return version


def rows_of(client, **query):
    return [row.method for row in client.get(OVERVIEW, query).context["rows"]]


def test_overview_says_who_writes_and_what_readers_see(client, editor):
    method = MethodFactory()
    draft = draft_of(method, editor)
    never = bare_method()

    rows = client.get(OVERVIEW).context["rows"]

    assert [(row.method, row.draft, row.draft_state, row.current) for row in rows] == [
        (method, draft, "draft", method.versions.get(number=1)),
        (never, None, None, None),
    ]


def test_overview_tells_each_language_as_complete_missing_or_older(client):
    version = MethodVersionFactory()
    finnish = version.texts.get()
    made_from = {"purpose": "Vanha.", "when": finnish.when, "for_orderer": finnish.for_orderer}
    VersionTextFactory(version=version, language="sv", made_from=made_from)

    [row] = client.get(OVERVIEW).context["rows"]

    assert [(one.language, one.state) for one in row.languages] == [
        ("fi", "complete"),
        ("sv", "stale"),
        ("en", "missing"),
    ]


@pytest.mark.parametrize("methods", [1, 3])
def test_overview_query_count(client, editor, django_assert_num_queries, methods):
    for _ in range(methods):
        method = MethodFactory()
        MethodVersionFactory(method=method)
        draft_of(method, editor)

    with django_assert_num_queries(8):  # session, user, roles, count, page, versions, texts, networks
        response = client.get(OVERVIEW)

    assert len(response.context["rows"]) == methods


def test_overview_holds_fifty_methods(client):
    for _ in range(51):
        MethodFactory()

    assert (len(rows_of(client)), len(rows_of(client, page=2))) == (50, 1)


def test_overview_finds_by_words_and_state(client, editor):
    written, withdrawn, plain = MethodFactory(name_fi="Läheisneuvonpito"), MethodFactory(), MethodFactory()
    draft_of(written, editor)
    withdrawn.versions.update(withdrawn_at=timezone.now(), withdrawn_reason="Vanhentunut")

    assert rows_of(client, q="laheis") == [written]
    assert rows_of(client, tila="draft") == [written]
    assert rows_of(client, tila="withdrawn") == [withdrawn]
    assert rows_of(client, tila="published") == [written, plain]


def test_overview_finds_what_waits_for_me(client, editor, as_role):
    other, now = as_role("editor"), timezone.now()
    mine = draft_of(MethodFactory(), editor, submitted_at=None)
    draft_of(MethodFactory(), editor, submitted_at=now, content_reviewed_at=None, language_reviewed_at=None)
    theirs = draft_of(MethodFactory(), other, submitted_at=now, content_reviewed_at=None, language_reviewed_at=None)
    draft_of(MethodFactory(), other, submitted_at=None)
    approved = draft_of(MethodFactory(), other, submitted_at=now, content_reviewed_at=now, language_reviewed_at=now)

    assert rows_of(client, odottaa="1") == [mine.method, theirs.method, approved.method]


def test_overview_finds_due_reviews(client):
    MethodFactory()
    due = MethodFactory()
    due.versions.update(review_on=timezone.localdate())

    assert rows_of(client, katselmus="1") == [due]


def test_due_list_has_the_oldest_first_and_marks_what_readers_are_told_of(client):
    today = timezone.localdate()
    for days in (-61, 20, -1, 40):
        MethodFactory().versions.update(review_on=today + timedelta(days=days))

    versions = client.get(reverse("catalogue:due-list")).context["object_list"]

    assert [((one.review_on - today).days, one.is_overdue) for one in versions] == [
        (-61, True),
        (-1, False),
        (20, False),
    ]


@pytest.mark.parametrize("name", ["overview", "due-list"])
@pytest.mark.parametrize("role", ["coordinator", "admin", "member"])
def test_work_is_for_editors(client_as, as_role, name, role):
    assert client_as(as_role(role)).get(reverse(f"catalogue:{name}")).status_code == 403


def test_editors_get_a_tab_that_leads_to_the_work(client, coordinator, client_as):
    catalogue = reverse("methods:method-list")

    assert f'href="{OVERVIEW}"' in client.get(catalogue).content.decode()
    assert f'href="{OVERVIEW}"' not in client_as(coordinator).get(catalogue).content.decode()
