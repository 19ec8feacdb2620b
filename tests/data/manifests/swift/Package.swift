let package = Package(
    name: "App",
    dependencies: [
        .package(url: "https://github.com/meta-llama/llama-stack-client-swift", from: "0.1.0"),
    ],
    targets: [.target(name: "App", dependencies: [.product(name: "LlamaStackClient", package: "llama-stack-client-swift")])]
)
