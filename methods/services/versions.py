"""Versions are made whole: a draft is a copy of another version with every row that belongs to it."""

from django.db import IntegrityError, models, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from core.audit import record
from core.errors import DomainError
from core.guard import one_line
from core.states import lock
from methods.enums import Orderability, VersionStep
from methods.models import Method, MethodSynonym, MethodVersion, VersionAuthor, VersionEvent, VersionText
from methods.models.parts import PARTS
from methods.queries.states import open_draft
from network.models import User

# Facts that tell of one version's own making; all others are copied.
_OWN = {
    "id",
    "number",
    "author",
    "made_from",
    "created_at",
    "changed_at",
    "revision",
    "correction",
    "change_note",
    "submitted_at",
    "content_reviewed_at",
    "language_reviewed_at",
    "law_checked_at",
    "published_from",
    "review_on",
    "withdrawn_at",
    "withdrawn_reason",
    "replaced_by",
}


class DraftIsOpen(DomainError):  # noqa: N818 -- named after what happened (house-style.md, section 5)
    """A method has one open draft at most; ``draft`` is the one there is."""

    def __init__(self, draft: MethodVersion) -> None:
        who = str(draft.author) if draft.author else _("the catalogue's file")
        super().__init__(
            _("The method has an open draft already: version %(number)d by %(who)s.")
            % {"number": draft.number, "who": who}
        )
        self.draft = draft


@transaction.atomic
def open_version(source: MethodVersion, *, actor: User, step: str = VersionStep.OPENED) -> MethodVersion:
    """Make a draft out of a version, the newest or an older one to roll forward; it is a copy of the whole.

    Raises ``DraftIsOpen``.
    """
    method = lock(source.method)
    if draft := open_draft(method):
        raise DraftIsOpen(draft)
    facts = {field.name: getattr(source, field.name) for field in source._meta.fields if field.name not in _OWN}
    version = MethodVersion(**facts, number=_next_number(method), author=actor, made_from=source)
    _save_new(version)
    copy_parts(source, version)
    version.texts.update(name="")
    log(version, step, actor=actor)
    return version


@transaction.atomic
def begin_draft(method: Method, *, actor: User) -> MethodVersion:
    """Make a draft out of the newest version, or an empty one where there is none. Raises ``DraftIsOpen``."""
    source = method.versions.order_by("-number").first()
    return open_version(source, actor=actor) if source else _open_first(lock(method), actor)


def roll_forward(version: MethodVersion, *, actor: User) -> MethodVersion:
    """Make a draft out of an older version. Raises ``DraftIsOpen``."""
    return open_version(version, actor=actor, step=VersionStep.ROLLED_FORWARD)


def copy_parts(source: MethodVersion, target: MethodVersion) -> None:
    """Give ``target`` its own copy of every row that belongs to ``source``."""
    for name in PARTS:
        rows = list(getattr(source, name).all())
        for row in rows:
            row.pk, row._state.adding, row.version = None, True, target
        if rows:
            type(rows[0])._default_manager.bulk_create(rows)


@transaction.atomic
def create_method(
    *, code: str, kind: str, name_fi: str, name_sv: str = "", parent: Method | None = None, actor: User
) -> MethodVersion:
    """Make a method with an empty first draft; nobody but editors sees it until that is published.

    Raises ``ValidationError``, also for a code that has ever been used.
    """
    last = Method.objects.aggregate(last=Max("position"))["last"] or 0
    method = Method(code=code, kind=kind, parent=parent, name_fi=name_fi, name_sv=name_sv, position=last + 10)
    method.full_clean()
    method.save()
    return _open_first(method, actor)


@transaction.atomic
def rename_method(method: Method, *, names: dict[str, str], sv_proposed: bool, actor: User) -> Method:
    """Give a method new names, ``{"fi": …, "sv": …, "en": …}``, from now on.

    The old name of a language stays as a synonym, so that it leads to the method; published versions keep the name
    they were published under. Raises ``ValidationError``.
    """
    method = lock(method)
    changes = {}
    for language, name in names.items():
        field, name = f"name_{language}", one_line(name)
        old = getattr(method, field)
        if name == old:
            continue
        setattr(method, field, name)
        changes[field] = [old, name]
        MethodSynonym.objects.filter(method=method, language=language, text=name).delete()
        if old:
            MethodSynonym.objects.get_or_create(method=method, language=language, text=old)
    if method.sv_proposed != sv_proposed:
        changes["sv_proposed"] = [method.sv_proposed, sv_proposed]
        method.sv_proposed = sv_proposed
    method.full_clean()
    method.save()
    if changes:
        record("methods.method.renamed", method, actor=actor, changes=changes)
    return method


@transaction.atomic
def discard_version(version: MethodVersion, *, actor: User) -> None:
    """Throw a draft away. Raises ``DomainError`` for one that was published or is to be."""
    version = lock(version)
    if version.published_from is not None:
        raise DomainError(_("Only a draft can be thrown away."))
    record("methods.version.discarded", version.method, actor=actor, changes={"number": [version.number, None]})
    version.delete()


def log(version: MethodVersion, step: str, *, actor: User | None, note: str = "") -> VersionEvent:
    """Add a step to a version's own log and to the audit log."""
    event = VersionEvent(version=version, step=step, by=actor, note=note)
    event.full_clean(exclude=["by"])
    event.save()
    record(f"methods.version.{step}", version, actor=actor)
    return event


def wrote_in(version: MethodVersion, actor: User | None) -> None:
    """Remember that somebody wrote in a version, and when it was changed."""
    if actor is not None:
        VersionAuthor.objects.get_or_create(version=version, user=actor)
    MethodVersion.objects.filter(pk=version.pk).update(changed_at=timezone.now())


def _next_number(method: Method) -> int:
    return (method.versions.aggregate(last=models.Max("number"))["last"] or 0) + 1


def _open_first(method: Method, actor: User) -> MethodVersion:
    version = MethodVersion(method=method, number=1, author=actor, orderability=Orderability.DO_IT_YOURSELF)
    _save_new(version)
    VersionText.objects.create(version=version, language="fi")
    log(version, VersionStep.OPENED, actor=actor)
    return version


def _save_new(version: MethodVersion) -> None:
    version.full_clean(exclude=["author", "made_from"])
    try:
        with transaction.atomic():
            version.save()
    except IntegrityError as error:
        # Two who opened a draft at once meet at the constraint.
        if (draft := open_draft(version.method)) is None:
            raise
        raise DraftIsOpen(draft) from error
    wrote_in(version, version.author)
