#!/bin/sh
set -eu
ollama pull llama3.2:3b
ollama pull llama3.1:8b-instruct-q4_K_M
ollama create marginalia -f models/Modelfile
