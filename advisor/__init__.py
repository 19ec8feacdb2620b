"""Llama Advisor: finds where a project depends on Meta's Llama and plans the way out."""

__version__ = "0.1.0"

WORKER_SWITCH = "--scan-worker"
"""First argument with which a frozen program starts itself as a worker process of a scan."""
