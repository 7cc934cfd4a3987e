"""Two networks with one of everything, and people of every kind."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from methods.models import Catalogue, VersionComment
from network.enums import RoleKind
from network.services import open_feed
from tests.factories.bank import (
    AgreementFactory,
    ConcernOpeningFactory,
    EnquiryFactory,
    ImportPreviewFactory,
    MemberFactory,
    OrderFactory,
    OutsideOrdererFactory,
    ParticipantFactory,
    PauseFactory,
    QualificationFactory,
    SlotFactory,
    TrainingFactory,
)
from tests.factories.bank_life import FeedbackRequestFactory, SessionFactory
from tests.factories.bank_teams import AskedFactory, PlaceFactory
from tests.factories.bulletins import BulletinFactory, BulletinMailFactory
from tests.factories.core import StoredFileFactory
from tests.factories.meetings import (
    ActionFactory,
    AttachmentFactory,
    AttendanceFactory,
    CommentFactory,
    GoalFactory,
    InvitationFactory,
    ItemFactory,
    MeetingFactory,
    MeetingTemplateFactory,
    MinutesMailFactory,
    MinutesVersionFactory,
    OutcomeFactory,
)
from tests.factories.methods import MethodFactory, MethodVersionFactory
from tests.factories.network import (
    GroupFactory,
    GroupMembershipFactory,
    NetworkFactory,
    NoticeFactory,
    OrganisationFactory,
    PersonFactory,
    PositionFactory,
    RoleFactory,
    ThemeFactory,
    UserFactory,
    add_passkey,
)
from tests.factories.network import ImportPreviewFactory as PeoplePreviewFactory
from tests.factories.structure import (
    AskedOrganisationFactory,
    CallFileFactory,
    GroupPlaceFactory,
    PartContactFactory,
    PartFactory,
    ProjectFactory,
)
from tests.factories.workshops import (
    FollowUpFactory,
    ReflectionFactory,
    SignUpFactory,
    SummaryThemeFactory,
    WorkshopDayFactory,
    WorkshopFactory,
)
from tests.verkosto.access_data.keys import KeysMixin
from tests.verkosto.access_data.kinds import (
    CONCERN,
    EDITORS_KINDS,
    ELSEWHERE,
    FOREIGN,
    MIXED,
    NOTHING,
    NOWHERE,
    OPEN_KINDS,
    OTHER,
    OWN,
    PARTS,
    PEOPLE,
)
from verkosto.access import Open


class World(KeysMixin):
    """Two networks with one of everything, and people of every kind in the first."""

    def __init__(self):
        self.network, self.foreign = NetworkFactory(slug="oma"), NetworkFactory(slug="toinen")
        self.users, self.cookies, self.people, self.roles, self.positions = {}, {}, {}, {}, {}
        self.passkeys, self.notices = {}, {}
        self.organisations = {network: OrganisationFactory(network=network) for network in self.networks}
        for name in PEOPLE[1:]:
            self._add_user(name)
        self.members = {
            OWN: MemberFactory(network=self.network, person=self.people["facilitator"]),
            OTHER: MemberFactory(network=self.network),
            FOREIGN: MemberFactory(network=self.foreign),
        }
        self.orders = {
            OWN: OrderFactory(network=self.network, contact=self.people["orderer"], concern=CONCERN),
            OTHER: OrderFactory(network=self.network, concern=CONCERN),
            FOREIGN: OrderFactory(network=self.foreign, concern=CONCERN),
        }
        self.slots = {
            which: SlotFactory(order=self.orders[which], member=self.members[which]) for which in self.orders
        }
        self.bank_invitations = {
            which: AskedFactory(slot=PlaceFactory(order=self.orders[which]), member=self.members[which])
            for which in self.orders
        }
        self.of_members = {
            "qualification": {
                which: QualificationFactory(member=member, category="convener")
                for which, member in self.members.items()
            },
            "pause": {which: PauseFactory(member=member) for which, member in self.members.items()},
        }
        self.sessions = {which: SessionFactory(order=order) for which, order in self.orders.items()}
        # Each order has the code of its slip, and its orderer has been asked.
        self.feedback = {
            which: (FeedbackRequestFactory(order=order, slip=True), FeedbackRequestFactory(order=order))
            for which, order in self.orders.items()
        }
        self.persons = {which: member.person for which, member in self.members.items()}
        self.person_roles = {
            which: RoleFactory(network=person.network, user=person.user or self._account(person), kind="member")
            for which, person in self.persons.items()
            if which != OWN
        }
        self.person_positions = {
            which: PositionFactory(person=person, organisation=self.organisations[person.network])
            for which, person in self.persons.items()
        }
        self.places = {OWN: self.network, OTHER: self.network, FOREIGN: self.foreign}
        self.rows = {
            kind: {which: factory(network=network) for which, network in self.places.items()}
            for kind, factory in {
                "organisation": OrganisationFactory,
                "group": GroupFactory,
                "theme": ThemeFactory,
                "part": PartFactory,
                "project": ProjectFactory,
                "template": MeetingTemplateFactory,
                "training": TrainingFactory,
                "enquiry": EnquiryFactory,
                "agreement": AgreementFactory,
            }.items()
        }
        self.participants = {
            which: ParticipantFactory(training=training) for which, training in self.rows["training"].items()
        }
        self.previews = {
            which: ImportPreviewFactory(
                network=network, created_by=self.users["coordinator" if which == OWN else "superuser"]
            )
            for which, network in self.places.items()
        }
        # Everybody's own, also of those who may have none.
        self.people_previews = {
            name: PeoplePreviewFactory(network=self.network, created_by=user) for name, user in self.users.items()
        }
        self.people_previews |= {which: PeoplePreviewFactory(network=self.places[which]) for which in (OTHER, FOREIGN)}
        self.memberships = {which: GroupMembershipFactory(group=group) for which, group in self.rows["group"].items()}
        self.group_places = {
            which: GroupPlaceFactory(group=group, part=self.rows["part"][which])
            for which, group in self.rows["group"].items()
        }
        self.contacts = {which: PartContactFactory(part=part) for which, part in self.rows["part"].items()}
        # Everybody of the network works in its organisation (``_add_user``): that is one's own.
        self.rows["asked organisation"] = {
            OWN: AskedOrganisationFactory(call__network=self.network, organisation=self.organisations[self.network]),
            OTHER: AskedOrganisationFactory(call__network=self.network),
            FOREIGN: AskedOrganisationFactory(
                call__network=self.foreign, organisation=self.organisations[self.foreign]
            ),
        }
        self.rows["call"] = {which: asked.call for which, asked in self.rows["asked organisation"].items()}
        self.call_files = {which: CallFileFactory(call=call) for which, call in self.rows["call"].items()}
        self.meetings = {which: MeetingFactory(network=network) for which, network in self.places.items()}
        self.invitation = InvitationFactory(meeting=self.meetings[OWN])
        self.parts = {
            kind: {which: factory(meeting=meeting) for which, meeting in self.meetings.items()}
            for kind, factory in {
                "attendance": AttendanceFactory,
                "item": ItemFactory,
                "attachment": AttachmentFactory,
                "comment": CommentFactory,
            }.items()
        }
        # Signed minutes of each meeting, each with a number of its own.
        self.versions = {
            which: MinutesVersionFactory(meeting=meeting, number=number, published=True)
            for number, (which, meeting) in enumerate(self.meetings.items(), start=1)
        }
        self.bulletins = {
            which: BulletinFactory(network=network, published=True) for which, network in self.places.items()
        }
        self.bulletin_mail = BulletinMailFactory(version=self.bulletins[OWN].versions.get())
        self.rows["workshop day"] = {
            which: WorkshopDayFactory(network=network, answering="open", signup_until=timezone.localdate())
            for which, network in self.places.items()
        }
        workshops = {which: WorkshopFactory(day=day) for which, day in self.rows["workshop day"].items()}
        # What belongs to a day: in the address after the day, under the first part of its kind.
        self.of_days = {
            "workshop": workshops,
            "reflection": {which: ReflectionFactory(workshop=one) for which, one in workshops.items()},
            "follow-up": {which: FollowUpFactory(day=one.day) for which, one in workshops.items()},
            "theme of day": {which: SummaryThemeFactory(day=one.day) for which, one in workshops.items()},
            "sign-up": {which: SignUpFactory(first=one) for which, one in workshops.items()},
        }
        self.mail = MinutesMailFactory(version=self.versions[OWN])
        self.outcomes = {which: OutcomeFactory(item=item) for which, item in self.parts["item"].items()}
        self.goals = {which: GoalFactory(item=item) for which, item in self.parts["item"].items()}
        self.rows["decision"] = self.outcomes
        self.rows["action"] = {which: ActionFactory(item=item) for which, item in self.parts["item"].items()}
        self.openings = {
            which: ConcernOpeningFactory(order=order, user=self.users["admin" if which != OTHER else "superuser"])
            for which, order in self.orders.items()
        }
        self.outside_orderer = OutsideOrdererFactory(order=self.orders[OTHER])
        self.calendar_secret = open_feed(self.users["member"], actor=self.users["member"])
        self.method = MethodFactory(code="menetelma")
        self.draft = MethodVersionFactory(method=self.method, published_from=None, submitted_at=None)
        self.draft_comment = VersionComment.objects.create(
            version=self.draft, field="purpose", text="Liian pitkä.", by=self.users["editor"]
        )
        self.new_address = EmailAddress.objects.create(user=self.users["member"], email="uusi@example.org")
        self.documents = {
            "order report": self._documents("bank.order_report", self.orders),
            "register": self._documents("bank.register", self.places, variant="2008-2009"),
            "members table": self._documents("bank.member_table", self.places, variant="2009-05-01"),
            "members sheet": self._documents("bank.members_sheet", self.places),
            "register of processing": self._documents("verkosto.processing", self.places),
            "minutes": self._documents("meetings.minutes", self.meetings),
            "themes and members": self._documents("structure.commitments", self.places, variant="2009-05-01"),
            "summary of a project": self._documents("structure.project", self.rows["project"]),
            "structure": self._documents("structure.figure", self.places, variant="2009-05-01"),
            "bulletin on paper": self._documents(
                "bulletins.bulletin", {which: one.versions.get() for which, one in self.bulletins.items()}
            ),
            "summary of a workshop day": self._documents(
                "workshops.summary", self.rows["workshop day"], variant="pajat"
            ),
            "slides of a workshop day": self._documents(
                "workshops.summary_slides", self.rows["workshop day"], variant="kunnat"
            ),
            "programme of a day": self._documents("workshops.programme", self.rows["workshop day"]),
            "attendance list": self._documents("workshops.attendance", self.rows["workshop day"]),
            "sign-ups of a day": self._documents("workshops.sign_ups_sheet", self.rows["workshop day"]),
            # The catalogue is of no network.
            "brochure": self._documents(
                "methods.brochure", {OWN: self.method.versions.published().get()}, variant="a4"
            ),
            "book of methods": self._documents("methods.book", {OWN: Catalogue.objects.get()}),
        }

    @property
    def networks(self):
        return self.network, self.foreign

    def client(self, name):
        """A browser of that person, fresh: no message and no form of an earlier request is in it."""
        client = Client()
        if name != "anonymous":
            client.cookies.load({"sessionid": self.cookies[name]})
        return client

    def whiches(self, of, person, *, in_network):
        """Which objects an address is tried with. Whoever finds nothing in the network is asked less."""
        if not in_network:
            return (
                [OWN, NOTHING]
                if of in (*OPEN_KINDS, *EDITORS_KINDS, "catalogue method", "passkey", "notice")
                else [OWN]
            )
        if person not in self.roles:
            return [OWN, NOTHING] if of else [OWN]
        if of == "":
            return [OWN, ELSEWHERE, NOWHERE]
        if of in self.documents:
            return [OWN, OTHER, FOREIGN, NOTHING]
        return [OWN, OTHER, FOREIGN, ELSEWHERE, NOWHERE, NOTHING, *([MIXED] if of in PARTS else [])]

    def address(self, access, which, user):
        """The address of a row of the table; those of documents name no network."""
        keys = self.keys(access.of, which, user)
        if not isinstance(access.who, Open) and access.of not in self.documents:
            keys["network"] = self.slug(which)
        return reverse(access.name, kwargs=keys)

    def slug(self, which):
        return {ELSEWHERE: "toinen", NOWHERE: "ei-ole"}.get(which, "oma")

    def _add_user(self, name):
        user = self.users[name] = UserFactory(verified=True, second_step=True, is_superuser=name == "superuser")
        self.passkeys[name] = add_passkey(user)
        self.notices[name] = NoticeFactory(user=user, network=self.network)
        if name in RoleKind.values:
            self.roles[name] = RoleFactory(user=user, network=self.network, kind=name)
        elif name == "former coordinator":
            yesterday = timezone.localdate() - timedelta(days=1)
            RoleFactory(user=user, network=self.network, kind="coordinator", valid_to=yesterday)
        self.people[name] = PersonFactory(network=self.network, user=user)
        self.positions[name] = PositionFactory(person=self.people[name], organisation=self.organisations[self.network])
        client = Client()
        client.force_login(user)
        self.cookies[name] = client.cookies["sessionid"].value

    def _account(self, person):
        person.user = UserFactory()
        person.save()
        return person.user

    def _documents(self, kind, subjects, **fields):
        return {
            which: StoredFileFactory(subject=subject, kind=kind, ready=True, **fields)
            for which, subject in subjects.items()
        }
