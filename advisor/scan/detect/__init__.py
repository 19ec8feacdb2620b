"""The detectors: from the text of one file to findings, the cleared ledger and hints."""
