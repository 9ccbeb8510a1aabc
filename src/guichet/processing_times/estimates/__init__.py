"""How long files will take, from those decided and those that still wait: arrays in, arrays out.

`learn(histories, as_of)` looks at what was known at a moment, and `Model.estimate` says for each file the days from
receipt by which 10, 50, 80 and 90 in 100 such files are decided.
"""

from guichet.processing_times.estimates.histories import Histories
from guichet.processing_times.estimates.model import LEVELS, Model, learn

__all__ = ["LEVELS", "Histories", "Model", "learn"]
