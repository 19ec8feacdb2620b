"""Timetable search. LlamaIndex and LlamaParse are tools by LlamaIndex Inc., not models."""

from llama_index.core import SimpleDirectoryReader, VectorStoreIndex
from llama_parse import LlamaParse


def build_index(folder: str) -> VectorStoreIndex:
    reader = SimpleDirectoryReader(folder, file_extractor={".pdf": LlamaParse()})
    return VectorStoreIndex.from_documents(reader.load_data())


def passages(question: str) -> list[str]:
    return [node.text for node in build_index("notices").as_retriever().retrieve(question)]
