"""Who may do what with the structure: all of the network see it, those who keep its groups change it.

Coordinators ask members which themes they join; whoever speaks for a member answers.
"""

import rules

from network.rules import has_any_role, is_coordinator, keeps_people
from structure.models import AskedOrganisation

rules.add_perm("structure.view_structure", has_any_role)
rules.add_perm("structure.view_part", has_any_role)
rules.add_perm("structure.change_structure", keeps_people)


@rules.predicate
def speaks_for(user, asked):
    """The same answer as the list, by construction."""
    return AskedOrganisation.objects.visible_to(user).filter(pk=asked.pk).exists()


rules.add_perm("structure.view_project", has_any_role)
rules.add_perm("structure.change_project", keeps_people)
rules.add_perm("structure.view_call", has_any_role)
rules.add_perm("structure.ask_members", is_coordinator)
rules.add_perm("structure.answer_call", speaks_for)
