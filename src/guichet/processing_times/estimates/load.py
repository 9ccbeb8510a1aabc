"""How much work lies there: the files that wait, in weeks of what is decided, beside what was usual.

Where more come in than before, the decisions of the last weeks do not show it yet: the longer wait is still ahead.
"""

import numpy as np

from guichet.processing_times.estimates.histories import Floats, Watched

# In days: over which decisions are counted, and what is usual.
_LATELY, _USUALLY = 30.0, 365.0
# As many files as usual, before a change is believed; and how much of a change is, as a logarithm.
_DOUBT, _MOST = 5.0, 1.0
_FEWEST = 3


def load_of(seen: Watched, moment: float, longest: float, first: float) -> float:
    """Return the logarithm of the work that waits beside what is usual: above nought there is more of it.

    In: what was seen by a moment; `longest`, for how long a file is counted as waiting; `first`, for how long the books
    are not looked at after the first file came, since hardly any could be decided yet.
    """
    ends = seen.received + seen.waited
    begin = max(moment - _USUALLY, float(seen.received.min()) + first)
    before = np.arange(moment - _LATELY, begin, -_LATELY / 2)
    if len(before) < _FEWEST:
        return 0.0
    ended = seen.decided | (ends < moment)

    def waiting(at: float) -> int:
        return int(((seen.received <= at) & (seen.received > at - longest) & ~(ended & (ends <= at))).sum())

    usual = float(np.mean([waiting(at) for at in before]))
    done: Floats = ends[seen.decided]
    lately = float((done > moment - _LATELY).sum())
    usually = float(((done > begin) & (done <= moment - _LATELY)).sum()) * _LATELY / (moment - _LATELY - begin)
    change = np.log((waiting(moment) + _DOUBT) / (usual + _DOUBT)) - np.log((lately + _DOUBT) / (usually + _DOUBT))
    return float(np.clip(change, -_MOST, _MOST))
