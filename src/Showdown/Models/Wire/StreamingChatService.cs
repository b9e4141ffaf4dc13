using System.Text;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;

namespace Showdown.Models.Wire;

/// <summary>What our connectors share: they stream, and a whole reply is the gathered stream.</summary>
internal abstract class StreamingChatService(string model, string host) : IChatCompletionService
{
    /// <summary>The host's name in messages.</summary>
    public string Host { get; } = host;

    public IReadOnlyDictionary<string, object?> Attributes { get; } = new Dictionary<string, object?> { ["ModelId"] = model, ["Endpoint"] = host };

    public abstract IAsyncEnumerable<StreamingChatMessageContent> GetStreamingChatMessageContentsAsync(
        ChatHistory chatHistory,
        PromptExecutionSettings? executionSettings = null,
        Kernel? kernel = null,
        CancellationToken cancellationToken = default
    );

    public async Task<IReadOnlyList<ChatMessageContent>> GetChatMessageContentsAsync(
        ChatHistory chatHistory,
        PromptExecutionSettings? executionSettings = null,
        Kernel? kernel = null,
        CancellationToken cancellationToken = default
    )
    {
        var text = new StringBuilder();
        var facts = new Dictionary<string, object?>();
        await foreach (var part in GetStreamingChatMessageContentsAsync(chatHistory, executionSettings, kernel, cancellationToken))
        {
            foreach (var item in part.Items.OfType<StreamingTextContent>())
                text.Append(item.Text);
            foreach (var (name, value) in part.Metadata ?? new Dictionary<string, object?>())
                facts[name] = value;
        }

        return [new ChatMessageContent(AuthorRole.Assistant, text.ToString(), metadata: facts)];
    }

    protected static StreamingChatMessageContent Part(
        string? text,
        string? reasoning,
        string? servedModel,
        IReadOnlyDictionary<string, object?>? facts,
        IReadOnlyList<CallPiece>? calls = null
    )
    {
        var part = new StreamingChatMessageContent(AuthorRole.Assistant, null, modelId: servedModel, metadata: facts);
        if (!string.IsNullOrEmpty(reasoning))
            part.Items.Add(new StreamingReasoningContent(reasoning));
        if (!string.IsNullOrEmpty(text))
            part.Items.Add(new StreamingTextContent(text));
        foreach (var call in calls ?? [])
            part.Items.Add(call.ToContent());
        return part;
    }

    protected static StreamingChatMessageContent Paused(TimeSpan pause) =>
        Part(null, null, null, new Dictionary<string, object?> { [ReplyFacts.PauseAfter] = pause });
}
