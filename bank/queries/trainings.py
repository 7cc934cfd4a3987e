"""Figures of trainings, in which no participant is counted twice."""

from typing import Any

from django.db.models import Count, QuerySet, Sum

from bank.models import Training


def training_totals(trainings: QuerySet[Training]) -> dict[str, Any]:
    """What the trainings add up to, leaving out totals of other rows and mere background; one query.

    Shape: {"trainings": how many, "participants", "qualified": sums, "untold": trainings without any number}.
    """
    rows = trainings.counted().with_numbers().order_by()
    totals = rows.aggregate(trainings=Count("pk"), participants=Sum("took_part"), qualified=Sum("became_qualified"))
    untold = rows.filter(took_part__isnull=True, became_qualified__isnull=True).count()
    return {name: value or 0 for name, value in totals.items()} | {"untold": untold}
