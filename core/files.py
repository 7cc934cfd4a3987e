"""Files on their way out: an address that asks who one is sends on to a signed one, which knows no cookies.

The signed address holds which file and for whom, opens for ``LIFETIME`` and asks again whether the reader may have the
file. Its answer is never a page of ours: nothing in the file can act with the reader's session, and least of all where
files have a host of their own (``FILES_URL``).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import signing
from django.db import models
from django.db.models.fields.files import FieldFile
from django.http import HttpResponseRedirect
from django.urls import reverse

LIFETIME = timedelta(seconds=60)
_SALT = "core.files"


@dataclass(frozen=True)
class Outgoing:
    """A file that its reader may have; without a content type it is told from the name."""

    file: FieldFile
    name: str
    content_type: str = ""


_finders: dict[str, Callable[[models.Model, str], Outgoing | None]] = {}


def register_files(kind: str, find: Callable[[models.Model, str], Outgoing | None]) -> None:
    """Name the function that finds a file of a kind by its key for a user; ``None`` when the user may not have it."""
    _finders[kind] = find


class HttpResponseSeeFile(HttpResponseRedirect):
    """Sends on to a file."""

    status_code = 303


def send_to_file(kind: str, key: str, *, user: models.Model) -> HttpResponseSeeFile:
    """The answer of an address that has asked what there is to ask."""
    signed = signing.dumps([kind, key, user.pk], salt=_SALT)
    return HttpResponseSeeFile(f"{settings.FILES_URL}{reverse('file', args=[signed])}")


def find_file(signed: str) -> Outgoing | None:
    """The file of a signed address; ``None`` when it is too old, not ours, or no longer for its reader."""
    try:
        kind, key, pk = signing.loads(signed, salt=_SALT, max_age=LIFETIME)
    except signing.BadSignature:
        return None
    user = get_user_model().objects.filter(pk=pk, is_active=True).first()
    return _finders[kind](user, key) if user is not None else None


def is_address_of_file(path: str) -> bool:
    """Whether the path is that of a signed address, whatever it leads to."""
    return path.startswith(_prefix())


@cache
def _prefix() -> str:
    return reverse("file", args=["-"]).removesuffix("-/")


def is_host_of_files(host: str) -> bool:
    return bool(settings.FILES_URL) and host == urlsplit(settings.FILES_URL).netloc
