"""Contact data, concerns and secrets: on no page and in no export but those that a table allows, to whom it allows."""

from collections import Counter

import pytest
from django.core.cache import cache

from core import documents
from network.models import Network
from tests.proof.canary import kinds_about, variant_of, words_of
from tests.proof.conftest import FULL
from tests.proof.planted import FOREIGN as OF_ANOTHER_NETWORK
from tests.proof.planted import NETWORK, SHOWN, Planted, is_shown, restricted_fields
from tests.proof.planted import OWN as ONES_OWN
from tests.proof.test_access import people  # noqa: F401 -- a fixture
from tests.verkosto.access_data import FOREIGN, OTHER, OWN
from tests.verkosto.conftest import world  # noqa: F401 -- a fixture
from tests.verkosto.test_access import ROWS, ask

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unlogged")]


@pytest.fixture
def planted(world):  # noqa: F811
    return Planted(world)


def whose(world, about, person):  # noqa: F811
    """Whose a word is, seen from somebody."""
    user = world.users.get(person)
    if user is not None and user.pk in about.users:
        return ONES_OWN
    return NETWORK if not about.networks or world.network.pk in about.networks else OF_ANOTHER_NETWORK


def own_content(response):
    """What others could read over one's shoulder: all but the cookie of one's own session."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content + repr(sorted(response.items())).encode()


def test_no_field_leaves_its_pages(world, proof, people, planted):  # noqa: F811
    """Fields: contact data, concerns and secrets × roles × pages and exports."""
    rows = [row for row in ROWS if "GET" in row.methods.split()]
    seen, leaks, asked = Counter(), Counter(), 0

    def judge(person, where, content):
        for about in planted.in_(content):
            of_whom = whose(world, about, person)
            line = is_shown(about, person, of_whom, where)
            (seen if line else leaks)[line or (about.name, person, of_whom, where)] += 1

    for row in proof.random.sample(rows, proof.size(8, len(rows))):
        for person in people:
            for which in world.whiches(row.of, person, in_network=hasattr(row.who, "sees")):
                if which in (OWN, OTHER, FOREIGN):
                    cache.clear()
                    asked += 1
                    judge(person, row.name, own_content(ask(world, row, person, which, "GET")[0]))
    printed = 0
    for kind in proof.random.sample(sorted(world.documents), proof.size(2, len(world.documents))):
        stored = world.documents[kind][OWN]
        rendered = documents.kind_of(stored).render(documents.subject_of(stored), stored.variant, "fi")
        words = words_of(rendered.content).encode()
        printed += 1
        for person, user in world.users.items():
            if documents.may_open(user, stored):
                judge(person, f"the document {kind}", words)

    for kind in proof.random.sample(
        kinds_about("network.network"), proof.size(1, len(kinds_about("network.network")))
    ):
        words = words_of(kind.render(world.network, variant_of(kind), "fi").content).encode()
        printed += 1
        for person, user in world.users.items():
            sees = Network.objects.visible_to(user).filter(pk=world.network.pk).exists()
            if sees and user.has_perm(kind.permission, world.network):
                judge(person, f"the document {kind.name}", words)

    proof.figure("fields", sum(1 for _field in restricted_fields()))
    proof.figure("words planted", len(planted.words))
    proof.figure("pages and exports read", asked)
    proof.figure("documents and sheets", printed)
    proof.figure("seen where the table allows it", sum(seen.values()))
    proof.figure("lines of the table", len(SHOWN))
    proof.figure("leaks", sum(leaks.values()))
    assert leaks == {}, "\n".join(map(str, sorted(leaks)))
    if FULL:
        assert [line for line in SHOWN if line not in seen] == []  # a line that nothing needs allows too much
