"""One append-only row for each act, written in the transaction of the act."""

from typing import Any

from django.db import models

from core.models import LogEntry, ViewLog


def record(
    action: str, target: models.Model, *, actor: models.Model | None, changes: dict[str, Any] | None = None
) -> LogEntry:
    """Write that ``actor`` (None = the system) did ``action`` ("bank.order.logged") to ``target``.

    ``changes`` is ``{"field": [old, new]}`` with short plain values; never a concern, never a secret, and of a person
    the key, never the name: the row is never changed, also when the person is erased.
    """
    return LogEntry.objects.create(
        action=action,
        target_type=target._meta.label_lower,
        target_id=target.pk,
        network_id=getattr(target, "network_id", None),
        actor=actor if actor and actor.pk else None,
        changes=changes or {},
    )


def key_of(row: models.Model) -> str:
    """What the log says in the place of somebody's name: "network.person:12"."""
    return f"{row._meta.label_lower}:{row.pk}"


def record_all(
    action: str, targets: list[models.Model], *, actor: models.Model | None, changes: list[dict[str, Any]]
) -> None:
    """The same act done to many objects at once, as one statement; ``changes`` has those of each target."""
    entries = [
        LogEntry(
            action=action,
            target_type=target._meta.label_lower,
            target_id=target.pk,
            network_id=getattr(target, "network_id", None),
            actor=actor if actor and actor.pk else None,
            changes=own,
        )
        for target, own in zip(targets, changes, strict=True)
    ]
    LogEntry.objects.bulk_create(entries, batch_size=1000)


def record_view(user: models.Model, target: models.Model, what: str) -> ViewLog:
    """Write that ``user`` read restricted data (``what``: "concern") of ``target``; call where it is read."""
    return ViewLog.objects.create(user=user, target_type=target._meta.label_lower, target_id=target.pk, what=what)
