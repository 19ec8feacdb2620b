package main

func main() {
	llm, _ := ollama.New(ollama.WithModel("llama2"))
	req := Request{
		Model:             "llama3",
	}
	_ = []Case{{"llama-2", false}, {"gpt-4", true}, {"mistral", true}}
}
