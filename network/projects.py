"""The network's projects for apps that do not know them: what can be chosen, and what each is called today.

The app that keeps projects registers where they are read in ``AppConfig.ready``. Another app stores the key of one,
which lasts, beside what it was called when it was chosen.
"""

from collections.abc import Callable
from dataclasses import dataclass

from network.models import Network, User


@dataclass(frozen=True)
class NamedProject:
    """``days`` tells apart projects of one name ("1.1.2006–31.12.2007")."""

    key: int
    name: str
    days: str
    url: str

    def __str__(self) -> str:
        return f"{self.name}, {self.days}"


Source = Callable[[Network, User], list[NamedProject]]
_sources: list[Source] = []


def register_projects(source: Source) -> None:
    """Let ``source`` tell which projects of a network the user sees, in the order of their names."""
    _sources.append(source)


def projects_of(network: Network, user: User) -> list[NamedProject]:
    """The projects of the network that the user sees. One query."""
    return [project for source in _sources for project in source(network, user)]


def project_of(network: Network, user: User, key: int | None) -> NamedProject | None:
    """The one of a key, where the network has it and the user sees it. One query, none without a key."""
    if key is None:
        return None
    return next((project for project in projects_of(network, user) if project.key == key), None)
