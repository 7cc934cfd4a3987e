"""Who runs the bank: one organisation after the other, each from a day on."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bank.mail import send_hand_over
from bank.models import BankHolder, Member
from core.audit import record
from core.errors import DomainError
from core.states import lock
from network.models import Network, Organisation, User


@transaction.atomic
def hand_over_bank(network: Network, *, organisation: Organisation, first_day: date, actor: User | None) -> BankHolder:
    """The organisation runs the bank from a day on; whoever ran it until then stays in the history.

    Members are told by mail, once each, when the bank changes hands; not when the first one is written down.
    Raises ``DomainError`` for an organisation that is not in the network, has ended, or runs the bank already, and for
    a day on which or after which the present one began.
    """
    network = lock(network)
    if organisation.network_id != network.pk:
        raise DomainError(_("%(name)s is not in this network.") % {"name": organisation.name})
    if organisation.valid_to is not None and organisation.valid_to < first_day:
        raise DomainError(_("%(name)s does not exist any more on that day.") % {"name": organisation.name})
    present = BankHolder.objects.filter(network=network, valid_to__isnull=True).first()
    if present is not None:
        if present.organisation_id == organisation.pk:
            raise DomainError(_("%(name)s runs the bank already.") % {"name": organisation.name})
        if present.valid_from is not None and first_day <= present.valid_from:
            raise DomainError(_("The present organisation began on that day or later. Choose a later day."))
        present.valid_to = first_day - timedelta(days=1)
        present.save(update_fields=["valid_to"])
    holder = BankHolder(
        network=network, organisation=organisation, organisation_label=organisation.name, valid_from=first_day
    )
    if present is not None:
        holder.told_at = timezone.now()
    holder.full_clean()
    holder.save()
    if present is not None:
        members = Member.objects.filter(network=network).in_bank(timezone.localdate())
        for member in members.select_related("person__user", "network"):
            send_hand_over(member, holder=holder, actor=actor)
    before = present.organisation_label if present else None
    record("bank.bank.handed_over", network, actor=actor, changes={"holder": [before, holder.organisation_label]})
    return holder
