export const models = {
  fast: "accounts/fireworks/models/llama-v3p1-8b-instruct",
  large: "meta-llama/Llama-3.3-70B-Instruct-Turbo",
};
