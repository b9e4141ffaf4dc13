using Showdown.Formatting;
using Showdown.Results;

namespace Showdown.Pages.Evidence;

/// <summary>The small print of an attempt: what it took.</summary>
internal static class AttemptFacts
{
    public static IReadOnlyList<string> Of(AttemptView attempt, string? usualServedModel)
    {
        var facts = new List<string>();
        var timings = attempt.Timings;
        if (attempt.ReusedFrom is { } origin)
            facts.Add($"reused: {origin} asked and paid for it");
        if (attempt.FinishReason is { } finish)
            facts.Add($"finish: {finish.ToLowerInvariant()}");
        if (attempt.Failure is { } failure)
            facts.Add($"failure: {Words(failure.ToString())}");
        if (timings.FirstToken is { } first)
            facts.Add($"first token {Format.Seconds(first)}");
        if (timings.FirstAnswerToken is { } answer && answer != timings.FirstToken)
            facts.Add($"first answer token {Format.Seconds(answer)}");
        if (timings.AreKnown)
            facts.Add($"{Format.Seconds(timings.Duration)} in all");
        else if (timings.Recorded is { } recorded)
            facts.Add($"{Format.Seconds(recorded)}, as recorded");
        if (Tokens(attempt) is { } tokens)
            facts.Add(tokens);
        if (attempt.CostUsd is { } cost)
            facts.Add(Format.Usd(cost));
        if (timings.Tries > 1)
            facts.Add($"{timings.Tries} tries, {Format.Seconds(timings.Retrying)} lost in them");
        if (timings.Queued > TimeSpan.FromSeconds(5))
            facts.Add($"{Format.Seconds(timings.Queued)} queued");
        if (attempt.ServedModel is { } served && served != usualServedModel)
            facts.Add($"served as {served}");
        if (attempt.Provider is { } provider)
            facts.Add($"provider {provider}");
        if (attempt.Usage.Implausible)
            facts.Add("the host's token counts cannot be right");
        if (attempt is { Text: null, Failure: null })
            facts.Add("what the model said was not recorded");
        if (timings.AreKnown)
            facts.Add($"started {Format.Clock(timings.StartedAt)} UTC");
        return facts;
    }

    /// <summary>"RateLimited" as "rate limited".</summary>
    public static string Words(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : " ") + char.ToLowerInvariant(c) : c.ToString()));

    private static string? Tokens(AttemptView attempt)
    {
        var usage = attempt.Usage;
        if (usage.InputTokens is null && usage.OutputTokens is null)
            return null;
        var about = usage.Estimated ? "about " : "";
        var notes = new List<string>();
        if (usage.ReasoningTokens is > 0)
            notes.Add($"{Format.Count(usage.ReasoningTokens.Value)} of them reasoning");
        if (usage.CachedInputTokens is > 0)
            notes.Add($"{Format.Count(usage.CachedInputTokens.Value)} read from cache");
        var more = notes.Count == 0 ? "" : $" ({string.Join(", ", notes)})";
        return $"{about}{Known(usage.InputTokens)} tokens in, {Known(usage.OutputTokens)} out{more}";
    }

    private static string Known(int? tokens) => tokens is { } t ? Format.Count(t) : "?";
}
