module example.org/ferry-desk/notify

go 1.22

require github.com/ollama/ollama v0.4.7
