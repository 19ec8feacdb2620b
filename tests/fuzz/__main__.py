"""Starts the fuzzer; all that reads files is imported, and used once, while imports are instrumented."""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["advisor"]):
    from tests.fuzz import target

    for number in range(len(target.NAMES)):
        target.one(bytes([number]) + b'model = "meta-llama/Llama-3.1-8B-Instruct"\n')

atheris.Setup(sys.argv, target.one)
atheris.Fuzz()
