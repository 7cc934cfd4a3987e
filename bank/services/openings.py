"""Reading a concern by exception ("break-glass"): opened with a reason, and those whom it concerns are told."""

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from bank.models import OPEN_FOR, Concern, ConcernOpening, Order
from bank.opening_mail import TO_OFFICER, TO_ORDERER
from bank.outside_mail import orderer_of
from core import keys
from core.audit import record
from core.errors import DomainError
from core.mail import send_mail
from network.models import User


@transaction.atomic
def open_concern(order: Order, *, reason: str, actor: User) -> ConcernOpening:
    """Open the concern of an order for its actor for ``OPEN_FOR``, and tell the orderer and the data officer.

    The log says that it was opened; the reason stands beside each reading only. Raises ``DomainError`` when nobody is
    named as data protection officer, when there is nothing to read, and for somebody who may read it anyway.
    """
    if not settings.DATA_OFFICER_EMAIL:
        raise DomainError(
            _(
                "A concern cannot be opened: no address of a data protection officer is known here, and nobody would "
                "hear of it. Whoever runs the service sets it (DATA_OFFICER_EMAIL)."
            )
        )
    concern = Concern.objects.filter(order=order).first()
    if concern is not None and concern.is_away:
        raise keys.KeyStoreAway
    if concern is None or concern.is_wiped:
        raise DomainError(_("Order %(order)s has no concern that could be read.") % {"order": order})
    if actor.has_perm("bank.view_concern", order):
        raise DomainError(_("You may read this concern on the page of the order; it needs no exception."))
    opening = ConcernOpening(order=order, user=actor, reason=reason.strip())
    opening.ends_at = opening.opened_at + OPEN_FOR
    opening.full_clean(exclude=["order", "user"])
    opening.save()
    record("bank.concern.opened", order, actor=actor)
    send_mail(TO_OFFICER, opening, actor=actor)
    if orderer_of(order) is not None:
        send_mail(TO_ORDERER, opening, actor=actor)
    return opening
