"""The commitment to confidentiality: a new version, and accepting it."""

from django.db import transaction
from django.utils.translation import gettext as _

from core.audit import record
from core.errors import DomainError
from core.states import lock
from network.models import Acceptance, Commitment, Network, User
from network.queries import commitment_of


@transaction.atomic
def publish_commitment(network: Network, *, text_fi: str, text_sv: str = "", actor: User | None) -> Commitment:
    """Put a new version in the place of the present one; everybody is asked to accept it anew.

    Raises ``DomainError`` when nothing differs, and ``ValidationError`` for a text that may not be.
    """
    # Two coordinators at once wait here for one another.
    lock(network)
    present = commitment_of(network)
    commitment = Commitment(
        network=network, number=present.number + 1 if present else 1, text_fi=text_fi, text_sv=text_sv
    )
    commitment.full_clean()
    if present and (present.text_fi, present.text_sv) == (commitment.text_fi, commitment.text_sv):
        raise DomainError(_("Nothing was changed: this is the text that holds now."))
    commitment.save()
    changes = {"version": [present.number if present else None, commitment.number]}
    record("network.commitment.published", commitment, actor=actor, changes=changes)
    return commitment


@transaction.atomic
def accept_commitment(commitment: Commitment, *, actor: User) -> Acceptance:
    """Accept a version for oneself; a second time changes nothing.

    Raises ``DomainError`` when a newer version holds: what one has not read one does not accept.
    """
    lock(commitment.network)
    if commitment_of(commitment.network).pk != commitment.pk:
        raise DomainError(_("The text was changed meanwhile. Read the new one and accept that."))
    acceptance, created = Acceptance.objects.get_or_create(commitment=commitment, user=actor)
    if created:
        record("network.commitment.accepted", commitment, actor=actor)
    return acceptance
