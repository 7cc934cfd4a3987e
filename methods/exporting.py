"""What the catalogue holds of an account (``core.exporting``): who wrote and reviewed which version."""

from django.utils.translation import gettext_lazy as _

from core.exporting import Part, part_of
from methods.models import VersionAuthor, VersionComment, VersionEvent

VERSION = {"version__method__code": _("method"), "version__number": _("version")}


def account_parts(key: int, within: int | None) -> list[Part]:
    """The exporter of the catalogue for ``network.user``. It is of no network: within one, nothing."""
    if within is not None:
        return []
    return [
        part_of("versions", _("Versions of methods written"), VersionAuthor.objects.filter(user=key), VERSION),
        part_of(
            "version_steps",
            _("Steps of versions of methods"),
            VersionEvent.objects.filter(by=key).order_by("pk"),
            VERSION | {"step": None, "at": _("time"), "note": None},
        ),
        part_of(
            "version_comments",
            _("Comments on versions of methods"),
            VersionComment.objects.filter(by=key).order_by("pk"),
            VERSION | {"field": None, "text": None, "at": _("time"), "resolved_at": _("settled")},
        ),
    ]
