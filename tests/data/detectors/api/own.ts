export class LlamaModel {
  speech = "bubble";
}
