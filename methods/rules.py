"""Who may do what in the catalogue: it is one for all networks, and edited by the method editors of any of them."""

import rules

from methods.models import MethodVersion
from methods.querysets import is_editor


@rules.predicate
def edits(user, _version):
    return is_editor(user)


@rules.predicate
def can_see(user, version):
    return version is not None and MethodVersion.objects.visible_to(user).filter(pk=version.pk).exists()


@rules.predicate
def wrote(user, version):
    """Whoever wrote in a version does not review it."""
    return version is not None and version.authors.filter(user_id=user.pk).exists()


rules.add_perm("methods.print_version", rules.is_authenticated & can_see)
rules.add_perm("methods.print_catalogue", rules.is_authenticated)
rules.add_perm("methods.view_catalogue_work", edits)
rules.add_perm("methods.change_method", edits)
rules.add_perm("methods.change_version", edits)
rules.add_perm("methods.review_version", edits & ~wrote)
rules.add_perm("methods.publish_version", edits)
