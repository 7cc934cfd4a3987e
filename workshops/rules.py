"""Who may do what with workshop days: all of the network read them, coordinators and secretaries keep them."""

import rules

from network.rules import has_any_role, is_coordinator, is_secretary

hosts = is_coordinator | is_secretary

rules.add_perm("workshops.list_days", has_any_role)
rules.add_perm("workshops.view_workshopday", has_any_role)
rules.add_perm("workshops.host_day", hosts)
