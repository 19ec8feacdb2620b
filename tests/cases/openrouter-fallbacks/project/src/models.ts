/** Tried from top to bottom by the router. */
export const ROUTE = [
  'meta-llama/llama-3.3-70b-instruct',
  'meta-llama/llama-3-70b-instruct',
  'mistralai/mistral-nemo',
] as const;
