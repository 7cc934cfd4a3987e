"""What became of the demo's meetings: who belongs to the groups, how far meetings and minutes have come."""

import re
from datetime import date, timedelta

import meetings.services as meetings
import network.services as networks
from meetings.enums import ActionState, Answer, AttendanceRole
from meetings.models import Meeting, Outcome
from network.enums import GroupRole
from network.models import User
from verkosto.demo.shapes import Life, Sitting

COMMENT_DAYS = 10
RECENT = timedelta(days=400)
ROLES = {AttendanceRole.CHAIR: GroupRole.CHAIR, AttendanceRole.SECRETARY: GroupRole.SECRETARY}


def marked(html: str) -> str:
    """ "[words|theme]" as words marked as a theme."""
    return re.sub(r"\[([^\[\]|]+)\|([^\[\]|]+)\]", r'<mark data-theme="\2">\1</mark>', html)


def join_group(meeting: Meeting, *, actor: User) -> None:
    """Those of the network who were in the meeting belong to its group from that day on."""
    known = set(meeting.group.memberships.values_list("person_id", flat=True))
    for one in meeting.attendances.exclude(person=None).select_related("person"):
        if one.person_id in known:
            continue
        networks.add_group_member(
            meeting.group,
            person=one.person,
            role=ROLES.get(one.role, ""),
            valid_from=meeting.starts_at.date(),
            actor=actor,
        )


def live(meeting: Meeting, data: Sitting, *, secretary: User, today: date) -> None:
    """Take the meeting as far as ``data.life`` says."""
    if data.life == Life.INVITED:
        _invite(meeting, secretary)
        return
    if data.life in (Life.PLANNED, ""):
        return
    meetings.hold_meeting(meeting, actor=secretary)
    if data.life == Life.HELD:
        return
    if data.life == Life.COMMENTS:
        meetings.open_for_comments(meeting, until=today + timedelta(days=COMMENT_DAYS), actor=secretary)
        item = meeting.items.order_by("position")[1]
        text = "Muistaakseni sovimme myös, että parit vaihtuvat vuoden kuluttua. Lisätäänkö se tähän?"
        meetings.comment_minutes(meeting, text=text, item=item, actor=secretary)
        return
    # Written down on the day, signed when the product came: as with minutes that are brought from Word.
    recorder = next((one.name_label for one in meeting.attendances.all() if one.role == AttendanceRole.SECRETARY), "")
    Meeting.objects.filter(pk=meeting.pk).update(recorded_by=recorder, recorded_on=meeting.starts_at.date())
    meetings.sign_minutes(meeting, actor=secretary)
    if today - data.starts.date() < RECENT:
        meetings.mail_minutes(meeting, recipients=_recipients(meeting), actor=secretary)
    else:
        for action in Outcome.objects.actions().filter(item__meeting=meeting):
            meetings.settle_action(action, state=ActionState.DONE, actor=secretary)
    if data.life == Life.PUBLISHED:
        meetings.publish_minutes(meeting, actor=secretary)


def _invite(meeting: Meeting, secretary: User) -> None:
    meetings.send_invitations(meeting, recipients=_recipients(meeting), actor=secretary)
    answers = [(Answer.COMING, ""), (Answer.COMING, ""), (Answer.NOT_COMING, "")]
    for invitation, (answer, deputy) in zip(meeting.invitations.order_by("pk"), answers, strict=False):
        meetings.answer_invitation(invitation, answer=answer, deputy=deputy, actor=None)


def _recipients(meeting: Meeting) -> list[meetings.Recipient]:
    people = [one.person for one in meeting.attendances.select_related("person") if one.person and one.person.email]
    return [meetings.Recipient(person.name, person.email, person) for person in people]
