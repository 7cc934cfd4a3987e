from datetime import date

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.urls import reverse

from core.models import LogEntry
from network.models import Network, User
from tests.factories.network import MunicipalityFactory, NetworkFactory, UserFactory


def test_start_network_opens_the_account_of_its_administrator(db, client, capsys):
    call_command("start_network", "oma", "Oma verkosto", "--admin", "Paakayttaja@example.org", "--admin-name", "Pia")

    user = User.objects.get()
    network = Network.objects.get()
    assert (user.email, user.name, user.has_usable_password()) == ("paakayttaja@example.org", "Pia", False)
    assert (network.slug, user.network_ids("admin")) == ("oma", [network.pk])
    assert capsys.readouterr().out.count("\n") == 2


def test_administrator_can_ask_for_a_first_password(db, client):
    call_command("start_network", "oma", "Oma verkosto", "--admin", "paakayttaja@example.org")

    client.post(reverse("account_reset_password"), {"email": "paakayttaja@example.org"})

    assert [message.to for message in mail.outbox] == [["paakayttaja@example.org"]]
    assert reverse("account_reset_password_from_key", args=["x", "y"]).split("x")[0] in mail.outbox[0].body


def test_start_network_uses_the_account_that_is_there(db, capsys):
    user = UserFactory(email="paakayttaja@example.org")

    call_command("start_network", "oma", "Oma verkosto", "--admin", "paakayttaja@example.org")

    assert user.network_ids("admin") == [Network.objects.get().pk]


@pytest.mark.parametrize(
    ("slug", "email"), [("oma", "paakayttaja@example.org"), ("ei kelpaa", "a@example.org"), ("uusi", "ei osoite")]
)
def test_start_network_refuses_and_leaves_nothing_behind(db, slug, email):
    NetworkFactory(slug="oma")

    with pytest.raises(CommandError):
        call_command("start_network", slug, "Oma verkosto", "--admin", email)

    assert (Network.objects.count(), User.objects.count()) == (1, 0)


OWN = ("start_network", "oma", "Oma verkosto", "--admin", "paakayttaja@example.org")


def test_start_network_takes_the_municipalities_of_regions(db, capsys):
    kotka, espoo = MunicipalityFactory(region_fi="Kymenlaakso"), MunicipalityFactory(region_fi="Uusimaa")
    MunicipalityFactory(region_fi="Uusimaa", valid_to=date(2008, 12, 31))
    MunicipalityFactory(region_fi="Lappi")

    call_command(*OWN, "--region", "kymenlaakso", "--region", "Uusimaa")

    network = Network.objects.get()
    assert set(network.municipalities.all()) == {kotka, espoo}
    assert list(LogEntry.objects.of(network).values_list("action", flat=True)) == [
        "network.network.municipalities_added",
        "network.network.started",
    ]
    assert "It has 2 municipalities." in capsys.readouterr().out


@pytest.mark.parametrize(("regions", "words"), [(["Lappi"], "The regions are: Lappi."), ([], "Load them first")])
def test_start_network_names_the_regions_and_leaves_nothing_behind(db, regions, words):
    for region in regions:
        MunicipalityFactory(region_fi=region)

    with pytest.raises(CommandError, match=words):
        call_command(*OWN, "--region", "Lapin lääni")

    assert (Network.objects.count(), User.objects.count()) == (0, 0)
