using System.Runtime.CompilerServices;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using Showdown.Domain;
using Showdown.Models.Wire;

namespace Showdown.Models.Replay;

/// <summary>
/// Answers from a file in place of a model, so that a run can be repeated without one. No tokens stream, so there is nothing to take the speed of.
/// </summary>
internal sealed class ReplayChatService(ModelSettings model, RecordedReplies replies) : StreamingChatService(model.Model, replies.FileName)
{
    public override async IAsyncEnumerable<StreamingChatMessageContent> GetStreamingChatMessageContentsAsync(
        ChatHistory chatHistory,
        PromptExecutionSettings? executionSettings = null,
        Kernel? kernel = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        if (ChatSettings.Of(executionSettings).Hint is not { } asked)
            throw new HostException(FailureKind.BadRequest, "a replayed model answers benchmark questions only");
        if (await replies.FindAsync(asked.BenchmarkId, asked.SampleId, asked.Epoch, cancellationToken) is not { } reply)
            throw new HostException(
                FailureKind.NotFound,
                $"{replies.FileName} holds no reply to sample {asked.SampleId}, epoch {asked.Epoch}, of {asked.BenchmarkId}"
            );
        var facts = new Dictionary<string, object?>
        {
            [ReplyFacts.FinishReason] = reply.FinishReason,
            [ReplyFacts.Usage] = reply.Usage,
            [ReplyFacts.Whole] = ReplyFacts.Whole,
        };
        yield return Part(reply.Text, reply.Reasoning, reply.Model, facts, reply.Calls);
    }
}
