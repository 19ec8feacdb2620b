"""Tried beside the others; neither is a Llama."""

CANDIDATES = ["NousResearch/Hermes-4-14B", "TinyLlama/TinyLlama-1.1B-Chat-v1.0"]
