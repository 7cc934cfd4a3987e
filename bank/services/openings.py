"""Reading a concern by exception ("break-glass"): opened with a reason, and those whom it concerns are told."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bank.models import OPEN_FOR, Concern, ConcernOpening, Order
from bank.opening_mail import TO_OFFICER, TO_ORDERER
from bank.outside_mail import orderer_of
from core import keys
from core.audit import record
from core.errors import DomainError
from core.mail import send_mail
from core.states import lock
from network.models import User


class OpeningRefused(DomainError):  # noqa: N818 -- named like the other refusals
    """``because`` is what the log says of it."""

    def __init__(self, because: str, text: str) -> None:
        super().__init__(text)
        self.because = because


@transaction.atomic
def open_concern(order: Order, *, reason: str, actor: User) -> ConcernOpening:
    """Open the concern of an order for its actor for ``OPEN_FOR``, and tell the orderer and the data officer.

    The log says that it was opened; the reason stands beside each reading only. Asked twice with the same reason while
    it is open, also at the same moment, it is one opening. Raises ``DomainError`` when nobody is named as data
    protection officer, when there is nothing to read, and for somebody who may read it anyway; whoever asked tells the
    log of that with ``note_refused_opening``.
    """
    if not order.network.officer_email:
        raise OpeningRefused(
            "no_officer",
            _(
                "A concern cannot be opened: the network has no address of a data protection officer, and nobody "
                "would hear of it."
            ),
        )
    order, reason = lock(order), reason.strip()
    concern = Concern.objects.filter(order=order).first()
    if concern is not None and concern.is_away:
        raise keys.KeyStoreAway
    if concern is None or concern.is_wiped:
        raise OpeningRefused("nothing", _("Order %(order)s has no concern that could be read.") % {"order": order})
    if actor.has_perm("bank.view_concern", order):
        raise OpeningRefused(
            "may_read", _("You may read this concern on the page of the order; it needs no exception.")
        )
    open_already = ConcernOpening.objects.filter(order=order, user=actor, reason=reason, ends_at__gt=timezone.now())
    if opening := open_already.first():
        return opening
    opening = ConcernOpening(order=order, user=actor, reason=reason)
    opening.ends_at = opening.opened_at + OPEN_FOR
    opening.full_clean(exclude=["order", "user"])
    opening.save()
    record("bank.concern.opened", order, actor=actor)
    send_mail(TO_OFFICER, opening, actor=actor)
    if orderer_of(order) is not None:
        send_mail(TO_ORDERER, opening, actor=actor)
    return opening


@transaction.atomic
def note_refused_opening(order: Order, refusal: DomainError, *, actor: User) -> None:
    """That somebody tried to open a concern and was refused: by itself, as the refused act is rolled back."""
    because = getattr(refusal, "because", "key_store_away")
    record("bank.concern.opening_refused", order, actor=actor, changes={"because": [None, because]})
