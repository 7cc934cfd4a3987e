"""Texts of items were plain: an empty line began a paragraph, "- " a point. From here on they are HTML."""

import re
from html import escape

from django.db import migrations

POINT = re.compile(r"\s*[-–•*]\s+(?=\S)")


def html_of(text):
    """The plain text as paragraphs and lists."""
    out = []
    for block in re.split(r"\n\s*\n", text.strip()):
        lines, points = [], []
        for line in block.split("\n"):
            if POINT.match(line):
                points.append(escape(POINT.sub("", line, count=1).strip(), quote=False))
                continue
            if points:
                out.append(_list(points))
                points = []
            if line.strip():
                lines.append(escape(line.strip(), quote=False))
            if lines:
                out.append(f"<p>{' '.join(lines)}</p>")
                lines = []
        if points:
            out.append(_list(points))
    return "".join(out)


def _list(points):
    return "<ul>" + "".join(f"<li>{point}</li>" for point in points) + "</ul>"


def forwards(apps, schema_editor):
    Item = apps.get_model("meetings", "Item")
    for item in Item.objects.exclude(body="").only("body").iterator(chunk_size=1000):
        item.body = html_of(item.body)
        item.save(update_fields=["body"])


class Migration(migrations.Migration):
    dependencies = [("meetings", "0004_minutes_whole")]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
