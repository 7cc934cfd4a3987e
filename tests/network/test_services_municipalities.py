from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils.translation import override

from core.models import LogEntry
from network.models import Municipality
from network.queries import municipalities_in, regions_on
from network.services import add_municipalities, load_municipalities, remove_municipality
from network.services.municipalities import DATA
from tests.factories.network import MunicipalityFactory, NetworkFactory

HEAD = "code,name_fi,name_sv,region_fi,county_fi,languages,valid_from,valid_to,successor_code,latitude,longitude\n"


@pytest.fixture
def loaded(db):
    return load_municipalities()


@pytest.fixture
def write(tmp_path):
    """``write(line, …)``: a file of municipalities with these lines."""

    def make(*lines):
        path = tmp_path / "municipalities.csv"
        path.write_text(HEAD + "".join(f"{line}\n" for line in lines), encoding="utf-8")
        return path

    return make


def test_whole_file_is_loaded(loaded):
    today = Municipality.objects.filter(valid_to__isnull=True)

    assert (loaded.added, loaded.changed, loaded.total) == (584, 0, 584)
    assert (Municipality.objects.count(), today.count()) == (584, 308)
    assert set(today.values_list("successor", flat=True)) == {None}
    assert not Municipality.objects.filter(valid_to__isnull=False, successor__isnull=True).exists()


def test_municipalities_of_today_have_their_middle_and_ended_ones_have_none(loaded):
    today = Municipality.objects.filter(valid_to__isnull=True)
    kouvola = today.get(name_fi="Kouvola")

    assert (kouvola.latitude, kouvola.longitude) == (60.94, 26.77)
    assert not today.exclude(latitude__range=(59, 71), longitude__range=(19, 32)).exists()
    assert not Municipality.objects.filter(valid_to__isnull=False, latitude__isnull=False).exists()


def test_second_load_changes_nothing_in_two_queries(loaded, django_assert_num_queries):
    before = list(Municipality.objects.order_by("pk").values())

    with django_assert_num_queries(3):  # savepoint, rows, release
        again = load_municipalities()

    assert (again.added, again.changed, again.total) == (0, 0, 584)
    assert list(Municipality.objects.order_by("pk").values()) == before


def test_load_takes_few_queries(db, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        load_municipalities()


def test_changed_facts_and_successors_are_updated_and_nothing_is_deleted(db, write):
    load_municipalities(write("286,Kouvola,Kouvola,Kymenlaakso,,fi,,,", "044,Elimäki,Elimäki,,,fi,,2008-12-31,286"))
    kept = {row.name_fi: row.pk for row in Municipality.objects.all()}
    NetworkFactory().municipalities.set(kept.values())

    again = load_municipalities(
        write(
            "286,Kouvola,Kouvola,Uusi maakunta,,fi,,,",
            "285,Kotka,Kotka,,,fi,,,",
            "044,Elimäki,Elimä,,,fi,,2008-12-31,285",
        )
    )

    elimaki = Municipality.objects.get(pk=kept["Elimäki"])
    assert (again.added, again.changed) == (1, 2)
    assert (elimaki.name_sv, elimaki.successor.name_fi, elimaki.valid_to) == ("Elimä", "Kotka", date(2008, 12, 31))
    assert Municipality.objects.get(pk=kept["Kouvola"]).region_fi == "Uusi maakunta"


def test_a_municipality_that_ends_keeps_its_row(db, write):
    load_municipalities(write("588,Pertunmaa,Pertunmaa,,,fi,,,", "507,Mäntyharju,Mäntyharju,,,fi,,,"))
    kept = {row.name_fi: row.pk for row in Municipality.objects.all()}

    again = load_municipalities(
        write("588,Pertunmaa,Pertunmaa,,,fi,,2024-12-31,507", "507,Mäntyharju,Mäntyharju,,,fi,,,")
    )

    ended = Municipality.objects.get(pk=kept["Pertunmaa"])
    assert (again.added, again.changed, Municipality.objects.count()) == (0, 1, 2)
    assert (ended.valid_to, ended.successor_id) == (date(2024, 12, 31), kept["Mäntyharju"])


@pytest.mark.parametrize(
    "line",
    [
        "286,Kouvola,Kouvola,,,fi,yesterday,,",
        "2860,Kouvola,Kouvola,,,fi,,,",
        "286,,Kouvola,,,fi,,,",
        "286,Kouvola,Kouvola,,,fi,,,,more",
    ],
)
def test_a_bad_line_is_named_and_nothing_is_loaded(db, write, line):
    with pytest.raises(ValidationError) as refusal:
        load_municipalities(write("285,Kotka,Kotka,,,fi,,,", line))

    assert refusal.value.messages[0].startswith("line 3: ")
    assert list(Municipality.objects.all()) == []


@pytest.mark.parametrize("words", ["Elimäki", "elimaki", "ELIMÄKI"])
def test_ended_municipality_is_found_and_says_what_it_is_today(loaded, words):
    with override("fi"):
        found = [str(row) for row in Municipality.objects.search(words)]

    assert found == ["Elimäki (31.12.2008 asti, nyt Kouvola)"]


def test_search_reads_successors_at_once(loaded, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = [str(row) for row in Municipality.objects.search("anekoski")]

    assert found[0] == "Äänekoski"


def test_swedish_name_is_shown_in_swedish_and_the_finnish_one_where_there_is_none(loaded):
    with override("sv"):
        names = [Municipality.objects.filter(name_fi=name).first().name for name in ("Espoo", "Sippola")]

    assert names == ["Esbo", "Sippola"]


def test_setup_makes_everything_ready_and_may_run_again(db, capsys):
    call_command("setup", verbosity=0)
    call_command("setup", verbosity=0)

    assert Municipality.objects.count() == 584
    assert "Municipalities: 584 in the file, 0 added, 0 changed." in capsys.readouterr().out


def test_file_names_every_row_once():
    lines = DATA.read_text(encoding="utf-8").splitlines()

    assert (lines[0] + "\n", len(lines) - 1, len(set(lines))) == (HEAD, 584, 585)


def log_of(network):
    rows = LogEntry.objects.of(network).order_by("pk")
    return [(row.action, row.actor, row.changes["municipalities"]) for row in rows]


# --- Those of a network ---


def test_municipalities_of_today_and_ended_ones_are_added_once(network, other_network, admin):
    kouvola = MunicipalityFactory(code="286", name_fi="Kouvola")
    elimaki = MunicipalityFactory(code="044", name_fi="Elimäki", valid_to=date(2008, 12, 31), successor=kouvola)

    first = add_municipalities(network, [kouvola], actor=admin)
    second = add_municipalities(network, [elimaki, kouvola, elimaki], actor=admin)
    third = add_municipalities(network, [kouvola], actor=admin)

    assert (first, second, third) == ([kouvola], [elimaki], [])
    assert set(network.municipalities.all()) == {kouvola, elimaki}
    assert log_of(network) == [
        ("network.network.municipalities_added", admin, [None, "286 Kouvola"]),
        ("network.network.municipalities_added", admin, [None, "044 Elimäki"]),
    ]
    assert not other_network.municipalities.exists()


def test_municipality_is_removed_once(network, other_network, admin):
    kotka, hamina = MunicipalityFactory(code="285", name_fi="Kotka"), MunicipalityFactory()
    for one in (network, other_network):
        one.municipalities.add(kotka, hamina)

    assert remove_municipality(network, kotka, actor=admin)
    assert not remove_municipality(network, kotka, actor=admin)

    assert list(network.municipalities.all()) == [hamina]
    assert log_of(network) == [("network.network.municipality_removed", admin, ["285 Kotka", None])]
    assert other_network.municipalities.count() == 2


def test_regions_are_those_of_the_day_with_their_municipalities(db):
    kotka = MunicipalityFactory(region_fi="Kymenlaakso")
    MunicipalityFactory(region_fi="Kymenlaakso", valid_to=date(2008, 12, 31))
    MunicipalityFactory(region_fi="Ennen", valid_to=date(2008, 12, 31))
    MunicipalityFactory(region_fi="Uusimaa")
    nowhere = MunicipalityFactory(region_fi="")
    day = date(2026, 3, 2)

    assert regions_on(day) == ["Kymenlaakso", "Uusimaa"]
    assert list(municipalities_in("kymenlaakso", day)) == [kotka]
    assert nowhere not in municipalities_in("", day)
