"""Walks the access table: every address × every kind of person × every kind of object."""

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.urls import URLPattern, get_resolver, reverse

from tests.verkosto.access_data import (
    EDITORS_KINDS,
    ELSEWHERE,
    FOREIGN,
    MIXED,
    NOTHING,
    NOWHERE,
    OTHER,
    OWN,
    PARTS,
    PEOPLE,
)
from verkosto.access import ACCESS, Open, Which

pytestmark = [pytest.mark.check, pytest.mark.usefixtures("unlogged")]

ROWS = [access for access in ACCESS if not access.only or getattr(settings, access.only)]
MISSING = (FOREIGN, ELSEWHERE, NOWHERE, MIXED, NOTHING)
WRONG_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def row_id(access):
    return f"{access.name}[{access.of}]" if access.of else access.name


def url_names(patterns, namespaces=()):
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield ":".join([*namespaces, pattern.name or f"(without a name: {pattern.pattern})"])
        else:
            yield from url_names(
                pattern.url_patterns, (*namespaces, *([pattern.namespace] if pattern.namespace else []))
            )


@pytest.fixture(autouse=True)
def _no_rate_limits():
    """The limits of the sign-in page count in the cache, across tests."""
    cache.clear()


def expected(access, person, which):
    """What the table says of one cell: "open", "sign in", "forbidden" or "missing"."""
    if access.who is Open.PUBLIC:
        return "missing" if which == NOTHING else "open"
    if person == "anonymous":
        return "sign in"
    if access.who is Open.SIGNED_IN:
        return "missing" if which == NOTHING else "open"
    if access.who is Open.EDITORS:
        if which == NOTHING or (person != "editor" and access.of in EDITORS_KINDS):
            return "missing"
        return "open" if person == "editor" else "forbidden"
    sees, allowed = access.who.sees.get(person), person in access.who.may
    if sees and access.of in PARTS and which in (NOTHING, MIXED):
        # The permission is asked of the whole, which is there, before its part is looked for.
        return "missing" if allowed else "forbidden"
    if which in MISSING or sees is None or (which == OTHER and sees == Which.OWN):
        return "missing"
    return "open" if allowed else "forbidden"


def outcome(response):
    """What became of a request, in the words of ``expected``."""
    if response.status_code == 302 and response.url.startswith(f"{reverse('account_login')}?"):
        return "sign in"
    if response.status_code in (200, 302, 303, 409, 422):
        return "open"
    return {403: "forbidden", 404: "missing", 405: "wrong method"}.get(response.status_code, response.status_code)


def bytes_of(response):
    """All that a browser gets, headers included."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return response.status_code, sorted(response.items()), content


def data_of(world, access):
    """What must be posted for the act to be more than an unknown choice."""
    return {"bank:order-team": {"ask": f"{world.slots[OWN].pk}:{world.members[OTHER].pk}"}}.get(access.name, {})


def ask(world, access, person, which, method):
    """One request, and nothing of it remains."""
    url = world.address(access, which, person)
    # A row is walked by everybody in turn: the public forms would take them for one who sends too often.
    cache.clear()
    with transaction.atomic():
        response = world.client(person).generic(method, url) if method != "POST" else world.client(person).post(
            url, data_of(world, access)
        )  # fmt: skip
        response_bytes = bytes_of(response)
        transaction.set_rollback(True)
    return response, response_bytes


def test_table_lists_every_address_and_no_other():
    listed, found = {access.name for access in ROWS}, set(url_names(get_resolver().url_patterns))

    assert (sorted(found - listed), sorted(listed - found)) == ([], [])


def test_table_has_one_row_for_each_address_and_kind_of_object():
    keys = [(access.name, access.of) for access in ACCESS]

    assert sorted(set(keys)) == sorted(keys)


@pytest.mark.django_db
@pytest.mark.parametrize("access", ROWS, ids=row_id)
def test_access(world, access):
    wanted, got, told_apart = {}, {}, []
    for person in PEOPLE:
        missing = {}
        for which in world.whiches(access.of, person, in_network=not isinstance(access.who, Open)):
            for method in access.methods.split()[: 1 if which == NOWHERE else None]:
                cell = f"{person}: {method} {which}"
                response, answer = ask(world, access, person, which, method)
                wanted[cell], got[cell] = expected(access, person, which), outcome(response)
                if got[cell] == "missing":
                    missing[cell] = answer
        # What one may not know of looks like what does not exist, to the last byte and header.
        told_apart += [cell for cell in missing if missing[cell] != next(iter(missing.values()))]

    assert got == wanted
    assert told_apart == []


@pytest.mark.django_db
@pytest.mark.parametrize("person", [person for person in PEOPLE if person != "anonymous"])
def test_missing_is_the_same_page_everywhere(world, person):
    """Whatever is asked for: an address of nothing, of another network, an object of another network."""
    nothing = world.client(person).get("/ei-ole-tallaista/").content

    different = [
        f"{row_id(access)} {which}"
        for access in ROWS
        if access.name.endswith("-detail") and access.of and not isinstance(access.who, Open)
        for which in (NOTHING, FOREIGN, ELSEWHERE, NOWHERE)
        if ask(world, access, person, which, "GET")[0].content != nothing
    ]

    assert different == []


@pytest.mark.django_db
@pytest.mark.parametrize("access", [row for row in ROWS if not row.name.startswith(("account_", "mfa_"))], ids=row_id)
def test_other_methods_are_refused(world, access):
    """But not for allauth's own pages, which send on before they look at the method."""
    if isinstance(access.who, Open):
        person = {Open.PUBLIC: "anonymous", Open.EDITORS: "editor"}.get(access.who, "no role")
    else:
        person = min(access.who.may)
    others = [method for method in WRONG_METHODS if method not in access.methods.split()]

    got = {method: outcome(ask(world, access, person, OWN, method)[0]) for method in others}

    assert got == dict.fromkeys(others, "wrong method")
