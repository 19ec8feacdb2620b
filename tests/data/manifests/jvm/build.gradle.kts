dependencies {
    implementation("com.llama.llamastack:llama-stack-client-kotlin:0.2.2")
    api(group = "com.llama.llamastack", name = "llama-stack-client-kotlin", version = "0.2.3")
    // implementation("com.llama.llamastack:llama-stack-client-kotlin:0.0.1")
}
