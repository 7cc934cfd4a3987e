"""What the logs hold of a person and of an account (``core.exporting``): acts and readings, without anybody else."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core.exporting import Column, Part, part_of
from core.models import LogEntry, StoredFile, ViewLog
from network.models import Person, User
from verkosto.acts import ACTS

TIME, ACT = Column("at", _("time")), Column("act", _("act"), ACTS)
KIND = Column("of", _("of what"))
# A reading by exception names its opening ("concern:12"); whose it was and why is not for this reader.
BY_EXCEPTION = "concern_by_exception"
WHAT = Column(
    "what",
    _("what"),
    {
        "concern": _("The concern of an order"),
        BY_EXCEPTION: _("The concern of an order, by exception"),
        "export": _("What is held of somebody"),
    },
)


def person_parts(key: int, _within: int | None) -> list[Part]:
    """What was done to a person's data, and when it was read; by whom is others' data."""
    about = Q(target_type=Person._meta.label_lower, target_id=key)
    members = Person.objects.get(pk=key).memberships.values("pk")
    about |= Q(target_type="bank.member", target_id__in=members)
    return [
        Part(
            "acts_about",
            _("What was done with these data"),
            (TIME, ACT),
            list(LogEntry.objects.filter(about).order_by("pk").values_list("at", "action")),
        ),
        Part(
            "readings_of",
            _("When these data were read"),
            (TIME, WHAT),
            _readings(ViewLog.objects.filter(about), "at", "what"),
        ),
    ]


def account_parts(key: int, within: int | None) -> list[Part]:
    """What was done with the account. Within a network: what was done there."""
    acts = LogEntry.objects.filter(actor=key).order_by("pk")
    parts = [
        Part(
            "acts",
            _("What was done with the account"),
            (TIME, ACT, KIND, Column("key", _("key"))),
            list(
                (acts if within is None else acts.filter(network_id=within)).values_list(
                    "at", "action", "target_type", "target_id"
                )
            ),
        )
    ]
    if within is not None:
        return parts
    return [
        *parts,
        Part(
            "acts_about_account",
            _("What was done to the account"),
            (TIME, ACT),
            list(
                LogEntry.objects.filter(target_type=User._meta.label_lower, target_id=key)
                .order_by("pk")
                .values_list("at", "action")
            ),
        ),
        Part(
            "readings",
            _("Restricted data read with the account"),
            (TIME, WHAT, KIND, Column("key", _("key"))),
            _readings(ViewLog.objects.filter(user=key), "at", "what", "target_type", "target_id"),
        ),
        part_of(
            "documents",
            _("Documents asked for"),
            StoredFile.objects.filter(created_by=key).order_by("pk"),
            {"name": _("name"), "kind": _("kind"), "ready_at": _("made")},
        ),
    ]


def _readings(rows: QuerySet[ViewLog], at: str, what: str, *more: str) -> list[tuple]:
    """Rows of the log of readings, the oldest first."""
    found = rows.order_by("pk").values_list(at, what, *more)
    return [(time, BY_EXCEPTION if word.startswith("concern:") else word, *others) for time, word, *others in found]
