"""A question is edited until somebody has answered."""

from datetime import date

import pytest
from django.utils import timezone

from core.errors import DomainError, EditConflict
from core.models import LogEntry
from network.models import Notice
from structure.models import AskedOrganisation, Call
from structure.services import add_call_file, ask_members, edit_call, remove_call_file
from tests.factories.network import OrganisationFactory
from tests.factories.structure import AskedOrganisationFactory, CallFileFactory
from tests.meetings.files import checked
from tests.structure.answers import joins


@pytest.fixture
def facts(themes, asked):
    return {
        "title": " Uudet  teemat ",
        "text": "Luithan liitteen.",
        "due_on": date(2008, 4, 1),
        "themes": themes[:1],
        "organisations": [asked.organisation],
        "version": 0,
    }


def test_question_that_nobody_has_answered_is_edited(call, asked, facts, worker, coordinator, network):
    other = OrganisationFactory(network=network)
    removed = AskedOrganisationFactory(call=call)
    facts["organisations"] += [other]

    edited = edit_call(call, **facts, actor=coordinator)

    assert (edited.title, edited.due_on, edited.version) == ("Uudet teemat", date(2008, 4, 1), 1)
    assert list(edited.themes.all()) == facts["themes"]
    assert set(edited.asked.values_list("organisation", flat=True)) == {asked.organisation_id, other.pk}
    assert not AskedOrganisation.objects.filter(pk=removed.pk).exists()
    assert AskedOrganisation.objects.filter(pk=asked.pk).exists()
    assert LogEntry.objects.of(call).get().changes == {
        "title": ["Kehittämisteemat 2009–2010", "Uudet teemat"],
        "due_on": ["2008-03-01", "2008-04-01"],
    }


def test_whoever_is_asked_only_now_is_told_and_the_others_not_again(network, themes, town, worker, coordinator):
    first = OrganisationFactory(network=network)
    facts = {"title": "Teemat", "due_on": timezone.localdate(), "themes": themes, "actor": coordinator}
    call = ask_members(network, organisations=[first], **facts)

    edit_call(call, organisations=[first, town], version=0, **facts)
    edit_call(call, organisations=[first, town], version=1, **facts)

    assert [notice.user for notice in Notice.objects.all()] == [worker]


def test_question_that_was_asked_on_paper_tells_nobody_when_it_is_edited(call, facts, town, worker, coordinator):
    call.asked.all().delete()

    edit_call(call, **facts, actor=coordinator)

    assert call.asked.get().organisation == town
    assert not Notice.objects.exists()


@pytest.mark.parametrize("act", ["edit", "add a file", "remove a file"])
def test_answered_question_stays_as_it_was(call, asked, themes, facts, coordinator, act):
    attached = CallFileFactory(call=call)
    joins(asked, themes)
    doing = {
        "edit": lambda: edit_call(call, **facts, actor=coordinator),
        "add a file": lambda: add_call_file(call, upload=checked(), actor=coordinator),
        "remove a file": lambda: remove_call_file(attached, actor=coordinator),
    }[act]

    with pytest.raises(DomainError, match="vastannut"):
        doing()

    assert (Call.objects.get().title, list(call.files.all())) == (call.title, [attached])


def test_second_editor_does_not_overwrite_the_first(call, facts, coordinator):
    edit_call(call, **facts, actor=coordinator)

    with pytest.raises(EditConflict):
        edit_call(call, **facts, actor=coordinator)


def test_answer_of_whoever_is_asked_no_more_is_refused(call, asked, themes):
    call.asked.all().delete()

    with pytest.raises(DomainError, match="on poistanut tämän"):
        joins(asked, themes)
