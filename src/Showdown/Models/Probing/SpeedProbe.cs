using Showdown.Domain;

namespace Showdown.Models.Probing;

/// <summary>A fixed workload for speed.</summary>
/// <param name="InputTokens">Length of the prompt, about.</param>
/// <param name="OutputTokens">Output cap; the prompt asks for more.</param>
/// <param name="Parallel">Requests at once.</param>
/// <param name="Requests">Requests in all.</param>
public sealed record SpeedWorkload(int InputTokens, int OutputTokens, int Parallel, int Requests)
{
    /// <summary>What is measured unless one asks for something else: short and long prompts alone, and short ones ten at a time.</summary>
    public static IReadOnlyList<SpeedWorkload> Standard { get; } = [new(1_000, 500, 1, 5), new(10_000, 500, 1, 3), new(1_000, 500, 10, 20)];
}

/// <summary>What came of a workload. Medians over the requests that were answered; null when none was, or nothing streamed.</summary>
/// <param name="Answered">Of <see cref="SpeedWorkload.Requests"/>.</param>
/// <param name="FirstToken">Request sent to first token of any kind.</param>
/// <param name="FirstAnswerToken">Request sent to first token of the answer.</param>
/// <param name="OutputTokensPerSecond">Of one request: tokens after the first, counted with o200k_base for every model, over the time from first token to last byte.</param>
/// <param name="CostUsd">At list price; null when not known.</param>
public sealed record SpeedReading(
    SpeedWorkload Workload, int Answered, TimeSpan? FirstToken, TimeSpan? FirstAnswerToken, double? OutputTokensPerSecond, decimal? CostUsd);

/// <summary>Measures speed on prompts of its own, so that readings of different models and nights can be compared.</summary>
/// <remarks>Definitions after the Artificial Analysis methodology: unique prompts, one tokenizer for all models, speed over the streaming phase.</remarks>
public static class SpeedProbe
{
    private static readonly string[] _words = "river stone market window garden letter winter engine doctor silver music bridge forest paper candle ocean village horse mirror harbour".Split(' ');

    public static async Task<SpeedReading> MeasureAsync(IChatModel model, SpeedWorkload workload, CancellationToken cancel)
    {
        var completions = new List<Completion>();
        using var places = new SemaphoreSlim(workload.Parallel);
        await Task.WhenAll(Enumerable.Range(0, workload.Requests).Select(async _ =>
        {
            await places.WaitAsync(cancel);
            try
            {
                if (await model.AskAsync(Request(workload, model.Settings.Sampling), cancel) is Reply.Completed { Completion: var completion })
                {
                    lock (completions)
                        completions.Add(completion);
                }
            }
            finally
            {
                places.Release();
            }
        }));

        var costs = completions.Select(c => Prices.CostUsd(model.Settings.Price, c.Usage)).ToList();
        return new SpeedReading(
            workload,
            completions.Count,
            Median(completions.Select(c => c.Timings.FirstToken)),
            Median(completions.Select(c => c.Timings.FirstAnswerToken)),
            Median(completions.Select(Speed).Select(s => s is null ? (TimeSpan?)null : TimeSpan.FromSeconds(s.Value)))?.TotalSeconds,
            costs.Contains(null) ? null : costs.Sum());
    }

    private static double? Speed(Completion completion)
    {
        var tokens = TokenCounter.Count(completion.Text) + TokenCounter.Count(completion.Reasoning ?? "");
        var streaming = (completion.Timings.Duration - completion.Timings.FirstToken)?.TotalSeconds;
        return streaming is > 0 and { } seconds && tokens > 1 ? (tokens - 1) / seconds : null;
    }

    private static TimeSpan? Median(IEnumerable<TimeSpan?> values)
    {
        var sorted = values.OfType<TimeSpan>().Order().ToList();
        if (sorted.Count == 0)
            return null;
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    private static ModelRequest Request(SpeedWorkload workload, Sampling sampling)
    {
        const string task = "Write a long story in which every word of this list occurs in its order. Do not stop before all of them are used.";
        // One of these words with its blank is one token of o200k_base, or close to it.
        var words = string.Join(' ', Enumerable.Range(0, Math.Max(1, workload.InputTokens - 60)).Select(_ => _words[Random.Shared.Next(_words.Length)]));
        return new ModelRequest([new Message(MessageRole.User, $"{Guid.NewGuid():n}\n{task}\n\n{words}")], sampling with { MaxOutputTokens = workload.OutputTokens });
    }
}
