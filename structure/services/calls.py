"""Asking member organisations which themes they join, and what they answer."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.audit import record
from core.filekinds import CheckedUpload
from core.guard import one_line
from core.states import lock
from network.enums import NoticeKind
from network.models import Network, Organisation, User
from network.services import notify, register_notice
from structure.enums import Answer
from structure.models import AskedOrganisation, Call, Part, ThemeDecision
from structure.queries import people_of
from structure.services.call_files import attach
from structure.services.parts import PartRefused
from structure.services.unanswered import lock_unanswered

ASKED, REMINDED = "structure.call_asked", "structure.call_waits"
# Where the day of a notice is kept.
TOLD_IN = {ASKED: "told_on", REMINDED: "reminded_on"}
register_notice(
    ASKED, kind=NoticeKind.INVITATION, words=gettext_lazy("Your organisation is asked which themes it joins.")
)
register_notice(
    REMINDED,
    kind=NoticeKind.INVITATION,
    words=gettext_lazy("Your organisation has not answered yet which themes it joins."),
)


@transaction.atomic
def ask_members(
    network: Network,
    *,
    title: str,
    due_on: date,
    themes: Iterable[Part],
    organisations: Iterable[Organisation],
    text: str = "",
    files: Iterable[CheckedUpload] = (),
    asked_on: date | None = None,
    actor: User,
) -> Call:
    """Ask the organisations which of the themes they join, and tell their people who have an account.

    The files are there when somebody comes to read. Raises ``PartRefused`` without themes or organisations, and for
    those of another network or that are no themes. Of a question of an earlier day nobody is told: it was asked on
    paper.
    """
    themes, organisations = _of_network(network, themes, organisations)
    today = timezone.localdate()
    call = Call(network=network, title=one_line(title), text=text, asked_on=asked_on or today, due_on=due_on)
    call.full_clean()
    call.save()
    call.themes.set(themes)
    _ask(call, organisations, tells=call.asked_on == today, actor=actor)
    record("structure.call.asked", call, actor=actor, changes={"title": [None, call.title]})
    # Last: bytes that are stored do not go away with what is refused after them.
    for upload in files:
        attach(call, upload, actor=actor)
    return call


@transaction.atomic
def edit_call(
    call: Call,
    *,
    title: str,
    due_on: date,
    themes: Iterable[Part],
    organisations: Iterable[Organisation],
    text: str = "",
    version: int,
    actor: User,
) -> Call:
    """Change a question that nobody has answered yet; who is asked only now is told, as by ``ask_members``.

    Raises ``EditConflict`` when somebody saved after ``version``, ``DomainError`` once it is answered, and what
    ``ask_members`` raises.
    """
    call = lock_unanswered(call, version=version)
    themes, organisations = _of_network(call.network, themes, organisations)
    before = {"title": call.title, "due_on": str(call.due_on), "organisations": call.asked.count()}
    call.title, call.text, call.due_on, call.version = one_line(title), text, due_on, version + 1
    call.full_clean()
    call.save()
    call.themes.set(themes)
    call.asked.exclude(organisation__in=organisations).delete()
    known = set(call.asked.values_list("organisation", flat=True))
    new = [one for one in organisations if one.pk not in known]
    _ask(call, new, tells=not call.was_asked_on_paper, actor=actor)
    after = {"title": call.title, "due_on": str(call.due_on), "organisations": len(organisations)}
    changes = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    record("structure.call.edited", call, actor=actor, changes=changes)
    return call


def _of_network(
    network: Network, themes: Iterable[Part], organisations: Iterable[Organisation]
) -> tuple[list[Part], list[Organisation]]:
    themes, organisations = list(themes), list(organisations)
    if not themes or any(part.network_id != network.pk or not part.is_theme for part in themes):
        raise PartRefused("themes", _("Choose themes of this network."))
    if not organisations or any(one.network_id != network.pk for one in organisations):
        raise PartRefused("organisations", _("Choose organisations of this network."))
    return themes, organisations


def _ask(call: Call, organisations: Iterable[Organisation], *, tells: bool, actor: User) -> None:
    for organisation in organisations:
        asked = AskedOrganisation(call=call, organisation=organisation, organisation_label=organisation.name)
        asked.full_clean()
        asked.save()
        if tells:
            tell_people(asked, about=ASKED, key=str(asked.pk), day=timezone.localdate(), actor=actor)


@transaction.atomic
def answer_call(
    asked: AskedOrganisation,
    *,
    answer: str,
    decided_on: date | None = None,
    body: str = "",
    section: str = "",
    note: str = "",
    themes: Iterable[Part] = (),
    actor: User,
) -> ThemeDecision:
    """Record what the organisation answers; a change is a further row. Returns it.

    Raises ``PartRefused`` for joining without a theme that was asked, for themes without joining, for a decision
    without its day or its body, and for a day that has not come; ``DomainError`` when it is asked no more.
    """
    asked = lock(asked)
    themes, today = list(themes), timezone.localdate()
    known = set(asked.call.themes.values_list("pk", flat=True))
    if answer == Answer.JOINS and not themes:
        raise PartRefused("themes", _("Choose the themes that are joined."))
    if themes and answer != Answer.JOINS:
        raise PartRefused("themes", _("Only who joins chooses themes. Leave them out, or change the answer."))
    if any(part.pk not in known for part in themes):
        raise PartRefused("themes", _("This theme was not asked."))
    if answer == Answer.LATER:
        decided_on = today if decided_on is None else decided_on
    elif decided_on is None:
        raise PartRefused("decided_on", _("Write the day of the decision."))
    elif not one_line(body):
        raise PartRefused("body", _("Write who decided, for example the board of education."))
    if decided_on > today:
        raise PartRefused("decided_on", _("This day has not come yet."))
    decision = ThemeDecision(
        asked=asked,
        answer=answer,
        decided_on=decided_on,
        body=one_line(body),
        section=one_line(section).removeprefix("§").strip(),
        note=note,
    )
    decision.full_clean()
    decision.save()
    decision.themes.set(themes)
    changes = {"organisation": [None, asked.organisation_label], "answer": [None, answer]}
    record("structure.call.answered", asked.call, actor=actor, changes=changes)
    return decision


@transaction.atomic
def tell_people(asked: AskedOrganisation, *, about: str, key: str, day: date, actor: User | None) -> int:
    """A notice to everybody of the organisation who has an account and a role; returns to how many.

    The row keeps the day of the last one. Told twice of the same cause, people have one notice, of its first day.
    """
    network = asked.call.network
    path = reverse("structure:call-answer", args=[network.slug, asked.pk])
    notices = [
        notify(user, about=about, network=network, path=path, key=key, actor=actor) for user in people_of(asked, day)
    ]
    if notices:
        last = max(timezone.localdate(notice.created_at) for notice in notices)
        AskedOrganisation.objects.filter(pk=asked.pk).update(**{TOLD_IN[about]: last})
    return len(notices)
