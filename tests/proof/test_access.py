"""Who gets what: every address, every kind of person, every kind of object, every method, as the access table says."""

from collections import Counter

import pytest
from django.core.cache import cache
from django.db import connection, reset_queries, transaction
from django.test.utils import CaptureQueriesContext

from core.models import StoredFile
from tests.factories.network import RoleFactory
from tests.proof.pages import written
from tests.proof.swapped import (
    NETWORK_OF,
    fields_naming,
    foreign_keys,
    named_by_hand,
    page_of,
    refusal,
)
from tests.verkosto.access_data import ELSEWHERE, FOREIGN, MIXED, NOTHING, NOWHERE, OTHER, OWN, PARTS, PEOPLE
from tests.verkosto.conftest import world  # noqa: F401 -- a fixture
from tests.verkosto.test_access import ROWS, WRONG_METHODS, ask, expected, outcome, row_id
from verkosto.access import Open

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unlogged")]

# A coordinator of the other network, who looks under the address of this one.
OUTSIDER = "coordinator of another network"
# Who opens what is open beside the networks.
OUTSIDE_NETWORKS = {Open.PUBLIC: "anonymous", Open.SIGNED_IN: "coordinator", Open.EDITORS: "editor"}
# Pages of allauth send on before they look at the method.
OF_ALLAUTH = ("account_", "mfa_", "usersessions_")


@pytest.fixture(scope="module")
def people(world, django_db_blocker):  # noqa: F811
    """Everybody who walks, with the outsider."""
    with django_db_blocker.unblock():
        world._add_user(OUTSIDER)
        RoleFactory(user=world.users[OUTSIDER], network=world.foreign, kind="coordinator")
    return [*PEOPLE, OUTSIDER]


def whiches(world, access, person):  # noqa: F811
    """The objects an address is tried with: also by those who have nothing to look for in the network."""
    in_network = not isinstance(access.who, Open)
    found = world.whiches(access.of, person, in_network=in_network)
    if in_network and person not in world.roles and access.of not in world.documents:
        found = [OWN, ELSEWHERE, NOWHERE]
        if access.of:
            found = [OWN, OTHER, FOREIGN, ELSEWHERE, NOWHERE, NOTHING, *([MIXED] if access.of in PARTS else [])]
        if person == OUTSIDER:
            # Under the other network's address it is that one's coordinator.
            found.remove(ELSEWHERE)
    return found


def cells(world, access, people):  # noqa: F811
    """``(person, which, method, the answers that are right)`` of one row of the table."""
    for person in people:
        for which in whiches(world, access, person):
            wanted = expected(access, person, which)
            for method in access.methods.split():
                yield person, which, method, {wanted}
        if access.name.startswith(OF_ALLAUTH):
            continue
        # A method of no form: whoever may open the address is told so, the others no more than by any other.
        wanted = expected(access, person, OWN)
        for method in WRONG_METHODS:
            if method not in access.methods.split():
                yield person, OWN, method, {"wrong method", wanted} - {"open"}


def key_of(world, access, person):  # noqa: F811
    """``(model, key)`` of the object that an address names, read from the address itself; ``None`` for none."""
    if access.of in world.documents:
        return StoredFile, world.documents[access.of][OWN].pk
    found = {
        "slot": world.slots, "session": world.sessions, "bank invitation": world.bank_invitations,
        "order": world.orders, "member": world.members, "meeting": world.meetings, "membership": world.memberships,
        "participant": world.participants, "outcome": world.outcomes, "goal": world.goals, "version": world.versions,
        "item of outcome": world.parts["item"], "group of meetings": world.rows["group"],
        "own pause": world.of_members["pause"], **world.of_members, **world.parts, **world.rows,
    }.get(access.of)  # fmt: skip
    return (type(found[OWN]), found[OWN].pk) if found else None


def ask_deleted(world, access, person, method):  # noqa: F811
    """The same request when the object is no more, also where the database lets nobody delete it."""
    model, key = key_of(world, access, person)
    url = world.address(access, OWN, person)
    cache.clear()
    with transaction.atomic():
        with connection.cursor() as cursor:
            # Neither what hangs on it nor the triggers of rows that are kept for ever are asked.
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(f'DELETE FROM "{model._meta.db_table}" WHERE "{model._meta.pk.column}" = %s', [key])
            cursor.execute("SET LOCAL session_replication_role = origin")
        response = world.client(person).generic(method, url)
        transaction.set_rollback(True)
    return response


def test_every_cell_of_the_table(world, proof, people):  # noqa: F811
    """Access: addresses × people × objects × methods."""
    rows = proof.random.sample(ROWS, proof.size(6, len(ROWS)))
    tried, wrong, answers = 0, [], Counter()
    for access in rows:
        for person, which, method, wanted in cells(world, access, people):
            got = outcome(ask(world, access, person, which, method)[0])
            tried += 1
            answers[got] += 1
            if got not in wanted:
                wrong.append((row_id(access), person, which, method, sorted(wanted), got))

    proof.figure("addresses", len(rows))
    proof.figure("kinds of people", len(people))
    proof.figure("cells", tried)
    for name, count in sorted(answers.items(), key=str):
        proof.figure(str(name), count)
    proof.figure("mismatches", len(wrong))
    assert wrong == []


def test_what_was_deleted_is_missing(world, proof, people):  # noqa: F811
    """Access: what was deleted a moment ago looks like what never was."""
    rows = [row for row in ROWS if not isinstance(row.who, Open) and key_of(world, row, "coordinator")]
    tried, wrong, answers = 0, [], Counter()
    for access in proof.random.sample(rows, proof.size(4, len(rows))):
        for person in people:
            for method in access.methods.split():
                got = outcome(ask_deleted(world, access, person, method))
                tried += 1
                answers[got] += 1
                # Whoever saw an order only for the place in its team does not find the order without it.
                if got not in {expected(access, person, NOTHING), "missing"}:
                    wrong.append((row_id(access), person, method, got))

    proof.figure("cells", tried)
    for name, count in sorted(answers.items(), key=str):
        proof.figure(str(name), count)
    proof.figure("mismatches", len(wrong))
    assert wrong == []


def test_ids_in_bodies_name_only_what_is_there_to_be_named(world, proof):  # noqa: F811
    """Access: ids of another network and of deleted objects in the bodies of forms and formsets."""
    rows = [row for row in ROWS if {"GET", "POST"} <= set(row.methods.split())]
    tried, wrong, kinds, fields = 0, [], Counter(), set()
    for access in proof.random.sample(rows, proof.size(8, len(rows))):
        allowed = [OUTSIDE_NETWORKS[access.who]] if isinstance(access.who, Open) else sorted(access.who.may)
        for person in allowed:
            cache.clear()
            with transaction.atomic():
                url, page = page_of(world, access, person)
                found = list(fields_naming(page, url)) if page.status_code == 200 else []
                for method, field, name, values in found:
                    model = field.queryset.model
                    if path := NETWORK_OF.get(model._meta.label_lower):
                        offered = field.queryset.filter(**{path: world.foreign}).count()
                        wrong += [(row_id(access), person, name, "offers another network's")] if offered else []
                    for what, key in foreign_keys(world, model):
                        body = {key: value for key, value in values.items() if not key.startswith(f"{name}_")}
                        point = transaction.savepoint()
                        kind, tables = refusal(world, person, url, body | {name: key}, name, method)
                        transaction.savepoint_rollback(point)
                        tried += 1
                        fields.add((access.name, name))
                        kinds[f"{what}: {kind}"] += 1
                        if tables or kind.startswith("answered"):
                            wrong.append((row_id(access), person, name, what, kind, sorted(tables)))
                transaction.set_rollback(True)
    by_name = {(row.name, row.of): row for row in ROWS}
    for name, of, body in named_by_hand(world):
        access = by_name[name, of]
        for person in sorted(access.who.may):
            with transaction.atomic():
                kind, tables = refusal(world, person, world.address(access, OWN, person), body)
                transaction.set_rollback(True)
            tried += 1
            kinds[f"by hand: {kind}"] += 1
            if tables:
                wrong.append((name, person, body, kind, sorted(tables)))

    proof.figure("fields that name an object", len(fields))
    proof.figure("bodies", tried)
    for kind, count in sorted(kinds.items()):
        proof.figure(kind, count)
    proof.figure("mismatches", len(wrong))
    assert wrong == []


def test_reading_changes_nothing(world, proof):  # noqa: F811
    """Access: GET changes nothing but the log of readings."""
    rows = [access for access in ROWS if "GET" in access.methods.split()]
    changed, tried = [], 0
    for access in proof.random.sample(rows, proof.size(8, len(rows))):
        for person in PEOPLE:
            cache.clear()
            reset_queries()  # Django keeps the last 9,000 only
            with CaptureQueriesContext(connection) as queries:
                ask(world, access, person, OWN, "GET")
            tried += 1
            if tables := written(queries):
                changed.append((row_id(access), person, sorted(tables)))

    proof.figure("readings", tried)
    proof.figure("that wrote", len(changed))
    assert changed == []
