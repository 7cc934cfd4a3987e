"""The concern of an order is shown where it is read on purpose, and nowhere else (product.md, section 6)."""

import json

import pytest
from django.core import serializers
from django.urls import reverse

from bank.documents import order_report_context, register_context
from bank.services import edit_order
from core.models import Job, LogEntry, StoredFile, ViewLog
from tests.verkosto.access_data import CONCERN, OTHER, OWN
from verkosto.access import ACCESS, Open

pytestmark = pytest.mark.django_db

PAGES = [access for access in ACCESS if not isinstance(access.who, Open) and "GET" in access.methods.split()]
READERS = ["coordinator", "orderer", "facilitator"]


def page(world, access, person, which):
    keys = world.keys(access.of, which, person)
    if access.of not in world.documents:
        keys["network"] = "oma"
    response = world.client(person).get(reverse(access.name, kwargs=keys))
    return b"".join(response.streaming_content) if response.streaming else response.content


def edit(world, person, **typed):
    order = world.orders[OWN]
    data = {"version": order.version, "organisation": order.organisation_id, "contact": order.contact_id,
            "kind": order.kind, "summary": order.summary, "received_on": "15.1.2009", "concern": CONCERN}  # fmt: skip
    url = reverse("bank:order-update", args=["oma", order.pk])
    return world.client(person).post(url, data | typed)


@pytest.mark.parametrize("person", [*READERS, "admin"])
def test_only_its_own_page_and_the_edit_form_show_the_concern(world, person):
    shown = {
        access.name
        for access in PAGES
        for which in ([OWN, OTHER] if access.of else [OWN])
        if CONCERN.encode() in page(world, access, person, which)
    }

    wanted = {"coordinator": {"bank:order-concern", "bank:order-update"}, "admin": {"concerns:opening-detail"}}
    assert shown == wanted.get(person, {"bank:order-concern"})


@pytest.mark.parametrize("person", READERS)
def test_reading_the_concern_is_logged(world, person):
    order = world.orders[OWN]

    world.client(person).get(reverse("bank:order-concern", args=["oma", order.pk]))

    assert list(ViewLog.objects.values_list("user", "target_type", "target_id", "what")) == [
        (world.users[person].pk, "bank.order", order.pk, "concern")
    ]


def test_reading_the_concern_in_the_edit_form_is_logged_also_when_a_conflict_shows_it(world):
    order, coordinator = world.orders[OWN], world.users["coordinator"]

    world.client("coordinator").get(reverse("bank:order-update", args=["oma", order.pk]))
    edit_order(order, facts={}, concern=f"{CONCERN} uudelleen", version=order.version, actor=coordinator)
    response = edit(world, "coordinator", concern="Toinen sanamuoto")

    assert (response.status_code, f"{CONCERN} uudelleen" in response.content.decode()) == (409, True)
    assert list(ViewLog.objects.values_list("user", "what")) == [(coordinator.pk, "concern")] * 2


def test_other_pages_of_the_order_log_no_reading(world):
    world.client("coordinator").get(world.orders[OWN].get_absolute_url())

    assert ViewLog.objects.count() == 0


def test_search_does_not_find_the_concern(world):
    response = world.client("coordinator").get(reverse("search", args=["oma"]), {"q": "Q7Z"})
    listed = world.client("coordinator").get(reverse("bank:order-list", args=["oma"]), {"q": "Q7Z"})

    assert [part.rows for part in response.context["found"].values() if part.rows] == []
    assert listed.context["page"].rows == []


def test_documents_logs_and_jobs_do_not_hold_the_concern(world):
    order, coordinator = world.orders[OWN], world.users["coordinator"]
    edited = edit_order(order, facts={}, concern=f"{CONCERN} uudelleen", version=order.version, actor=coordinator)
    world.client("coordinator").post(reverse("bank:order-report", args=["oma", order.pk]))

    printed = json.dumps([order_report_context(edited), register_context(world.network, "1990-2099")], default=str)
    rows = [*LogEntry.objects.all(), *ViewLog.objects.all(), *Job.objects.all(), *StoredFile.objects.all()]

    assert order.summary in printed
    assert "Q7Z" not in printed + serializers.serialize("json", rows)
