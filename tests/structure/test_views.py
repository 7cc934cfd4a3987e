"""Pages of the structure."""

from datetime import date

import pytest
from django.urls import reverse

from core.models import StoredFile
from structure.models import Part, PartVersion
from tests.factories.network import GroupFactory, PersonFactory, ThemeFactory
from tests.factories.structure import GroupPlaceFactory, PartContactFactory, PartFactory

NEW_DAY = date(2009, 1, 15)


@pytest.fixture
def area(network):
    return PartFactory(network=network, name="Yhteinen työ")


@pytest.fixture
def theme(network, area):
    theme = PartFactory(network=network, kind="theme", name="Varhainen apu", name__number=2, name__area=area)
    PartVersion.objects.create(part=theme, name_fi="Apu ajoissa", number=2, area=area, valid_from=NEW_DAY)
    return theme


@pytest.fixture
def member(client_as, as_role):
    return client_as(as_role("member"))


@pytest.fixture
def keeper(client_as, coordinator):
    return client_as(coordinator)


def url(name, *args):
    return reverse(f"structure:{name}", args=["oma", *args])


def test_overview_shows_the_names_of_the_day_that_is_asked_for(member, theme):
    before = member.get(url("overview"), {"paiva": "1.12.2008"})
    after = member.get(url("overview"), {"paiva": "2009-02-01"})

    assert before.context["structure"].themes[0].label == "2. Varhainen apu"
    assert after.context["structure"].themes[0].label == "2. Apu ajoissa"
    assert (before.content.count(b'<svg class="structure-figure"'), b"Apu ajoissa" in before.content) == (2, False)


@pytest.mark.parametrize("typed", ["", "huomenna", "32.1.2009"])
def test_overview_of_no_day_is_that_of_today(member, theme, typed):
    response = member.get(url("overview"), {"paiva": typed})

    assert response.context["is_today"]
    assert response.context["structure"].themes[0].label == "2. Apu ajoissa"


def test_overview_without_a_structure_says_what_would_be_here(member, keeper, network):
    assert "piirretään tähän" in member.get(url("overview")).content.decode()
    assert url("part-create") in keeper.get(url("overview")).content.decode()


def test_overview_asks_for_the_document_of_the_day(member, theme):
    response = member.post(url("overview"), {"paiva": "1.12.2008"})

    stored = StoredFile.objects.get()
    assert (stored.kind, stored.variant) == ("structure.figure", "2008-12-01")
    assert response.url == reverse("document", args=[stored.uuid])


def test_page_of_a_part_shows_what_belongs_to_it_and_all_its_names(member, theme):
    place = GroupPlaceFactory(part=theme, group__network=theme.network)
    PartContactFactory(part=theme, person__first_name="Maija", person__last_name="Esimerkki")
    theme.marked_theme = ThemeFactory(network=theme.network, name="kotiin vietävä apu")
    theme.save()

    page = member.get(url("part-detail", theme.pk), {"paiva": "1.12.2008"}).content.decode()

    for words in ("2. Varhainen apu", "2. Apu ajoissa", place.group.name, "Maija Esimerkki", "kotiin vietävä apu"):
        assert words in page
    assert "<h1>2. Varhainen apu</h1>" in page
    assert url("part-update", theme.pk) not in page


@pytest.mark.parametrize("count", [1, 3])
def test_page_of_a_part_asks_as_much_for_many_as_for_few(member, theme, django_assert_num_queries, count):
    for _number in range(count):
        GroupPlaceFactory(part=theme, group__network=theme.network)
        PartContactFactory(part=theme)

    with django_assert_num_queries(15):
        member.get(url("part-detail", theme.pk))


def test_keeper_adds_a_theme(keeper, area):
    facts = {"kind": "theme", "name_fi": "Uusi teema", "number": 3, "area": area.pk, "valid_from": "1.3.2009"}

    response = keeper.post(url("part-create"), facts)

    theme = Part.objects.get(kind="theme")
    assert response.url == url("part-detail", theme.pk)
    assert theme.label_on(date(2009, 3, 1)) == "3. Uusi teema"


def test_refusal_stands_at_its_field(keeper, theme, area):
    facts = {"kind": "theme", "name_fi": "Uusi", "number": 2, "area": area.pk, "valid_from": "1.3.2009"}

    response = keeper.post(url("part-create"), facts)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["number"]


def test_keeper_changes_a_name_from_a_day_on(keeper, theme, area):
    form = keeper.get(url("part-update", theme.pk)).context["form"]
    facts = {"name_fi": "Kolmas nimi", "number": 2, "area": area.pk, "valid_from": "1.3.2010"}

    response = keeper.post(url("part-update", theme.pk), facts | {"version": form.initial["version"]})

    assert response.url == url("part-detail", theme.pk)
    assert form.initial["name_fi"] == "Apu ajoissa"
    assert theme.versions.count() == 3


def test_two_who_change_at_once_see_both_versions(keeper, theme, area):
    facts = {"name_fi": "Kolmas nimi", "number": 2, "area": area.pk, "valid_from": "1.3.2010", "version": 0}
    keeper.post(url("part-update", theme.pk), facts)

    response = keeper.post(url("part-update", theme.pk), facts | {"name_fi": "Neljäs", "valid_from": "2.3.2010"})

    assert response.status_code == 409
    assert next(theirs for _label, theirs, _mine in response.context["conflict"]) == "Kolmas nimi"


def test_keeper_chooses_the_marked_theme_and_ends_the_part(keeper, theme):
    marked = ThemeFactory(network=theme.network)

    keeper.post(url("part-mark", theme.pk), {"marked_theme": marked.pk})
    keeper.post(url("part-end", theme.pk), {"last_day": "31.12.2009"})

    theme.refresh_from_db()
    assert (theme.marked_theme, theme.valid_to) == (marked, date(2009, 12, 31))


def test_keeper_puts_a_group_into_the_structure_and_takes_it_out(keeper, theme):
    group = GroupFactory(network=theme.network)
    page = keeper.get(url("place-create"), {"osa": theme.pk})
    assert page.context["form"].initial["part"] == theme.pk

    keeper.post(url("place-create"), {"group": group.pk, "part": theme.pk, "valid_from": "1.3.2009"})
    keeper.post(url("place-create"), {"group": group.pk, "part": "", "valid_from": "1.3.2009"})
    places = list(group.places.order_by("pk"))
    gone = [keeper.post(url("place-end", group.pk, place.pk), {"last_day": "31.12.2009"}).url for place in places]

    assert gone == [url("part-detail", theme.pk), url("overview")]
    assert [place.valid_to for place in group.places.order_by("pk")] == [date(2009, 12, 31)] * 2


def test_keeper_names_who_leads_and_ends_the_task(keeper, theme):
    person = PersonFactory(network=theme.network)

    keeper.post(url("contact-create", theme.pk), {"person": person.pk, "role": "leader", "valid_from": "1.3.2009"})
    contact = theme.contacts.get()
    page = keeper.get(url("part-detail", theme.pk)).content.decode()
    keeper.post(url("contact-end", theme.pk, contact.pk), {"last_day": "31.12.2009"})

    contact.refresh_from_db()
    assert (contact.person, contact.valid_to) == (person, date(2009, 12, 31))
    assert url("contact-end", theme.pk, contact.pk) in page
    assert person.name in keeper.get(url("contact-end", theme.pk, contact.pk)).content.decode()
