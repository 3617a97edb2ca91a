"""How long people waited and were served, beside how they rated it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db.models import Avg, DurationField, ExpressionWrapper, F

from motcua.facilities.queueing.choices import LeftReason
from motcua.facilities.queueing.models import Period
from motcua.kernel.clock import VIETNAM


def mean_minutes(by: str, state: str, first: date, last: date) -> dict[int, float]:
    """Mean length of the stretches in one state that ended in a period, by agency, counter or officer."""
    between = (datetime.combine(first, time.min, VIETNAM), datetime.combine(last, time.max, VIETNAM))
    length = ExpressionWrapper(F("to_at") - F("from_at"), output_field=DurationField())
    found = Period.objects.order_by().filter(state=state, to_at__range=between, **{f"{by}__isnull": False})
    found = found.exclude(request__reason=LeftReason.UNENDED)  # it ended sometime before the night
    means = found.values_list(by).annotate(mean=Avg(length))
    return {key: mean / timedelta(minutes=1) for key, mean in means if mean is not None}
