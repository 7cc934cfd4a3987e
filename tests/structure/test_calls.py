"""Members are asked which themes they join; each answer is a row, and the table of a day follows from them."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from core import jobs
from core.errors import DomainError, EditConflict
from core.models import Job, LogEntry, StoredFile
from network.models import Notice
from network.sections import sections_of
from structure.documents.commitments import COMMITMENTS_SHEET, render_commitments, write_commitments
from structure.models import AskedOrganisation, Call, CallFile, ThemeDecision
from structure.queries import answers_of, commitments_on, days_of_change, people_of, structure_on
from structure.reminding import remind_of_calls
from structure.services import add_call_file, answer_call, ask_members, edit_call, remove_call_file
from structure.services.call_files import INSPECT
from tests.factories.network import (
    MunicipalityFactory,
    OrganisationFactory,
    PersonFactory,
    PositionFactory,
    RoleFactory,
    UserFactory,
)
from tests.factories.structure import FIRST, AskedOrganisationFactory, CallFactory, CallFileFactory, PartFactory
from tests.meetings.files import checked, office, pdf, upload

DAY = date(2008, 2, 1)


@pytest.fixture
def themes(network):
    area = PartFactory(network=network, name="Yhteinen työ")
    return [
        PartFactory(network=network, kind="theme", name=name, name__number=number, name__area=area)
        for number, name in enumerate(("Varhainen apu", "Perhekeskus"), start=1)
    ]


@pytest.fixture
def town(network):
    return OrganisationFactory(network=network, municipality=MunicipalityFactory(name_fi="Hanko"), kind="municipality")


@pytest.fixture
def call(network, themes):
    return CallFactory(network=network, themes=themes)


@pytest.fixture
def asked(call, town):
    return AskedOrganisationFactory(call=call, organisation=town)


@pytest.fixture
def worker(network, town):
    """Somebody of a unit of the town, with an account and a role."""
    user = RoleFactory(network=network, kind="member").user
    unit = OrganisationFactory(network=network, parent=town)
    PositionFactory(person=PersonFactory(network=network, user=user), organisation=unit)
    return user


def joins(asked, themes, *, day=DAY, actor=None):
    return answer_call(
        asked, answer="joins", themes=themes, body="Sivistyslautakunta", section="§ 12", decided_on=day, actor=actor
    )


def cells(network, day):
    return {row.name: [answer for _theme, answer in row.answers] for row in commitments_on(network, day).rows}


def url(name, *args):
    return reverse(f"structure:{name}", args=["oma", *args])


def test_asking_tells_whoever_may_answer_and_nobody_else(network, themes, town, worker, coordinator):
    RoleFactory(network=network, kind="member")
    due = timezone.localdate() + timedelta(days=30)

    call = ask_members(network, title="Teemat", due_on=due, themes=themes, organisations=[town], actor=coordinator)

    (asked,) = call.asked.all()
    (notice,) = Notice.objects.all()
    assert (notice.user, notice.path) == (worker, url("call-answer", asked.pk))
    assert asked.organisation_label == town.name
    assert LogEntry.objects.of(call).get().action == "structure.call.asked"


def test_question_of_an_earlier_day_tells_nobody(network, themes, town, worker, coordinator):
    ask_members(
        network, title="Teemat", asked_on=FIRST, due_on=DAY, themes=themes, organisations=[town], actor=coordinator
    )

    assert not Notice.objects.exists()


@pytest.mark.parametrize("wrong", ["no themes", "area", "foreign theme", "nobody", "foreign organisation"])
def test_asking_is_refused(network, other_network, themes, town, coordinator, wrong):
    foreign = PartFactory(network=other_network, kind="theme", name="Muu", name__number=1)
    facts = {"themes": themes, "organisations": [town]} | {
        "no themes": {"themes": []},
        "area": {"themes": [PartFactory(network=network)]},
        "foreign theme": {"themes": [foreign]},
        "nobody": {"organisations": []},
        "foreign organisation": {"organisations": [OrganisationFactory(network=other_network)]},
    }[wrong]

    with pytest.raises(DomainError):
        ask_members(network, title="Teemat", due_on=timezone.localdate(), **facts, actor=coordinator)

    assert not Call.objects.exists()


def test_answer_is_recorded_with_its_decision(asked, themes, coordinator):
    decision = joins(asked, themes[:1], actor=coordinator)

    assert (decision.basis, list(decision.themes.all())) == ("Sivistyslautakunta § 12", themes[:1])
    entry = LogEntry.objects.of(asked.call).get()
    assert (entry.action, entry.changes["answer"]) == ("structure.call.answered", [None, "joins"])


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"themes": []}, "themes"),
        ({"answer": "declines"}, "themes"),
        ({"decided_on": None}, "decided_on"),
        ({"decided_on": date(2999, 1, 1)}, "decided_on"),
        ({"body": " "}, "body"),
    ],
)
def test_answer_is_refused(asked, themes, facts, field):
    right = {"answer": "joins", "themes": themes, "decided_on": DAY, "body": "Lautakunta"}

    with pytest.raises(DomainError) as refusal:
        answer_call(asked, **right | facts, actor=None)

    assert refusal.value.field == field
    assert not ThemeDecision.objects.exists()


def test_theme_that_was_not_asked_cannot_be_joined(asked, network):
    other = PartFactory(network=network, kind="theme", name="Muu", name__number=3)

    with pytest.raises(DomainError):
        joins(asked, [other])


def test_later_needs_neither_day_nor_body(asked):
    assert answer_call(asked, answer="later", actor=None).decided_on == timezone.localdate()


def test_change_is_a_further_row_and_the_table_of_each_day_keeps_what_held(network, asked, themes):
    joins(asked, themes, day=DAY)
    answer_call(asked, answer="declines", body="Kunnanhallitus", decided_on=date(2008, 6, 1), actor=None)

    assert [cells(network, day)["Hanko"] for day in (FIRST, DAY, date(2008, 6, 1))] == [
        ["waiting", "waiting"],
        ["joins", "joins"],
        ["declines", "declines"],
    ]
    assert commitments_on(network, DAY).themes[0].joined == 1
    answered, waiting = answers_of(asked.call)
    assert ([len(one.earlier) for one in answered], waiting) == ([1], [])


def test_later_and_silence_leave_what_an_earlier_question_brought(network, asked, themes, town):
    joins(asked, themes[:1])
    newer = CallFactory(network=network, themes=themes, asked_on=date(2008, 4, 1), due_on=date(2008, 5, 1))
    again = AskedOrganisationFactory(call=newer, organisation=town)

    assert cells(network, date(2008, 4, 1)) == {"Hanko": ["joins", "declines"]}
    answer_call(again, answer="later", decided_on=date(2008, 4, 2), actor=None)
    assert cells(network, date(2008, 4, 2)) == {"Hanko": ["joins", "declines"]}
    joins(again, themes[1:], day=date(2008, 4, 3))
    assert cells(network, date(2008, 4, 3)) == {"Hanko": ["declines", "joins"]}


def test_figure_shows_who_has_joined_a_theme_from_the_day_of_the_decision(network, asked, themes, town):
    joins(asked, themes[:1])

    before, after = (structure_on(network, day).themes for day in (FIRST, DAY))

    assert [len(theme.children) for theme in before] == [0, 0]
    assert [[(one.kind, one.pk, one.name) for one in theme.children] for theme in after] == [
        [("member", town.pk, "Hanko")],
        [],
    ]
    assert DAY in days_of_change(network)


def test_organisation_that_has_ended_is_in_no_table_after_it(network, asked, themes, town):
    joins(asked, themes)
    town.valid_to = date(2008, 12, 31)
    town.save()

    assert [list(cells(network, day)) for day in (date(2008, 12, 31), date(2009, 1, 1))] == [["Hanko"], []]


@pytest.mark.parametrize("count", [1, 4])
def test_table_asks_as_much_for_many_as_for_few(network, call, themes, django_assert_num_queries, count):
    for _number in range(count):
        joins(AskedOrganisationFactory(call=call), themes)

    with django_assert_num_queries(6):
        commitments_on(network, DAY)


def test_people_of_an_organisation_are_those_with_a_role_who_work_or_speak_there(network, asked, town, worker):
    orderer = RoleFactory(network=network, kind="orderer", organisation=town).user
    without_role = UserFactory()
    PositionFactory(person=PersonFactory(network=network, user=without_role), organisation=town)
    closed = RoleFactory(network=network, kind="orderer", organisation=town, user__is_active=False).user

    assert set(people_of(asked, timezone.localdate())) == {worker, orderer}
    assert closed not in people_of(asked, timezone.localdate())
    assert [asked in AskedOrganisation.objects.visible_to(user) for user in (worker, orderer, without_role)] == [
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("day", "told"),
    [("2008-02-22", 0), ("2008-02-23", 1), ("2008-02-29", 1), ("2008-03-01", 0), ("2008-03-02", 1), ("2008-04-30", 0)],
)
def test_reminder_has_its_days(asked, worker, day, told):
    worker.roles.update(valid_from=None)

    assert remind_of_calls(date.fromisoformat(day)) == told


def test_reminder_is_one_for_each_turn_and_stops_with_the_answer(asked, worker, themes):
    for day in (date(2008, 2, 23), date(2008, 2, 24), date(2008, 3, 2), date(2008, 3, 9)):
        remind_of_calls(day)

    assert Notice.objects.filter(user=worker).count() == 3
    joins(asked, themes)
    assert remind_of_calls(date(2008, 3, 9)) == 0


def test_printed_table_and_sheet_say_the_same(network, asked, themes):
    joins(asked, themes[:1])

    html = render_commitments(network, DAY.isoformat(), "fi").html
    rows = list(load_workbook(BytesIO(write_commitments(network, DAY.isoformat(), "fi").content)).active.values)

    for words in ("Hanko", "1. Varhainen apu", "Mukana", "Ei mukana"):
        assert words in html
    assert rows == [("Jäsen", "1. Varhainen apu", "2. Perhekeskus"), ("Hanko", "Mukana", "Ei mukana")]


def test_page_shows_the_table_and_asks_for_its_documents(client_as, member, asked, themes):
    joins(asked, themes[:1])
    browser = client_as(member)

    page = browser.get(url("commitments"), {"paiva": "1.2.2008"})
    browser.post(url("commitments"), {"paiva": "1.2.2008", "excel": "1"})

    assert page.context["table"].rows[0].name == "Hanko"
    assert url("call-create") not in page.content.decode()
    stored = StoredFile.objects.get()
    assert (stored.kind, stored.variant) == (COMMITMENTS_SHEET, "2008-02-01")


def test_page_without_questions_says_what_would_be_here(client_as, coordinator):
    page = client_as(coordinator).get(url("commitments")).content.decode()

    assert "luetellaan täällä" in page
    assert url("call-create") in page


def test_coordinator_asks_all_municipalities_of_all_themes(client_as, coordinator, themes, town):
    browser = client_as(coordinator)
    form = browser.get(url("call-create")).context["form"]
    facts = {"title": "Teemat", "due_on": "31.12.2099", "themes": form.initial["themes"]}

    response = browser.post(url("call-create"), facts | {"organisations": form.initial["organisations"]})

    call = Call.objects.get()
    assert response.url == url("call-detail", call.pk)
    assert ([one.organisation for one in call.asked.all()], set(call.themes.all())) == ([town], set(themes))


def test_member_answers_for_the_own_organisation_only(client_as, worker, asked, themes):
    other = AskedOrganisationFactory(call=asked.call)
    browser = client_as(worker)
    facts = {"answer": "joins", "themes": [themes[0].pk], "body": "Sivistyslautakunta", "decided_on": "1.2.2008"}

    response = browser.post(url("call-answer", asked.pk), facts)

    assert response.url == url("call-detail", asked.call_id)
    page = browser.get(response.url).content.decode()
    assert "Sivistyslautakunta" in page
    assert (url("call-answer", asked.pk) in page, url("call-answer", other.pk) in page) == (True, False)
    assert browser.get(url("call-answer", other.pk)).status_code == 404


def test_refusal_stands_at_its_field(client_as, coordinator, asked, themes):
    facts = {"answer": "joins", "themes": [themes[0].pk], "body": "", "decided_on": "1.2.2008"}

    response = client_as(coordinator).post(url("call-answer", asked.pk), facts)

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["body"])


def test_page_of_an_organisation_tells_what_it_joins(asked, themes, town, member, outsider):
    joins(asked, themes[:1])

    (found,) = sections_of(town, member)
    assert [line.text for line in found.lines] == ["Mukana: 1. Varhainen apu"]
    assert sections_of(town, outsider) == []


# --- Editing, and attachments ---


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

    with pytest.raises(DomainError, match="enää kysytä"):
        joins(asked, themes)


def test_form_of_a_question_holds_what_is_asked_also_when_it_has_ended(call, asked, themes, client_as, coordinator):
    type(themes[0]).objects.filter(pk=themes[0].pk).update(valid_to=DAY)
    browser = client_as(coordinator)

    form = browser.get(url("call-update", call.pk)).context["form"]
    typed = {"title": "Uusi", "due_on": "1.4.2008", "version": 0}
    typed |= {name: [str(one) for one in form.initial[name]] for name in ("themes", "organisations")}
    saved = browser.post(url("call-update", call.pk), typed)

    assert saved.url == url("call-detail", call.pk)
    assert (Call.objects.get().title, set(call.themes.all())) == ("Uusi", set(themes))


def test_file_is_handed_out_after_it_was_looked_into(call, client_as, coordinator, member):
    asking, reading = client_as(coordinator), client_as(member)
    asking.post(url("call-file-create", call.pk), {"file": upload(pdf(), "ohje.pdf")})
    attached = CallFile.objects.get()
    early = reading.get(url("call-file", call.pk, attached.pk))

    jobs.run(Job.objects.get(kind=INSPECT).pk)
    sent = reading.get(url("call-file", call.pk, attached.pk))

    assert early.url == url("call-detail", call.pk)
    assert "ohje.pdf" in reading.get(url("call-detail", call.pk)).content.decode()
    assert sent.status_code == 303
    assert b"".join(reading.get(sent.url).streaming_content).startswith(b"%PDF")
    assert LogEntry.objects.of(call).get().changes == {"file": [None, "ohje.pdf"]}


def test_file_of_another_kind_is_refused_at_its_field(call, client_as, coordinator):
    page = client_as(coordinator).post(url("call-file-create", call.pk), {"file": upload(b"MZ", "ohje.exe")})

    assert (page.status_code, list(page.context["form"].errors)) == (422, ["file"])
    assert not CallFile.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_file_with_an_identity_code_is_removed_and_the_page_says_so(call, client_as, coordinator, identity_code):
    content = office(parts=[("word/document.xml", f"<w:t>{identity_code}</w:t>")])
    add_call_file(call, upload=checked(content, "ohje.docx"), actor=coordinator)

    jobs.run(Job.objects.get(kind=INSPECT).pk)

    attached = CallFile.objects.get()
    assert (bool(attached.file), attached.file_name, attached.can_be_fetched) == (False, "", False)
    assert "Sisälsi henkilötunnuksen" in client_as(coordinator).get(url("call-detail", call.pk)).content.decode()
    assert LogEntry.objects.of(call).first().action == "structure.call.file_refused"


def test_file_is_removed_with_its_bytes(call, client_as, coordinator, django_capture_on_commit_callbacks):
    attached = CallFileFactory(call=call)
    storage, name, browser = attached.file.storage, attached.file.name, client_as(coordinator)
    asks = browser.get(url("call-file-remove", call.pk, attached.pk))

    with django_capture_on_commit_callbacks(execute=True):
        removed = browser.post(url("call-file-remove", call.pk, attached.pk))

    assert "liite.pdf" in asks.content.decode()
    assert (removed.url, CallFile.objects.count(), storage.exists(name)) == (url("call-detail", call.pk), 0, False)


def test_file_that_somebody_else_has_removed_is_removed_once(call, coordinator):
    attached = CallFileFactory(call=call)
    seen = CallFile.objects.get()

    for one in (attached, seen):
        remove_call_file(one, actor=coordinator)

    assert [entry.action for entry in LogEntry.objects.of(call)] == ["structure.call.file_removed"]


def test_files_are_offered_beside_the_answer_and_acts_to_whoever_asks(call, asked, worker, client_as, coordinator):
    CallFileFactory(call=call)

    answering = client_as(worker).get(url("call-answer", asked.pk)).content.decode()
    reading = client_as(worker).get(url("call-detail", call.pk)).content.decode()
    asking = client_as(coordinator).get(url("call-detail", call.pk)).content.decode()

    assert "liite.pdf" in answering
    assert [url("call-update", call.pk) in page for page in (answering, reading, asking)] == [False, False, True]
