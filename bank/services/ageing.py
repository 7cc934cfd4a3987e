"""What becomes of records whose time is over: names and own words go, counts and figures stay.

Called by the rules of retention (``bank.retention``), with rows that are locked.
"""

from django.db.models import Q, QuerySet
from django.utils import timezone

from bank.enums import MASK
from bank.models import (
    Booking,
    Declaration,
    Enquiry,
    Feedback,
    FeedbackRequest,
    HomeMunicipality,
    ImportedRow,
    Invitation,
    Member,
    Order,
    OrderQuestion,
    OutsideOrderer,
    Pause,
    SessionFacilitator,
    Slot,
    TeamDraft,
)
from bank.services.printed import drop_reports
from core.audit import record_all
from network.models import Person, Position


def forget_words(answers: list[Feedback]) -> None:
    """Feedback keeps its figures only."""
    Feedback.objects.filter(pk__in=[answer.pk for answer in answers]).update(text="")


def take_names_off(orders: list[Order]) -> None:
    """An order keeps what, where, when and how it ended, and how many facilitated it; nobody's name.

    The questions to the orderer go too, and the cells of an older register as they were written.
    """
    of_orders = Q(order__in=orders)
    _mask_work(Slot.objects.filter(of_orders), SessionFacilitator.objects.filter(session__order__in=orders))
    _delete_askings(Invitation.objects.filter(of_orders), Declaration.objects.filter(of_orders))
    Booking.objects.filter(session__order__in=orders).delete()
    for model in (TeamDraft, FeedbackRequest, OutsideOrderer, OrderQuestion):
        model.objects.filter(of_orders).delete()
    ImportedRow.objects.filter(of_orders).update(cells={}, uncertain={})
    drop_reports(orders)
    for order in orders:
        order.contact, order.contact_label, order.names_taken_off_at = None, "", timezone.now()
        order.version += 1
        order.save(update_fields=["contact", "contact_label", "names_taken_off_at", "version", "updated_at"])
    record_all("bank.order.names_taken_off", orders, actor=None, changes=[{} for _order in orders])


def mask_enquiries(enquiries: list[Enquiry]) -> None:
    """Of an enquiry stays that there was one, of which organisation, and when it was answered."""
    keys = [enquiry.pk for enquiry in enquiries]
    Enquiry.objects.filter(pk__in=keys).update(name=MASK, email="", phone="", text=MASK)
    Enquiry.objects.filter(pk__in=keys).exclude(answer="").update(answer=MASK)


def end_profiles(members: list[Member]) -> None:
    """Erase former members: what they led keeps a place without their name.

    Whoever is known in the network in another way stays there, apart from it.
    """
    mask_members(members)
    for member in members:
        member.person = _nobody(member)
        member.save(update_fields=["person"])
    record_all("bank.member.erased", members, actor=None, changes=[{} for _member in members])


def mask_members(members: list[Member]) -> None:
    """Take out of memberships by what somebody is known, apart from the person they lead to.

    The row stays with its days and categories, so that the bank of any earlier day has its numbers.
    """
    of_members = Q(member__in=members)
    _mask_work(Slot.objects.filter(of_members), SessionFacilitator.objects.filter(of_members))
    _delete_askings(Invitation.objects.filter(of_members), Declaration.objects.filter(of_members))
    for model in (Booking, FeedbackRequest, HomeMunicipality, Pause):
        model.objects.filter(of_members).delete()
    for member in members:
        member.languages, member.not_understood = [], {}
        member.yearly_limit_hours, member.show_phone, member.erased_at = None, False, timezone.now()
        member.version += 1
        member.save()
        member.areas.clear()


def _nobody(member: Member) -> Person:
    """Who stands for a member without a name: the person's own row, or a new one where others still need that."""
    person = member.person
    if _is_known_elsewhere(person):
        person = Person(network_id=member.network_id)
    else:
        person.positions.all().delete()
        person.merged.update(first_name="Entinen", last_name=f"jäsen {member.pk}")
    person.first_name, person.last_name, person.email, person.phone = "Entinen", f"jäsen {member.pk}", "", ""
    person.version += 1
    person.full_clean()
    person.save()
    return person


def _is_known_elsewhere(person: Person) -> bool:
    """Whether the person has an account, or anything but the membership and positions points there."""
    others = (
        relation
        for relation in Person._meta.get_fields(include_hidden=True)
        if relation.auto_created and not relation.concrete and relation.related_model not in (Member, Position, Person)
    )
    return person.user_id is not None or any(
        relation.related_model._base_manager.filter(**{relation.field.name: person}).exists() for relation in others
    )


def _mask_work(slots: QuerySet[Slot], parts: QuerySet[SessionFacilitator]) -> None:
    slots.exclude(name_label="").update(member=None, name_label=MASK, removed_reason="")
    parts.update(member=None, name_label=MASK)


def _delete_askings(invitations: QuerySet[Invitation], declarations: QuerySet[Declaration]) -> None:
    # An asking that confirms an older one protects it; the older one may be another batch's.
    Invitation.objects.filter(Q(pk__in=invitations) | Q(confirms__in=invitations)).update(confirms=None)
    invitations.delete()
    declarations.delete()
