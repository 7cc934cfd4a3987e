"""Projects: begun and changed."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core.audit import record
from core.guard import one_line
from core.states import lock
from network.models import Group, Network, Organisation, User
from structure.enums import PartKind
from structure.models import BudgetLine, Part, Project
from structure.services.parts import PartRefused

ONE_LINE = ("name", "number", "funder")
# By what people call a project.
NAMES = ("name", "number")

# Called with a project, what it was called before, and ``actor``, in the transaction that calls it otherwise.
Follower = Callable[..., None]
_followers: list[Follower] = []


def follow_names(follower: Follower) -> None:
    """Let ``follower(project, former, actor=…)`` know of each project that gets another name or number."""
    _followers.append(follower)


@transaction.atomic
def add_project(
    network: Network,
    *,
    facts: Mapping[str, Any],
    partners: Iterable[Organisation] = (),
    groups: Iterable[Group] = (),
    themes: Iterable[Part] = (),
    budget: Iterable[tuple[str, Decimal]] = (),
    actor: User,
) -> Project:
    """Add a project. ``facts`` are fields of its own; ``budget`` is ``[(what for, euros)]``.

    Raises ``PartRefused`` for what is not of this network, for an area that is none and for themes that are none.
    """
    project = Project(network=network)
    _save(project, facts, {"partners": partners, "groups": groups, "themes": themes}, budget)
    record("structure.project.added", project, actor=actor, changes={"name": [None, project.name]})
    return project


@transaction.atomic
def change_project(
    project: Project,
    *,
    facts: Mapping[str, Any],
    partners: Iterable[Organisation] = (),
    groups: Iterable[Group] = (),
    themes: Iterable[Part] = (),
    budget: Iterable[tuple[str, Decimal]] = (),
    version: int | None = None,
    actor: User,
) -> Project:
    """Save the project as it is now; its budget is written anew. What names it by its former name is told of it.

    Raises ``EditConflict`` when somebody changed it after ``version``, and what ``add_project`` raises.
    """
    project = lock(project, version=version)
    before = {name: str(getattr(project, name) or "") for name in facts}
    project.version += 1
    _save(project, facts, {"partners": partners, "groups": groups, "themes": themes}, budget)
    after = {name: str(getattr(project, name) or "") for name in facts}
    # Of the goals the log holds that they changed, not what they were.
    changes = {
        name: [before[name], after[name]] if name != "goals" else [None, None]
        for name in facts
        if before[name] != after[name]
    }
    record("structure.project.changed", project, actor=actor, changes=changes)
    former = [before[name] for name in NAMES if name in changes]
    for follower in _followers if former else []:
        follower(project, former, actor=actor)
    return project


def _save(
    project: Project,
    facts: Mapping[str, Any],
    rows: Mapping[str, Iterable[Any]],
    budget: Iterable[tuple[str, Decimal]],
) -> None:
    for name, value in facts.items():
        setattr(project, name, one_line(value) if name in ONE_LINE else value)
    rows = {name: list(found) for name, found in rows.items()}
    single = {name: [found] for name in ("owner", "area") if (found := getattr(project, name)) is not None}
    for name, found in (single | rows).items():
        if any(one.network_id != project.network_id for one in found):
            raise PartRefused(name, _("Choose from this network."))
    if project.area and project.area.kind != PartKind.AREA:
        raise PartRefused("area", _("Choose a development area."))
    if any(not theme.is_theme for theme in rows["themes"]):
        raise PartRefused("themes", _("Choose themes."))
    project.full_clean()
    project.save()
    for name, found in rows.items():
        getattr(project, name).set(found)
    project.budget.all().delete()
    for name, amount in budget:
        line = BudgetLine(project=project, name=one_line(name), amount=amount)
        line.full_clean()
        line.save()
