"""What a scan has to know before it starts: discovery rules at once, detectors when first needed.

The parent process of an isolated scan never needs the detectors, so it does not wait for them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from advisor.scan.detector import Detector
from advisor.scan.rules import DiscoveryRules
from advisor.scan.sift import Hits, sifter


class Knowledge:
    """Discovery rules and detectors.

    Attributes:
        rules: which folders are passed over and what files are by their names.
    """

    def __init__(self, rules: DiscoveryRules, make_detector: Callable[[], Detector]) -> None:
        self.rules = rules
        self._make_detector = make_detector

    @cached_property
    def detector(self) -> Detector:
        """The detectors, built on first use."""
        return self._make_detector()

    @cached_property
    def hits(self) -> Hits:
        """The sift for the detectors' needles."""
        return sifter(self.detector.needles)
