using System.Text.Encodings.Web;
using System.Text.Json;
using Showdown.Domain;
using Showdown.Formatting;

namespace Showdown.Exporting;

/// <summary>A column of a tabular export.</summary>
/// <param name="Name">snake_case; other programs rely on it.</param>
/// <param name="Type">string, bool, int, long, double, decimal or DateTimeOffset.</param>
/// <param name="Value">Null where it is not known.</param>
internal sealed record ExportColumn<TRow>(string Name, Type Type, Func<TRow, object?> Value);

/// <summary>What every attempt is exported with, the same in all tabular formats. Columns may be added at the end, never changed.</summary>
internal static class ExportColumns
{
    private static readonly JsonSerializerOptions _readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IReadOnlyList<ExportColumn<ExportRow>> All { get; } =
    [
        Text("run", r => r.Run.Id),
        Text("job", r => r.Run.Settings.Job.Name),
        new("simulated", typeof(bool), r => r.Model.IsSimulated),
        Text("benchmark", r => r.Benchmark.Id),
        Whole("benchmark_version", r => r.Benchmark.Version),
        Text("dataset_sha256", r => r.DatasetSha256),
        Text("model", r => r.Model.Id),
        Text("requested_model", r => r.Model.Model),
        Text("served_model", r => r.Attempt.ServedModel),
        Text("sample_id", r => r.Sample.Id),
        Text("group", r => r.Sample.Group),
        Whole("epoch", r => r.Attempt.Epoch),
        Text("outcome", r => OutcomeNames.Label(r.Attempt.Outcome)),
        Text("answer", r => r.Answer),
        Text("target", r => r.Hide(r.Sample.Target)),
        Text("reason", r => r.Reason),
        Text("failure", r => r.Attempt.Failure is { } kind ? JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString()) : null),
        Whole("scorer_version", r => r.Evaluation.ScorerVersion),
        Text("finish_reason", r => r.Attempt.FinishReason?.ToLowerInvariant()),
        Whole("input_tokens", r => r.Attempt.Usage.InputTokens),
        Whole("output_tokens", r => r.Attempt.Usage.OutputTokens),
        Whole("reasoning_tokens", r => r.Attempt.Usage.ReasoningTokens),
        Whole("cached_input_tokens", r => r.Attempt.Usage.CachedInputTokens),
        new("usage_estimated", typeof(bool), r => r.Attempt.Usage.Estimated),
        new("cost_usd", typeof(decimal), r => r.Attempt.CostUsd),
        new("host_cost_usd", typeof(decimal), r => r.Attempt.Usage.CostUsd),
        new("started_at", typeof(DateTimeOffset), r => Known(r) ? r.Attempt.Timings.StartedAt : null),
        Seconds("queued_seconds", r => Known(r) ? r.Attempt.Timings.Queued : null),
        Seconds("retrying_seconds", r => Known(r) ? r.Attempt.Timings.Retrying : null),
        Seconds("first_token_seconds", r => r.Attempt.Timings.FirstToken),
        Seconds("first_answer_token_seconds", r => r.Attempt.Timings.FirstAnswerToken),
        Seconds("duration_seconds", r => Known(r) ? r.Attempt.Timings.Duration : r.Attempt.Timings.Recorded),
        Whole("tries", r => Known(r) ? r.Attempt.Timings.Tries : null),
        new("redacted", typeof(bool), r => r.Redacted),
        Text("input", r => r.Hide(r.Sample.Input)),
        Text("choices", r => r.Redacted || r.Sample.Choices.Count == 0 ? null : JsonSerializer.Serialize(r.Sample.Choices, _readable)),
        Text("completion", r => r.Hide(r.Attempt.Text)),
        Text("reasoning", r => r.Hide(r.Attempt.Reasoning)),
        Text("provider", r => r.Attempt.Provider),
        Text("system_fingerprint", r => r.Attempt.SystemFingerprint),
        new("usage_implausible", typeof(bool), r => r.Attempt.Usage.Implausible),
        Text("reused_from", r => r.Attempt.ReusedFrom),
        Text("request_sha256", r => r.Attempt.RequestSha256),
        new("price_input_usd", typeof(decimal), r => r.Model.Price?.Input),
        new("price_output_usd", typeof(decimal), r => r.Model.Price?.Output),
        new("price_cached_input_usd", typeof(decimal), r => r.Model.Price?.CachedInput),
        Text("price_as_of", r => r.Model.Price?.AsOf?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)),
        Text("cluster", r => r.Sample.Cluster),
        new("value", typeof(double), r => r.Attempt.Value),
        Text(
            "tool_calls",
            r => r.Redacted || r.Attempt.ToolCalls.Count == 0 ? null : JsonSerializer.Serialize(r.Attempt.ToolCalls.Select(Call), _readable)
        ),
        Text("turns", r => r.Redacted || r.Sample.Turns.Count == 0 ? null : JsonSerializer.Serialize(r.Sample.Turns.Select(Turn), _readable)),
        Text("tools", r => r.Redacted || r.Sample.Tools.Count == 0 ? null : JsonSerializer.Serialize(r.Sample.Tools, _snake)),
        Text("capability", r => r.Run.Settings.CapabilityOf(r.Benchmark.Id)?.Name),
        Text("parts", r => r.Attempt.Parts.Count == 0 ? null : JsonSerializer.Serialize(r.Attempt.Parts.ToDictionary(p => p.Name, Part), _readable)),
        Whole("counted_tokens", r => r.Attempt.CountedTokens),
        new("output_tokens_per_second", typeof(double), r => r.Attempt.OutputTokensPerSecond),
        new("cold_start", typeof(bool), r => r.Attempt.ColdStart),
        Whole("discarded_input_tokens", r => r.Attempt.Discarded?.InputTokens),
        Whole("discarded_output_tokens", r => r.Attempt.Discarded?.OutputTokens),
        new("price_reasoning_usd", typeof(decimal), r => r.Model.Price?.Reasoning),
        new("price_batch_input_usd", typeof(decimal), r => r.Model.Price?.BatchInput),
        new("price_batch_output_usd", typeof(decimal), r => r.Model.Price?.BatchOutput),
        Text("imported_from", r => r.Run.Settings.Import?.Of(r.Benchmark.Id, r.Model.Id)?.Program),
        Text("ended_early", r => r.Evaluation.EndedEarly?.ToString().ToLowerInvariant()),
        Whole("planned_attempts", r => r.Evaluation.Planned),
        Whole("asked_attempts", r => r.Evaluation.Expected),
        Whole("saved_requests", r => r.Evaluation.Planned - r.Evaluation.Expected),
    ];

    private static readonly JsonSerializerOptions _snake = new(_readable) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>In OpenAI's form, which a replay reads again.</summary>
    private static object Call(ToolCall call) =>
        new
        {
            id = call.Id,
            type = "function",
            function = new { name = call.Name, arguments = call.Arguments },
        };

    /// <summary>In OpenAI's form, calls and results with it.</summary>
    private static Dictionary<string, object?> Turn(Message turn)
    {
        var said = new Dictionary<string, object?> { ["role"] = turn.Role.ToString().ToLowerInvariant(), ["content"] = turn.Text };
        if (turn.Calls.Count > 0)
            said["tool_calls"] = turn.Calls.Select(Call);
        if (turn.CallId is { } call)
            said["tool_call_id"] = call;
        return said;
    }

    /// <summary>{"right": true}, with counts {"right": false, "passed": 1, "total": 3}.</summary>
    private static object Part(PartScore part) =>
        part.Total is { } total
            ? new
            {
                right = part.Right,
                passed = part.Passed,
                total,
            }
            : new { right = part.Right };

    /// <summary>False of an attempt that another program made: when and how it was asked is not known.</summary>
    private static bool Known(ExportRow row) => row.Attempt.Timings.AreKnown;

    private static ExportColumn<ExportRow> Text(string name, Func<ExportRow, string?> value) => new(name, typeof(string), value);

    private static ExportColumn<ExportRow> Whole(string name, Func<ExportRow, int?> value) => new(name, typeof(int), r => value(r));

    private static ExportColumn<ExportRow> Seconds(string name, Func<ExportRow, TimeSpan?> value) =>
        new(name, typeof(double), r => value(r)?.TotalSeconds);
}
