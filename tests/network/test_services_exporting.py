"""What is held of a person and of an account: all of it, nothing of anybody else, and never a concern."""

import json

import pytest
from django.urls import reverse

from core.audit import record_view
from core.exporting import as_json
from core.models import LogEntry, ViewLog
from meetings.enums import Layer
from network.models import Person, User
from network.services import choose_mails, export_account, export_person, open_feed, read_account, read_person
from tests.factories.bank import (
    ConcernOpeningFactory,
    EnquiryFactory,
    MemberFactory,
    OrderFactory,
    PauseFactory,
    SlotFactory,
)
from tests.factories.meetings import ActionFactory, AttendanceFactory, CommentFactory, ItemFactory, MeetingFactory
from tests.factories.network import (
    GroupMembershipFactory,
    NoticeFactory,
    PersonFactory,
    PositionFactory,
    UserFactory,
)
from tests.factories.structure import PartContactFactory, PartFactory

pytestmark = pytest.mark.django_db

# Every relation to a person or an account: of each somebody has thought whether it is told, and where.
TOLD = {
    "account.EmailAddress.user", "bank.ConcernOpening.user", "bank.Member.person", "bank.Order.contact",
    "bank.TrainingParticipant.person",
    "bulletins.BulletinMail.person", "bulletins.BulletinVersion.published_by", "bulletins.Bulletin_writers.user",
    "core.LogEntry.actor", "core.StoredFile.created_by", "core.ViewLog.user",
    "meetings.Approval.approved_by", "meetings.Attendance.person", "meetings.Comment.author",
    "meetings.Invitation.person", "meetings.MeetingTemplate_people.person",
    "meetings.MinutesMail.person", "meetings.MinutesVersion.signed_by", "meetings.Outcome.owner_person",
    "meetings.Revision.author", "meetings.TemplateItem.presenter",
    "methods.VersionAuthor.user", "methods.VersionComment.by", "methods.VersionEvent.by",
    "mfa.Authenticator.user", "network.Acceptance.user", "network.CalendarFeed.user", "network.Digest.user",
    "network.GroupMembership.person", "network.MailChoice.user", "network.Notice.user",
    "network.Person.merged_into", "network.Person.user",
    "network.Position.person", "network.Role.user", "structure.PartContact.person",
}  # fmt: skip
# Who did what with somebody else's data: the log of acts tells it.
IN_THE_LOG = {
    "bank.Declaration.declared_by", "bank.Enquiry.answered_by", "bank.ImportPreview.created_by",
    "bank.Invitation.answered_by", "bank.Invitation.sent_by", "bank.Order.created_by", "bank.OrderEvent.actor",
    "bank.OrderQuestion.answered_by", "bank.OrderQuestion.asked_by", "bank.TeamDraft.made_by",
    "bank.YearStatistic.frozen_by", "core.Job.created_by", "meetings.Attachment.remind_whom",
    "meetings.OutcomeEvent.actor", "methods.MethodVersion.author", "methods.VersionComment.resolved_by",
    "network.ImportPreview.created_by",
}  # fmt: skip
# Nothing of another service by which somebody signs in is stored.
ALWAYS_EMPTY = {"socialaccount.SocialAccount.user"}
OF_DJANGO = {"network.User_groups.user", "network.User_user_permissions.user"}


@pytest.fixture
def person(network, as_role):
    user = as_role("facilitator", email="aada@kunta.example", name="Aada Esimerkki")
    return PersonFactory(
        network=network, first_name="Aada", last_name="Esimerkki", email="aada@kunta.example", user=user
    )


def rows_of(parts):
    return {part.name: json.loads(as_json([part]))["parts"][0]["rows"] for part in parts}


def test_every_relation_to_people_and_accounts_has_been_thought_of():
    found = {
        f"{relation.related_model._meta.label}.{relation.field.name}"
        for model in (Person, User)
        for relation in model._meta.get_fields(include_hidden=True)
        if relation.auto_created and not relation.concrete and not relation.many_to_many
    }

    assert found == TOLD | IN_THE_LOG | ALWAYS_EMPTY | OF_DJANGO


def test_person_is_told_all_that_the_apps_hold(person, admin, network):
    PositionFactory(person=person, title="sosiaaliohjaaja")
    GroupMembershipFactory(person=person)
    member = MemberFactory(network=network, person=person)
    PauseFactory(member=member, reason="opinnot")
    SlotFactory(order=OrderFactory(network=network), member=member)
    OrderFactory(network=network, contact=person, summary="Koulutus kehittäjille")
    EnquiryFactory(network=network, name="Aada Esimerkki", email="aada@kunta.example", text="Onko tilaa?")
    meeting = MeetingFactory(network=network)
    AttendanceFactory(meeting=meeting, person=person)
    CommentFactory(meeting=meeting, author=person.user, text="Puuttuu päivä.")

    rows = rows_of(export_person(person, actor=admin))

    assert rows["person"][0]["last_name"] == "Esimerkki"
    assert rows["positions"][0]["title"] == "sosiaaliohjaaja"
    assert rows["pauses"][0]["reason"] == "opinnot"
    assert rows["orders"][0]["summary"] == "Koulutus kehittäjille"
    assert rows["enquiries"][0]["text"] == "Onko tilaa?"
    assert rows["comments"][0]["text"] == "Puuttuu päivä."
    assert rows["roles"][0]["kind"] == "facilitator"
    assert [len(rows[name]) for name in ("groups", "memberships", "places", "attendances")] == [1, 1, 1, 1]


def test_person_is_told_of_tasks_in_the_structure(person, admin, network):
    PartContactFactory(person=person, part=PartFactory(network=network, name="Perhekeskukset"))

    rows = rows_of(export_person(person, actor=admin))["structure_tasks"]

    assert [(row["part"], row["role"]) for row in rows] == [("Perhekeskukset", "leader")]


def test_account_is_told_of_notices_choices_the_calendar_and_what_was_read_by_exception(person, network):
    user = person.user
    NoticeFactory(user=user, network=network)
    choose_mails(user, times={"role": "daily"}, actor=user)
    open_feed(user, actor=user)
    opening = ConcernOpeningFactory(order=OrderFactory(network=network), user=user, reason="Selvitys")
    for what in ("concern", opening.what):
        record_view(user, opening.order, what)

    told = export_account(user, actor=user)
    rows = rows_of(told)

    assert rows["openings"][0]["reason"] == "Selvitys"
    assert [row["what"] for row in rows["readings"]][:2] == ["concern", "concern_by_exception"]
    (readings,) = [part for part in told if part.name == "readings"]
    assert [row[1] for row in readings.all_rows][:2] == ["Tilauksen huoli", "Tilauksen huoli, poikkeuksena"]
    assert rows["mail_choices"][0]["time"] == "daily"
    assert [len(rows[name]) for name in ("notices", "digests", "calendar")] == [1, 0, 1]
    assert user.calendar_feed.secret_hash not in as_json(told)


def test_concern_of_an_order_is_never_told(person, admin, network):
    OrderFactory(network=network, contact=person, concern="Huoli Q7Z")

    told = as_json([*export_person(person, actor=admin), *export_account(person.user, actor=person.user)])

    assert "Q7Z" not in told


def test_what_is_others_is_not_told(person, admin, network):
    other = PersonFactory(network=network, first_name="Toinen", last_name="Tuntematon", email="aada@kunta.example")
    PositionFactory(person=other)
    EnquiryFactory(network=network, name="Toinen Tuntematon", email="aada@kunta.example")
    AttendanceFactory(meeting=MeetingFactory(network=network), person=other, name_label="Toinen Tuntematon")

    assert "Tuntematon" not in as_json(export_person(person, actor=admin))


def test_action_that_only_the_secretary_reads_is_told_without_its_words(person, admin, network):
    meeting = MeetingFactory(network=network)
    for layer in (Layer.PUBLIC, Layer.SECRETARY):
        ActionFactory(item=ItemFactory(meeting=meeting, layer=layer), owner_person=person, text=f"Teksti {layer}")

    rows = rows_of(export_person(person, actor=admin))["actions"]

    assert [row["text"] for row in rows] == ["Teksti public", ""]


def test_administrator_is_told_nothing_of_another_network(person, admin, other_network):
    PersonFactory(network=other_network, first_name="Aada", last_name="Muualla", user=person.user)
    CommentFactory(meeting=MeetingFactory(network=other_network), author=person.user, text="Muualla sanottu.")

    there, own = (
        as_json(export_person(person, actor=admin)),
        as_json(export_account(person.user, actor=person.user)),
    )

    assert ("Muualla" in there, "Muualla sanottu." in own, '"sign_ins"' in there, '"sign_ins"' in own) == (
        False,
        True,
        False,
        True,
    )


def test_reading_is_logged_as_a_reading_and_a_file_as_an_act(person, admin):
    read_person(person, actor=admin)
    read_account(person.user, actor=person.user)
    export_person(person, actor=admin)
    export_account(person.user, actor=person.user)

    assert list(ViewLog.objects.order_by("pk").values_list("user", "target_type", "target_id", "what")) == [
        (admin.pk, "network.person", person.pk, "export"),
        (person.user_id, "network.user", person.user_id, "export"),
    ]
    assert list(LogEntry.objects.order_by("pk").values_list("action", "actor")) == [
        ("network.person.exported", admin.pk),
        ("network.account.exported", person.user_id),
    ]


def test_logs_tell_what_was_done_and_not_by_whom(person, admin):
    read_person(person, actor=admin)

    rows = rows_of(export_person(person, actor=admin))

    assert [list(row) for row in rows["readings_of"]] == [["at", "what"]]
    assert [row["act"] for row in rows["acts_about"]] == ["network.person.exported"]


@pytest.mark.parametrize("form", ["html", "json"])
def test_administrator_takes_the_file_along(form, person, admin, client_as):
    url = reverse("network:person-export", args=["oma", person.pk])
    client = client_as(admin)

    page, file = client.get(url), client.post(url, {"form": form})

    assert "aada@kunta.example" in page.content.decode()
    assert file["Content-Disposition"] == f'attachment; filename="tiedot-aada-esimerkki.{form}"'
    assert "aada@kunta.example" in file.content.decode()
    assert file["Cache-Control"] == "no-store"


def test_own_page_needs_no_role_and_no_person(client_as):
    user = UserFactory(name="Uusi Tili")

    response = client_as(user).post(reverse("account_export"), {"form": "json"})

    assert json.loads(response.content)["parts"][0]["rows"][0]["name"] == "Uusi Tili"
