"""Learning from histories, and estimating files."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from guichet.processing_times.estimates.ages import Ages, ages_for
from guichet.processing_times.estimates.curves import at, burden, by_group, when
from guichet.processing_times.estimates.hazards import hazards
from guichet.processing_times.estimates.histories import Cells, Floats, Histories, cells_of, seen_by, weekdays
from guichet.processing_times.estimates.tables import table_of, weekday_work

LEVELS = (0.1, 0.5, 0.8, 0.9)
_MEMORY, _IMAGINED = 120.0, 30.0


@dataclass(frozen=True)
class Model:
    """What was learned as of a moment: hazards by cell, category and for all; how weekdays differ."""

    as_of: float
    cells: Cells
    ages: Ages
    weekday: Floats
    everything: Floats
    categories: Floats
    of_cells: Floats

    def estimate(self, category: Sequence[str], office: Sequence[str], received: Floats) -> Floats:
        """Return p10, p50, p80 and p90 in days from receipt, a row for each file.

        A file received before the moment of learning is taken to be open still: its days so far count.
        """
        cell, kind = self.cells.codes(category, office)
        waited = np.maximum(self.as_of - received, 0.0)
        found = np.empty((len(received), len(LEVELS)))
        shares = -np.log1p(-np.array(LEVELS))
        for (one, group, day), places in by_group(cell, kind, weekdays(received)):
            hazard = self.of_cells[one] if one >= 0 else self.categories[group] if group >= 0 else self.everything[0]
            curve = burden(hazard, self.weekday, day, self.ages)
            so_far = at(curve, self.ages.edges, waited[places])
            found[places] = when(curve, self.ages.edges, so_far[:, None] + shares[None, :])
        return np.maximum(np.maximum.accumulate(found, axis=1), waited[:, None])


def learn(histories: Histories, as_of: float) -> Model:
    """Return what can be known as of a moment. Files that were open then teach too: for as long as they waited."""
    cells, cell = cells_of(histories)
    seen = seen_by(histories, cell, as_of, whole_day=False)
    ages = ages_for(seen.waited[seen.decided])
    weekday = weekday_work(seen, ages, as_of)
    table = table_of(seen, len(cells.pairs), ages, _MEMORY, as_of, weekday)
    everything, categories, of_cells = hazards(table, cells, _IMAGINED)
    return Model(as_of, cells, ages, weekday, everything, categories, of_cells)
