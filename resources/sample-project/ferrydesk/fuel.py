"""Fuel and currency figures for the yearly report."""

# DefiLlama's price service has nothing to do with language models.
PRICES = "https://coins.llama.fi/prices/current/"
