"""Workshop days as data: taken in whole, given back as they came, refused with every place that is wrong."""

import json

import pytest
from django.core.management import CommandError, call_command

from core.models import LogEntry
from meetings.models import Meeting
from tests.factories.network import MunicipalityFactory
from workshops.enums import Topic
from workshops.exchange import WorkshopDayRefused, day_in_file, day_to_json
from workshops.models import FollowUp, Reflection, WorkshopDay
from workshops.services import import_workshop_day


def test_day_is_given_back_as_it_came(network, data):
    assert day_to_json(import_workshop_day(network, data, actor=None)) == data


def test_the_real_day_is_given_back_as_it_came(network, real):
    day = import_workshop_day(network, real, actor=None)

    assert day_to_json(day) == real
    assert (day.workshops.count(), day.reflections.count(), day.follow_ups.count(), day.feedback.count()) == (
        6, 59, 32, 13,
    )  # fmt: skip


def test_same_data_twice_make_one_day(network, data):
    first = import_workshop_day(network, data, actor=None)

    assert import_workshop_day(network, data, actor=None) == first
    assert LogEntry.objects.filter(action="workshops.day.imported").count() == 1


def test_other_data_of_the_same_day_are_refused(network, data):
    day = import_workshop_day(network, data, actor=None)

    with pytest.raises(WorkshopDayRefused) as refused:
        import_workshop_day(network, data | {"thanks": None}, actor=None)

    assert day.get_absolute_url() in str(refused.value)


def test_day_is_a_meeting_of_its_date(network, data):
    meeting = import_workshop_day(network, data, actor=None).meeting

    assert (str(meeting.when_words), meeting.state, meeting.document_kind) == ("1.9.2009", "held", "summary")


def test_municipalities_are_found_as_they_were_that_day(network, data):
    kerava = MunicipalityFactory(name_fi="Kerava")

    import_workshop_day(network, data, actor=None)

    assert set(FollowUp.objects.filter(municipality=kerava).values_list("municipality_label", flat=True)) == {"Kerava"}
    assert Reflection.objects.get(municipality_label="Siuntio").municipality is None


def test_topics_are_known_by_their_headings(network, real):
    day = import_workshop_day(network, real, actor=None)

    topics = list(dict.fromkeys(day.follow_ups.values_list("topic", flat=True)))
    assert topics == [Topic.CONTENT, Topic.SPREADING, Topic.COOPERATION, Topic.ORGANISING]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"title": None}, "$.title: "),
        ({"format": "verkosto-minutes/1"}, "$.format: "),
        ({"date": "1.9.2009"}, "$.date: "),
        ({"feedback": ["Soita 010190-001P"]}, "$.feedback[0]: "),
        ({"follow_up": [{"municipality": "Kerava", "printed": "KERAVA"}]}, "$.follow_up[0].lines: "),
        (
            {"other_comments": [{"text": "x" * 2001, "municipality": None, "printed": "x"}]},
            "$.other_comments[0].text: ",
        ),
        # A topic of nothing could not be given back.
        ({"further_work": [{"topic": "TYHJÄ", "entries": []}]}, "$.further_work: "),
    ],
)
def test_wrong_data_are_refused_whole(network, data, change, problem):
    with pytest.raises(WorkshopDayRefused) as refused:
        import_workshop_day(network, data | change, actor=None)

    assert refused.value.problems[0].startswith(problem)
    assert "010190" not in str(refused.value)


def test_refused_data_leave_nothing(network, data, tmp_path):
    path = tmp_path / "paiva.json"
    path.write_text(json.dumps(data | {"further_work": [{"topic": "TYHJÄ", "entries": []}]}))

    with pytest.raises(CommandError):
        call_command("import_workshop_day", str(path))

    assert (WorkshopDay.objects.count(), Meeting.objects.count()) == (0, 0)


def test_file_that_is_no_json_is_refused():
    with pytest.raises(WorkshopDayRefused):
        day_in_file(b"PK\x03\x04")


def test_command_takes_the_day_in_once(network, data, tmp_path, capsys):
    path = tmp_path / "paiva.json"
    path.write_text(json.dumps(data))

    for _time in range(2):
        call_command("import_workshop_day", str(path))

    words = [line.split(":")[0] for line in capsys.readouterr().out.splitlines()]
    assert words == ["Imported", "Already there"]


def test_command_finds_the_network_by_the_municipalities_of_the_day(network, other_network, data, tmp_path):
    path = tmp_path / "paiva.json"
    path.write_text(json.dumps(data))
    other_network.municipalities.add(MunicipalityFactory(name_fi="Siuntio"))

    call_command("import_workshop_day", str(path))

    assert WorkshopDay.objects.get().network == other_network


def test_command_asks_for_the_network_when_several_would_do(network, other_network, data, tmp_path):
    path = tmp_path / "paiva.json"
    path.write_text(json.dumps(data))

    with pytest.raises(CommandError, match="Name the network with --network"):
        call_command("import_workshop_day", str(path))
