using System.Text.Json.Nodes;
using Microsoft.Extensions.AI.Evaluation;

namespace Showdown.Extensions.AI;

/// <summary>How an evaluator is to score.</summary>
public sealed record EvaluatorOptions
{
    /// <summary>Judges each attempt. It may be asked by several threads at once: <see cref="Parallel"/>.</summary>
    public required IEvaluator Evaluator { get; init; }

    /// <summary>The metric that is the score; null: the only one that the evaluator gives.</summary>
    public string? Metric { get; init; }

    /// <summary>The model that the evaluator asks; null where it asks none.</summary>
    public ChatConfiguration? ChatConfiguration { get; init; }

    /// <summary>What the evaluator is told besides question and completion, such as the target; null: nothing.</summary>
    public Func<ExportedAttempt, IEnumerable<EvaluationContext>>? Contexts { get; init; }

    /// <summary>
    /// A metric's share of the credit, from 0 to 1, or null for none. Left as it is, a boolean counts 1 or 0 and a number as it stands; a scale of 1
    /// to 5 wants a function such as <c>m => (((NumericMetric)m).Value - 1) / 4</c>.
    /// </summary>
    public Func<EvaluationMetric, double?> Score { get; init; } = EvaluatorScores.ScoreOf;

    /// <summary>Attempts judged at a time, from 1.</summary>
    public int Parallel { get; init; } = 4;
}

/// <summary>How many attempts an evaluator gave a score.</summary>
/// <param name="Scored">Those with one.</param>
/// <param name="Unscored">Those without: the attempt had failed, or the evaluator gave no value.</param>
public sealed record EvaluatorCounts(int Scored, int Unscored);

/// <summary>
/// Has an <see cref="IEvaluator"/> score a run: an export goes in, and a file comes out that <c>showdown import</c> makes a run of, with its
/// verdicts. Samples, models and completions stay as they were; of the scores only the evaluator's are in it.
/// </summary>
public static class EvaluatorScores
{
    // What Showdown's scorer said of the attempt, or rests on it.
    private static readonly string[] _ours = ["outcome", "answer", "reason", "value", "parts", "scorer_version"];

    /// <summary>Scores each attempt of an export.</summary>
    /// <param name="exported">A file of <c>showdown export RUN --format jsonl</c>.</param>
    /// <param name="output">Is written anew, in the order of the export.</param>
    /// <param name="options">Evaluator, metric and scale.</param>
    /// <param name="cancel">Stops the scoring; nothing is written then.</param>
    /// <exception cref="FormatException">A line is not one of an export.</exception>
    /// <exception cref="InvalidOperationException">The metric is not there, is one of several, or its score is not from 0 to 1.</exception>
    public static async Task<EvaluatorCounts> WriteAsync(string exported, string output, EvaluatorOptions options, CancellationToken cancel = default)
    {
        var attempts = new List<ExportedAttempt>();
        await foreach (var attempt in ExportedAttempt.ReadAsync(exported, cancel).ConfigureAwait(false))
            attempts.Add(attempt);
        var metrics = new EvaluationMetric?[attempts.Count];
        await System
            .Threading.Tasks.Parallel.ForAsync(
                0,
                attempts.Count,
                new ParallelOptions { MaxDegreeOfParallelism = options.Parallel, CancellationToken = cancel },
                async (i, token) => metrics[i] = attempts[i].Completion is null ? null : await JudgeAsync(attempts[i], options, token)
            )
            .ConfigureAwait(false);
        var lines = attempts.Select((attempt, i) => Line(attempt, metrics[i], options)).ToList();
        await File.WriteAllLinesAsync(output, lines.Select(l => l.ToJsonString()), cancel).ConfigureAwait(false);
        var scored = lines.Count(l => l.ContainsKey("score"));
        return new EvaluatorCounts(scored, lines.Count - scored);
    }

    /// <summary>A boolean metric as 1 or 0, a number from 0 to 1 as it stands, and null where there is no value.</summary>
    /// <exception cref="InvalidOperationException">It is a text, or a number on another scale.</exception>
    public static double? ScoreOf(EvaluationMetric metric) =>
        metric switch
        {
            BooleanMetric { Value: { } right } => right ? 1 : 0,
            NumericMetric { Value: null } or BooleanMetric => null,
            NumericMetric { Value: >= 0 and <= 1 and var share } => share,
            NumericMetric { Value: var value } => throw new InvalidOperationException(
                $"Metric '{metric.Name}' is {value}, and a score is from 0 to 1: give '{nameof(EvaluatorOptions.Score)}' a function for its scale."
            ),
            _ => throw new InvalidOperationException(
                $"Metric '{metric.Name}' is neither a number nor a boolean: give '{nameof(EvaluatorOptions.Score)}' a function for it."
            ),
        };

    private static async Task<EvaluationMetric> JudgeAsync(ExportedAttempt attempt, EvaluatorOptions options, CancellationToken cancel)
    {
        var result = await options
            .Evaluator.EvaluateAsync(attempt.Messages, attempt.Response, options.ChatConfiguration, options.Contexts?.Invoke(attempt), cancel)
            .ConfigureAwait(false);
        var names = string.Join(", ", result.Metrics.Keys.Order(StringComparer.Ordinal));
        if (options.Metric is null)
            return result.Metrics.Count == 1
                ? result.Metrics.Values.Single()
                : throw new InvalidOperationException(
                    $"The evaluator gives several metrics, and '{nameof(EvaluatorOptions.Metric)}' names none: {names}."
                );
        return result.Metrics.TryGetValue(options.Metric, out var metric)
            ? metric
            : throw new InvalidOperationException($"The evaluator gives no metric '{options.Metric}', but: {names}.");
    }

    private static JsonObject Line(ExportedAttempt attempt, EvaluationMetric? metric, EvaluatorOptions options)
    {
        var line = attempt.Json.DeepClone().AsObject();
        foreach (var name in _ours)
            line.Remove(name);
        var score = metric is null ? null : options.Score(metric);
        if (score is not null and not (>= 0 and <= 1))
            throw new InvalidOperationException(
                $"Metric '{metric!.Name}' of sample '{attempt.SampleId}' was given the score {score}, which is not from 0 to 1."
            );
        if (score is { } share)
            line["score"] = share;
        else
            line["outcome"] = metric is null ? "failed" : "unscored";
        if (metric is null)
            line["error"] = attempt.Reason ?? "there is no completion";
        else if (Why(metric) is { } reason)
            line["reason"] = reason;
        return line;
    }

    private static string? Why(EvaluationMetric metric) =>
        metric.Reason ?? metric.Interpretation?.Reason ?? metric.Diagnostics?.Select(d => d.Message).FirstOrDefault();
}
