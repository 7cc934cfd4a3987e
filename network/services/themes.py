"""Themes of a network: added, given a new name, retired and merged. None of these touches what was marked before.

A theme keeps its name for good, because minutes show it as it was. A new name is therefore a new theme into which the
old one is merged: old minutes keep the old words, and pages count all places under the theme of today.
"""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.audit import record
from core.errors import DomainError
from core.guard import one_line
from core.states import lock
from network.models import Network, Theme, User


class ThemeRefused(DomainError):  # noqa: N818 -- named after what happened (house-style.md, section 5)
    """What cannot be done with a theme; ``field`` is what must be mended."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@transaction.atomic
def add_theme(network: Network, *, name: str, number: int | None = None, actor: User | None) -> Theme:
    """Add a theme. Raises ``ThemeRefused`` when the network has one of this name, in use or not."""
    name = one_line(name)
    if Theme.objects.filter(network=network, name__iexact=name).exists():
        raise ThemeRefused("name", _("The network already has a theme of this name."))
    theme = Theme(network=network, name=name, number=number)
    theme.full_clean()
    theme.save()
    record("network.theme.added", theme, actor=actor, changes={"name": [None, name]})
    return theme


@transaction.atomic
def retire_theme(theme: Theme, *, day: date | None = None, actor: User) -> Theme:
    """Stop offering the theme from a day on (today unless given). Raises ``DomainError`` when that has been done."""
    theme = lock(theme)
    _check_in_use(theme)
    theme.retired_on = day or timezone.localdate()
    theme.save(update_fields=["retired_on"])
    record("network.theme.retired", theme, actor=actor, changes={"retired": [None, theme.retired_on.isoformat()]})
    return theme


@transaction.atomic
def take_up_theme(theme: Theme, *, actor: User) -> Theme:
    """Offer a retired theme again. Raises ``DomainError`` unless it is retired and not merged."""
    theme = lock(theme)
    if theme.merged_into_id or not theme.retired_on:
        raise DomainError(_("Only a retired theme can be taken up again."))
    before, theme.retired_on = theme.retired_on.isoformat(), None
    theme.save(update_fields=["retired_on"])
    record("network.theme.taken_up", theme, actor=actor, changes={"retired": [before, None]})
    return theme


@transaction.atomic
def merge_themes(theme: Theme, *, into: Theme, actor: User) -> Theme:
    """Count the places of ``theme`` under ``into`` from now on; minutes keep the theme that was marked in them.

    What was merged into ``theme`` earlier goes along, so a theme is never more than one step from that of today.
    Raises ``ThemeRefused`` for the theme itself, for one of another network, and where either is no longer in use.
    """
    # In the order of keys: two who merge the same themes into each other wait, and the second is refused.
    locked = {
        row.pk: row for row in Theme.objects.select_for_update().filter(pk__in={theme.pk, into.pk}).order_by("pk")
    }
    theme, into = locked[theme.pk], locked[into.pk]
    if theme.pk == into.pk:
        raise ThemeRefused("into", _("A theme cannot be merged into itself. Choose another one."))
    if theme.network_id != into.network_id:
        raise ThemeRefused("into", _("The theme is not in this network."))
    if theme.merged_into_id:
        raise ThemeRefused("into", _("The theme has been merged into another one already."))
    if into.merged_into_id or into.retired_on:
        raise ThemeRefused("into", _("The theme is no longer used. Choose another one."))
    Theme.objects.filter(merged_into=theme).update(merged_into=into)
    theme.merged_into = into
    theme.save(update_fields=["merged_into"])
    record("network.theme.merged", theme, actor=actor, changes={"theme": [theme.name, into.name]})
    return into


@transaction.atomic
def rename_theme(theme: Theme, *, name: str, actor: User) -> Theme:
    """Found a theme of the new name, with the old one's number, and merge the old one into it; returns the new one.

    Raises ``ThemeRefused`` for a name that is taken and for a theme that is no longer in use.
    """
    theme = lock(theme)
    _check_in_use(theme)
    new = add_theme(theme.network, name=name, number=theme.number, actor=actor)
    merge_themes(theme, into=new, actor=actor)
    record("network.theme.renamed", new, actor=actor, changes={"name": [theme.name, new.name]})
    return new


def _check_in_use(theme: Theme) -> None:
    if theme.merged_into_id or theme.retired_on:
        raise DomainError(_("The theme is no longer used."))
