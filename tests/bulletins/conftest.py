"""Who writes and who reads bulletins, and a network that knows everything that a printed one says."""

from datetime import date, timedelta

import pytest

from tests.bulletins.pages import DAY, NOON
from tests.factories.bank import TrainingFactory
from tests.factories.meetings import ItemFactory, MeetingFactory, MinutesVersionFactory, OutcomeFactory
from tests.factories.network import GroupFactory, OrganisationFactory, PersonFactory
from tests.factories.structure import (
    AskedOrganisationFactory,
    CallFactory,
    GroupPlaceFactory,
    PartContactFactory,
    PartFactory,
    ProjectFactory,
)


@pytest.fixture
def author(client_as, coordinator):
    return client_as(coordinator)


@pytest.fixture
def reader(client_as, as_role):
    return client_as(as_role("secretary"))


@pytest.fixture
def known(network, coordinator):
    """A network that knows everything that the printed bulletin says."""
    area = PartFactory(network=network, name="Yhteinen työ")
    theme = PartFactory(network=network, kind="theme", name="Varhainen apu", name__number=2, name__area=area)
    group = GroupFactory(network=network, name="Yhteisen työn kehittämisryhmä")
    GroupPlaceFactory(part=theme, group=group)
    PartContactFactory(
        part=theme,
        person=PersonFactory(
            network=network, first_name="Aada", last_name="Esimerkki", email="aada@kunta.example", phone="040 123 4567"
        ),
    )
    PersonFactory(network=network, user=coordinator, first_name="Kaisa", last_name="Koordinaattori")
    towns = [OrganisationFactory(network=network, name=name) for name in ("Koivula", "Lehtola")]
    partners = [OrganisationFactory(network=network, parent=towns[1], kind="unit")]
    ProjectFactory(
        network=network, name="Lapset etusijalla", number="H 12", funder="Lääninhallitus", owner=towns[0],
        valid_to=date(2010, 12, 31), goals="Sisäiset tavoitteet."
    ).partners.set([*partners, *towns])  # fmt: skip
    call = CallFactory(
        network=network, title="Mihin teemoihin kunta sitoutuu?", text="Sisäinen saate.",
        asked_on=DAY, due_on=date(2008, 11, 30), themes=[theme]
    )  # fmt: skip
    AskedOrganisationFactory(call=call, organisation=towns[0], organisation_label="Kuuden kunnan liitto")
    TrainingFactory(network=network, name="Kriisien kohtaaminen")
    MeetingFactory(network=network, title="Hankkeen väliseminaari", starts_at=NOON, place_name="Kaupungintalo")
    past = MeetingFactory(network=network, title="Ohjausryhmä", starts_at=NOON - timedelta(days=90))
    OutcomeFactory(item=ItemFactory(meeting=past), kind="decision", text="Kunnat sitoutuvat marraskuussa.")
    MinutesVersionFactory(meeting=past, published=True)
    return group
