"""Mails that must not be lost: a job each, which holds what the mail is about and never its text.

A kind of mail says in ``compose(target)`` what is sent when the worker comes to it: that something waits, with a link
to it (product.md, section 6). A mail that is sent twice has the same Message-ID, so that mailboxes show it once.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import models

from core import jobs
from core.guard import one_line
from core.models import Job


@dataclass(frozen=True)
class Mail:
    """One mail to one address, or to people who know of each other.

    ``files`` are ``(name, content, content type)``, as of a calendar invitation; ``headers`` ``(name, value)``.
    """

    to: str | tuple[str, ...]
    subject: str
    body: str
    files: tuple[tuple[str, bytes, str], ...] = ()
    headers: tuple[tuple[str, str], ...] = ()


def register_mail(
    kind: str, *, compose: Callable[[Any], Mail | None], sent: Callable[[Any], None] | None = None
) -> None:
    """Name the function that writes mails of a kind about a target; ``None`` means there is nothing to send any more.

    ``sent(target)`` is called with the target freshly read, in the transaction that ends the job.
    """
    jobs.register_handler(kind, work=partial(_work, compose), store=partial(_store, sent))


def send_mail(kind: str, target: models.Model, *, actor: models.Model | None, key: str = "") -> Job:
    """Queue a mail about ``target`` in the transaction of its cause; the same target and ``key`` are one mail."""
    return jobs.enqueue(kind, target, key=":".join(filter(None, ["mail", kind, str(target.pk), key])), actor=actor)


def message_id(job: Job) -> str:
    """The same for every run of a job, and telling nothing of it."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return f"<{sha256(job.key.encode()).hexdigest()[:40]}@{host}>"


def address_of(path: str) -> str:
    """The whole address of a page, for a mail."""
    return f"{settings.SITE_URL}{path}"


def _work(compose: Callable[[Any], Mail | None], job: Job) -> bool:
    mail = compose(jobs.target_of(job))
    if mail is None:
        return False
    # A mail program of an absent receiver answers no mail that says it was made by a machine (RFC 3834).
    headers = {"Message-ID": message_id(job), "Auto-Submitted": "auto-generated", **dict(mail.headers)}
    to = [mail.to] if isinstance(mail.to, str) else list(mail.to)
    message = EmailMessage(one_line(mail.subject), mail.body, to=to, headers=headers)
    for name, content, content_type in mail.files:
        message.attach(name, content, content_type)
    message.send()
    return True


def _store(sent: Callable[[Any], None] | None, job: Job, was_sent: bool) -> None:
    if was_sent and sent is not None:
        sent(jobs.target_of(job))
