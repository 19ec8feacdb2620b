"""Judgement: from findings and facts to verdicts, duties, needs, candidates, effort and risk.

Pure functions; the date is an argument. `assess` is the way in.
"""

from __future__ import annotations

from advisor.assess.judgement import assess

__all__ = ["assess"]
