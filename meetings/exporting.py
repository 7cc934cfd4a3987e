"""What meetings hold of a person, and of an account (``core.exporting``).

What others wrote into minutes is not here; nor the words of an action that only the secretary may read.
"""

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.exporting import Column, Part, part_of
from meetings.enums import ActionState, Layer
from meetings.models import (
    Approval,
    Attendance,
    Comment,
    Invitation,
    Item,
    MeetingTemplate,
    MinutesMail,
    MinutesVersion,
    Outcome,
    Revision,
)

MEETING = {"meeting__title": _("meeting"), "meeting__starts_at": _("time")}
OF_VERSION = {"version__meeting__title": _("meeting"), "version__meeting__starts_at": _("time")}
OF_ITEM = {"item__meeting__title": _("meeting"), "item__meeting__starts_at": _("time")}


def person_parts(key: int, _within: int | None) -> list[Part]:
    """The exporter of meetings for ``network.person``."""
    return [
        part_of(
            "attendances",
            _("Attendance of meetings"),
            Attendance.objects.filter(person=key).order_by("pk"),
            MEETING
            | {
                "name_label": None,
                "printed_name": _("name as printed"),
                "title_label": None,
                "organisation_label": None,
                "role": None,
                "role_text": None,
                "state": None,
                "arrived_at": None,
                "left_at": None,
                "absent_for": None,
            },
        ),
        part_of(
            "meeting_invitations",
            _("Invitations to meetings"),
            Invitation.objects.filter(person=key).order_by("pk"),
            MEETING
            | {
                "name_label": None,
                "email": None,
                "sent_at": _("sent"),
                "answer": None,
                "answered_at": _("answered"),
            },
        ),
        part_of(
            "minutes_mails",
            _("Minutes sent by mail"),
            MinutesMail.objects.filter(person=key).order_by("pk"),
            OF_VERSION | {"name_label": None, "email": None, "sent_at": _("sent")},
        ),
        _actions(Outcome.objects.filter(owner_person=key)),
        part_of(
            "presentations",
            _("Items presented"),
            Item.objects.filter(presenter__person=key).order_by("pk"),
            MEETING | {"number": _("item")},
        ),
        part_of(
            "templates",
            _("Templates that call the person"),
            MeetingTemplate.objects.filter(Q(people=key) | Q(items__presenter=key)).order_by("pk").distinct(),
            {"name": None},
        ),
    ]


def account_parts(key: int, within: int | None) -> list[Part]:
    """The exporter of meetings for ``network.user``: what was written, signed and approved with the account."""

    def rows(queryset: QuerySet, network: str) -> QuerySet:
        return (queryset if within is None else queryset.filter(**{network: within})).order_by("pk")

    return [
        part_of(
            "comments",
            _("Comments on drafts of minutes"),
            rows(Comment.objects.filter(author=key), "meeting__network"),
            MEETING | {"at": _("written"), "text": None, "settled_at": None},
        ),
        part_of(
            "edits",
            _("Texts of minutes saved"),
            rows(Revision.objects.filter(author=key), "item__meeting__network"),
            OF_ITEM | {"at": _("saved")},
        ),
        part_of(
            "signatures",
            _("Minutes signed"),
            rows(MinutesVersion.objects.filter(signed_by=key), "meeting__network"),
            MEETING | {"signed_label": _("name"), "signed_at": _("signed"), "number": _("version")},
        ),
        part_of(
            "approvals",
            _("Minutes approved"),
            rows(Approval.objects.filter(approved_by=key), "version__meeting__network"),
            OF_VERSION | {"approved_label": _("name"), "approved_at": _("approved")},
        ),
    ]


def _actions(rows: QuerySet) -> Part:
    words = Case(When(item__layer=Layer.SECRETARY, then=Value("")), default=F("text"), output_field=CharField())
    columns = (
        Column("meeting_title", _("meeting")),
        Column("meeting_starts_at", _("time")),
        Column("owner_label", _("name of who does it")),
        Column("text", _("text")),
        Column("due", _("due")),
        Column("state", pgettext_lazy("action", "state"), dict(ActionState.choices)),
    )
    values = rows.annotate(words=words).order_by("pk")
    found = values.values_list(
        "item__meeting__title", "item__meeting__starts_at", "owner_label", "words", "due_text", "state"
    )
    return Part("actions", _("Actions to do"), columns, list(found))
