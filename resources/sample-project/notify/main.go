// Command notify writes the daily notice for the pier's screen.
package main

import (
	"context"
	"fmt"

	"github.com/ollama/ollama/api"
)

const model = "llama3.1:8b-instruct-q4_K_M"

func main() {
	client, err := api.ClientFromEnvironment()
	if err != nil {
		panic(err)
	}
	request := &api.GenerateRequest{Model: model, Prompt: "Today's departures, in two sentences."}
	_ = client.Generate(context.Background(), request, func(part api.GenerateResponse) error {
		fmt.Print(part.Response)
		return nil
	})
}
