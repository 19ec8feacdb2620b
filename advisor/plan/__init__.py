"""From an assessment to the ordered tasks of the migration, and the states people give them.

Logic only: what is ticked is saved by `advisor.store`.
"""

from __future__ import annotations

from advisor.plan.states import merge_states
from advisor.plan.tasks import plan

__all__ = ["merge_states", "plan"]
