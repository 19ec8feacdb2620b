using Azure;
using Azure.AI.Inference;

namespace Kestrel.Api;

public sealed class Photos(IConfiguration settings)
{
    private const string Model = "Llama-3.2-11B-Vision-Instruct";

    private readonly ChatCompletionsClient _client = new(
        new Uri("https://kestrel.services.ai.azure.com/models"),
        new AzureKeyCredential(settings["AZURE_AI_KEY"]!));

    public async Task<string> DescribeAsync(Uri photo)
    {
        var options = new ChatCompletionsOptions
        {
            Model = Model,
            Messages =
            {
                new ChatRequestUserMessage(
                    new ChatMessageTextContentItem("Which bird is this?"),
                    new ChatMessageImageContentItem(photo)),
            },
        };
        Response<ChatCompletions> reply = await _client.CompleteAsync(options);
        return reply.Value.Content;
    }
}
