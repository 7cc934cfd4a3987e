"""Excel files taken in: read into a preview that its author looks at, then saved whole or not at all."""

from collections import Counter
from datetime import date

from django.db import transaction
from django.utils import timezone

from bank.enums import ImportKind, PrintedWord
from bank.models import ImportPreview, Member, Qualification
from bank.services.members import add_member
from bank.services.qualifications import touch
from bank.services.register_rows import RegisterRow, create_from_rows
from bank.services.trainings import FACTS as TRAINING_FACTS
from bank.services.trainings import import_rows
from bank.sheets import RowState, Understood, read_rows, sheet_of
from core.audit import record
from core.spreadsheets import SheetRow, read_workbook
from core.spreadsheets.previews import lock_preview, refuse_unseen, safe_name, wipe_preview
from network.models import Network, User
from network.services import add_person


@transaction.atomic
def preview_import(network: Network, *, kind: str, content: bytes, file_name: str, actor: User) -> ImportPreview:
    """Read a workbook into a preview of the actor's own. Raises ``FileRefused`` with every problem of the file."""
    name = safe_name(file_name)
    rows = read_workbook(content, sheet_of(kind))
    preview = ImportPreview(
        network=network,
        kind=kind,
        file_name=name,
        rows=[[row.number, row.cells] for row in rows],
        created_by=actor,
    )
    preview.full_clean(exclude=["network", "created_by"])
    preview.save()
    record("bank.import.previewed", network, actor=actor, changes={"rows": [None, len(rows)]})
    return preview


def understood(preview: ImportPreview) -> list[Understood]:
    """What each row of a preview means in the bank of this moment."""
    rows = [SheetRow(number, cells) for number, cells in preview.rows]
    return read_rows(preview.kind, preview.network, rows)


@transaction.atomic
def save_import(preview: ImportPreview, *, shown: str, actor: User) -> Counter[RowState]:
    """Save the new rows of a preview, all of them or nothing, and wipe it; how many rows were new, same and different.

    Rows that differ from what the bank holds are left as they are there. ``shown`` is the digest of what its author
    looked at. Raises ``DomainError`` for a preview that is another's, expired, saved before, holds a refused row, or
    means something else by now.
    """
    preview = lock_preview(preview, actor=actor)
    rows = understood(preview)
    refuse_unseen(rows, shown=shown)
    new = [row for row in rows if row.state is RowState.NEW]
    _SAVERS[ImportKind(preview.kind)](preview.network, preview, new, actor)
    wipe_preview(preview)
    record(
        "bank.import.saved",
        preview.network,
        actor=actor,
        changes={"kind": [None, str(preview.kind)], "rows": [None, len(new)]},
    )
    return Counter(row.state for row in rows)


def _source(preview: ImportPreview) -> str:
    """Where the rows come from: two files of one name are two files."""
    return f"{preview.file_name[:80]} {timezone.localtime(preview.created_at):%Y-%m-%d %H.%M} {preview.pk}"


def _uncertain(row: Understood) -> dict[str, str]:
    return {name: str(why) for name, why in row.kept.items()}


def _save_register(network: Network, preview: ImportPreview, rows: list[Understood], actor: User) -> None:
    register_rows = [(str(row.number), _register_row(row)) for row in rows]
    create_from_rows(network, register_rows, register=_source(preview), years=_years(rows), actor=actor)


def _register_row(row: Understood) -> RegisterRow:
    names = ("received_on", "summary", "organisation_label", "method_label", "kind", "municipality_label", "place",
             "wished", "held", "participants", "payer", "outcome", "outcome_reason", "outcome_note", "method",
             "organisation", "municipality")  # fmt: skip
    return RegisterRow(
        facts={name: row.facts[name] for name in names},
        team=row.facts["team"],
        cells=row.cells,
        uncertain=_uncertain(row),
        postponed=row.facts["word"] == PrintedWord.POSTPONED,
        convened=row.facts["word"] == PrintedWord.CONVENED,
        own_number=row.facts["own_number"],
        placed=_best_day(row),
    )


def _best_day(row: Understood) -> date | None:
    days = [row.facts[name].earliest for name in ("held", "wished") if row.facts[name] is not None]
    return next(filter(None, [*days, row.facts["received_on"]]), None)


def _years(rows: list[Understood]) -> tuple[int, int]:
    """The span of the file's dates, under which its undated rows are printed."""
    years = [day.year for row in rows if (day := _best_day(row))] or [timezone.localdate().year]
    return min(years), max(years)


def _save_trainings(network: Network, preview: ImportPreview, rows: list[Understood], actor: User) -> None:
    made = []
    for row in rows:
        facts = row.facts | {
            "participants_count": row.facts["took_part"],
            "qualified_count": row.facts["became_qualified"],
            # A file names a project in words.
            "project_key": None,
        }
        source = {
            "register": _source(preview),
            "row": str(row.number),
            "cells": row.cells,
            "uncertain": _uncertain(row) | facts["uncertain"],
        }
        made.append(({name: facts[name] for name in TRAINING_FACTS}, source))
    import_rows(network, made, actor=actor)


def _save_members(network: Network, _preview: ImportPreview, rows: list[Understood], actor: User) -> None:
    members: dict[int, Member] = {}
    for row in rows:
        if "with_row" not in row.facts:
            members[row.number] = _save_member(network, row, actor)
    for row in rows:
        member = members[row.facts.get("with_row", row.number)]
        _save_qualification(member, row)
        if row.kept:
            member.not_understood |= {label: text for label, text, _why in row.kept_values}
            member.full_clean()
            member.save()


def _save_member(network: Network, row: Understood, actor: User) -> Member:
    facts = row.facts
    person = facts["person"] or add_person(
        network,
        first_name=facts["first_name"],
        last_name=facts["last_name"],
        email=facts["email"],
        phone=facts["phone"],
        organisation=facts["organisation"],
        title=facts["title"] if facts["organisation"] else "",
        namesake=True,
        actor=actor,
    )
    return add_member(
        network,
        person=person,
        qualifications={},
        joined_on=facts["joined"],
        home=facts["home_row"],
        facts={
            "left_on": facts["left"],
            "languages": facts["languages"],
            "yearly_limit_hours": facts["limit"],
            "show_phone": facts["show_phone"],
            "areas": facts["area_rows"],
        },
        actor=actor,
    )


def _save_qualification(member: Member, row: Understood) -> None:
    one = row.facts["qualification"]
    if one is None:
        return
    qualification = Qualification(
        member=member,
        category=one.category,
        method=row.facts["method_row"],
        state=one.state,
        valid_from=one.valid_from,
        valid_to=one.valid_to,
        expires_on=one.expires_on,
    )
    qualification.full_clean()
    qualification.save()
    touch(member)


_SAVERS = {
    ImportKind.REGISTER: _save_register,
    ImportKind.MEMBERS: _save_members,
    ImportKind.TRAININGS: _save_trainings,
}
