"""Where the projects of a network are, and what they are called."""

from django.db.models import Q

from network.models import Network, Organisation, User
from network.projects import NamedProject
from network.sections import span
from structure.models import Project


def regions_of(network: Network) -> list[str]:
    """The regions of the organisations that own the network's projects or take part in them. One query."""
    found = Organisation.objects.filter(
        Q(projects__network=network) | Q(partner_projects__network=network), network=network
    ).values_list("municipality__region_fi", "parent__municipality__region_fi")
    return sorted({region for pair in found for region in pair if region})


def named_projects(network: Network, user: User) -> list[NamedProject]:
    """What can be chosen where something belongs to a project, by name (``network.projects``). One query."""
    found = []
    for project in Project.objects.visible_to(user).filter(network=network).order_by("name", "valid_from", "pk"):
        project.network = network
        days = span(project.valid_from, project.valid_to)
        found.append(NamedProject(project.pk, project.name, days, project.get_absolute_url()))
    return found
