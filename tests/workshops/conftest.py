"""A day with a workshop and those who keep it; and a day as data, in our own words and the real one."""

import json
from pathlib import Path

import pytest
from django.conf import settings

from network.enums import OrganisationKind, RoleKind
from tests.factories.network import MunicipalityFactory, OrganisationFactory
from tests.factories.workshops import FollowUpFactory, ReflectionFactory, WorkshopDayFactory, WorkshopFactory
from tests.workshops.pages import group_of
from workshops.exchange import FORMAT

REAL = Path(settings.BASE_DIR).parent / "shared" / "domain" / "workshop_day_004.json"


def comment(text, municipality=None):
    return {
        "text": text,
        "municipality": municipality,
        "printed": f"{text} ({municipality})" if municipality else text,
    }


@pytest.fixture
def data():
    """A day of two workshops with one of everything."""
    return {
        "format": FORMAT,
        "date": "2009-09-01",
        "title": "TYÖPAJAPÄIVÄ PERHEIDEN TUESTA",
        "printed": {
            "date": "1.9.2009",
            "subtitles": ["KOONTI"],
            "intro": "Kuntien kommentit pajoittain",
            "headings": {
                "workshops": [{"text": "PAJOJEN ANTI", "before": 0}],
                "other_comments": [],
                "further_work": [{"text": "JATKOTYÖ (1/2)", "before": 0}, {"text": "JATKOTYÖ (2/2)", "before": 1}],
                "follow_up": [],
                "feedback": [],
            },
        },
        "workshops": [
            {
                "code": "A",
                "title": "Palveluohjaus",
                "presenter_place": "Kerava",
                "comments": [comment("Tarpeeksi aikaisin", "Siuntio"), comment("Sopisi Keravallekin")],
            },
            {"code": "B", "title": "Perhekoulu", "presenter_place": None, "comments": []},
        ],
        "other_comments": [comment("Intoa kehittämiseen", "Vihti") | {"printed": "Intoa kehittämiseen [Vihti]"}],
        "further_work": [
            {
                "topic": "TYÖN SISÄLTÖ",
                "entries": [{"text": "Tiivis työ", "municipality": "Kerava", "points": ["Perhetyö", "Nuoret"]}],
            },
            {"topic": "TIEDONSIIRTO", "entries": [{"text": "Päättäjille", "municipality": None, "points": []}]},
        ],
        "follow_up": [
            {"municipality": "Kerava", "printed": "KERAVA", "lines": ["Esimiehille", "Talousarvioon"]},
            {"municipality": "Siuntio", "printed": "SIUNTION KUNTA", "lines": ["Mahdollisimman pian"]},
        ],
        "feedback": ["Etukäteistieto hyvä!"],
        "thanks": "KIITOS KAIKILLE!",
    }


@pytest.fixture
def real():
    if not REAL.exists():
        pytest.skip(f"{REAL} is not there")
    return json.loads(REAL.read_text())


@pytest.fixture
def workshop(day):
    return WorkshopFactory(day=day)


@pytest.fixture
def day(network):
    return WorkshopDayFactory(network=network)


@pytest.fixture
def siuntio():
    return MunicipalityFactory(name_fi="Siuntio")


@pytest.fixture
def organisation(network, siuntio):
    return OrganisationFactory(
        network=network, name="Siuntion kunta", kind=OrganisationKind.MUNICIPALITY, municipality=siuntio
    )


@pytest.fixture
def group(network, organisation):
    return group_of(organisation)


@pytest.fixture
def step(day, siuntio):
    return FollowUpFactory(day=day, municipality=siuntio)


@pytest.fixture
def kerava(db):
    return MunicipalityFactory(name_fi="Kerava", name_sv="Kervo")


@pytest.fixture
def comments(workshop):
    return [ReflectionFactory(workshop=workshop, text=text) for text in ("Ensimmäinen", "Toinen", "Kolmas")]


@pytest.fixture
def host(client_as, as_role):
    return client_as(as_role(RoleKind.SECRETARY))


@pytest.fixture
def reader(client_as, as_role):
    return client_as(as_role(RoleKind.MEMBER))
