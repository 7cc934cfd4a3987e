"""Who is told as data protection officer of a network."""

from django.db import transaction

from core.audit import record
from core.guard import one_line
from core.mail import send_mail
from core.states import lock
from network.mail import OFFICER_CHANGED
from network.models import Network, User


@transaction.atomic
def name_data_officer(network: Network, *, email: str, name: str, version: int, actor: User) -> Network:
    """Say who is told when a concern of the network is opened by exception; without an address the installation's is.

    Whoever was told until now gets a mail: administrators, who open concerns, could else do so without a witness.
    Raises ``EditConflict`` when somebody saved first, ``ValidationError`` for a name without an address.
    """
    network = lock(network, version=version)
    told = network.officer_email
    facts = {"data_officer_email": email.lower(), "data_officer_name": one_line(name)}
    changed = sorted(field for field, value in facts.items() if getattr(network, field) != value)
    for field, value in facts.items():
        setattr(network, field, value)
    network.version += 1
    is_told_no_more = bool(told) and told.lower() != network.officer_email.lower()
    if is_told_no_more:
        # Of several changes in a row the first address stays: it is the one that knows of nothing.
        network.data_officer_before = network.data_officer_before or told
    network.full_clean()
    network.save()
    # Names of fields only: the log is kept longer than contact data.
    record("network.network.data_officer_named", network, actor=actor, changes={"fields": [None, changed]})
    if is_told_no_more:
        send_mail(OFFICER_CHANGED, network, actor=actor, key=str(network.version))
    return network
