"""The secretary's work on a summary: texts made shorter or clearer, and comments put under themes."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from core.audit import key_of, record
from core.errors import DomainError, EditConflict
from core.states import lock
from network.models import User
from workshops.models import FollowUp, Reflection, SummaryTheme, WorkshopDay


@transaction.atomic
def edit_line(line: Reflection | FollowUp, *, edited_text: str, version: int, actor: User) -> Reflection | FollowUp:
    """Say it in the summary in other words; what was written stays. Empty, or as it was written: the original again.

    Raises ``EditConflict`` when somebody saved the line after ``version``.
    """
    line = lock(line, version=version)
    edited_text = "" if edited_text == line.text else edited_text
    if edited_text == line.edited_text:
        return line
    line.edited_text = edited_text
    line.version += 1
    line.full_clean()
    line.save(update_fields=["edited_text", "version"])
    act = "line_edited" if edited_text else "line_restored"
    record(f"workshops.day.{act}", line.day, actor=actor, changes={"line": [None, key_of(line)]})
    return line


@transaction.atomic
def add_theme(day: WorkshopDay, *, name: str, actor: User) -> SummaryTheme:
    """A heading for comments, last. A day has each name once."""
    day = lock(day)
    last = day.themes.order_by("-position").first()
    theme = SummaryTheme(day=day, name=name, position=last.position + 1 if last else 0)
    theme.full_clean()
    theme.save()
    record("workshops.day.theme_added", day, actor=actor, changes={"theme": [None, name]})
    return theme


@transaction.atomic
def rename_theme(theme: SummaryTheme, *, name: str, seen: str, actor: User) -> SummaryTheme:
    """``seen`` is the name that the author saw. Raises ``EditConflict`` when it is another one by now."""
    day = lock(theme.day)
    theme = lock(theme)
    if theme.name != seen:
        raise EditConflict(theme)
    if name != seen:
        theme.name = name
        theme.full_clean()
        theme.save(update_fields=["name"])
        record("workshops.day.theme_renamed", day, actor=actor, changes={"theme": [seen, name]})
    return theme


@transaction.atomic
def move_theme(theme: SummaryTheme, *, up: bool, actor: User) -> SummaryTheme:
    """Change places with the theme before or after; the first and the last stay where they are."""
    day = lock(theme.day)
    rows = list(day.themes.select_for_update())
    here = next((index for index, one in enumerate(rows) if one.pk == theme.pk), None)
    if here is None:
        raise DomainError(_("Somebody else has removed this theme."))
    there = here + (-1 if up else 1)
    if 0 <= there < len(rows):
        rows[here], rows[there] = rows[there], rows[here]
        for position, one in enumerate(rows):
            one.position = position
        SummaryTheme.objects.bulk_update(rows, ["position"])
        record("workshops.day.theme_moved", day, actor=actor, changes={"place": [here + 1, there + 1]})
    return theme


@transaction.atomic
def remove_theme(theme: SummaryTheme, *, actor: User) -> WorkshopDay:
    """Take the heading away; its comments stay in the summary, under none."""
    day = lock(theme.day)
    record("workshops.day.theme_removed", day, actor=actor, changes={"theme": [theme.name, None]})
    theme.delete()
    return day


@transaction.atomic
def group_comments(
    day: WorkshopDay, *, comments: Mapping[int, int], theme: SummaryTheme | None, actor: User
) -> list[Reflection]:
    """Put comments under a theme, or under none; ``comments`` are their keys with the versions that were seen.

    Raises ``DomainError`` when none is named, or when one was changed or left out meanwhile: then none is moved.
    """
    day = lock(day)
    if not comments:
        raise DomainError(_("Choose at least one comment."))
    if theme and not day.themes.filter(pk=theme.pk).exists():
        raise DomainError(_("Somebody else has removed this theme."))
    rows = list(day.reflections.shown().select_for_update().filter(pk__in=comments))
    if {one.pk: one.version for one in rows} != dict(comments):
        raise DomainError(
            _("Somebody else has changed a comment that you chose. You see them now as they are; choose again.")
        )
    for one in rows:
        one.theme = theme
        one.version += 1
    Reflection.objects.bulk_update(rows, ["theme", "version"])
    record(
        "workshops.day.comments_grouped",
        day,
        actor=actor,
        changes={"theme": [None, theme.name if theme else ""], "comments": [None, len(rows)]},
    )
    return rows
