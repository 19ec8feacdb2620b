from llama_stack_client import LlamaStackClient
import llama_models.datatypes
import llama_index.core, llama_cpp
from langchain_metadata import thing
