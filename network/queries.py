"""Reads that serve one page or one picker of the network app."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib.auth import HASH_SESSION_KEY
from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from core.models import LogEntry
from core.spreadsheets.understanding import by_name
from network.enums import GroupRole, RoleKind, SignInWay
from network.models import (
    Acceptance,
    Commitment,
    Group,
    GroupMembership,
    GroupName,
    Municipality,
    Network,
    Organisation,
    Person,
    Position,
    Role,
    Session,
    User,
)
from network.sessions import SIGNED_IN_KEY


def people_with_positions(people: QuerySet[Person], day: date) -> QuerySet[Person]:
    """The people, each with ``positions_today``: what they do on a day, with organisations. One query more."""
    positions = Position.objects.on(day).select_related("organisation").order_by("-valid_from", "pk")
    return people.prefetch_related(Prefetch("positions", queryset=positions, to_attr="positions_today"))


def municipalities_by_name() -> dict[str, list[Municipality]]:
    """Municipalities of today; an ended one only where no present one has its name. Two queries."""
    rows = Municipality.objects.select_related("successor")
    ended = by_name(rows.filter(valid_to__isnull=False), lambda one: [one.name_fi, one.name_sv])
    return ended | by_name(rows.filter(valid_to__isnull=True), lambda one: [one.name_fi, one.name_sv])


def regions_on(day: date) -> list[str]:
    """The names of the regions of a day, by the alphabet of their Finnish names."""
    rows = Municipality.objects.on(day).exclude(region_fi="").order_by("region_fi")
    return list(rows.values_list("region_fi", flat=True).distinct())


def municipalities_in(region: str, day: date) -> QuerySet[Municipality]:
    """The municipalities of a region on a day; none where there is no region of the name."""
    return Municipality.objects.on(day).filter(region_fi__iexact=region) if region else Municipality.objects.none()


def organisations_by_name(network: Network) -> dict[str, list[Organisation]]:
    """The network's organisations by all their names. Two queries."""
    rows = Organisation.objects.kept().filter(network=network).prefetch_related("merged")
    return by_name(rows, lambda one: one.all_names)


def group_name_on(group: Group, day: date) -> str:
    """What the group was or will be called on a day; reads ``names``."""
    names = sorted(
        (row for row in group.names.all() if row.valid_from is None or row.valid_from <= day),
        key=lambda row: row.valid_from or date.min,
    )
    return names[-1].name if names else group.name


def members_on(group: Group, day: date) -> list[GroupMembership]:
    """Who belongs to the group on a day: chair, secretary, then the others by surname. One query."""
    rows = group.memberships.on(day).select_related("person", "organisation")
    return sorted(rows, key=_member_order)


def members_before(group: Group, day: date) -> list[GroupMembership]:
    """Who belonged to the group and no longer does on a day, the last to leave first. One query."""
    rows = group.memberships.filter(valid_to__lt=day).select_related("person", "organisation")
    return list(rows.order_by("-valid_to", "-pk"))


def members_after(group: Group, day: date) -> list[GroupMembership]:
    """Who will belong to the group after a day. One query."""
    rows = group.memberships.filter(valid_from__gt=day).select_related("person", "organisation")
    return list(rows.order_by("valid_from", "pk"))


def memberships_of(one: Person | Organisation) -> list[GroupMembership]:
    """The groups to which a person or an organisation, units included, belongs or has belonged. One query."""
    mine = Q(person=one) if isinstance(one, Person) else Q(organisation=one) | Q(organisation__parent=one)
    rows = GroupMembership.objects.filter(mine).select_related("group", "organisation")
    return list(rows.order_by(F("valid_to").desc(nulls_first=True), "group__name", "pk"))


def commitment_of(network: Network) -> Commitment | None:
    """The version of the network's commitment to confidentiality that holds, if it has one. One query."""
    return Commitment.objects.filter(network=network).select_related("network").first()


def lacks_acceptance(user: User, network: Network) -> bool:
    """Whether the network has a commitment whose newest version the user has not accepted. At most two queries."""
    commitment = commitment_of(network)
    return commitment is not None and not commitment.acceptances.filter(user=user).exists()


@dataclass(frozen=True)
class AcceptanceRow:
    """One account with a role today: its last acceptance, and whether that is of a version that no longer holds."""

    user: User
    roles: list[str]
    acceptance: Acceptance | None
    is_old: bool


def acceptance_rows(network: Network, versions: list[Commitment]) -> list[AcceptanceRow]:
    """Everybody with a role today, those who have not accepted the newest of ``versions`` first. Two queries."""
    roles: dict[User, list[str]] = {}
    for role in Role.objects.filter(network=network).on(timezone.localdate()).select_related("user").order_by("pk"):
        roles.setdefault(role.user, []).append(str(RoleKind(role.kind).label))
    accepted = {
        acceptance.user_id: acceptance
        for acceptance in Acceptance.objects.filter(commitment__network=network)
        .select_related("commitment")
        .order_by("commitment__number")
    }
    newest = versions[0].pk if versions else None
    rows = []
    for user, kinds in roles.items():
        last = accepted.get(user.pk)
        rows.append(AcceptanceRow(user, kinds, last, last is not None and last.commitment_id != newest))
    return sorted(rows, key=lambda row: (row.acceptance is not None and not row.is_old, row.user.name.casefold()))


@dataclass(frozen=True)
class OwnSession:
    """One sign-in that goes on. ``name`` stands for it on a page, where its key must not be."""

    key: str
    name: str
    browser: str
    since: datetime | None
    is_current: bool


def own_sessions(user: User, *, current_key: str) -> list[OwnSession]:
    """Where the account is signed in: this browser first, then the newest. One query.

    Those that a change of the password has ended are not among them, although their rows may still be there.
    """
    sessions = []
    for row in Session.objects.filter(account_id=user.pk, expire_date__gt=timezone.now()):
        data = row.get_decoded()
        if not user.is_active or data.get(HASH_SESSION_KEY) != user.get_session_auth_hash():
            continue
        signed_in = data.get(SIGNED_IN_KEY, {})
        since = datetime.fromisoformat(signed_in["since"]) if signed_in else None
        name = salted_hmac("network.session", row.session_key).hexdigest()[:20]
        is_current = row.session_key == current_key
        sessions.append(OwnSession(row.session_key, name, signed_in.get("browser", ""), since, is_current))
    newest = sorted(sessions, key=lambda one: one.since.timestamp() if one.since else 0, reverse=True)
    return sorted(newest, key=lambda one: not one.is_current)


FAILED_SIGN_INS = ("network.user.sign_in_failed", "network.user.proof_failed")
FAILED_DAYS, FAILED_ROWS = 30, 10


@dataclass(frozen=True)
class FailedSignIn:
    """That somebody did not prove to be the account's owner: when, with what, and from which subnet."""

    at: datetime
    way: str
    subnet: str


def failed_sign_ins(user: User) -> list[FailedSignIn]:
    """Those of the account in the last ``FAILED_DAYS`` days, the newest first, ``FAILED_ROWS`` at most. One query."""
    since = timezone.now() - timedelta(days=FAILED_DAYS)
    entries = LogEntry.objects.filter(
        target_type=User._meta.label_lower, target_id=user.pk, action__in=FAILED_SIGN_INS, at__gte=since
    ).order_by("-pk")
    return [
        FailedSignIn(entry.at, SignInWay(entry.changes["way"][1]).label, entry.changes["subnet"][1])
        for entry in entries[:FAILED_ROWS]
    ]


# A directory shows so many of a kind; whoever looks for one among more writes another word.
DIRECTORY_ROWS = 50


@dataclass(frozen=True)
class Directory:
    """What was found; ``more`` names the kinds of which there are others ("people", "organisations", "groups")."""

    people: list[Person]
    organisations: list[Organisation]
    groups: list[Group]
    more: frozenset[str]

    def __bool__(self) -> bool:
        return bool(self.people or self.organisations or self.groups)


def search_directory(network: Network, user: User, words: str) -> Directory:
    """Whom the user may see of the network and whose names hold all the words, in any order, without ä and ö.

    People come with ``positions_today``. Organisations are found by the names of what they are a part of and of their
    municipality too, groups by all names that they have had. Four queries; for no words none.
    """
    if not words.split():
        return Directory([], [], [], frozenset())
    scoped = {"network": network}
    people = Person.objects.visible_to(user).filter(**scoped).search(words)
    organisations = Organisation.objects.visible_to(user).filter(**scoped).search_with_place(words)
    groups = Group.objects.visible_to(user).filter(**scoped)
    for word in words.split()[:6]:
        groups = groups.filter(Q(name__icontains=word) | Exists(_names_with(word)))
    rows = {
        "people": people_with_positions(people, timezone.localdate()),
        "organisations": organisations.select_related("parent", "municipality__successor"),
        "groups": groups.order_by("ended_on", "name", "pk"),
    }
    found = {kind: list(matches[: DIRECTORY_ROWS + 1]) for kind, matches in rows.items()}
    for row in (row for matches in found.values() for row in matches):
        row.network = network  # saves a query for each address
    more = frozenset(kind for kind, matches in found.items() if len(matches) > DIRECTORY_ROWS)
    return Directory(**{kind: matches[:DIRECTORY_ROWS] for kind, matches in found.items()}, more=more)


def _names_with(word: str) -> QuerySet[GroupName]:
    return GroupName.objects.filter(group=OuterRef("pk"), name__icontains=word)


def _member_order(membership: GroupMembership) -> tuple[int, str, int]:
    ranks = {GroupRole.CHAIR: 0, GroupRole.SECRETARY: 1}
    name = membership.person.sort_name if membership.person else str(membership.organisation)
    return ranks.get(membership.role, 2), name.casefold(), membership.pk
