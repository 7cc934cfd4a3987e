"""Meetings for tests: a bare meeting; give its parts by their own factories. All names are invented."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import factory
from factory.django import DjangoModelFactory

from meetings.enums import OutcomeKind
from meetings.exchange import minutes_to_json
from meetings.models import (
    Attachment,
    Attendance,
    Comment,
    Goal,
    Invitation,
    Item,
    Meeting,
    MeetingTemplate,
    MinutesMail,
    MinutesVersion,
    Outcome,
    ThemeMention,
)
from meetings.signing import hash_of
from tests.factories.network import GroupFactory, NetworkFactory, UserFactory

# A Thursday, at half past nine in Helsinki; in a year with the weekdays of 2027 that no test will live to see.
STARTS = datetime(2083, 1, 14, 9, 30, tzinfo=ZoneInfo("Europe/Helsinki"))


class MeetingFactory(DjangoModelFactory):
    class Meta:
        model = Meeting

    network = factory.SubFactory(NetworkFactory)
    group = factory.SubFactory(GroupFactory, network=factory.SelfAttribute("..network"))
    group_label = factory.LazyAttribute(lambda meeting: meeting.group.name if meeting.group else "")
    group_kind = factory.LazyAttribute(lambda meeting: meeting.group.kind if meeting.group else "")
    title = factory.Sequence("Ryhmän kokous {}".format)
    subject = "Perheiden varhainen tuki"
    starts_at = STARTS
    ends_at = STARTS + timedelta(hours=2, minutes=30)
    place_name = "Kirjasto / kerhohuone"
    place_address = "Koivukuja 3, 1. krs."


class MeetingTemplateFactory(DjangoModelFactory):
    """A template for every group, without items."""

    class Meta:
        model = MeetingTemplate

    network = factory.SubFactory(NetworkFactory)
    name = factory.Sequence("Pohja {}".format)


class AttendanceFactory(DjangoModelFactory):
    class Meta:
        model = Attendance

    meeting = factory.SubFactory(MeetingFactory)
    name_label = factory.Sequence("Etu Suku{}".format)
    title_label = "perhetyöntekijä"
    organisation_label = "Järvikunta"
    position = factory.Sequence(lambda number: number % 30000)


class ItemFactory(DjangoModelFactory):
    class Meta:
        model = Item

    meeting = factory.SubFactory(MeetingFactory)
    position = factory.Sequence(lambda number: number % 30000)
    number = "1"
    heading = factory.Sequence("Asia {}".format)
    body = "<p>Kevään tapaamisista keskusteltiin. Sovittiin, että jokainen kunta nimeää edustajan.</p>"


class OutcomeFactory(DjangoModelFactory):
    class Meta:
        model = Outcome

    item = factory.SubFactory(ItemFactory)
    kind = OutcomeKind.DECISION
    text = "Sovittiin, että jokainen kunta nimeää edustajan."
    in_body = factory.LazyAttribute(lambda outcome: outcome.item.says(outcome.text))


class AttachmentFactory(DjangoModelFactory):
    class Meta:
        model = Attachment

    meeting = factory.SubFactory(MeetingFactory)
    title = factory.Sequence("Liiteaineisto {}".format)
    position = factory.Sequence(lambda number: number % 30000)


class ActionFactory(OutcomeFactory):
    """An open action without owner and date; ``ActionFactory(due=on_day(day))``."""

    kind = OutcomeKind.ACTION
    text = "Kunnat nimeävät edustajansa."


class GoalFactory(DjangoModelFactory):
    class Meta:
        model = Goal

    item = factory.SubFactory(ItemFactory)
    number = "1"
    text = factory.Sequence("Perheet saavat tukea ajoissa {}".format)


class MentionFactory(DjangoModelFactory):
    """A place of a theme; its words stand in the item's text."""

    class Meta:
        model = ThemeMention

    theme = factory.SubFactory("tests.factories.network.ThemeFactory")
    item = factory.SubFactory(
        ItemFactory,
        meeting__network=factory.SelfAttribute("...theme.network"),
        body=factory.LazyAttribute(
            lambda item: '<p>Seudulla kehitetään <mark data-theme="perhetyö">perhetyötä</mark> yhdessä.</p>'
        ),
    )
    phrase = "perhetyötä"


class InvitationFactory(DjangoModelFactory):
    class Meta:
        model = Invitation

    meeting = factory.SubFactory(MeetingFactory)
    name_label = factory.Sequence("Etu Suku{}".format)
    email = factory.Sequence("kutsuttu{}@example.org".format)


class CommentFactory(DjangoModelFactory):
    class Meta:
        model = Comment

    meeting = factory.SubFactory(MeetingFactory)
    author = factory.SubFactory(UserFactory)
    text = "Yksi kunta puuttuu."


class MinutesVersionFactory(DjangoModelFactory):
    """Signed minutes of a meeting as it stands; ``published=True`` puts them on the public page."""

    class Meta:
        model = MinutesVersion

    class Params:
        published = factory.Trait(published_at=STARTS + timedelta(days=7))

    meeting = factory.SubFactory(MeetingFactory)
    number = 1
    reason = factory.LazyAttribute(lambda version: "" if version.number == 1 else "Yksi kunta puuttui.")
    content = factory.LazyAttribute(lambda version: minutes_to_json(version.meeting))
    sha256 = factory.LazyAttribute(lambda version: hash_of(version.content))
    signed_by = factory.SubFactory(UserFactory)
    signed_label = "Muistion kirjasi Maija Esimerkki 21.1.2027"
    signed_at = STARTS + timedelta(days=7)


class MinutesMailFactory(DjangoModelFactory):
    class Meta:
        model = MinutesMail

    version = factory.SubFactory(MinutesVersionFactory)
    name_label = "Vilma Vieras"
    email = factory.Sequence("vieras{}@example.org".format)
