module ferrule.example/digest

go 1.22

require (
	github.com/aws/aws-sdk-go-v2/config v1.27.39
	github.com/aws/aws-sdk-go-v2/service/bedrockruntime v1.17.3
)
