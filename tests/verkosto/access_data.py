"""What the walk of the access table needs: people of every kind, and objects of their own, of others, of elsewhere."""

import uuid
from datetime import timedelta

from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth.tokens import default_token_generator
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.documents import DOCUMENT
from core.files import send_to_file
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
from tests.factories.structure import (
    AskedOrganisationFactory,
    GroupPlaceFactory,
    PartContactFactory,
    PartFactory,
    ProjectFactory,
)
from verkosto.access import Open

# Found nowhere but where a concern is shown.
CONCERN = "Huolenaihe Q7Z"
UNKNOWN = 2_000_000_000
# Which object the keys of an address name.
OWN = "own"  # that of the user, where there is such a thing
OTHER = "another's"  # of the same network
FOREIGN = "of another network"  # under the address of the user's network
ELSEWHERE = "in another network"  # under that network's own address
NOWHERE = "in no network"  # an own object under a network that does not exist
MIXED = "part of another's"  # one's own object, and a part of another's as its part
NOTHING = "unknown"

# Kinds that are found as a part of an object, of which the permission is asked.
PARTS = (
    "slot",
    "session",
    "membership",
    "place",
    "contact of part",
    "section of bulletin",
    "position",
    "role",
    "attendance",
    "item",
    "attachment",
    "outcome",
    "goal",
    "comment",
    "version",
    "item of outcome",
    "qualification",
    "pause",
    "participant",
)

# Kinds of objects that everybody may open who knows the address.
PUBLISHED = {
    "published minutes": (),
    "published item": ("item",),
    "published version": ("number",),
    "item of a published version": ("number", "item"),
}
BULLETINS = ("published bulletin", "version of a published bulletin", "feed of bulletins", "mailed bulletin")
OUTSIDE = ("public form", "orderer's page", "enquirer's page")
OPEN_KINDS = ("signed file", "method", "method version", "brochure", "book of methods", "invitation", "mailed minutes",
              "network with published minutes", "feedback code", "feedback key", "calendar subscription",
              *PUBLISHED, *OUTSIDE, *BULLETINS)  # fmt: skip

# Kinds that only the editors of the catalogue know of.
EDITORS_KINDS = ("draft", "draft's list", "draft's text", "draft's comment")

# Who walks; the last three have no role today.
PEOPLE = ["anonymous", *RoleKind.values, "former coordinator", "superuser", "no role"]


class World:
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

    def keys(self, of, which, user):
        """The arguments of the address, without the network."""
        row = {ELSEWHERE: FOREIGN, NOWHERE: OWN, MIXED: OWN, NOTHING: OWN}.get(which, which)
        part = OTHER if which == MIXED else row
        unknown = which == NOTHING
        if of == "":
            return {}
        if of == "method":
            return {"code": "tuntematon" if unknown else self.method.code}
        if of == "method version":
            return {"code": self.method.code, "number": UNKNOWN if unknown else 1}
        if of == "catalogue method":
            return {"code": "tuntematon" if unknown else self.method.code}
        if of in EDITORS_KINDS:
            more = {
                "draft's list": {"part": "phases"},
                "draft's text": {"field": "purpose", "language": "sv"},
                "draft's comment": {"comment": self.draft_comment.pk},
            }
            number = UNKNOWN if unknown else self.draft.number
            return {"code": self.method.code, "number": number, **more.get(of, {})}
        if of == "calendar subscription":
            return {"secret": "tuntematon" if unknown else self.calendar_secret}
        if of == "notice":
            return {"pk": UNKNOWN if unknown or user not in self.notices else self.notices[user].pk}
        if of == "passkey":
            return {"pk": UNKNOWN if unknown or user not in self.passkeys else self.passkeys[user].pk}
        if of == "signed file":
            stored = self.documents["order report"][OWN]
            address = send_to_file(DOCUMENT, str(stored.uuid), user=self.users["coordinator"]).url
            return {"signed": "tuntematon" if unknown else address.split("/")[-2]}
        if of == "feedback code":
            return {"code": "ZZZZZZ" if unknown else self.feedback[OWN][0].code}
        if of == "feedback key":
            return {"key": uuid.uuid4() if unknown else self.feedback[OWN][1].key}
        if of == "public form":
            return {"slug": "tuntematon" if unknown else "oma"}
        if of in OUTSIDE:
            owner = self.outside_orderer if of == "orderer's page" else self.rows["enquiry"][OWN]
            return {"slug": "oma", "key": uuid.uuid4() if unknown else owner.key}
        if of == "mailed bulletin":
            return {"key": uuid.uuid4() if unknown else self.bulletin_mail.key}
        if of == "feed of bulletins":
            return {"slug": "oma", "language": "xx" if unknown else "fi"}
        if of in BULLETINS:
            more = {"number": 1} if of == "version of a published bulletin" else {}
            return {"slug": "oma", "pk": UNKNOWN if unknown else self.bulletins[OWN].pk, **more}
        if of == "section of bulletin":
            sections = self.bulletins[part].sections.all()
            return {"pk": self.bulletins[row].pk, "section": UNKNOWN if unknown else sections[0].pk}
        if of == "bulletin":
            return {"pk": UNKNOWN if unknown else self.bulletins[row].pk}
        if of == "mailed minutes":
            return {"key": uuid.uuid4() if unknown else self.mail.key}
        if of == "network with published minutes":
            return {"slug": "tuntematon" if unknown else "oma"}
        if of in PUBLISHED:
            keys = {"item": "1", "number": self.versions[OWN].number}
            meeting = UNKNOWN if unknown else self.meetings[OWN].pk
            return {"slug": "oma", "meeting": meeting} | {name: keys[name] for name in PUBLISHED[of]}
        if of == "version":
            return {
                "meeting": self.meetings[row].pk,
                "number": UNKNOWN if unknown else self.versions[part].number,
            }
        if of == "invitation":
            return {"key": uuid.uuid4() if unknown else self.invitation.key}
        if of == "bank invitation":
            return {"key": uuid.uuid4() if unknown else self.bank_invitations[row].key}
        if of == "own pause":
            return {"pause": UNKNOWN if unknown else self.of_members["pause"][row].pk}
        if of == "group of meetings":
            return {"group": UNKNOWN if unknown else self.rows["group"][row].pk}
        if of == "confirmation":
            return {"key": EmailConfirmationHMAC(self.new_address).key}
        if of == "password link":
            member = self.users["member"]
            return {"uidb36": user_pk_to_url_str(member), "key": default_token_generator.make_token(member)}
        if of in self.documents:
            return {"uuid": uuid.uuid4() if unknown else self.documents[of][row].uuid}
        person = self.people.get(user, self.persons[OWN]) if row == OWN else self.persons[row]
        if of == "position":
            own = self.positions.get(user) or self.person_positions[OWN]
            found = own if part == OWN else self.person_positions[part]
            return {"pk": person.pk, "position": UNKNOWN if unknown else found.pk}
        if of == "role":
            own = self.roles.get(user) or self.roles["facilitator"]
            found = own if part == OWN else self.person_roles[part]
            return {"pk": person.pk, "role": UNKNOWN if unknown else found.pk}
        if of == "slot":
            return {"pk": self.orders[row].pk, "slot": UNKNOWN if unknown else self.slots[part].pk}
        if of in self.of_members:
            found = self.of_members[of][part]
            return {"pk": self.members[row].pk, of: UNKNOWN if unknown else found.pk}
        if of == "participant":
            found = self.participants[part]
            return {"pk": self.rows["training"][row].pk, "participant": UNKNOWN if unknown else found.pk}
        if of == "import preview":
            return {"key": uuid.uuid4() if unknown else self.previews[row].key}
        if of == "concern opening":
            return {"pk": UNKNOWN if unknown else self.openings[row].pk}
        if of == "session":
            return {"pk": self.orders[row].pk, "session": UNKNOWN if unknown else self.sessions[part].pk}
        if of == "membership":
            group = self.rows["group"][row]
            return {"pk": group.pk, "membership": UNKNOWN if unknown else self.memberships[part].pk}
        if of == "place":
            group = self.rows["group"][row]
            return {"pk": group.pk, "place": UNKNOWN if unknown else self.group_places[part].pk}
        if of == "contact of part":
            contact = self.contacts[part]
            return {"pk": self.rows["part"][row].pk, "contact": UNKNOWN if unknown else contact.pk}
        if of == "item of outcome":
            return {"meeting": self.meetings[row].pk, "item": UNKNOWN if unknown else self.parts["item"][part].pk}
        if of in ("outcome", "goal"):
            item, rows = self.parts["item"][row], self.outcomes if of == "outcome" else self.goals
            return {
                "meeting": self.meetings[row].pk,
                "item": item.pk,
                "pk": UNKNOWN if unknown else rows[part].pk,
            }
        if of in self.parts:
            return {"meeting": self.meetings[row].pk, "pk": UNKNOWN if unknown else self.parts[of][part].pk}
        if of == "meeting":
            return {"meeting": UNKNOWN if unknown else self.meetings[row].pk}
        single = {"order": self.orders, "member": self.members, "person": {row: person}, **self.rows}[of]
        return {"pk": UNKNOWN if unknown else single[row].pk}

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
