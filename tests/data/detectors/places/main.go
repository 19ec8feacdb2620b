package main

const (
	DefaultModel = "llama3.2"
	Host = "http://localhost:11434"
)

type Config struct {
	Model string `yaml:"model" default:"llama3"`
}

func main() {
	flag.StringVar(&model, "model", "llama2", "model to use")
	llm, err := ollama.New(ollama.WithModel("llama2"))
	req := openai.ChatCompletionRequest{Model: "meta-llama/Llama-3.1-8B-Instruct"}
	cmd := exec.Command("ollama", "run", "llama3")
	models := map[string]string{"small": "llama3.2:1b"}
	body := `{"model": "llama3.3", "stream": false}`
	// llama is a nice animal
}
