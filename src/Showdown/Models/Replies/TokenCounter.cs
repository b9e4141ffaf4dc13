using Microsoft.ML.Tokenizers;
using Showdown.Domain;

namespace Showdown.Models.Replies;

/// <summary>Counts tokens where a host does not, with o200k_base whatever the model: comparable among models, and within some ten per cent of their own.</summary>
internal static class TokenCounter
{
    /// <summary>What chat templates put around a message, about.</summary>
    private const int PerMessage = 4;

    /// <summary>Text per reported token, in characters, beyond which a figure cannot be right: no tokenizer packs more, none splits characters further than into bytes.</summary>
    private const int MostCharacters = 16;
    private const int MostTokensPerCharacter = 4;
    private const int Slack = 64;

    private static readonly Lazy<TiktokenTokenizer> _tokenizer = new(() => TiktokenTokenizer.CreateForEncoding("o200k_base"));

    public static int Count(string text) => _tokenizer.Value.CountTokens(text);

    /// <summary>Fills in what the host did not report, and marks what it cannot have counted right.</summary>
    public static Usage Settle(Usage reported, ModelRequest request, Completion completion)
    {
        var prompt = request.Messages;
        var usage = reported;
        if (usage.InputTokens is null)
            usage = usage with { InputTokens = prompt.Sum(m => Count(m.Text) + PerMessage), Estimated = true };
        if (usage.OutputTokens is null)
            usage = usage with { OutputTokens = Count(completion.Text) + Count(completion.Reasoning ?? ""), Estimated = true };
        return IsPlausible(reported, request, completion) ? usage : usage with { Implausible = true };
    }

    private static bool IsPlausible(Usage reported, ModelRequest request, Completion completion)
    {
        var asked = 0;
        foreach (var message in request.Messages)
            asked += message.Text.Length;
        var said = completion.Text.Length + (completion.Reasoning?.Length ?? 0);
        // A host may reason without showing it: there is no upper bound unless it says how much that was, or reasons in the open.
        var mostOutput = reported.ReasoningTokens is null && completion.Reasoning is null ? long.MaxValue : ((long)said * MostTokensPerCharacter) + (reported.ReasoningTokens ?? 0) + Slack;
        return (reported.InputTokens is not { } input || (input >= asked / MostCharacters && input <= ((long)asked * MostTokensPerCharacter) + (Slack * request.Messages.Count) + 2048))
            && (reported.OutputTokens is not { } output || (output >= said / MostCharacters && output <= mostOutput && !(output > request.Sampling.MaxOutputTokens + Slack)))
            && !(reported.CachedInputTokens > reported.InputTokens)
            && !(reported.ReasoningTokens > reported.OutputTokens);
    }
}
