"""Which model answers which kind of question."""

import os
from dataclasses import dataclass, field


@dataclass
class Settings:
    main_model: str = os.environ.get("GROQ_MODEL", "llama-3.3-70b-versatile")
    fast_model: str = os.environ.get("GROQ_MODEL_FAST", "llama-3.1-8b-instant")
    archive_model: str = "us.meta.llama3-3-70b-instruct-v1:0"
    photo_model: str = "meta-llama/llama-4-scout-17b-16e-instruct"
    guard_model: str = "meta-llama/Llama-Guard-4-12B"
    max_tokens: int = 1024
    # Tried in this order when the main model is busy.
    fallbacks: list[str] = field(
        default_factory=lambda: [
            "llama3-70b-8192",
            "mixtral-8x7b-32768",
            "qwen/qwen3-32b",
        ]
    )
