"""What a method said of itself becomes its first version, published at once."""

from datetime import date, timedelta

from django.db import migrations
from django.utils import timezone

TEXTS = ("purpose", "when", "participants", "not_for")


def make_versions(apps, schema_editor):
    model = {name: apps.get_model("methods", name) for name in ("Method", "MethodVersion", "VersionText", "Phase")}
    now = timezone.now()
    for method in model["Method"].objects.order_by("pk"):
        version = model["MethodVersion"].objects.create(
            method=method,
            number=1,
            orderability=method.orderability,
            needs_follow_up=method.needs_follow_up,
            sources=method.sources,
            unchecked=method.unchecked,
            submitted_at=now,
            content_reviewed_at=now,
            language_reviewed_at=now,
            published_from=now,
            review_on=now.date() + timedelta(days=365),
        )
        texts = {text.language: text for text in method.texts.all()}
        finnish = texts.get("fi")
        for language, text in texts.items():
            words = {name: getattr(text, name) for name in TEXTS}
            made_from = {name: getattr(finnish, name) for name in TEXTS if words[name]} if language != "fi" else {}
            model["VersionText"].objects.create(
                version=version,
                language=language,
                name=getattr(method, f"name_{language}"),
                made_from=made_from,
                **words,
            )
        _phases(model["Phase"], version, texts)
        _evidence(apps.get_model("methods", "Evidence"), version, texts)
        _legal_bases(apps.get_model("methods", "LegalBasis"), version, method)
        method.placements.update(version=version)
        method.facilitator_rules.update(version=version)


def _phases(phase, version, texts):
    """The lists of the languages side by side; a place without Finnish words has none to stand in for."""
    for place, words in enumerate(texts["fi"].phases if "fi" in texts else []):
        others = {
            f"text_{code}": texts[code].phases[place]
            for code in ("sv", "en")
            if code in texts and place < len(texts[code].phases)
        }
        phase.objects.create(version=version, position=place, text_fi=words, **others)


def _evidence(evidence, version, texts):
    words = {f"text_{code}": text.evidence for code, text in texts.items() if text.evidence}
    if words:
        evidence.objects.create(version=version, line="effect", **words)


def _legal_bases(legal_basis, version, method):
    for place, base in enumerate(method.legal_bases):
        legal_basis.objects.create(
            version=version,
            position=place,
            number=base["number"],
            section=base["section"],
            checked_on=date.fromisoformat(base["checked_on"]),
            **{f"act_{code}": base["names"].get(code, "") for code in ("fi", "sv", "en")},
            **{f"text_{code}": base["note"].get(code, "") for code in ("fi", "sv", "en")},
        )


class Migration(migrations.Migration):
    dependencies = [
        ("methods", "0004_versions"),
    ]

    operations = [
        # There is no way back: 0006 takes the old columns away.
        migrations.RunPython(make_versions),
    ]
