"""Who may do what with meetings."""

import rules

from meetings.models import Meeting
from network.rules import is_coordinator, is_secretary


@rules.predicate
def can_see(user, meeting):
    """The same answer as the list."""
    return meeting is not None and Meeting.objects.visible_to(user).filter(pk=meeting.pk).exists()


rules.add_perm("meetings.view_meeting", can_see)
rules.add_perm("meetings.print_minutes", can_see)
rules.add_perm("meetings.add_meeting", is_coordinator | is_secretary)
rules.add_perm("meetings.change_meeting", is_coordinator | is_secretary)
