"""Which network a management command is about."""

from argparse import ArgumentParser

from django.core.management.base import CommandError

from network.models import Network


def add_network_argument(parser: ArgumentParser, *, unless: str = "there is only one") -> None:
    """``--network``, which may be left out where the command knows which one is meant."""
    parser.add_argument(
        "--network", metavar="SLUG", help=f"short address of the network; may be left out when {unless}"
    )


def the_network(slug: str | None) -> Network:
    """The network named, or the only one. Raises ``CommandError`` that lists them."""
    networks = Network.objects.filter(slug=slug) if slug else Network.objects.all()
    return only_one(list(networks[:2]))


def only_one(found: list[Network]) -> Network:
    """The one of the list. Raises ``CommandError`` that lists the networks there are."""
    if len(found) == 1:
        return found[0]
    slugs = ", ".join(Network.objects.order_by("slug").values_list("slug", flat=True)[:20])
    raise CommandError(f"Name the network with --network. The networks are: {slugs or 'none yet'}.")
