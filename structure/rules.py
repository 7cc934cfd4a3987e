"""Who may do what with the structure: all of the network see it, those who keep its groups change it."""

import rules

from network.rules import has_any_role, keeps_people

rules.add_perm("structure.view_structure", has_any_role)
rules.add_perm("structure.view_part", has_any_role)
rules.add_perm("structure.change_structure", keeps_people)
