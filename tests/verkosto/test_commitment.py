"""The commitment to confidentiality is accepted before anything restricted opens, and by whom it is asked for."""

from urllib.parse import quote

import pytest
from django.urls import reverse

from core.documents import _kinds
from core.models import ViewLog
from network.models import Acceptance, Commitment
from network.services import accept_commitment
from tests.factories.network import CommitmentFactory
from tests.verkosto.access_data import NOTHING, OTHER, OWN
from verkosto.access import ACCESS, DOCUMENTS

pytestmark = pytest.mark.django_db

RESTRICTED = [access for access in ACCESS if access.committed]
ASKED = [(access, role) for access in RESTRICTED for role in access.committed]
NOT_ASKED = [(access, role) for access in RESTRICTED for role in access.who.may - set(access.committed)]
PAGE = "/v/oma/sitoumus/"


def ids(rows):
    return {"argvalues": rows, "ids": [f"{access.name}-{role}" for access, role in rows]}


@pytest.fixture
def commitment(world):
    return CommitmentFactory(network=world.network, number=1, text_fi="Vaikenen.", text_sv="Jag tiger.")


def ask(world, access, role, which=OWN):
    url = world.address(access, which, role)
    method = access.methods.split()[0].lower()
    return url, getattr(world.client(role), method)(url)


@pytest.mark.parametrize(("access", "role"), **ids(ASKED))
def test_restricted_page_asks_for_the_commitment_first(world, commitment, access, role):
    url, response = ask(world, access, role)
    accept_commitment(commitment, actor=world.users[role])
    _url, opened = ask(world, access, role)

    back = f"?next={quote(url, safe='')}" if access.methods.startswith("GET") else ""
    assert response.url == PAGE + back
    assert getattr(opened, "url", "").startswith(PAGE) is False


@pytest.mark.parametrize(("access", "role"), **ids(NOT_ASKED))
def test_who_sees_nothing_restricted_there_is_not_asked(world, commitment, access, role):
    _url, response = ask(world, access, role)

    # A file is sent on to.
    assert response.status_code == (303 if access.name == "document-download" else 200)


@pytest.mark.parametrize(("access", "role"), **ids(ASKED))
def test_network_without_a_commitment_asks_nothing(world, access, role):
    _url, response = ask(world, access, role)

    assert getattr(response, "url", "").startswith(PAGE) is False


def test_commitment_of_another_network_asks_nothing_here(world):
    CommitmentFactory(network=world.foreign)

    response = world.client("coordinator").get("/v/oma/pankki/jasenet/")

    assert response.status_code == 200


def test_whether_an_order_exists_is_not_told_before(world, commitment):
    access = next(access for access in RESTRICTED if access.name == "bank:order-detail")

    answers = [ask(world, access, "facilitator", which)[1] for which in (OWN, NOTHING)]

    assert [(answer.status_code, answer.url.partition("?")[0]) for answer in answers] == [(302, PAGE)] * 2


def test_concern_is_not_read_before_and_the_page_around_it_is_sent_on(world, commitment):
    order = world.orders[OWN].get_absolute_url()
    headers = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{order}"}

    response = world.client("coordinator").get(f"{order}huoli/", headers=headers)

    assert response["HX-Redirect"] == f"{PAGE}?next={quote(order, safe='')}"
    assert ViewLog.objects.count() == 0


def test_accepting_leads_back_to_the_page_that_asked(world, commitment):
    client = world.client("facilitator")
    page = client.get(f"{PAGE}?next=/v/oma/pankki/tilaukset/")
    form = page.context["form"].initial

    response = client.post(PAGE, form)

    assert (form["version"], response.url) == (1, "/v/oma/pankki/tilaukset/")
    assert list(Acceptance.objects.values_list("commitment", "user")) == [
        (commitment.pk, world.users["facilitator"].pk)
    ]


def test_accepting_leads_to_no_other_site(world, commitment):
    response = world.client("facilitator").post(PAGE, {"version": 1, "next": "https://example.org/"})

    assert response.url == "/v/oma/"


def test_version_that_was_replaced_meanwhile_is_not_accepted(world, commitment):
    CommitmentFactory(network=world.network, number=2)

    response = world.client("facilitator").post(PAGE, {"version": 1})

    assert len(response.context["form"].non_field_errors()) == 1
    assert Acceptance.objects.count() == 0


@pytest.mark.parametrize(("language", "text"), [("fi", "Vaikenen."), ("sv", "Jag tiger."), ("en", "Vaikenen.")])
def test_text_is_in_the_language_of_the_reader(world, commitment, language, text):
    client = world.client("member")
    client.cookies["language"] = language

    assert text in client.get(PAGE).content.decode()


def test_coordinator_publishes_a_new_version_and_sees_who_lacks_it(world, commitment):
    accept_commitment(commitment, actor=world.users["facilitator"])
    client = world.client("coordinator")
    begun = client.get(f"{PAGE}uusi/").context["form"].initial

    response = client.post(f"{PAGE}uusi/", {"text_fi": "Vaikenen aina.", "text_sv": ""})
    listing = client.get(response.url)

    assert begun == {"text_fi": "Vaikenen.", "text_sv": "Jag tiger."}
    assert [version.number for version in listing.context["versions"]] == [2, 1]
    assert listing.context["missing"] == len(listing.context["rows"])
    assert [row.user for row in listing.context["rows"] if row.is_old] == [world.users["facilitator"]]


def test_page_of_a_network_without_one_says_so(world):
    page = world.client("coordinator").get(PAGE)

    assert (page.context["commitment"], Commitment.objects.count()) == (None, 0)
    assert f"{PAGE}uusi/" in page.content.decode()
    assert world.client("member").post(PAGE, {"version": 1}).status_code == 404


def test_every_document_with_names_says_what_is_asked_before_it():
    """Reports hold figures, and minutes and methods are not of the bank; of a workshop day one sheet has addresses."""
    asked = {name for name in _kinds if name.startswith("bank.") and not name.startswith("bank.report")}
    asked.add("workshops.sign_ups_sheet")

    assert set(DOCUMENTS) == asked


def test_whoever_may_not_have_a_document_is_told_nothing_of_it(world, commitment):
    theirs = world.documents["order report"][OTHER]

    response = world.client("facilitator").get(reverse("document-download", args=[theirs.uuid]))

    assert response.status_code == 404
