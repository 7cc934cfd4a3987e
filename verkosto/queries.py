"""Reads that join the apps: the parts of a home page, and the search over a whole network."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.utils import timezone

from bank.models import Order
from bank.queries import Queue, coming_orders, facilitators_of, read_queue, status_of
from bulletins.models import BulletinVersion
from core.models import JobState, StoredFile
from meetings.models import Attachment, Meeting, MinutesVersion, Outcome
from meetings.queries import own_actions
from methods.models import Method, MethodVersion
from methods.queries import due_reviews, state_of_draft, waiting_for
from network.enums import RoleKind
from network.models import Network, Organisation, Person, User

ROWS = 5
FOUND = 10


def networks_that_publish() -> QuerySet[Network]:
    """Networks whose published minutes everybody can read, for the front page."""
    public = MinutesVersion.objects.newest_public().filter(meeting__network=OuterRef("pk"))
    return Network.objects.filter(Exists(public)).order_by("slug")


def newest_bulletins(network: Network) -> list[BulletinVersion]:
    """The newest published bulletins of a network; one query."""
    return list(BulletinVersion.objects.newest_public().listed().filter(bulletin__network=network)[:ROWS])


@dataclass(frozen=True)
class CoordinatorsWork:
    """What waits for a coordinator, and what is coming."""

    queue: Queue
    coming: list[Order]


def coordinators_work(network: Network, user: User) -> CoordinatorsWork | None:
    """The beginning of a coordinator's queue, and what is coming; nothing for others."""
    if not user.has_role(network, RoleKind.COORDINATOR):
        return None
    return CoordinatorsWork(read_queue(network, user, size=FOUND), coming_orders(network, user, limit=ROWS))


def own_orders(network: Network, user: User) -> list[Order] | None:
    """The newest orders that the user has made, with their status; nothing for those who are no orderers."""
    if not user.has_role(network, RoleKind.ORDERER):
        return None
    orders = Order.objects.visible_to(user).filter(network=network, contact__user=user)
    return _with_status(network, orders.prefetch_related("slots").order_by("-pk")[:FOUND])


def own_assignments(network: Network, user: User) -> list[Order] | None:
    """The open orders in which the user holds a slot, soonest first; nothing for those who are no facilitators."""
    if not user.has_role(network, RoleKind.FACILITATOR):
        return None
    orders = (
        Order.objects.visible_to(user)
        .open()
        .filter(network=network, slots__member__person__user=user, slots__removed_at__isnull=True)
    )
    return _with_status(network, orders.prefetch_related("slots").order_by("wished_earliest", "pk")[:FOUND])


def _with_status(network: Network, orders: Iterable[Order]) -> list[Order]:
    found = list(orders)
    for order in found:
        order.network = network  # saves a query for each address
        order.status, order.team = status_of(order), facilitators_of(order)
    return found


@dataclass(frozen=True)
class WaitingActions:
    """Actions that the user does, first due first; ``has_more`` when there are others."""

    rows: list[Outcome]
    has_more: bool


def waiting_actions(network: Network, user: User) -> WaitingActions:
    """The open actions of the user, alone or with others, each with ``overdue`` and ``age_days``; one query.

    The age is how many days ago the last possible day was, or else the day on which the action was agreed.
    """
    found, today = own_actions(network, user, limit=ROWS + 1), timezone.localdate()
    for action in found:
        since = action.due_latest if action.overdue else timezone.localtime(action.met_at).date()
        action.age_days = max((today - since).days, 0)
    return WaitingActions(found[:ROWS], len(found) > ROWS)


@dataclass(frozen=True)
class EditorsWork:
    """What waits for an editor of the catalogue, longest waiting first, each with ``state``; and how much is due."""

    rows: list[MethodVersion]
    has_more: bool
    due: int


def editors_work(network: Network, user: User) -> EditorsWork | None:
    """What waits for a method editor in the catalogue, which is one for all networks; nothing for others."""
    if not user.has_role(network, RoleKind.EDITOR):
        return None
    versions = waiting_for(MethodVersion.objects.visible_to(user), user).select_related("method", "author")
    found = list(versions[: ROWS + 1])
    for version in found:
        version.state = state_of_draft(version)
        since = version.submitted_at or version.changed_at
        version.age_days = max((timezone.localdate() - timezone.localdate(since)).days, 0)
    return EditorsWork(found[:ROWS], len(found) > ROWS, due_reviews(timezone.localdate()).count())


def meetings_around(network: Network, user: User) -> tuple[list[Meeting], list[Meeting]]:
    """The next meetings, soonest first, and the latest ones, newest first; one query."""
    now = timezone.now()
    meetings = Meeting.objects.visible_to(user).filter(network=network).order_by()
    coming = meetings.filter(starts_at__gte=now).order_by("starts_at", "pk")[:ROWS]
    past = meetings.filter(starts_at__lt=now).order_by("-starts_at", "-pk")[:ROWS]
    found = list(coming.union(past, all=True))
    for meeting in found:
        meeting.network = network
    soonest = sorted((m for m in found if m.starts_at >= now), key=lambda m: (m.starts_at, m.pk))
    latest = sorted((m for m in found if m.starts_at < now), key=lambda m: (m.starts_at, m.pk), reverse=True)
    return soonest, latest


def awaited_attachments(network: Network, user: User) -> list[Attachment]:
    """Attachments that were to be delivered later and are due to be asked for, longest waiting first; one query.

    Nothing for those who write no minutes.
    """
    if not user.has_role(network, RoleKind.COORDINATOR, RoleKind.SECRETARY):
        return []
    awaited = Attachment.objects.awaited(timezone.localdate()).filter(meeting__network=network)
    found = list(awaited.select_related("meeting").order_by("remind_on", "pk")[:FOUND])
    for attachment in found:
        attachment.meeting.network = network
    return found


def recent_documents(user: User) -> QuerySet[StoredFile]:
    """Documents the user asked for during the last day, and those that stopped; one query with their jobs."""
    yesterday = timezone.now() - timedelta(days=1)
    wanted = Q(created_at__gte=yesterday) | Q(job__state=JobState.PARKED)
    return StoredFile.objects.filter(wanted, created_by=user).select_related("job").order_by("-pk")[:ROWS]


@dataclass(frozen=True)
class Found:
    """The first matches of one kind; ``has_more`` when there are others."""

    rows: list[Model]
    has_more: bool


def search(network: Network, user: User, words: str) -> dict[str, Found]:
    """What the user may see of the network and of the catalogue and whose names hold all the words.

    ``{"orders": Found, "meetings": …, "methods": …, "people": …, "organisations": …}``. The concern of an order is
    never searched. At most six words count. One query for each kind.
    """
    needles = words.split()[:6]
    if not needles:
        return {}
    scoped = {"network": network}
    return {
        "orders": _first(Order.objects.visible_to(user).filter(**scoped).with_words(words), network),
        "meetings": _first(_holding(Meeting.objects.visible_to(user).filter(**scoped), needles, _in_meeting), network),
        "methods": _first(_holding(Method.objects.visible_to(user), needles, _in_method)),
        "people": _first(Person.objects.visible_to(user).filter(**scoped).search(words), network),
        "organisations": _first(Organisation.objects.visible_to(user).filter(**scoped).search(words), network),
    }


def _holding(rows: QuerySet, needles: list[str], condition: object) -> QuerySet:
    for needle in needles:
        rows = rows.filter(condition(needle))
    return rows


def _in_meeting(word: str) -> Q:
    return Q(title__icontains=word) | Q(group_label__icontains=word)


def _in_method(word: str) -> Q:
    return Q(name_fi__icontains=word) | Q(name_sv__icontains=word) | Q(name_en__icontains=word)


def _first(rows: QuerySet, network: Network | None = None) -> Found:
    found = list(rows[: FOUND + 1])
    for row in found:
        if network is not None:
            row.network = network
    return Found(found[:FOUND], len(found) > FOUND)
