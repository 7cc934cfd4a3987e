"""Which trainings belong to a project: those for which it was chosen, and those that name it in words.

Words are what lists of older trainings hold, and what is typed of a project that the network does not have yet. When
such a project gets another name or number, its trainings are kept with it by its key; their words stay as they were.
"""

from collections.abc import Iterable

from django.db.models import Q

from bank.models import Training
from bank.services import keep_with_project
from network.models import User
from structure.models import Project
from structure.services import follow_names


def belongs_to(project: Project) -> Q:
    """Trainings of the project, among those of its network."""
    return Q(project_key=project.pk) | _named([project.name, project.number])


def keep_trainings(project: Project, former: Iterable[str], *, actor: User) -> None:
    """Trainings that name the project by what it was called until now belong to it from now on.

    What another project of the network is called too goes on meaning that one.
    """
    others = Project.objects.filter(network=project.network_id).exclude(pk=project.pk)
    words = [
        word for word in former if word and not others.filter(Q(name__iexact=word) | Q(number__iexact=word)).exists()
    ]
    trainings = Training.objects.filter(_named(words), network=project.network_id)
    keep_with_project(trainings, key=project.pk, actor=actor)


def _named(words: Iterable[str]) -> Q:
    """Trainings for which no project was chosen and whose words are one of these, in whatever case."""
    named = Q(pk__in=[])
    for word in filter(None, words):
        named |= Q(project_key=None, project__iexact=word)
    return named


follow_names(keep_trainings)
