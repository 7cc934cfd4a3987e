"""What the documents of the catalogue share: what stands on every page, and a version as plain values."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.fingerprints import fingerprint
from core.mail import address_of
from methods.models import Method, MethodVersion
from methods.queries import current_versions, method_page, zones
from methods.querysets import VersionQuerySet


def version_words(version: MethodVersion) -> dict[str, Any]:
    """A version as its page tells it, with its short address.

    Nothing of it depends on the day of printing, so that an old version prints as it always did.
    """
    page = method_page(version)
    withdrawn = ""
    if version.withdrawn_at:
        values = {"day": _day(version.withdrawn_at), "reason": version.withdrawn_reason}
        withdrawn = _("Withdrawn on %(day)s: %(reason)s") % values
    return page | {"address": short_address(version.method.get_absolute_url()), "withdrawn": withdrawn}


def version_head(version: MethodVersion, *, kind: str, title: str) -> dict[str, str]:
    """What the header and the footer of a document about one version say."""
    number = str(version.number)
    return head(
        kind=kind,
        title=title,
        day=version.published_from or version.changed_at,
        version=number if version.published_from else _("%(number)s (draft)") % {"number": number},
        address=version.method.get_absolute_url(),
    )


def head(*, kind: str, title: str, day: datetime | None, version: str, address: str = "") -> dict[str, str]:
    return {
        "title": title,
        "network": _("Catalogue of methods"),
        "kind": kind,
        "date": _day(day) if day else "",
        "version": version,
        "address": short_address(address or reverse("methods:method-list")),
    }


def short_address(path: str) -> str:
    """As it is typed: without "https://"."""
    return address_of(path).partition("//")[2]


def content_key(version: MethodVersion) -> str:
    """Changes whenever a version says something else; published ones change only by being withdrawn."""
    return key_of_versions([version])


def key_of_versions(versions: Iterable[MethodVersion]) -> str:
    facts = [(one.pk, one.changed_at, one.published_from, one.withdrawn_at) for one in versions]
    return fingerprint(facts)[:32]


def printed_versions() -> VersionQuerySet:
    """The versions of which the catalogue consists today, in its order."""
    return current_versions()


def printed_on(versions: Iterable[MethodVersion]) -> datetime | None:
    """When the newest of them was published: the day of a document about all of them."""
    return max((one.published_from for one in versions), default=None)


def notice() -> dict[str, Any]:
    return zones()["notice"]


def slug_of(method: Method) -> str:
    """For the name of a file."""
    return method.code[:60]


def _day(at: datetime) -> str:
    return date_format(timezone.localtime(at))
