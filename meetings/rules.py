"""Who may do what with meetings. Everybody with a role in the network sees them, as ``MeetingQuerySet`` says."""

import rules
from django.utils import timezone

from meetings import versions
from network.rules import has_any_role, is_coordinator, is_secretary

rules.add_perm("meetings.view_meeting", has_any_role)
rules.add_perm("meetings.print_minutes", has_any_role)
rules.add_perm("meetings.add_meeting", is_coordinator | is_secretary)
rules.add_perm("meetings.change_meeting", is_coordinator | is_secretary)


@rules.predicate
def does_the_action(user, outcome):
    """The user's own action, or one of the user's organisation or group today."""
    if outcome is None or not user.is_authenticated:
        return False
    mine = type(outcome).objects.visible_to(user).of_user(user, timezone.localdate())
    return mine.filter(pk=outcome.pk).exists()


rules.add_perm("meetings.view_register", has_any_role)
rules.add_perm("meetings.settle_action", is_coordinator | is_secretary | does_the_action)
rules.add_perm("meetings.change_theme", is_coordinator | is_secretary)


@rules.predicate
def minutes_are_open(_user, meeting):
    """What the minutes say can be changed: they are not signed, or a correction is open."""
    return meeting.is_editable


@rules.predicate
def took_part(user, meeting):
    return user.is_authenticated and versions.took_part(user, meeting)


@rules.predicate
def was_present(user, meeting):
    return user.is_authenticated and versions.was_present(user, meeting)


writes_minutes = is_coordinator | is_secretary

# For buttons: an edit of signed minutes is refused by the service, which says why and keeps what was typed.
rules.add_perm("meetings.edit_minutes", writes_minutes & minutes_are_open)
rules.add_perm("meetings.sign_minutes", writes_minutes)
rules.add_perm("meetings.publish_minutes", writes_minutes)
rules.add_perm("meetings.withdraw_minutes", writes_minutes)
rules.add_perm("meetings.correct_minutes", writes_minutes)
rules.add_perm("meetings.settle_comment", writes_minutes)
rules.add_perm("meetings.mail_minutes", writes_minutes)
rules.add_perm("meetings.run_meeting", writes_minutes)
rules.add_perm("meetings.comment_minutes", writes_minutes | (has_any_role & took_part))
rules.add_perm("meetings.approve_minutes", writes_minutes | (has_any_role & was_present))
rules.add_perm("meetings.view_minutesversion", has_any_role)
