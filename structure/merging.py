"""What the structure moves when two rows of a person or an organisation become one (``network.services.merging``)."""

from django.utils.translation import gettext as _

from network.models import Organisation, Person
from network.services.merging import move_dated
from structure.models import AskedOrganisation, PartContact, Project, ThemeDecision


def move_person(double: Person, into: Person) -> dict[str, int]:
    """A task that both have at the same time stands once, with the time of both."""
    return move_dated(double, into, PartContact, "person", same=("part", "role"))


def move_organisation(double: Organisation, into: Organisation) -> dict[str, int]:
    """A call that asked both asked one: all answers are kept, and the last one holds. Partners of projects too."""
    # Under their locks: an answer that is being given waits, and is refused when its row is gone.
    asked = AskedOrganisation.objects.filter(organisation=double, call__asked__organisation=into)
    asked_of_both = list(asked.select_for_update(of=("self",)).order_by("pk"))
    answered = AskedOrganisation.objects.filter(decisions__isnull=False)
    calls = answered.filter(organisation=into).values("call")
    answered_by_both = answered.filter(organisation=double, call__in=calls).distinct().count()
    for asked in asked_of_both:
        kept = asked.call.asked.get(organisation=into)
        ThemeDecision.objects.filter(asked=asked).update(asked=kept)
        kept.told_on = min(filter(None, (kept.told_on, asked.told_on)), default=None)
        kept.reminded_on = max(filter(None, (kept.reminded_on, asked.reminded_on)), default=None)
        kept.save(update_fields=["told_on", "reminded_on"])
        asked.delete()
    projects = list(double.partner_projects.all())
    for project in projects:
        project.partners.remove(double)
        project.partners.add(into)
    return {
        str(AskedOrganisation._meta.verbose_name): len(asked_of_both),
        _("Questions that both have answered: what was answered last holds"): answered_by_both,
        str(Project._meta.verbose_name): len(projects),
    }
