using Microsoft.ML.Tokenizers;
using Showdown.Domain;

namespace Showdown.Models.Replies;

/// <summary>
/// Counts tokens where a host does not, with o200k_base whatever the model: comparable among models, and within some ten per cent of their own.
/// </summary>
internal static class TokenCounter
{
    /// <summary>What chat templates put around a message, about.</summary>
    private const int PerMessage = 4;

    /// <summary>
    /// Text per reported token, in characters, beyond which a figure cannot be right: no tokenizer packs more, none splits characters further than
    /// into bytes.
    /// </summary>
    private const int MaxCharactersPerToken = 16;
    private const int MaxTokensPerCharacter = 4;
    private const int Slack = 64;
    private const int CallMarkers = 64;

    /// <summary>
    /// The tokenizer's time grows with the square of a run of letters, or of signs: longer ones than any word are counted in pieces.
    /// </summary>
    private const int LongestRun = 128;

    /// <summary>So many characters are counted; what follows is taken to be alike.</summary>
    private const int MaxCounted = 1_000_000;

    private static readonly Lazy<TiktokenTokenizer> _tokenizer = new(() => TiktokenTokenizer.CreateForEncoding("o200k_base"));

    /// <summary>
    /// Exact where no run of letters, digits, blanks or signs is longer than 128 characters; else a little high. Takes time in proportion to the
    /// text, and at most a second or so.
    /// </summary>
    public static int Count(string text)
    {
        if (text.Length > MaxCounted)
            return (int)Math.Min(int.MaxValue, (long)Count(text[..MaxCounted]) * text.Length / MaxCounted);
        var count = 0;
        var from = 0;
        foreach (var end in Cuts(text))
        {
            count += _tokenizer.Value.CountTokens(text.AsSpan(from, end - from));
            from = end;
        }

        return count;
    }

    /// <summary>Fills in what the host did not report, and marks what it cannot have counted right.</summary>
    public static Usage Settle(Usage reported, ModelRequest request, Completion completion)
    {
        var prompt = request.Messages;
        var usage = reported;
        if (usage.InputTokens is null)
            usage = usage with
            {
                InputTokens = prompt.Sum(m => Count(m.Told()) + PerMessage) + request.Tools.Sum(t => Count(Text(t)) + PerMessage),
                Estimated = true,
            };
        if (usage.OutputTokens is null)
            usage = usage with
            {
                OutputTokens =
                    Count(completion.Text) + Count(completion.Reasoning ?? "") + completion.ToolCalls.Sum(c => Count(c.Name) + Count(c.Arguments)),
                Estimated = true,
            };
        return IsPlausible(reported, request, completion) ? usage : usage with { Implausible = true };
    }

    private static string Text(Tool tool) => $"{tool.Name} {tool.Description} {tool.Parameters}";

    /// <summary>Ends of the pieces, the last of which is the text's own: in the middle of runs that are too long.</summary>
    private static IEnumerable<int> Cuts(string text)
    {
        var run = 0;
        for (var i = 0; i < text.Length; i++)
        {
            run = i > 0 && Class(text[i]) == Class(text[i - 1]) ? run + 1 : 1;
            if (run <= LongestRun || char.IsLowSurrogate(text[i]))
                continue;
            yield return i;
            run = 1;
        }

        yield return text.Length;
    }

    private static int Class(char letter) =>
        char.IsLetter(letter) || char.IsSurrogate(letter) ? 0
        : char.IsDigit(letter) ? 1
        : char.IsWhiteSpace(letter) ? 2
        : 3;

    private static bool IsPlausible(Usage reported, ModelRequest request, Completion completion)
    {
        var asked = 0;
        foreach (var message in request.Messages)
            asked += message.Told().Length;
        foreach (var tool in request.Tools)
            asked += Text(tool).Length;
        var said = completion.Text.Length + (completion.Reasoning?.Length ?? 0);
        foreach (var call in completion.ToolCalls)
            said += call.Name.Length + call.Arguments.Length;
        // What a template makes of a call, markers and an id, is counted and not seen.
        var unseen = CallMarkers * completion.ToolCalls.Count;
        // A host may reason without showing it: there is no upper bound unless it says how much that was, or reasons in the open.
        var maxOutput =
            reported.ReasoningTokens is null && completion.Reasoning is null
                ? long.MaxValue
                : ((long)said * MaxTokensPerCharacter) + (reported.ReasoningTokens ?? 0) + unseen + Slack;
        return (
                reported.InputTokens is not { } input
                || (
                    input >= asked / MaxCharactersPerToken && input <= ((long)asked * MaxTokensPerCharacter) + (Slack * request.Messages.Count) + 2048
                )
            )
            && (
                reported.OutputTokens is not { } output
                || (output >= said / MaxCharactersPerToken && output <= maxOutput && !(output > request.Sampling.MaxOutputTokens + Slack))
            )
            && !(reported.CachedInputTokens > reported.InputTokens)
            && !(reported.ReasoningTokens > reported.OutputTokens);
    }
}
