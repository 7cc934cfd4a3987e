"""The register of processing (GDPR art. 30) is made from what fields declare, and forgets none of them."""

import io
from collections import Counter

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import translation
from pypdf import PdfReader

from core.models import StoredFile
from core.retention import schedule
from verkosto.processing import ACTIVITIES, KIND, WITHOUT_PEOPLE, processing_context
from verkosto.processing.documents import declaration, processing_version, render_processing

NAMED = Counter(label for activity in ACTIVITIES for label in activity.models)


def test_each_model_with_text_serves_one_purpose_or_is_about_nobody():
    with_text = {
        model._meta.label
        for model in apps.get_models(include_auto_created=True)
        if not model.__module__.startswith("tests.")
        and any(declaration(model, one) for one in model._meta.concrete_fields)
    }

    assert set(NAMED) | WITHOUT_PEOPLE == with_text
    assert set(NAMED) & WITHOUT_PEOPLE == set()
    assert [label for label, count in NAMED.items() if count > 1] == []


def test_each_rule_of_retention_stands_at_a_purpose():
    assert sorted(name for activity in ACTIVITIES for name in activity.rules) == [rule.name for rule in schedule()]


@pytest.mark.django_db
def test_data_classes_and_times_are_those_of_the_fields(network):
    rows = {
        activity["title"]: {row["data"]: (row["holds"], row["kept"]) for row in activity["rows"]}
        for activity in processing_context(network)["activities"]
    }

    people = rows["Henkilöt, organisaatiot ja ryhmät"]
    assert people["henkilö: sähköposti, puhelin"] == ("Henkilön yhteystiedot", "Jäsenyyden ajan ja 6 kuukautta")
    assert list(rows["Tilauksen huoli"].values()) == [
        ("Tilauksen huoli", "30 päivää tapahtuman jälkeen, enintään 12 kuukautta")
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_register_is_printed_tagged_in_each_language(network, language, settings):
    settings.CONTROLLER = "Esimerkkilän hyvinvointialue"

    rendered = render_processing(network, "", language)

    assert PdfReader(io.BytesIO(rendered.content)).trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "Esimerkkilän hyvinvointialue" in rendered.html
    with translation.override(language):
        assert all(activity["title"] in rendered.html for activity in processing_context(network)["activities"])


@pytest.mark.django_db
def test_register_is_printed_anew_when_the_controller_changes(network, settings):
    before = processing_version(network, "")
    with translation.override("sv"):
        same = processing_version(network, "")
    settings.CONTROLLER = "Toinen"

    assert (same == before, processing_version(network, "") == before) == (True, False)


@pytest.mark.django_db
def test_administrator_reads_it_and_asks_for_the_pdf(network, admin, client_as):
    client = client_as(admin)

    page = client.get(reverse("processing", args=["oma"]))
    response = client.post(reverse("processing-print", args=["oma"]))

    assert "Ei vielä kerrottu" in page.content.decode()
    assert response.url == reverse("document", args=[StoredFile.objects.get(kind=KIND).uuid])
