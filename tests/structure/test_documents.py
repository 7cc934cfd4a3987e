"""The structure on paper."""

from datetime import date

import pytest

from structure.documents import FIGURE, render_structure, structure_context, structure_version
from structure.models import PartVersion
from tests.factories.network import GroupFactory, GroupMembershipFactory, MunicipalityFactory, OrganisationFactory
from tests.factories.structure import FIRST, GroupPlaceFactory, PartFactory

NEW_DAY = date(2009, 1, 15)


@pytest.fixture
def theme(network):
    area = PartFactory(network=network, name="Yhteinen työ")
    theme = PartFactory(network=network, kind="theme", name="Varhainen apu", name__number=2, name__area=area)
    PartVersion.objects.create(part=theme, name_fi="Apu ajoissa", number=2, area=area, valid_from=NEW_DAY)
    town = OrganisationFactory(network=network, municipality=MunicipalityFactory(name_fi="Hanko"))
    group = GroupPlaceFactory(part=theme, group=GroupFactory(network=network, name="Verstas")).group
    GroupMembershipFactory(group=group, person=None, organisation=town)
    GroupPlaceFactory(group=GroupFactory(network=network, name="Ohjausryhmä"), part=None)
    return theme


@pytest.mark.parametrize(("day", "name"), [("2008-12-01", "2. Varhainen apu"), ("2009-02-01", "2. Apu ajoissa")])
def test_document_has_picture_and_list_of_the_day(network, theme, day, name):
    rendered = render_structure(network, day, "fi")

    assert rendered.pages == 1
    assert rendered.html.count("<svg") == 2
    for words in (name, "Yhteinen työ", "Verstas", "Hanko", "Ohjausryhmä"):
        assert words in rendered.html
    assert ("Apu ajoissa" in rendered.html) == (day == "2009-02-01")


def test_version_changes_with_what_the_document_says(network, theme):
    before = structure_version(network, FIRST.isoformat())
    PartFactory(network=network, name="Uusi alue")

    assert len(before) == 64
    assert structure_version(network, FIRST.isoformat()) != before
    assert structure_context(network, FIRST)["document"]["address"].endswith("/v/oma/rakenne/?paiva=2008-01-01")
    assert FIGURE == "structure.figure"
