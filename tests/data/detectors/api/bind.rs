use llama_cpp_2::model::LlamaModel;

let model = LlamaModel::load_from_file("model.gguf");
