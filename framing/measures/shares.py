"""A share with its interval."""

from __future__ import annotations

from collections.abc import Sequence

from framing.metrics import wilson
from framing.records import Measure


def share(name: str, probabilities: Sequence[float]) -> Measure:
    """The mean of calibrated probabilities with a 95% interval; undefined (None) over nothing.

    The interval is Wilson's (1927) at that mean. A label of probability p varies by p(1-p), and the p of the sentences
    vary among themselves; the two add up to m(1-m)/n for a mean m over n sentences (law of total variance), which is
    the variance that Wilson's interval assumes. So it carries both the sampling of sentences and the uncertainty of
    each label; it does not carry errors of the calibration itself. For hard labels (0 or 1) it is the plain Wilson
    interval.
    """
    n = len(probabilities)
    if not n:
        return Measure(name=name, value=None, low=None, high=None, n=0)
    mean = min(1.0, max(0.0, sum(probabilities) / n))
    low, high = wilson(mean, n)
    return Measure(name=name, value=mean, low=min(low, mean), high=max(high, mean), n=n)
