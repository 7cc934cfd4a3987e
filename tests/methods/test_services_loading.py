from datetime import date

import pytest
from django.core.management import CommandError, call_command

from core.models import LogEntry
from methods.enums import ORDERED
from methods.models import FacilitatorRule, Method, MethodSynonym, MethodVersion, VersionText, ZonePlacement
from methods.services import CatalogueRefused, load_methods, open_version
from tests.factories.methods import MethodFactory

CHILDREN = (VersionText, MethodSynonym, ZonePlacement, FacilitatorRule)


def ids():
    """Which rows there are: a row that was made anew has another id."""
    return {model: set(model.objects.values_list("pk", flat=True)) for model in (Method, *CHILDREN)}


@pytest.mark.django_db
def test_load_methods_makes_the_whole_catalogue(data):
    result = load_methods()

    assert result.created == [entry["code"] for entry in data["methods"]]
    assert Method.objects.count() == len(data["methods"]) == 16
    assert VersionText.objects.count() == 3 * 16
    assert MethodSynonym.objects.count() == sum(len(entry["synonyms"]) for entry in data["methods"])
    assert ZonePlacement.objects.count() == sum(len(entry["zones"]) for entry in data["methods"])


@pytest.mark.django_db
def test_load_methods_a_second_time_changes_nothing():
    load_methods()
    rows, entries = ids(), LogEntry.objects.count()

    result = load_methods()

    assert (len(result.created), len(result.changed), len(result.unchanged)) == (0, 0, 16)
    assert ids() == rows
    assert LogEntry.objects.count() == entries


@pytest.mark.django_db
def test_load_methods_writes_one_log_line_for_each_entry():
    load_methods()

    loaded = LogEntry.objects.filter(action="methods.method.loaded", actor=None).values_list("target_id", flat=True)

    assert sorted(loaded) == sorted(Method.objects.values_list("pk", flat=True))


@pytest.mark.django_db
def test_load_methods_keeps_what_an_entry_says():
    load_methods()

    urgent = Method.objects.get(code="akuuttineuvonpito")

    assert (urgent.parent.code, urgent.variant, urgent.name_sv) == ("laheisneuvonpito", "urgent", "Akut rådslag")
    assert [(row.zone, row.first_step, row.last_step) for row in urgent.versions.get().placements.all()] == [(4, 6, 7)]
    assert [(rule.category, rule.count, rule.outside) for rule in urgent.versions.get().facilitator_rules.all()] == [
        ("convener", 1, True)
    ]


@pytest.mark.django_db
def test_load_methods_makes_no_rule_where_the_bank_sends_nobody():
    load_methods()

    without = set(Method.objects.filter(versions__facilitator_rules=None).values_list("code", flat=True))

    assert without == {
        "lapsen-laheisverkoston-kartoitus",
        "verkostoterapia",
        "avoimet-dialogit",
        "lapset-puheeksi",
    }


@pytest.mark.django_db
def test_load_methods_changes_only_what_the_file_changes(catalogue, data):
    load_methods()
    rows = ids()
    entry = data["methods"][1]
    entry["names"]["en"] = "Survey of worries"
    entry["synonyms"].append({"language": "sv", "text": "orokartläggning", "note": ""})

    result = load_methods(catalogue(data))

    assert result.changed == [entry["code"]]
    assert len(result.unchanged) == 15
    assert Method.objects.get(code=entry["code"]).name_en == "Survey of worries"
    new = MethodSynonym.objects.exclude(pk__in=rows[MethodSynonym]).get()
    assert (new.method.code, new.text) == (entry["code"], "orokartläggning")
    assert all(rows[model] <= now for model, now in ids().items())
    assert list(new.method.versions.values_list("number", flat=True)) == [2, 1]
    assert new.method.versions.get(number=2).texts.get(language="en").name == "Survey of worries"
    assert new.method.versions.get(number=1).texts.get(language="en").name != "Survey of worries"


@pytest.mark.django_db
def test_load_methods_leaves_alone_what_people_have_edited(catalogue, data, coordinator):
    load_methods()
    entry = data["methods"][0]
    open_version(MethodVersion.objects.get(method__code=entry["code"]), actor=coordinator)
    entry["names"]["fi"] = "Uusi nimi"

    result = load_methods(catalogue(data))

    assert result.edited_here == [entry["code"]]
    assert not Method.objects.filter(name_fi="Uusi nimi").exists()


@pytest.mark.django_db
def test_load_methods_takes_away_a_name_that_the_file_no_longer_has(catalogue, data):
    load_methods()
    gone = data["methods"][0]["synonyms"].pop()

    load_methods(catalogue(data))

    assert MethodSynonym.objects.filter(text=gone["text"]).count() == 0


@pytest.mark.django_db
def test_load_methods_leaves_methods_that_the_file_does_not_name():
    own = MethodFactory(code="oma-menetelma")

    result = load_methods()

    assert result.not_in_file == ["oma-menetelma"]
    assert list(Method.objects.filter(code="oma-menetelma")) == [own]
    assert own.versions.get().texts.count() == 1


@pytest.mark.django_db
def test_load_methods_loads_nothing_when_one_entry_is_wrong(catalogue, data):
    data["methods"][-1]["position"] = "last"

    with pytest.raises(CatalogueRefused):
        load_methods(catalogue(data))

    assert Method.objects.count() == 0


@pytest.mark.django_db
def test_command_tells_what_it_did(capsys):
    call_command("load_methods")
    call_command("load_methods")

    assert capsys.readouterr().out.splitlines() == [
        "Methods: 16 created, 0 changed, 0 unchanged, 0 edited here and 0 not in the file: left as they were.",
        "Methods: 0 created, 0 changed, 16 unchanged, 0 edited here and 0 not in the file: left as they were.",
    ]


@pytest.mark.django_db
def test_command_names_file_and_entry_when_it_refuses(catalogue, data):
    data["methods"][2]["parent"] = "ei-ole"
    path = catalogue(data)

    with pytest.raises(CommandError) as refusal:
        call_command("load_methods", path)

    assert str(refusal.value) == (
        f"{path}: nothing was loaded.\n"
        "Entry 3 (ennakointidialogit), parent: no entry before this one has the code “ei-ole”."
    )


@pytest.mark.django_db
def test_load_methods_keeps_every_part_of_an_entry():
    load_methods()

    version = MethodVersion.objects.whole().get(method__code="laheisneuvonpito")

    assert (version.domains, version.consent, version.sessions_from, version.sessions_to) == (
        ["children"],
        "guardian",
        2,
        None,
    )
    assert [row.situation for row in version.situations.all()] == ["close_people", "placement", "transition"]
    assert [(row.party, row.presence) for row in version.participant_rules.all()][-1] == ("facilitators", "partly")
    assert [rule.knows for rule in version.facilitator_rules.all()] == ["agreement"]
    assert version.phases.all()[3].present == ["child", "family", "close_people"]
    assert {row.kept for row in version.documents.all() if row.client_data} == {"client_files"}
    assert version.legal_bases.all()[0].valid_from == date(2023, 1, 1)
    assert [(row.line, row.finding) for row in version.evidence.all()] == [
        ("research", "not_assessed"),
        ("effect", "not_shown"),
        ("applicability", "not_shown"),
    ]


@pytest.mark.django_db
def test_load_methods_sends_readers_to_a_later_entry():
    load_methods()

    instead = Method.objects.get(code="huolen-kartoitus").versions.get().instead.all()

    later = Method.objects.get(code="tulevaisuuden-muistelu").versions.get().instead.all()
    assert [row.method.code for row in instead] == ["huolen-puheeksiotto"]
    assert [row.method.code for row in later] == ["tyontekijoiden-ennakointimetodi", "akuuttineuvonpito"]


@pytest.mark.django_db
def test_every_orderable_entry_can_be_found_by_a_situation_and_tells_its_orderer_what_to_know(data):
    load_methods()

    found = MethodVersion.objects.filter(orderability__in=ORDERED)
    without = found.filter(situations=None) | found.filter(
        texts__language__in=["fi", "sv", "en"], texts__for_orderer=""
    )

    assert (found.count(), list(without)) == (12, [])


@pytest.mark.django_db
def test_what_the_catalogue_says_of_evidence_has_a_source(data):
    lines = [row for entry in data["methods"] for row in entry["evidence"]]

    assert [row for row in lines if row["finding"] != "not_assessed" and not row["source"]] == []
    assert len(lines) == 10
