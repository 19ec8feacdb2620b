[Option('m', "model", Default = "llama3")]
public string Model { get; set; }
[DefaultValue("llama3")] public string ModelId { get; set; }
