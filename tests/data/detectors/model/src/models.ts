export const MODELS = [
  { id: "llama3.2-vision", label: "Llama 3.2 Vision" },
  { id: "nous-hermes2", label: "Hermes" },
];
// Tested with Vicuna-13B and with Code Llama.
const bedrock = `us.meta.llama3-1-70b-instruct-v1:0`;
const body = JSON.stringify({ model: "@cf/meta/llama-3.1-8b-instruct" });
const llamaCount = 3;
