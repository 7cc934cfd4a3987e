"""Accounts and roles: who may do what in a network."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.audit import record
from core.errors import DomainError
from core.mail import send_mail
from core.states import lock
from network.enums import RoleKind
from network.mail import INVITED
from network.models import Group, Network, Organisation, Person, Position, Role, User
from network.services.notices import notify
from network.services.sessions import end_all_sessions

# The sentences of notices (``network.notices``).
ROLE_GIVEN, ROLE_ENDED, ROLE_TAKEN = "network.role_given", "network.role_ended", "network.role_taken"
ROLE_LEFT = "network.role_left"


@transaction.atomic
def grant_role(
    user: User,
    *,
    network: Network,
    kind: str,
    organisation: Organisation | None = None,
    group: Group | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
    actor: User | None,
) -> Role:
    """Give an account a role in a network, for an organisation or a group where that fits.

    It is signed out everywhere, unless it is the actor's own: what is open in a browser was opened as somebody else.

    Raises ``DomainError`` when the account has the role already, and for an organisation or group of another network.
    """
    for part in (organisation, group):
        if part is not None and part.network_id != network.pk:
            raise DomainError(_("%(name)s is not in this network.") % {"name": part.name})
    today = timezone.localdate()
    same = Role.objects.filter(user=user, network=network, kind=kind, organisation=organisation, group=group)
    if same.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=valid_from or today)).exists():
        raise DomainError(_("%(name)s has this role already.") % {"name": user})
    role = Role(
        user=user,
        network=network,
        kind=kind,
        organisation=organisation,
        group=group,
        # Without a day the role would be one with an ended row of the same kind.
        valid_from=valid_from or today,
        valid_to=valid_to,
    )
    role.full_clean()
    role.save()
    record("network.role.granted", role, actor=actor, changes={"role": [None, role.kind]})
    if user == actor:
        _tell_others(role, actor=actor)
    else:
        path = role.network.get_absolute_url()
        notify(user, about=ROLE_GIVEN, network=network, path=path, key=f"{role.pk}", actor=actor)
    _sign_out(user, actor=actor)
    return role


@transaction.atomic
def end_role(role: Role, *, last_day: date | None = None, actor: User | None) -> None:
    """Take a role away: at once, or after ``last_day``. Signs the account out as ``grant_role`` does.

    Raises ``DomainError`` when nobody would be left to administer the network, and when the role has ended already.
    """
    # Two administrators ending each other at once wait here for one another.
    lock(role.network)
    role = lock(role)
    today = timezone.localdate()
    if role.valid_to is not None and role.valid_to < today:
        raise DomainError(_("This role has ended already."))
    ends = last_day if last_day is not None else today - timedelta(days=1)
    if role.kind == RoleKind.ADMIN and not _lasting_administrators(role, after=ends).exists():
        raise DomainError(_("The network needs an administrator. Give the role to somebody else first."))
    record("network.role.ended", role, actor=actor, changes={"role": [role.kind, None]})
    if role.user != actor:
        path = reverse("notice-list")
        notify(role.user, about=ROLE_ENDED, network=role.network, path=path, key=f"{role.pk}", actor=actor)
    _sign_out(role.user, actor=actor)
    if role.valid_from is not None and role.valid_from > ends:
        # Given and taken on one day: there is no day on which it held. The log remembers.
        role.delete()
        return
    role.valid_to = ends
    role.save(update_fields=["valid_to"])


@transaction.atomic
def change_role(role: Role, *, kind: str, actor: User) -> Role:
    """Give another role in the place of one, for the same organisation or group, from today on.

    Raises ``DomainError`` when it is the same one, and what ``grant_role`` and ``end_role`` raise.
    """
    if kind == role.kind:
        raise DomainError(_("%(name)s has this role already.") % {"name": role.user})
    granted = grant_role(
        role.user, network=role.network, kind=kind, organisation=role.organisation, group=role.group, actor=actor
    )
    end_role(role, actor=actor)
    return granted


def is_last_administrator(user: User) -> bool:
    """Whether some network would be left without anybody to administer it if the account ended today."""
    roles = Role.objects.filter(user=user, kind=RoleKind.ADMIN).on(timezone.localdate())
    return any(not _lasting_administrators(role, after=timezone.localdate()).exists() for role in roles)


@transaction.atomic
def link_account(person: Person, *, user: User, actor: User | None) -> Person:
    """Say which account is the person's own.

    Raises ``DomainError`` when the person has another account, or the account is another person's in this network.
    """
    person = lock(person)
    if person.user_id not in (None, user.pk):
        raise DomainError(_("%(name)s has an account already.") % {"name": person.name})
    other = Person.objects.filter(network=person.network, user=user).exclude(pk=person.pk).first()
    if other is not None:
        raise DomainError(_("The account belongs to %(name)s.") % {"name": other.name})
    person.user = user
    person.save(update_fields=["user", "updated_at"])
    record("network.account.linked", person, actor=actor)
    return person


@transaction.atomic
def give_access(person: Person, *, kind: str, actor: User | None) -> Role:
    """Give a person a role, and an account under the person's e-mail address when there is none.

    Whoever has never signed in is invited by mail; the first password is set through "Forgot your password?".
    Raises ``DomainError`` without an e-mail address, and what ``link_account`` and ``grant_role`` raise.
    """
    # Two clicks at once wait here for one another.
    person = lock(person)
    user = person.user
    if user is None:
        if not person.email:
            raise DomainError(_("An account needs an e-mail address. Add it to the person first."))
        user = User.objects.filter(email=person.email).first() or open_account(
            person.email, name=person.name, actor=actor
        )
        link_account(person, user=user, actor=actor)
    role = grant_role(user, network=person.network, kind=kind, actor=actor)
    if user.last_login is None:
        send_mail(INVITED, user, actor=actor, key=f"{role.pk}")
    return role


@transaction.atomic
def open_account(email: str, *, name: str, actor: User | None) -> User:
    """Open an account without a password; it is set through "Forgot your password?".

    Raises ``ValidationError`` for an address that is none or has an account.
    """
    user = User(email=email, name=name)
    user.set_unusable_password()
    user.full_clean()
    user.save()
    record("network.account.opened", user, actor=actor)
    return user


@transaction.atomic
def start_network(slug: str, *, name_fi: str, name_sv: str = "", admin: User, actor: User | None = None) -> Network:
    """Open a new network with its first administrator. Raises ``ValidationError`` when the slug is taken."""
    network = Network(slug=slug, name_fi=name_fi, name_sv=name_sv)
    network.full_clean()
    network.save()
    record("network.network.started", network, actor=actor)
    grant_role(admin, network=network, kind=RoleKind.ADMIN, actor=actor)
    return network


def _tell_others(role: Role, *, actor: User) -> None:
    """Whoever gives roles gives none to oneself unseen: the other administrators hear of it, and the log says it."""
    record("network.role.taken", role, actor=actor, changes={"role": [None, role.kind]})
    person = Person.objects.filter(network=role.network, user=role.user).first()
    path = person.get_absolute_url() if person else reverse("network:person-list", args=[role.network.slug])
    for other in _administrators(role.network).exclude(pk=actor.pk):
        notify(other, about=ROLE_TAKEN, network=role.network, path=path, key=f"{role.pk}", actor=actor)


def tell_of_roles_left(position: Position, *, actor: User) -> None:
    """Ask the administrators to look at the roles of somebody whose work in the network ends by another's hand.

    Nobody is told while another position goes on, without roles, and when an administrator ended the position: that
    one has seen the roles, and has left them.
    """
    person, after = position.person, max(position.valid_to + timedelta(days=1), timezone.localdate())
    administrators = _administrators(person.network)
    if (
        person.user_id is None
        or person.positions.on(after).exists()
        or not person.user.roles.filter(network=person.network).on(after).exists()
        or administrators.filter(pk=actor.pk).exists()
    ):
        return
    path = person.get_absolute_url()
    for one in administrators:
        notify(one, about=ROLE_LEFT, network=person.network, path=path, key=f"{position.pk}", actor=actor)


def _administrators(network: Network) -> QuerySet[User]:
    """Those of today who can sign in."""
    roles = Role.objects.filter(network=network, kind=RoleKind.ADMIN).on(timezone.localdate())
    return User.objects.filter(pk__in=roles.values("user"), is_active=True).order_by("pk")


def _sign_out(user: User, *, actor: User | None) -> None:
    if user != actor:
        end_all_sessions(user)


def _lasting_administrators(role: Role, *, after: date) -> QuerySet[Role]:
    """Those who stay: others of the network whose role holds on the day after, and has no last day."""
    others = Role.objects.filter(network=role.network, kind=RoleKind.ADMIN, user__is_active=True, valid_to=None)
    return others.exclude(user=role.user).on(max(after + timedelta(days=1), timezone.localdate()))
