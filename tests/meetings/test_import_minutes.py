"""The command that reads minutes from a file."""

import pytest
from django.core.management import CommandError, call_command

from meetings.exchange import as_bytes


def test_the_command_imports_a_file_once(network, data, tmp_path, capsys):
    (tmp_path / "muistio.json").write_bytes(as_bytes(data))

    for _time in range(2):
        call_command("import_minutes", str(tmp_path / "muistio.json"))

    meeting = network.meetings.get()
    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        f"Imported: {meeting.title} ({meeting.get_absolute_url()})",
        f"Already there: {meeting.title} ({meeting.get_absolute_url()})",
    ]


def test_the_command_asks_for_the_network_when_there_are_several(network, other_network, tmp_path):
    with pytest.raises(CommandError) as refused:
        call_command("import_minutes", str(tmp_path / "muistio.json"))

    assert str(refused.value) == "Name the network with --network. The networks are: oma, toinen."


def test_the_command_names_file_and_place(network, data, tmp_path):
    path = tmp_path / "muistio.json"
    path.write_bytes(as_bytes(data | {"title": None}))

    with pytest.raises(CommandError) as refused:
        call_command("import_minutes", str(path), network="oma")

    assert str(refused.value) == f"{path}: $.title: must be a text."
