"""Agreements with municipalities and counties: added, edited, ended."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from bank.models import Agreement
from core.audit import record
from core.errors import DomainError, TransitionNotAllowed
from core.states import lock
from network.models import Network, Organisation, User

AGREED = ("organisation", "working_time", "payer", "cost_basis", "valid_from", "valid_to")


class AgreementsOverlap(DomainError):  # noqa: N818 -- named after what happened (house-style.md, section 5)
    """The organisation has another agreement on some of the days."""

    field = "valid_from"

    def __init__(self) -> None:
        super().__init__(_("The organisation has another agreement on some of these days. End that one first."))


@transaction.atomic
def add_agreement(network: Network, *, facts: dict[str, Any], actor: User) -> Agreement:
    """Add an agreement; ``facts`` holds values for ``AGREED``.

    Raises ``AgreementsOverlap``, and ``DomainError`` for an organisation of another network.
    """
    agreement = Agreement(network=network, **{name: facts[name] for name in AGREED if name in facts})
    _save(agreement)
    record("bank.agreement.added", agreement, actor=actor, changes={"organisation": [None, str(agreement)]})
    return agreement


@transaction.atomic
def edit_agreement(agreement: Agreement, *, facts: dict[str, Any], version: int, actor: User) -> Agreement:
    """Change what was agreed. Raises as ``add_agreement`` does, and ``EditConflict``."""
    agreement = lock(agreement, version=version)
    before = {name: getattr(agreement, name) for name in AGREED}
    for name in AGREED:
        if name in facts:
            setattr(agreement, name, facts[name])
    agreement.version += 1
    _save(agreement)
    changes = {name: [_plain(before[name]), _plain(getattr(agreement, name))] for name in AGREED
               if before[name] != getattr(agreement, name)}  # fmt: skip
    record("bank.agreement.edited", agreement, actor=actor, changes=changes)
    return agreement


@transaction.atomic
def end_agreement(agreement: Agreement, *, last_day: date, actor: User) -> Agreement:
    """Let an agreement end on a day, that day included.

    Raises ``TransitionNotAllowed`` when it has an earlier end, ``ValidationError`` for a day before the first.
    """
    agreement = lock(agreement)
    if agreement.valid_to is not None and agreement.valid_to < last_day:
        raise TransitionNotAllowed(_("The agreement has ended already. Add a new one."))
    before, agreement.valid_to = agreement.valid_to, last_day
    agreement.version += 1
    _save(agreement)
    record("bank.agreement.ended", agreement, actor=actor, changes={"valid_to": [_plain(before), _plain(last_day)]})
    return agreement


def _save(agreement: Agreement) -> None:
    if agreement.organisation.network_id != agreement.network_id:
        raise DomainError(_("%(name)s is not in this network.") % {"name": agreement.organisation})
    agreement.full_clean()
    # Two coordinators may add one at the same moment: the organisation is the lock.
    Organisation.objects.select_for_update(of=("self",)).get(pk=agreement.organisation_id)
    others = Agreement.objects.filter(organisation=agreement.organisation).exclude(pk=agreement.pk)
    if agreement.valid_to is not None:
        others = others.filter(Q(valid_from__isnull=True) | Q(valid_from__lte=agreement.valid_to))
    if agreement.valid_from is not None:
        others = others.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=agreement.valid_from))
    if others.exists():
        raise AgreementsOverlap
    agreement.save()


def _plain(value: Any) -> str | None:
    return None if value is None else str(value)
