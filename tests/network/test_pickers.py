"""What pickers ask, and the field that they fill in."""

from datetime import date

import pytest
from django import forms
from django.http import QueryDict
from django.urls import reverse

from core.forms import CrispyMixin, PickerField
from network.models import Municipality, Organisation
from tests.factories.network import MunicipalityFactory, OrganisationFactory, PersonFactory, PositionFactory

HTMX = {"HTTP_HX_REQUEST": "true"}


class PlaceForm(CrispyMixin, forms.Form):
    """A form as other apps write them."""

    place = PickerField(
        Organisation.objects.all(),
        url_name="network:organisation-picker",
        add_url_name="network:organisation-create",
        label="Place",
    )

    def __init__(self, *args, network, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["place"]
        field.queryset = field.queryset.filter(network=network)
        field.set_network(network)


@pytest.fixture
def options(client_as, coordinator, network):
    """``options("person-picker", "aino")``: ``[(label, detail)]`` that a picker shows."""

    def ask(name, words, client=None):
        client = client or client_as(coordinator)
        response = client.get(reverse(f"network:{name}", args=[network.slug]), {"q": words}, **HTMX)
        return [(option["label"], option["detail"]) for option in response.context["options"]]

    return ask


@pytest.mark.parametrize("words", ["äijälä aino", "Aino", "aija"])
def test_people_are_found_with_what_they_do_today(options, network, other_network, words):
    person = PersonFactory(network=network, first_name="Aino", last_name="Äijälä")
    organisation = OrganisationFactory(network=network, name="Rannan kunta")
    PositionFactory(person=person, organisation=organisation, title="ohjaaja")
    PositionFactory(person=person, organisation=organisation, title="opettaja", valid_to=date(2009, 12, 31))
    PersonFactory(network=other_network, first_name="Aino", last_name="Äijälä")

    assert options("person-picker", words) == [("Aino Äijälä", "ohjaaja, Rannan kunta")]


def test_organisations_are_told_apart_by_where_they_belong(options, network, other_network):
    town = OrganisationFactory(network=network, name="Rannan kunta")
    OrganisationFactory(
        network=network, name="Sosiaalitoimisto", parent=town, municipality=MunicipalityFactory(name_fi="Ranta")
    )
    OrganisationFactory(network=other_network, name="Sosiaalitoimisto")

    assert options("organisation-picker", "sosiaali") == [("Sosiaalitoimisto", "Rannan kunta, Ranta")]


def test_municipalities_are_found_by_every_role(options, client_as, as_role):
    MunicipalityFactory(name_fi="Äänekoski", name_sv="", region_fi="Keski-Suomi")

    assert options("municipality-picker", "anekoski", client_as(as_role("orderer"))) == [("Äänekoski", "Keski-Suomi")]


@pytest.mark.parametrize("words", ["", "  ", "\x00", "%", "ei ketään"])
def test_nothing_is_found_by_nothing(options, network, words):
    PersonFactory(network=network)

    assert options("person-picker", words) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_person_picker_query_count(client_as, coordinator, network, rows, django_assert_num_queries):
    for _ in range(rows):
        PositionFactory(person=PersonFactory(network=network, last_name="Äijälä"))
    client = client_as(coordinator)

    with django_assert_num_queries(6):  # session, user, roles, networks, people, positions
        response = client.get(reverse("network:person-picker", args=[network.slug]), {"q": "aijala"}, **HTMX)

    assert len(response.context["options"]) == rows


def test_picker_shows_twenty_and_says_that_there_are_more(client_as, coordinator, network):
    OrganisationFactory.create_batch(21, network=network)

    response = client_as(coordinator).get(
        reverse("network:organisation-picker", args=[network.slug]), {"q": "organisaatio"}, **HTMX
    )

    assert (len(response.context["options"]), response.context["more"]) == (20, True)


def test_picker_is_a_plain_page_without_htmx(client_as, coordinator, network):
    person = PersonFactory(network=network, last_name="Äijälä")

    response = client_as(coordinator).get(reverse("network:person-picker", args=[network.slug]), {"q": "aijala"})

    assert response.templates[0].name == "includes/picker_page.html"
    assert f'<a href="{person.get_absolute_url()}">{person.name}</a>' in response.content.decode()


def test_picked_row_takes_one_query(network, django_assert_num_queries):
    organisation = OrganisationFactory(network=network, name="Rannan kunta")
    OrganisationFactory.create_batch(3, network=network)
    data = {"place": organisation.pk, "place_was": "Rannan kunta", "place_text": "Rannan kunta"}

    with django_assert_num_queries(1):
        form = PlaceForm(QueryDict(mutable=True) | data, network=network)
        picked = form.cleaned_data["place"] if form.is_valid() else None
        str(form["place"])

    assert picked == organisation


@pytest.mark.parametrize("rows", [1, 3])
def test_empty_form_takes_no_query(network, rows, django_assert_num_queries):
    OrganisationFactory.create_batch(rows, network=network)

    with django_assert_num_queries(0):
        html = str(PlaceForm(network=network)["place"])

    assert 'value=""' in html


@pytest.mark.parametrize("kind", ["key", "row"])
def test_stored_row_is_shown_by_name(network, kind):
    organisation = OrganisationFactory(network=network, name="Rannan kunta")
    initial = {"place": organisation if kind == "row" else organisation.pk}

    html = str(PlaceForm(initial=initial, network=network)["place"])

    assert 'name="place_text" value="Rannan kunta"' in html
    assert f'name="place" value="{organisation.pk}"' in html


@pytest.mark.parametrize("typed", ["Rannan kunta", "rannan", "RANNAN  KUNTA", "kunta ranna"])
def test_typed_name_picks_the_only_match(network, other_network, typed):
    organisation = OrganisationFactory(network=network, name="Rannan kunta")
    OrganisationFactory(network=other_network, name="Rannan kunta")

    form = PlaceForm({"place": "", "place_text": typed}, network=network)

    assert form.is_valid(), form.errors
    assert form.cleaned_data["place"] == organisation
    assert f'name="place" value="{organisation.pk}"' in str(form["place"])


def test_whole_name_wins_over_longer_ones(network):
    organisation = OrganisationFactory(network=network, name="Rannan kunta")
    OrganisationFactory(network=network, name="Rannan kunta, sivistystoimi")

    form = PlaceForm({"place_text": "rannan kunta"}, network=network)

    assert form.is_valid(), form.errors
    assert form.cleaned_data["place"] == organisation


def test_several_matches_come_back_to_choose_from(network):
    first = OrganisationFactory(network=network, name="Rannan kunta")
    second = OrganisationFactory(network=network, name="Rannan lukio")
    data = {"place": "", "place_text": "rannan"}

    form = PlaceForm(data, network=network)
    again = PlaceForm(data | {"place_choice": second.pk}, network=network)

    assert form.errors.as_data()["place"][0].code == "many_found"
    html = str(form["place"])
    assert [f'name="place_choice" value="{row.pk}"' in html for row in (first, second)] == [True, True]
    assert again.is_valid(), again.errors
    assert again.cleaned_data["place"] == second


def test_changed_text_counts_and_not_the_row_picked_before(network):
    before = OrganisationFactory(network=network, name="Rannan kunta")
    after = OrganisationFactory(network=network, name="Niemen kunta")
    data = {"place": before.pk, "place_was": "Rannan kunta", "place_choice": before.pk, "place_text": "niemen"}

    form = PlaceForm(data, network=network)

    assert form.is_valid(), form.errors
    assert form.cleaned_data["place"] == after


def test_emptied_text_picks_nothing(network):
    organisation = OrganisationFactory(network=network, name="Rannan kunta")

    form = PlaceForm({"place": organisation.pk, "place_was": "Rannan kunta", "place_text": " "}, network=network)

    assert form.errors.as_data()["place"][0].code == "required"


@pytest.mark.parametrize("typed", ["Niemen kunta", "%", "\x00", "12", "<script>"])
def test_unknown_name_is_refused_and_kept(network, typed):
    OrganisationFactory(network=network, name="Rannan kunta")

    form = PlaceForm({"place": "", "place_text": f"{typed} x"}, network=network)

    assert form.errors.as_data()["place"][0].code == "not_found"
    assert "<script>" not in str(form["place"])


@pytest.mark.parametrize("key", ["99999999999999999999", "-1", "x", "1 OR 1=1"])
def test_unknown_key_is_refused(network, key):
    OrganisationFactory(network=network)

    form = PlaceForm({"place": key}, network=network)

    assert form.errors.as_data()["place"][0].code == "invalid_choice"
    assert 'name="place" value=""' in str(form["place"])


def test_row_of_another_network_is_refused_and_not_named(network, other_network):
    foreign = OrganisationFactory(network=other_network, name="Toisen kunta")

    form = PlaceForm({"place": foreign.pk}, network=network)

    assert form.errors.as_data()["place"][0].code == "invalid_choice"
    assert "Toisen kunta" not in str(form["place"])


def test_forms_do_not_share_what_they_read(network, other_network):
    organisation = OrganisationFactory(network=network, name="Rannan kunta")
    str(PlaceForm(initial={"place": organisation}, network=network)["place"])

    html = str(PlaceForm(initial={"place": organisation.pk}, network=other_network)["place"])

    assert "Rannan kunta" not in html


def test_municipality_field_says_what_an_ended_one_is_today(db):
    today = MunicipalityFactory(name_fi="Kouvola", name_sv="")
    ended = MunicipalityFactory(name_fi="Elimäki", name_sv="", valid_to=date(2008, 12, 31), successor=today)
    field = PickerField(Municipality.objects.all())

    assert field.clean(field.widget.value_from_datadict({"m_text": "elimaki"}, {}, "m")) == ended
