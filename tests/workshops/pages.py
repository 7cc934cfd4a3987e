"""Pages of workshop days as tests ask for them, and what is read on them."""

import re

from django.urls import reverse

from core.models import LogEntry
from network.enums import GroupKind
from tests.factories.network import GroupFactory, GroupMembershipFactory


def acts(day):
    return list(LogEntry.objects.of(day).values_list("action", flat=True))


def again(client, address, response):
    """Asks as the page asks for itself: with the mark of what it shows."""
    mark = re.search(r'"X-Mark": "([^"]+)"', response.content.decode())[1]
    return client.get(address, headers={"HX-Request": "true", "X-Mark": mark})


def group_of(organisation, **fields):
    fields = {"network": organisation.network, "kind": GroupKind.MUNICIPAL_GROUP} | fields
    group = GroupFactory(**fields)
    GroupMembershipFactory(group=group, person=None, organisation=organisation)
    return group


def text_of(response):
    return response.content.decode()


def url(name, *args):
    return reverse(f"workshops:{name}", args=["oma", *args])


def words(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", response.content.decode()))
