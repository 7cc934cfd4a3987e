"""Organisations and their units."""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from core.audit import record, record_all
from core.errors import DomainError
from core.states import lock
from network.models import Municipality, Network, Organisation, User


class OrganisationExists(DomainError):  # noqa: N818 -- named after what happened (house-style.md, section 5)
    """An organisation of this name is there already; ``existing`` is it (None when it was added this very moment)."""

    def __init__(self, existing: Organisation | None) -> None:
        super().__init__(_("There is already an organisation of this name."))
        self.existing = existing
        self.field = "name"


@transaction.atomic
def add_organisation(
    network: Network,
    *,
    name: str,
    kind: str,
    parent: Organisation | None = None,
    municipality: Municipality | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
    actor: User | None,
) -> Organisation:
    """Add an organisation or, with ``parent``, a unit of one.

    Raises ``OrganisationExists`` when one of that name is in the same place, ``DomainError`` for a parent of another
    network.
    """
    organisation = Organisation(
        network=network,
        name=name,
        kind=kind,
        parent=parent,
        municipality=municipality,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    _save(organisation)
    record("network.organisation.added", organisation, actor=actor, changes={"name": [None, organisation.name]})
    return organisation


@transaction.atomic
def add_organisations(organisations: list[Organisation], *, actor: User | None) -> None:
    """Add many at once, with a few statements; one that is a part of another of them comes after it.

    Whoever calls has looked for namesakes. Raises ``OrganisationExists`` when somebody added one at this moment.
    """
    # Each of these is asked for by a query when a whole object is checked.
    exclude = ("network", "parent", "municipality")
    waiting = organisations
    try:
        with transaction.atomic():
            while waiting:
                ready = [one for one in waiting if one.parent is None or one.parent.pk]
                waiting = [one for one in waiting if one.parent is not None and not one.parent.pk]
                for one in ready:
                    one.full_clean(exclude=exclude, validate_unique=False, validate_constraints=False)
                Organisation.objects.bulk_create(ready, batch_size=500)
    except IntegrityError as error:
        raise OrganisationExists(None) from error
    changes = [{"name": [None, one.name]} for one in organisations]
    record_all("network.organisation.added", organisations, actor=actor, changes=changes)


@transaction.atomic
def edit_organisation(
    organisation: Organisation,
    *,
    name: str,
    kind: str,
    parent: Organisation | None,
    municipality: Municipality | None,
    valid_from: date | None,
    valid_to: date | None,
    version: int,
    actor: User,
) -> Organisation:
    """Change an organisation; old records keep the name they copied.

    Raises ``EditConflict`` when somebody saved it first, ``OrganisationExists`` when the name is taken, and
    ``DomainError`` when the parent is the organisation itself, one of its units, or of another network.
    """
    organisation = lock(organisation, version=version)
    before = organisation.name
    organisation.name, organisation.kind = name, kind
    organisation.parent, organisation.municipality = parent, municipality
    organisation.valid_from, organisation.valid_to = valid_from, valid_to
    organisation.version += 1
    _refuse_loop(organisation)
    _save(organisation)
    record("network.organisation.edited", organisation, actor=actor, changes={"name": [before, organisation.name]})
    return organisation


def _save(organisation: Organisation) -> None:
    if organisation.parent is not None and organisation.parent.network_id != organisation.network_id:
        raise DomainError(_("%(name)s is not in this network.") % {"name": organisation.parent.name})
    organisation.full_clean(validate_constraints=False)
    if organisation.valid_to is None and (existing := _namesakes(organisation).first()):
        raise OrganisationExists(existing)
    organisation.validate_constraints()
    try:
        with transaction.atomic():
            organisation.save()
    except IntegrityError as error:
        if "one_organisation_per_name" not in str(error):
            raise
        # Two people added it at the same moment.
        raise OrganisationExists(_namesakes(organisation).first()) from error


def _namesakes(organisation: Organisation) -> QuerySet[Organisation]:
    named = Q(name__iexact=organisation.name) | Q(merged__name__iexact=organisation.name)
    same_place = Organisation.objects.kept().filter(network=organisation.network, parent=organisation.parent)
    return same_place.filter(named, valid_to__isnull=True).exclude(pk=organisation.pk)


def _refuse_loop(organisation: Organisation) -> None:
    # Read now, one by one: the parent in memory may be of before somebody else's move.
    above = organisation.parent_id
    while above is not None:
        if above == organisation.pk:
            raise DomainError(_("An organisation cannot be part of itself or of its own unit."))
        above = Organisation.objects.values_list("parent", flat=True).get(pk=above)
