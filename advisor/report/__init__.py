"""How an assessment is told: one module a format, all from the same value. Nothing is computed here."""
