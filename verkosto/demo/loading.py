"""Puts the demo's data into the database, through the services, so that rules are kept and history exists."""

from collections.abc import Iterable
from datetime import date, timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

import bank.services as bank
import meetings.services as meetings
import network.services as networks
from bank.enums import PrintedWord, QualificationState
from bank.models import Member
from bank.services.members import Qualifications
from core.fuzzydates import FuzzyDate, parse
from core.richtext import from_plain
from meetings.enums import OutcomeKind
from meetings.models import Goal, Item, Meeting
from meetings.owners import find_owner
from methods.models import Method
from methods.services import load_methods
from network.enums import RoleKind
from network.models import Group, Municipality, Network, Organisation, Person, User
from verkosto.demo.accounts import ACCOUNTS, PASSWORD, DemoAccount
from verkosto.demo.commitment import COMMITMENT
from verkosto.demo.kaakko import KAAKKO
from verkosto.demo.kaakko_ended import ended_orders
from verkosto.demo.kaakko_meetings import kaakko_meetings
from verkosto.demo.kaakko_orders import open_orders
from verkosto.demo.kaakko_register import REGISTER
from verkosto.demo.lives import RECENT, join_group, live, marked
from verkosto.demo.shapes import BankMember, DemoNetwork, DemoOrder, Point, Sitting, Somebody, Unit
from verkosto.demo.uusimaa import UUSIMAA
from verkosto.demo.uusimaa_bulletins import add_bulletins
from verkosto.demo.uusimaa_meetings import uusimaa_meetings
from verkosto.demo.uusimaa_past import PAST
from verkosto.demo.uusimaa_structure import add_structure
from verkosto.demo.uusimaa_trainings import add_trainings
from verkosto.demo.uusimaa_workshops import add_workshop_days

NETWORKS = (KAAKKO, UUSIMAA)
ROLES_SINCE = date(2024, 1, 1)
LATER = " (toimitetaan myöhemmin)"
# Why somebody facilitates although a rule speaks against it, where the demo has such a case.
EXCEPTION = "Muuta vetäjää ei ollut saatavilla; tilaaja tietää asiasta."


@transaction.atomic
def load_demo(today: date | None = None) -> bool:
    """Load both networks, all or nothing; ``False`` when one of them is there already and nothing was changed."""
    today = today or timezone.localdate()
    if Network.objects.filter(slug__in=[network.slug for network in NETWORKS]).exists():
        return False
    if not Municipality.objects.exists():
        networks.load_municipalities()
    if not Method.objects.exists():
        load_methods()
    users = _open_accounts()
    kaakko = _Loader(KAAKKO, users, today)
    kaakko.load()
    recent = sorted([*ended_orders(today), *open_orders(today)], key=lambda order: order.received)
    kaakko.log_orders([*REGISTER, *recent])
    kaakko.take_leave()
    kaakko.hold_meetings(kaakko_meetings(today))
    uusimaa = _Loader(UUSIMAA, users, today)
    uusimaa.load()
    uusimaa.hold_meetings([*PAST, *uusimaa_meetings(today)])
    # Last: who is in the groups of the structure was not at the meetings above.
    add_structure(
        uusimaa.network,
        groups=uusimaa.groups,
        people=uusimaa.people,
        organisations=uusimaa.organisations,
        actor=uusimaa.secretary,
    )
    add_trainings(uusimaa.network, people=uusimaa.people, actor=uusimaa.coordinator, today=today)
    add_workshop_days(
        uusimaa.network,
        groups=uusimaa.groups,
        people=uusimaa.people,
        organisations=uusimaa.organisations,
        actor=uusimaa.secretary,
        today=today,
    )
    add_bulletins(uusimaa.network, author=uusimaa.coordinator, reader=uusimaa.secretary, today=today)
    return True


def _open_accounts() -> dict[str, User]:
    """Accounts that can sign in at once: address verified, one password for all; by e-mail address."""
    password = make_password(PASSWORD)  # once: hashing is slow on purpose
    users = {}
    for one in ACCOUNTS:
        user = User(email=one.email, name=one.name, language=one.language, password=password)
        user.full_clean()
        user.save()
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        users[one.email] = user
    return users


class _Loader:
    """Loads one network; remembers what it made by name."""

    def __init__(self, data: DemoNetwork, users: dict[str, User], today: date) -> None:
        self.data, self.users, self.today = data, users, today
        self.admin = self._actor(RoleKind.ADMIN)
        self.coordinator = self._actor(RoleKind.COORDINATOR)
        self.secretary = self._actor(RoleKind.SECRETARY)
        self.methods = {method.code: method for method in Method.objects.all()}
        self.municipalities: dict[str, list[Municipality]] = {}
        for row in Municipality.objects.order_by("pk"):
            self.municipalities.setdefault(row.name_fi, []).append(row)
        self.organisations: dict[str, Organisation] = {}
        self.people: dict[str, Person] = {}
        self.groups: dict[str, Group] = {}

    def load(self) -> None:
        """The network with everything that does not happen on a day."""
        self.network = networks.start_network(
            self.data.slug, name_fi=self.data.name_fi, name_sv=self.data.name_sv, admin=self.admin
        )
        self.network.municipalities.set(self._municipality(name) for name in self.data.municipalities)
        left = {member.name: member.left_on for member in self.data.members}
        for unit in self.data.units:
            self._add_unit(unit)
        for somebody in self.data.people:
            self._add_person(somebody, until=somebody.until or left.get(somebody.name))
        for name, kind in self.data.groups:
            self.groups[name] = networks.add_group(self.network, name=name, kind=kind, actor=self.secretary)
        for one in ACCOUNTS:
            self._link(one)
        self._commit()
        # Before there are members: nobody is told of what was years ago.
        for name, first_day in self.data.holders:
            organisation = self.organisations[name]
            bank.hand_over_bank(self.network, organisation=organisation, first_day=first_day, actor=self.coordinator)
        self.members = {member.name: self._add_member(member) for member in self.data.members}

    def log_orders(self, orders: Iterable[DemoOrder]) -> None:
        for order in orders:
            self._log(order)

    def take_leave(self) -> None:
        """Members who have left, once their orders are there: only somebody in the bank can be picked."""
        for data in self.data.members:
            if data.left_on:
                bank.end_membership(self.members[data.name], last_day=data.left_on, actor=self.coordinator)

    def hold_meetings(self, sittings: Iterable[Sitting]) -> None:
        for sitting in sittings:
            self._hold(sitting)

    def _actor(self, kind: str) -> User:
        """The account that has the role in this network."""
        wanted = (kind, self.data.slug)
        return next(self.users[one.email] for one in ACCOUNTS if wanted in ((one.role, one.network), *one.more))

    def _municipality(self, name: str, day: date | None = None) -> Municipality:
        """The municipality of the name on a day; of today when it exists, otherwise the ended one."""
        day = day or self.today
        rows = self.municipalities[name]
        on_day = [
            row
            for row in rows
            if (row.valid_from is None or row.valid_from <= day) and (row.valid_to is None or row.valid_to >= day)
        ]
        return (on_day or rows)[0]

    def _add_unit(self, unit: Unit) -> None:
        self.organisations[unit.name] = networks.add_organisation(
            self.network,
            name=unit.name,
            kind=unit.kind,
            parent=self.organisations[unit.parent] if unit.parent else None,
            municipality=self._municipality(unit.municipality, unit.valid_to) if unit.municipality else None,
            valid_from=unit.valid_from,
            valid_to=unit.valid_to,
            actor=self.admin,
        )

    def _add_person(self, somebody: Somebody, *, until: date | None) -> None:
        first_name, last_name = somebody.name.rsplit(" ", 1)
        own = next((one for one in ACCOUNTS if one.name == somebody.name), None)
        number = len(self.people) + 1
        person = networks.add_person(
            self.network,
            first_name=first_name,
            last_name=last_name,
            email=own.email if own else f"henkilo{number}@{self.data.slug}.example",
            phone=f"040 000 {number:04}",
            actor=self.admin,
        )
        now = (somebody.title, somebody.organisation, somebody.since, until)
        for title, organisation, first_day, last_day in (*somebody.earlier, now):
            networks.add_position(
                person,
                organisation=self.organisations[organisation],
                title=title,
                valid_from=first_day,
                valid_to=last_day,
                actor=self.admin,
            )
        self.people[somebody.name] = person

    def _link(self, one: DemoAccount) -> None:
        """The account's person and roles in this network, where it has any; ``start_network`` gave one already."""
        kinds = [kind for kind, slug in ((one.role, one.network), *one.more) if slug == self.data.slug]
        if not kinds:
            return
        user, person = self.users[one.email], self.people[one.name]
        self.people[one.name] = networks.link_account(person, user=user, actor=self.admin)
        for kind in kinds:
            if kind == RoleKind.ADMIN:
                continue
            organisation = None
            if kind == RoleKind.ORDERER:
                organisation = person.positions.select_related("organisation").get().organisation
            networks.grant_role(
                user,
                network=self.network,
                kind=kind,
                organisation=organisation,
                valid_from=ROLES_SINCE,
                actor=self.admin,
            )

    def _commit(self) -> None:
        """The commitment to confidentiality, accepted by every account of the network."""
        text_fi, text_sv = COMMITMENT
        commitment = networks.publish_commitment(
            self.network, text_fi=text_fi, text_sv=text_sv, actor=self.coordinator
        )
        for user in User.objects.filter(roles__network=self.network).distinct().order_by("pk"):
            networks.accept_commitment(commitment, actor=user)

    def _add_member(self, data: BankMember) -> Member:
        return bank.add_member(
            self.network,
            person=self.people[data.name],
            qualifications=_qualifications(data),
            joined_on=data.joined_on,
            actor=self.coordinator,
        )

    def _log(self, data: DemoOrder) -> None:
        facts = {
            "received_on": data.received,
            "summary": data.summary,
            "kind": data.kind,
            "method": self.methods[data.method],
            "organisation": self.organisations[data.organisation] if data.organisation else None,
            "contact": self.people[data.contact] if data.contact else None,
            "municipality": self._municipality(data.municipality, data.received) if data.municipality else None,
            "place": data.place,
            "wished": _fuzzy(data.wished, data.received),
            "participants": data.participants,
            "payer": data.payer,
        }
        order = bank.log_order(self.network, facts=facts, concern=data.concern, actor=self.coordinator)
        for name, role in data.team:
            bank.assign_facilitator(
                order, member=self.members[name], role=role, exception=EXCEPTION, actor=self.coordinator
            )
        order.refresh_from_db()
        if data.outcome == PrintedWord.POSTPONED:
            bank.postpone_order(order, version=order.version, actor=self.coordinator)
        elif data.outcome:
            bank.record_outcome(
                order,
                outcome=data.outcome,
                reason=data.reason,
                note=data.note,
                held=_fuzzy(data.held, data.received),
                version=order.version,
                actor=self.coordinator,
            )

    def _hold(self, data: Sitting) -> None:
        facts = {
            "group": self.groups[data.group],
            "document_kind": data.document,
            "title": data.title,
            "subject": data.subject,
            "starts_at": data.starts,
            "ends_at": data.ends,
            "place_name": data.place,
            "place_address": data.address,
            "language": data.language,
        }
        is_ahead = data.starts.date() > self.today
        meeting = meetings.open_meeting(self.network, facts=facts, with_members=is_ahead, actor=self.secretary)
        for present in data.present:
            meetings.add_attendance(
                meeting,
                person=self.people.get(present.name),
                name=present.name,
                title=present.title,
                organisation=present.organisation,
                role=present.role,
                state=present.state,
                actor=self.secretary,
            )
        for point in data.points:
            self._deal_with(meeting, point)
        for title in data.attachments:
            title, is_expected = title.removesuffix(LATER), title.endswith(LATER)
            meetings.add_attachment(meeting, title=title, expected=is_expected, actor=self.secretary)
        if data.next_meeting:
            meetings.set_next_meeting(
                meeting,
                when=_fuzzy(data.next_meeting, data.starts.date()),
                place=data.next_place,
                version=meeting.next_meeting_version,
                actor=self.secretary,
            )
        if data.present and not is_ahead and self.today - data.starts.date() < RECENT:
            join_group(meeting, actor=self.secretary)
        live(meeting, data, secretary=self.secretary, today=self.today)
        if data.then_named:
            group = self.groups.pop(data.group)
            day = data.starts.date() + timedelta(days=1)
            self.groups[data.then_named] = networks.rename_group(
                group, name=data.then_named, valid_from=day, actor=self.secretary
            )

    def _deal_with(self, meeting: Meeting, point: Point) -> None:
        body = marked(from_plain(point.body))
        item = meetings.add_item(meeting, heading=point.heading, body=body, actor=self.secretary)
        for kind, text, *facts in point.outcomes:
            owner, due = facts or ("", "")
            self._record(item, meeting, kind, text, owner, due)
        for one in point.goals:
            goal = meetings.add_goal(item, text=one.text, points=list(one.points), actor=self.secretary)
            for text, owner, due in one.measures:
                self._record(item, meeting, OutcomeKind.ACTION, text, owner, due, goal=goal)

    def _record(
        self, item: Item, meeting: Meeting, kind: str, text: str, owner: str, due: str, goal: Goal | None = None
    ) -> None:
        meetings.record_outcome(
            item,
            kind=kind,
            text=text,
            owner=find_owner(meeting, self.secretary, owner) if owner else None,
            due=_fuzzy(due, meeting.starts_at.date()),
            goal=goal,
            actor=self.secretary,
        )


def _qualifications(data: BankMember) -> Qualifications:
    return {
        category: (QualificationState.QUALIFIED, date(year, 6, 1)) if year else (QualificationState.IN_TRAINING, None)
        for category, year in data.categories
    }


def _fuzzy(text: str, day: date) -> FuzzyDate | None:
    """The date as it was said on a day."""
    return parse(text, today=day) if text else None
