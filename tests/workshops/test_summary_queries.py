"""What the summary of a day says, in which order, and its matrix."""

import pytest

from tests.factories.workshops import (
    FollowUpFactory,
    ReflectionFactory,
    SummaryThemeFactory,
    WorkshopFactory,
)
from workshops.enums import Showing, SummaryOrder, Topic
from workshops.models import FollowUpNews
from workshops.queries import lines_of, matrix_of, summary_of
from workshops.services import import_workshop_day

BY_WORKSHOP, BY_MUNICIPALITY = SummaryOrder.WORKSHOPS, SummaryOrder.MUNICIPALITIES


def outline(summary):
    """[(heading of a part, [(heading of a group, [text of a line])])]"""
    return [
        (part.heading, [(group.heading, [line.text for line in group.lines]) for group in part.groups])
        for part in summary.parts
    ]


@pytest.fixture
def imported(network, data):
    return import_workshop_day(network, data, actor=None)


def test_imported_day_has_its_own_headings_where_they_stood(imported):
    summary = summary_of(imported, order=BY_WORKSHOP)

    assert (summary.date, summary.subtitles, summary.thanks) == ("1.9.2009", ("KOONTI",), "KIITOS KAIKILLE!")
    assert summary.parts[0].intro == "Kuntien kommentit pajoittain"
    assert outline(summary) == [
        (
            "PAJOJEN ANTI",
            [
                ("A. Palveluohjaus", ["Tarpeeksi aikaisin (Siuntio)", "Sopisi Keravallekin"]),
                ("B. Perhekoulu", []),
            ],
        ),
        ("Muita kommentteja työpajoista", [("", ["Intoa kehittämiseen [Vihti]"])]),
        ("JATKOTYÖ (1/2)", [("TYÖN SISÄLTÖ", ["Tiivis työ"])]),
        ("JATKOTYÖ (2/2)", [("TIEDONSIIRTO", ["Päättäjille"])]),
        (
            "Organisoituminen ja aikataulu",
            [("KERAVA", ["Esimiehille", "Talousarvioon"]), ("SIUNTION KUNTA", ["Mahdollisimman pian"])],
        ),
        ("Palaute päivästä", [("", ["Etukäteistieto hyvä!"])]),
    ]


def test_municipality_stands_after_the_last_point(imported):
    (line,) = summary_of(imported, order=BY_WORKSHOP).parts[2].groups[0].lines

    assert line.points == ("Perhetyö", "Nuoret (Kerava)")


def test_by_municipality_everything_of_one_stands_together(imported):
    assert outline(summary_of(imported, order=BY_MUNICIPALITY)) == [
        ("", []),
        (
            "Kerava",
            [("TYÖN SISÄLTÖ", ["Tiivis työ"]), ("Organisoituminen ja aikataulu", ["Esimiehille", "Talousarvioon"])],
        ),
        (
            "Siuntio",
            [
                ("A. Palveluohjaus", ["Tarpeeksi aikaisin"]),
                ("Organisoituminen ja aikataulu", ["Mahdollisimman pian"]),
            ],
        ),
        ("Vihti", [("Muita kommentteja työpajoista", ["Intoa kehittämiseen"])]),
        (
            "Ilman kuntaa",
            [("A. Palveluohjaus", ["Sopisi Keravallekin"]), ("TIEDONSIIRTO", ["Päättäjille"])],
        ),
        ("Palaute päivästä", [("", ["Etukäteistieto hyvä!"])]),
    ]


def test_headings_above_nothing_and_before_nothing_are_kept(imported):
    imported.printed["headings"]["workshops"] = [{"text": "TOINEN", "before": 1}, {"text": "LOPPU", "before": 2}]

    parts = summary_of(imported, order=BY_WORKSHOP).parts

    assert [(part.heading, len(part.groups)) for part in parts[:3]] == [("", 1), ("TOINEN", 1), ("LOPPU", 0)]


def test_only_shown_lines_are_in_it(workshop):
    for showing in Showing:
        ReflectionFactory(workshop=workshop, text=f"Kommentti {showing}", showing=showing)
        FollowUpFactory(day=workshop.day, text=f"Askel {showing}", showing=showing)

    words = repr(summary_of(workshop.day, order=BY_WORKSHOP))

    assert [f"{what} {showing}" in words for what in ("Kommentti", "Askel") for showing in Showing] == [
        False, True, False, False, True, False,
    ]  # fmt: skip


def test_steps_of_a_municipality_stand_together_whoever_sent_first(day):
    for place in ("Kerava", "Vihti", "Kerava"):
        FollowUpFactory(day=day, municipality_label=place, text="Askel")

    (part,) = summary_of(day, order=BY_WORKSHOP).parts

    assert [(group.heading, len(group.lines)) for group in part.groups] == [("KERAVA", 2), ("VIHTI", 1)]


def test_topics_stand_in_our_order(day):
    for topic in (Topic.COOPERATION, Topic.SPREADING, Topic.CONTENT):
        FollowUpFactory(day=day, topic=topic)

    (part,) = summary_of(day, order=BY_WORKSHOP).parts

    assert [group.heading for group in part.groups] == [
        str(topic.label) for topic in (Topic.CONTENT, Topic.SPREADING, Topic.COOPERATION)
    ]


def test_kinds_and_themes_have_headings_of_their_own(workshop):
    theme = SummaryThemeFactory(day=workshop.day, name="Raha")
    ReflectionFactory(workshop=workshop, text="Rahaa", kind="hinder", theme=theme)
    ReflectionFactory(workshop=workshop, text="Aikaa", kind="hinder")
    ReflectionFactory(workshop=workshop, text="Paperilta")

    ((group,),) = (part.groups for part in summary_of(workshop.day, order=BY_WORKSHOP).parts)

    assert [line.text for line in group.lines] == ["Paperilta (Siuntio)"]
    assert [(inner.heading, [line.text for line in inner.lines]) for inner in group.groups] == [
        ("Mikä estäisi", ["Aikaa (Siuntio)"]),
        ("Raha", ["Rahaa (Siuntio)"]),
    ]


def test_step_tells_who_does_it_and_what_came_of_it(day):
    step = FollowUpFactory(day=day, text="Viedään eteenpäin", who="Esimiehet")
    FollowUpNews.objects.create(follow_up=step, state="done", text="Vietiin.")

    (line,) = summary_of(day, order=BY_WORKSHOP).parts[0].groups[0].lines

    assert line.text == "Viedään eteenpäin – Esimiehet"
    assert line.news[0].endswith("Vietiin.")


def test_headings_are_in_the_language_of_the_meeting(network):
    workshop = WorkshopFactory(day__network=network, day__meeting__language="sv")

    summary = summary_of(workshop.day, order=BY_WORKSHOP)

    assert summary.parts[0].heading == "Vad verkstäderna gav och hur det kan användas"


def test_matrix_counts_and_leads_to_the_first_comment(day, workshop, comments):
    ReflectionFactory(day=day, workshop=None, municipality_label="")

    matrix = matrix_of(lines_of(day))

    assert [(row.name, [cell.count for cell in row.cells], row.total) for row in matrix.rows] == [
        ("Siuntio", [3, 0], 3),
        ("", [0, 1], 1),
    ]
    assert (matrix.rows[0].cells[0].anchor, matrix.totals, matrix.total) == (f"k{comments[0].pk}", (3, 1), 4)
