"""What bulletins hold of a person, and of an account (``core.exporting``)."""

from django.utils.translation import gettext_lazy as _

from bulletins.models import Bulletin, BulletinMail, BulletinVersion
from core.exporting import Part, part_of

OF_VERSION = {"version__day": _("date of the bulletin"), "version__number": _("version")}


def person_parts(key: int, _within: int | None) -> list[Part]:
    """The exporter of bulletins for ``network.person``: which were mailed to whom."""
    return [
        part_of(
            "bulletin_mails",
            _("Bulletins mailed"),
            BulletinMail.objects.filter(person=key).order_by("pk"),
            OF_VERSION | {"name_label": None, "email": None, "queued_at": _("time"), "sent_at": _("sent")},
        )
    ]


def account_parts(key: int, within: int | None) -> list[Part]:
    """The exporter of bulletins for ``network.user``: what one published, and drafts on which one works."""
    published, drafts = BulletinVersion.objects.filter(published_by=key), Bulletin.objects.filter(writers=key)
    if within is not None:
        published, drafts = published.filter(bulletin__network=within), drafts.filter(network=within)
    facts = {"day": _("date of the bulletin")}
    return [
        part_of(
            "bulletins_published",
            _("Bulletins published as the second reader"),
            published.order_by("pk"),
            facts | {"number": _("version"), "published_at": _("time")},
        ),
        part_of(
            "bulletins_written",
            _("Bulletins being written"),
            drafts.order_by("pk"),
            facts | {"title_fi": None, "title_sv": None},
        ),
    ]
