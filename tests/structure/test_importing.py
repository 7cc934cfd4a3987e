"""A structure from a file: our own small one, and the real one where it stands beside the checkout."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils.html import escape

from core.errors import FileRefused
from network.models import Group, Person
from structure.documents import render_structure
from structure.enums import PartKind
from structure.models import Part, PartContact
from structure.queries import structure_on
from structure.services import import_structure
from tests.factories.network import NetworkFactory, PersonFactory

REAL = Path(__file__).parents[3] / "shared" / "domain" / "themes.csv"
needs_the_real_file = pytest.mark.skipif(not REAL.exists(), reason="../shared is not beside the checkout")
COLUMNS = ["kind", "number", "area", "name", "name_clean", "language", "contact", "date"]
OURS = [
    ("development_group", "", "", "Jatkon ryhmä", "", "fi", "", "2008-10-10"),
    ("development_group", "", "Yhteinen työ", "Yhteisen työn ryhmä", "", "fi", "", "2008-10-10"),
    ("development_group", "", "Ruotsiksi", "Ruotsinkielinen ryhmä", "", "sv", "", "2008-10-10"),
    ("area", "", "", "YHTEINEN TYÖ", "Yhteinen työ", "fi", "", "2008-10-10"),
    ("theme", "1", "Yhteinen työ", "Apu arjessa", "", "fi", "", "2008-10-10"),
    ("theme_renamed", "1", "Yhteinen työ", "Arjen apu", "", "fi", "Maija Esimerkki", "2009-01-15"),
    ("strand", "", "Ruotsiksi", "Ruotsinkielinen työ", "", "sv", "Teppo Malli", "2008-10-10"),
]


def content_of(*rows, columns=COLUMNS):
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerows([columns, *rows])
    return out.getvalue().encode()


def outline(nodes):
    return [(node.label, outline(node.children)) for node in nodes]


def test_import_takes_the_structure_in_whole(network):
    done = import_structure(network, content_of(*OURS), actor=None)

    found = structure_on(network, date(2008, 12, 1))
    assert outline(found.areas) == [("Yhteinen työ", [("1. Apu arjessa", []), ("Yhteisen työn ryhmä", [])])]
    assert outline(found.strands) == [("Ruotsinkielinen työ", [("Ruotsinkielinen ryhmä", [])])]
    assert outline(found.groups) == [("Jatkon ryhmä", [])]
    assert structure_on(network, date(2009, 1, 15)).themes[0].label == "1. Arjen apu"
    assert (done.added, done.known, done.unknown_contacts) == (7, 0, 2)
    assert Part.objects.get(kind=PartKind.STRAND).language == "sv"


def test_second_import_changes_nothing(network):
    import_structure(network, content_of(*OURS), actor=None)

    done = import_structure(network, content_of(*OURS), actor=None)

    assert (done.added, done.known) == (0, 7)
    assert (Part.objects.count(), Group.objects.count()) == (3, 3)


def test_import_names_contacts_that_the_network_knows_and_makes_nobody(network, other_network):
    known = PersonFactory(network=network, first_name="Maija", last_name="Esimerkki")
    PersonFactory(network=other_network, first_name="Teppo", last_name="Malli")

    done = import_structure(network, content_of(*OURS), actor=None)

    assert [contact.person for contact in PartContact.objects.all()] == [known]
    assert (done.unknown_contacts, Person.objects.count()) == (1, 2)


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"kind": "aihe"}, 2),
        ({"date": "10.10.2008"}, 2),
        ({"kind": "theme", "number": "yksi"}, 2),
        ({"kind": "theme", "number": "1", "area": "Ei ole"}, 2),
        ({"kind": "theme_renamed", "number": "9"}, 2),
        ({"area": "Ei ole"}, 2),
        ({"name": "x" * 300}, 2),
    ],
)
def test_import_refuses_the_whole_file_with_the_line(network, change, line):
    row = dict(zip(COLUMNS, OURS[0], strict=True)) | change

    with pytest.raises(FileRefused) as refusal:
        import_structure(network, content_of(list(row.values())), actor=None)

    assert [number for number, _message in refusal.value.problems] == [line]
    assert not Part.objects.exists()


def test_import_refuses_a_number_that_has_another_name(network):
    import_structure(network, content_of(*OURS), actor=None)
    other = ("theme", "1", "Yhteinen työ", "Aivan muu", "", "fi", "", "2008-10-10")

    with pytest.raises(FileRefused):
        import_structure(network, content_of(other), actor=None)


@pytest.mark.parametrize("content", [b"\xff\xfe", b"kind,number\n", b"x" * 1_000_001])
def test_import_refuses_what_is_no_such_file(network, content):
    with pytest.raises(FileRefused):
        import_structure(network, content, actor=None)


def test_command_needs_no_name_where_one_network_has_no_structure(network, tmp_path, capsys):
    file = tmp_path / "rakenne.csv"
    file.write_bytes(content_of(*OURS))

    call_command("import_structure", str(file))

    assert "7 rows taken in, 0 were known" in capsys.readouterr().out
    NetworkFactory.create_batch(2)
    with pytest.raises(CommandError):
        call_command("import_structure", str(file))
    call_command("import_structure", str(file), network=network.slug)
    with pytest.raises(CommandError):
        call_command("import_structure", str(tmp_path / "puuttuu.csv"), network=network.slug)


def test_command_tells_of_lines_that_are_not_in_order(network, tmp_path):
    file = tmp_path / "rakenne.csv"
    file.write_bytes(content_of(["aihe"]))

    with pytest.raises(CommandError):
        call_command("import_structure", str(file))


@needs_the_real_file
def test_real_file_gives_groups_areas_themes_strand_and_the_new_name(network):
    call_command("import_structure", str(REAL))

    before, after = (structure_on(network, day) for day in (date(2008, 12, 1), date(2009, 2, 1)))
    counts = {kind: len(before.of_kind(kind)) for kind in ("area", "theme", "strand", "group")}
    assert counts == {"area": 3, "theme": 7, "strand": 1, "group": 5}
    assert [node.number for node in before.themes] == [1, 2, 3, 4, 5, 6, 7]
    names = [found.themes[1].name for found in (before, after)]
    rows = list(csv.DictReader(REAL.read_text(encoding="utf-8").splitlines()))
    assert names == [row["name"] for row in rows if row["number"] == "2"]
    assert Person.objects.count() == 0


@needs_the_real_file
@pytest.mark.parametrize(("day", "kind"), [("2008-12-01", "theme"), ("2009-02-01", "theme_renamed")])
def test_real_file_is_printed_with_all_of_the_structure_in_its_order(network, day, kind):
    call_command("import_structure", str(REAL))
    rows = list(csv.DictReader(REAL.read_text(encoding="utf-8").splitlines()))
    second = next(row["name"] for row in rows if row["kind"] == kind and row["number"] == "2")

    rendered = render_structure(network, day, "fi")

    # Lines of a picture are broken; the list below the pictures has each name in one piece.
    pictures, words = rendered.html.split("structure-key")
    themes = [second if row["number"] == "2" else row["name"] for row in rows if row["kind"] == "theme"]
    places = [words.index(escape(f"{number}. {name}")) for number, name in enumerate(themes, 1)]
    assert places == sorted(places)
    assert all(
        escape(row["name_clean"] or row["name"]) in words for row in rows if not row["kind"].startswith("theme")
    )
    assert pictures.count("<svg") == 5
    other = next(row["name"] for row in rows if row["number"] == "2" and row["name"] != second)
    assert escape(other) not in rendered.html
