from qdrant_client import QdrantClient
from sentence_transformers import SentenceTransformer

encoder = SentenceTransformer("nvidia/llama-nemotron-embed-1b-v2", trust_remote_code=True)
store = QdrantClient("http://qdrant:6333")


def add(number: int, text: str) -> None:
    store.upsert("minutes", [{"id": number, "vector": encoder.encode(text).tolist(), "payload": {"text": text}}])
