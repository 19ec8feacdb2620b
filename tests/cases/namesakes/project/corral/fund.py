import httpx


def value() -> float:
    return httpx.get("https://api.llama.fi/tvl/corral").json()
