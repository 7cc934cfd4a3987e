"""Who may do what with bulletins: those who keep its people write them, all of the network read published ones."""

import rules

from network.rules import has_any_role, keeps_people


@rules.predicate
def has_not_written(user, bulletin):
    """A second reader has not worked on the words; reads ``writers``."""
    return not bulletin.writers.filter(pk=user.pk).exists()


rules.add_perm("bulletins.list_bulletins", has_any_role)
rules.add_perm("bulletins.view_bulletin", has_any_role)
rules.add_perm("bulletins.view_bulletinversion", has_any_role)
rules.add_perm("bulletins.write_bulletin", keeps_people)
rules.add_perm("bulletins.read_second", keeps_people & has_not_written)
