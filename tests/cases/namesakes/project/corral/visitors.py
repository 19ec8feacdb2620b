from llama_index.core import SimpleDirectoryReader, VectorStoreIndex
from llama_index.llms.openai import OpenAI
from llama_parse import LlamaParse

documents = SimpleDirectoryReader("leaflets", file_extractor={".pdf": LlamaParse()}).load_data()
engine = VectorStoreIndex.from_documents(documents).as_query_engine(llm=OpenAI(model="gpt-4o-mini"))


def ask(question: str) -> str:
    return str(engine.query(question))
