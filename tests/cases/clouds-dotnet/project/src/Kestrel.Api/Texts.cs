using Azure;
using Azure.AI.Inference;

namespace Kestrel.Api;

public sealed class Texts(ChatCompletionsClient client)
{
    public async Task<string> WriteAsync(string bird)
    {
        var options = new ChatCompletionsOptions
        {
            Model = "Llama-3.3-70B-Instruct",
            Messages = { new ChatRequestUserMessage($"Three sentences about the {bird}.") },
        };
        Response<ChatCompletions> reply = await client.CompleteAsync(options);
        return reply.Value.Content;
    }
}
