from llama_stack_client import LlamaStackClient

client = LlamaStackClient(base_url="http://localhost:8321")


def ask(question: str) -> str:
    reply = client.inference.chat_completion(
        model_id="meta-llama/Llama-3.2-3B-Instruct",
        messages=[{"role": "user", "content": question}],
    )
    return reply.completion_message.content
