"""Llama Advisor: finds where a project depends on Meta's Llama and plans the way out."""

__version__ = "0.1.0"

WORKER_SWITCH = "--scan-worker"
"""First argument with which a frozen program starts itself as a worker process of a scan."""

GARBAGE_THRESHOLDS = (50_000, 20, 20)
"""When the collector of cycles runs in a command or a worker: almost all that a scan makes lives to its end
and hardly any of it is a cycle, so that looking after each 700 new values took a tenth of the time."""
