package main

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
)

const tgi = "http://tgi:8080/generate"

func write(station string) (string, error) {
	body, err := json.Marshal(map[string]any{"inputs": "Weather for " + station, "parameters": map[string]any{"max_new_tokens": 400}})
	if err != nil {
		return "", err
	}
	reply, err := http.Post(tgi, "application/json", bytes.NewReader(body))
	if err != nil {
		return "", err
	}
	defer reply.Body.Close()
	text, err := io.ReadAll(reply.Body)
	return string(text), err
}

func main() {
	http.HandleFunc("/text", func(w http.ResponseWriter, r *http.Request) {
		text, err := write(r.URL.Query().Get("station"))
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
		io.WriteString(w, text)
	})
	http.ListenAndServe(":9090", nil)
}
