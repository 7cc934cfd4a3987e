"""Who may do what with meetings. Everybody with a role in the network sees them, as ``MeetingQuerySet`` says."""

import rules

from network.rules import has_any_role, is_coordinator, is_secretary

rules.add_perm("meetings.view_meeting", has_any_role)
rules.add_perm("meetings.print_minutes", has_any_role)
rules.add_perm("meetings.add_meeting", is_coordinator | is_secretary)
rules.add_perm("meetings.change_meeting", is_coordinator | is_secretary)
