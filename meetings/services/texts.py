"""The texts of items over time: every one that was saved, and those that lost a race; the themes marked in them."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from core.guard import one_line
from core.richtext import themes_of
from core.states import lock
from meetings.models import Item, Meeting, Revision, ThemeMention
from network.models import Theme, User

# The fields of an item that a revision keeps.
TEXTS = ("heading", "body", "quotation")
# Saves of one writer within this time are one line of the log; the history of the section has each of them.
_ONE_SITTING = timedelta(minutes=10)


def keep_text(item: Item, *, before: Item | None = None, actor: User) -> Revision:
    """Add the text that was just saved to the history.

    ``before`` is the item as it stood: where nothing has kept its text yet, as after an import, that is kept first.
    """
    if before is not None and (before.body or before.quotation):
        kept = item.revisions.filter(version=before.version, refused=False)
        if not kept.exists():
            _revision(before, version=before.version, based_on=before.version, author=None).save()
    revision = _revision(item, version=item.version, based_on=before.version if before else 0, author=actor)
    revision.save()
    return revision


@transaction.atomic
def keep_refused_text(item: Item, *, heading: str, body: str, quotation: str = "", version: int, actor: User) -> None:
    """Keep what somebody typed over ``version`` while another saved, so that no word of it is lost.

    The same text of the same author is kept once, however often it is sent.
    """
    item = lock(item)
    text = {"heading": one_line(heading), "body": body, "quotation": quotation}
    if all(getattr(item, name) == value for name, value in text.items()):
        return
    last = item.revisions.filter(refused=True, author=actor).first()
    if last is None or any(getattr(last, name) != value for name, value in text.items()):
        Revision(item=item, version=version, based_on=version, refused=True, author=actor, **text).save()


def continues_sitting(item: Item, actor: User) -> bool:
    """Whether the newest text of the item is the same writer's of a moment ago; one query."""
    last = item.revisions.filter(refused=False).first()
    return last is not None and last.author_id == actor.pk and timezone.now() - last.at < _ONE_SITTING


def follow_themes(item: Item, meeting: Meeting) -> None:
    """Make the places of themes those that are marked in the text and the quotation now.

    A name that the network does not have yet becomes a theme. A mark of a retired or merged theme keeps it.
    """
    marked = [(one_line(name), words) for text in (item.body, item.quotation) for name, words in themes_of(text)]
    wanted = [(name, one_line(words)[:300]) for name, words in marked if name and words]
    have = list(item.mentions.select_related("theme"))
    if [(one.theme.name.casefold(), one.phrase) for one in have] == [
        (name.casefold(), words) for name, words in wanted
    ]:
        return
    item.mentions.all().delete()
    themes = {name: _theme(meeting, name) for name in dict.fromkeys(name for name, _words in wanted)}
    ThemeMention.objects.bulk_create(
        ThemeMention(item=item, theme=themes[name], phrase=words, position=position)
        for position, (name, words) in enumerate(wanted)
    )


def _theme(meeting: Meeting, name: str) -> Theme:
    themes = Theme.objects.filter(network_id=meeting.network_id)
    theme = themes.filter(name__iexact=name).first()
    if theme is None:
        theme = Theme(network_id=meeting.network_id, name=name)
        theme.full_clean(exclude=["network"])
        theme.save()
    return theme


def _revision(item: Item, *, version: int, based_on: int, author: User | None) -> Revision:
    texts = {name: getattr(item, name) for name in TEXTS}
    return Revision(item=item, version=version, based_on=based_on, author=author, **texts)
