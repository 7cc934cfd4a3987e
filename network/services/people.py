"""People and what they do in which organisation."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from core.audit import record, record_all
from core.errors import DomainError
from core.folding import fold
from core.guard import one_line
from core.states import lock
from network.models import Network, Organisation, Person, Position, Role, User
from network.services.access import end_role, tell_of_roles_left


class PersonExists(DomainError):  # noqa: N818 -- named after what happened (house-style.md, section 5)
    """Somebody of this name is in the network already; ``existing`` are those people."""

    def __init__(self, existing: list[Person]) -> None:
        super().__init__(_("Somebody of this name is already in the network. Is this the same person?"))
        self.existing = existing


@transaction.atomic
def add_person(
    network: Network,
    *,
    first_name: str,
    last_name: str,
    email: str = "",
    phone: str = "",
    organisation: Organisation | None = None,
    title: str = "",
    namesake: bool = False,
    actor: User | None,
) -> Person:
    """Add somebody to the network, with a position when an organisation is given.

    Raises ``PersonExists`` when the name is there already, unless ``namesake`` says that this is another person.
    """
    person = Person(network=network, first_name=first_name, last_name=last_name, email=email, phone=phone)
    person.full_clean()
    if not namesake and (existing := _people_of_name(person)):
        raise PersonExists(existing)
    person.save()
    record("network.person.added", person, actor=actor)
    if organisation is not None:
        add_position(person, organisation=organisation, title=title, actor=actor)
    return person


@transaction.atomic
def add_people(people: list[Person], positions: list[Position], *, actor: User | None) -> None:
    """Add many people at once with their positions, by a few statements. Whoever calls has looked for namesakes."""
    for one in (*people, *positions):
        exclude = ("network", "person", "organisation")
        one.full_clean(exclude=exclude, validate_unique=False, validate_constraints=False)
    Person.objects.bulk_create(people, batch_size=500)
    Position.objects.bulk_create(positions, batch_size=500)
    record_all("network.person.added", people, actor=actor, changes=[{} for _one in people])
    changes = [{"position": [None, str(one)]} for one in positions]
    record_all("network.position.added", [one.person for one in positions], actor=actor, changes=changes)


@transaction.atomic
def edit_person(
    person: Person, *, first_name: str, last_name: str, email: str, phone: str, version: int, actor: User
) -> Person:
    """Change names and contact data. Raises ``EditConflict`` when somebody saved the person first."""
    person = lock(person, version=version)
    facts = {"first_name": first_name, "last_name": last_name, "email": email, "phone": phone}
    changed = sorted(name for name, value in facts.items() if getattr(person, name) != value)
    for name, value in facts.items():
        setattr(person, name, value)
    person.version += 1
    person.full_clean()
    person.save()
    # Names of fields only: the log is kept longer than contact data.
    record("network.person.edited", person, actor=actor, changes={"fields": [None, changed]})
    return person


@transaction.atomic
def add_position(
    person: Person,
    *,
    organisation: Organisation,
    title: str = "",
    valid_from: date | None = None,
    valid_to: date | None = None,
    actor: User | None,
) -> Position:
    """Add what the person does in an organisation.

    Raises ``DomainError`` for an organisation of another network and for a position that the person has already.
    """
    if organisation.network_id != person.network_id:
        raise DomainError(_("%(name)s is not in this network.") % {"name": organisation.name})
    position = Position(
        person=person, organisation=organisation, title=one_line(title), valid_from=valid_from, valid_to=valid_to
    )
    position.full_clean()
    same = person.positions.filter(organisation=organisation, title__iexact=position.title, valid_to__isnull=True)
    if same.exists():
        raise DomainError(_("%(name)s has this position already.") % {"name": person.name})
    position.save()
    record("network.position.added", person, actor=actor, changes={"position": [None, str(position)]})
    return position


@transaction.atomic
def end_position(position: Position, *, last_day: date, roles: Iterable[Role] = (), actor: User) -> Position:
    """End a position on a day, that day included, and these roles of the person with it.

    With a day to come the roles hold until then; otherwise access ends at once. What the person did stays as it was.
    Administrators hear of roles that go on without a position (``tell_of_roles_left``).
    Raises ``DomainError`` when the day is before its first or a role is another person's, and what ``end_role``
    raises: then nothing has ended.
    """
    position = lock(position)
    for role in roles:
        if role.user_id != position.person.user_id or role.network_id != position.person.network_id:
            raise DomainError(_("This role is not that of %(name)s.") % {"name": position.person.name})
        end_role(role, last_day=last_day if last_day > timezone.localdate() else None, actor=actor)
    if position.valid_from and last_day < position.valid_from:
        raise DomainError(_("The last day must not be before the first."))
    changes = {"position": [str(position), last_day.isoformat()]}
    position.valid_to = last_day
    position.save(update_fields=["valid_to"])
    record("network.position.ended", position.person, actor=actor, changes=changes)
    tell_of_roles_left(position, actor=actor)
    return position


def _people_of_name(person: Person) -> list[Person]:
    name = fold(person.sort_name)
    named = Q(search_text=name) | Q(merged__search_text=name)
    return list(Person.objects.kept().filter(named, network=person.network).order_by("pk").distinct()[:10])
