"""Who runs the bank."""

from datetime import date

from bank.models import BankHolder
from network.models import Network


def holder_on(network: Network, day: date) -> BankHolder | None:
    """The holder of the bank on a day; one query."""
    return BankHolder.objects.on(day).filter(network=network).first()
