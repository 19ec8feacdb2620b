"""Llama Advisor: finds where a project depends on Meta's Llama and plans the way out."""

__version__ = "0.1.0"
