using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using Showdown.Domain;
using FunctionCallContent = Microsoft.Extensions.AI.FunctionCallContent;
using FunctionResultContent = Microsoft.Extensions.AI.FunctionResultContent;
using TextContent = Microsoft.Extensions.AI.TextContent;

namespace Showdown.Models.Wire;

/// <summary>
/// A vendor's <see cref="IChatClient"/> as a connector of ours. Semantic Kernel's own bridge drops reasoning and all metadata but usage.
/// </summary>
/// <param name="client">
/// Must not retry by itself; its HTTP client should have a handler that turns refusals into a <see cref="HostException"/>.
/// </param>
/// <param name="model">The model id that is sent.</param>
/// <param name="host">For messages.</param>
/// <param name="options">Translates sampling and tools into the client's own terms.</param>
/// <param name="calls">
/// Finds a piece of a call in the vendor's own event: the client itself gives calls only when they are whole, and their arguments taken apart.
/// </param>
internal sealed class ChatClientService(
    IChatClient client,
    string model,
    string host,
    Func<ChatSettings, ChatOptions> options,
    Func<object?, CallPiece?> calls
) : StreamingChatService(model, host)
{
    public override async IAsyncEnumerable<StreamingChatMessageContent> GetStreamingChatMessageContentsAsync(
        ChatHistory chatHistory,
        PromptExecutionSettings? executionSettings = null,
        Kernel? kernel = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        var messages = chatHistory.Select(m => Said(ChatMessages.Of(m)));
        await foreach (var update in client.GetStreamingResponseAsync(messages, options(ChatSettings.Of(executionSettings)), cancellationToken))
        {
            string? text = null,
                reasoning = null;
            Dictionary<string, object?>? facts = null;
            foreach (var content in update.Contents)
            {
                switch (content)
                {
                    case TextReasoningContent thought:
                        reasoning += thought.Text;
                        break;
                    case TextContent said:
                        text += said.Text;
                        break;
                    case UsageContent usage:
                        if (Tokens(usage.Details) is { } tokens)
                            (facts ??= [])[ReplyFacts.Usage] = tokens;
                        break;
                    case ErrorContent error:
                        throw HostErrors.FromErrorFrame(Host, new ErrorObject(null, error.Message));
                }
            }

            if (update.FinishReason is { } finish)
                (facts ??= [])[ReplyFacts.FinishReason] = finish.Value;
            yield return Part(text, reasoning, update.ModelId, facts, calls(update.RawRepresentation) is { } piece ? [piece] : null);
        }
    }

    private static ChatMessage Said(Message message)
    {
        var role = new ChatRole(ChatMessages.LabelOf(message.Role));
        if (message.CallId is { } id)
            return new ChatMessage(role, [new FunctionResultContent(CallForms.IdOf(id), message.Text)]);
        var said = new ChatMessage(role, message.Text);
        if (message.Calls.Count == 0)
            return said;
        // A text of no characters is refused beside a call.
        if (message.Text.Length == 0)
            said.Contents.Clear();
        foreach (var call in message.Calls)
        {
            var arguments = new Dictionary<string, object?>(StringComparer.Ordinal);
            foreach (var argument in CallForms.ArgumentsOf(call).EnumerateObject())
                arguments[argument.Name] = argument.Value;
            said.Contents.Add(new FunctionCallContent(CallForms.IdOf(call.Id), call.Name, arguments));
        }

        return said;
    }

    private static Usage? Tokens(UsageDetails details) =>
        details is { InputTokenCount: null or 0, OutputTokenCount: null or 0 }
            ? null
            : new Usage
            {
                InputTokens = (int?)details.InputTokenCount,
                OutputTokens = (int?)details.OutputTokenCount,
                ReasoningTokens = (int?)details.ReasoningTokenCount,
                CachedInputTokens = (int?)details.CachedInputTokenCount,
            };
}
