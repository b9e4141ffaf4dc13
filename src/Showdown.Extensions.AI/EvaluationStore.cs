using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.AI.Evaluation;

namespace Showdown.Extensions.AI;

/// <summary>
/// Writes a run as the result store on disk of Microsoft.Extensions.AI.Evaluation.Reporting, which <c>dotnet aieval report</c> reads: the run is the
/// execution, benchmark, model and sample are the scenario, and each epoch is an iteration.
/// </summary>
/// <remarks>
/// The format, version 1, is that of <c>DiskBasedResultStore</c>: results/EXECUTION/SCENARIO/ITERATION.json, each one <c>ScenarioRunResult</c>. The
/// library itself is not needed to write it.
/// </remarks>
public static class EvaluationStore
{
    /// <summary>The metric's name.</summary>
    public const string Metric = "Score";

    private const int FormatVersion = 1;
    private const int LongestName = 80;

    private static readonly JsonSerializerOptions _json = Options();

    /// <summary>Writes each attempt of an export; what the folder holds of other runs stays.</summary>
    /// <param name="exported">A file of <c>showdown export RUN --format jsonl</c>.</param>
    /// <param name="folder">The store's folder: what <c>dotnet aieval report --path</c> takes.</param>
    /// <param name="cancel">Stops the writing.</param>
    /// <returns>How many results were written.</returns>
    /// <exception cref="FormatException">A line is not one of an export.</exception>
    public static async Task<int> WriteAsync(string exported, string folder, CancellationToken cancel = default)
    {
        var written = 0;
        await foreach (var attempt in ExportedAttempt.ReadAsync(exported, cancel).ConfigureAwait(false))
        {
            var result = ResultOf(attempt);
            var place = Path.Combine(folder, "results", result.ExecutionName, result.ScenarioName);
            Directory.CreateDirectory(place);
            await using var file = File.Create(Path.Combine(place, $"{result.IterationName}.json"));
            await JsonSerializer.SerializeAsync(file, result, _json, cancel).ConfigureAwait(false);
            written++;
        }

        return written;
    }

    private static JsonSerializerOptions Options()
    {
        var options = new JsonSerializerOptions(AIJsonUtilities.DefaultOptions)
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            WriteIndented = true,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            TypeInfoResolver = JsonTypeInfoResolver.Combine(AIJsonUtilities.DefaultOptions.TypeInfoResolver, new DefaultJsonTypeInfoResolver()),
        };
        // Before the library's own, which writes the names as they stand in C#.
        options.Converters.Insert(0, new JsonStringEnumConverter<EvaluationRating>(JsonNamingPolicy.CamelCase));
        options.Converters.Insert(0, new JsonStringEnumConverter<EvaluationDiagnosticSeverity>(JsonNamingPolicy.CamelCase));
        return options;
    }

    private static Result ResultOf(ExportedAttempt attempt) =>
        new()
        {
            // A report makes a tree of what stands between the dots.
            ScenarioName = $"{Name(attempt.Benchmark)}.{Name(attempt.Model)}.{Name(attempt.SampleId)}",
            IterationName = $"{attempt.Epoch}",
            ExecutionName = Name(attempt.Run),
            CreationTime = attempt.Json["started_at"]?.GetValue<DateTime>() ?? DateTime.UnixEpoch,
            Messages = attempt.Messages,
            ModelResponse = attempt.Response,
            EvaluationResult = new EvaluationResult(MetricOf(attempt)),
            Tags = [attempt.Benchmark, attempt.Model, .. attempt.Simulated ? (string[])["simulated"] : []],
        };

    private static NumericMetric MetricOf(ExportedAttempt attempt)
    {
        var rating = attempt.Outcome switch
        {
            "right" => EvaluationRating.Exceptional,
            "partial" => EvaluationRating.Average,
            "wrong" or "truncated" => EvaluationRating.Unacceptable,
            _ => EvaluationRating.Inconclusive,
        };
        var metric = new NumericMetric(Metric, attempt.Value, attempt.Reason)
        {
            Interpretation = new EvaluationMetricInterpretation(rating, failed: rating == EvaluationRating.Unacceptable, attempt.Outcome),
        };
        if (attempt.Value is null)
            metric.AddDiagnostics(EvaluationDiagnostic.Error($"{attempt.Outcome}: {attempt.Reason ?? "there is no score"}"));
        return metric;
    }

    /// <summary>Names are files and steps of a tree here: what is no letter, digit, "-" or "_" is replaced, and a hash keeps apart what would then be
    /// alike.</summary>
    private static string Name(string text)
    {
        var plain = string.Concat(text.Take(LongestName).Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '_'));
        return plain == text && text.Length > 0 ? text : $"{plain}~{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8]}";
    }

    private sealed record Result
    {
        public required string ScenarioName { get; init; }

        public required string IterationName { get; init; }

        public required string ExecutionName { get; init; }

        public required DateTime CreationTime { get; init; }

        public required IReadOnlyList<ChatMessage> Messages { get; init; }

        public required ChatResponse ModelResponse { get; init; }

        public required EvaluationResult EvaluationResult { get; init; }

        public required IReadOnlyList<string> Tags { get; init; }

        public int FormatVersion { get; init; } = EvaluationStore.FormatVersion;
    }
}
