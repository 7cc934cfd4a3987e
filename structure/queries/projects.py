"""Where the projects of a network are."""

from django.db.models import Q

from network.models import Network, Organisation


def regions_of(network: Network) -> list[str]:
    """The regions of the organisations that own the network's projects or take part in them. One query."""
    found = Organisation.objects.filter(
        Q(projects__network=network) | Q(partner_projects__network=network), network=network
    ).values_list("municipality__region_fi", "parent__municipality__region_fi")
    return sorted({region for pair in found for region in pair if region})
