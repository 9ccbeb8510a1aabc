"""How a series of figures goes on: published times, calls a half hour, letters a week. Arrays in, arrays out."""

from collections.abc import Sequence

import numpy as np

from guichet.processing_times.series.days import forecast_days
from guichet.processing_times.series.shapes import DAY, LEVELS, Forecast, Series, step_of, times_ahead
from guichet.processing_times.series.walks import forecast_walks

__all__ = ["LEVELS", "Forecast", "Series", "forecast"]

# Less than three weeks say nothing of weekdays.
_WEEKS_KNOWN = 21


def forecast(many: Sequence[Series], horizon: int) -> list[Forecast]:
    """Return what each series will come to at its next `horizon` times: p10, p50 and p90.

    A series by the day or by parts of it is looked at by weekday and time of day; others are learned from together,
    those of one step with one another. Raises ValueError where a series has no value.
    """
    found: dict[int, Forecast] = {}
    walks: dict[int, list[int]] = {}
    for place, one in enumerate(many):
        if np.all(np.isnan(one.values)):
            raise ValueError(one.name)
        ahead = times_ahead(one.times, horizon)
        step = step_of(one.times)
        if (
            step < DAY * 1.5
            and one.times[-1] - one.times[0] >= _WEEKS_KNOWN
            and np.all(one.values[~np.isnan(one.values)] >= 0)
        ):
            found[place] = Forecast(one.name, ahead, np.maximum.accumulate(forecast_days(one, ahead), axis=1))
        else:
            walks.setdefault(round(np.log2(step) * 2), []).append(place)
    for places in walks.values():
        for place, shares in zip(places, forecast_walks([many[each] for each in places], horizon), strict=True):
            found[place] = Forecast(many[place].name, times_ahead(many[place].times, horizon), shares)
    return [found[place] for place in range(len(many))]
