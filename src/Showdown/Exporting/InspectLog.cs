using System.Text.Json;
using Showdown.Analysis.Facts;
using Showdown.Analysis.Wording;
using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Formatting;
using Showdown.Results;

namespace Showdown.Exporting;

/// <summary>What an evaluation is in the words of Inspect AI's log. Names are written in snake_case, nulls are left out.</summary>
/// <remarks>
/// Fields as in inspect_ai/log/_log.py (EvalSpec, EvalPlan, EvalResults, EvalStats, EvalSample) and inspect_ai/model (ModelOutput, ModelUsage,
/// ChatMessage). An attempt of ours is a sample of theirs with an epoch. Shares are numbers; else right is "C"; wrong and truncated
/// are "I", a truncated one with the stop reason "max_tokens". A failed attempt has an error and no score; one that could not be judged has no score,
/// and the reason in its metadata.
/// </remarks>
internal sealed class InspectLog
{
    private static readonly object _none = new { };

    private readonly RunRow _run;
    private readonly EvaluationResult _result;
    private readonly BenchmarkSettings _benchmark;
    private readonly ModelSettings _model;
    private readonly BenchmarkPin? _pin;
    private readonly PromptSource? _prompts;
    private readonly string _scorer;

    public InspectLog(RunRow run, EvaluationResult result, PromptSource? prompts)
    {
        (_run, _result, _prompts) = (run, result, prompts);
        (_benchmark, _model) = (run.Settings.Benchmark(Row.BenchmarkId), run.Settings.Model(Row.ModelId));
        _pin = run.Settings.Pins.GetValueOrDefault(Row.BenchmarkId);
        _scorer = run.Settings.Import is null ? _pin?.Scorer ?? _benchmark.Scorer.Name : run.Settings.ScorerOf(Row.BenchmarkId, Row.ScorerVersion);
    }

    private EvaluationRow Row => _result.Facts.Row;

    private ImportedEvaluation? Imported => _run.Settings.Import?.Of(Row.BenchmarkId, Row.ModelId);

    /// <summary>As Inspect names its files: time, task, id.</summary>
    public string FileName =>
        $"{_run.CreatedAt.UtcDateTime:yyyy-MM-dd'T'HH-mm-ss}+00-00_{Slug.Of(Row.BenchmarkId)}_{Slug.Of(Row.ModelId)}-{Slug.Of(_run.Id)}.json";

    public string Status =>
        Row.FinishedAt is not null
            ? "success"
            : _run.Status switch
            {
                RunStatus.Running => "started",
                RunStatus.Cancelled => "cancelled",
                _ => "error",
            };

    // Inspect writes "provider/model".
    private string Model => Imported is null ? $"{_model.Connector.Name}/{_model.Model}" : _model.Model;

    public object Eval() =>
        new
        {
            EvalId = Row.Id,
            RunId = _run.Id,
            Created = _run.CreatedAt.UtcDateTime,
            Task = Row.BenchmarkId,
            TaskId = Row.Id,
            TaskVersion = _benchmark.Version,
            TaskDisplayName = _benchmark.Title,
            TaskAttribs = _none,
            TaskArgs = _none,
            Tags = _model.IsSimulated ? new[] { "simulated" }
            : _run.Settings.Import is not null ? ["imported"]
            : null,
            Dataset = new
            {
                Name = Row.BenchmarkId,
                Row.Samples,
                Shuffled = false,
            },
            Model,
            ModelGenerateConfig = Config(),
            ModelArgs = _none,
            Config = new { Row.Epochs, EpochsReducer = new[] { "mean" } },
            Packages = new { Showdown = _run.Settings.ProgramVersion },
            Metadata = new
            {
                Simulated = _model.IsSimulated,
                ImportedFrom = Imported?.Program,
                _benchmark.Redacted,
                Job = _run.Settings.Job.Name,
                ModelFile = _model.Id,
                Row.ServedModel,
                Row.DatasetSha256,
                _pin?.PromptSha256,
                Row.ScorerVersion,
            },
            Scorers = new[] { new { Name = _scorer } },
        };

    public object Plan() =>
        new
        {
            Name = "plan",
            Steps = new[] { new { Solver = "generate", Params = _none } },
            Config = Config(),
        };

    public object Results()
    {
        var (counts, score) = (_result.Counts, _result.Score);
        return new
        {
            TotalSamples = Row.Expected,
            CompletedSamples = counts.Total - counts.Failed,
            Scores = new[]
            {
                new
                {
                    Name = _scorer,
                    Scorer = _scorer,
                    Reducer = "mean",
                    ScoredSamples = score.Samples,
                    UnscoredSamples = Math.Max(0, StopWords.Asked(_result) - score.Samples),
                    Params = _none,
                    Metrics = score.Value is null
                        ? _none
                        : new
                        {
                            Accuracy = new
                            {
                                Name = "accuracy",
                                score.Value,
                                Params = _none,
                                Metadata = new
                                {
                                    score.Low,
                                    score.High,
                                    Level = 0.95,
                                    Method = MethodNames.Of(score.Method),
                                },
                            },
                        },
                },
            },
            Metadata = new
            {
                counts.Right,
                counts.Partial,
                counts.Wrong,
                counts.Truncated,
                counts.Failed,
                counts.Unscored,
                _result.Missing,
            },
        };
    }

    public object Stats()
    {
        var f = _result.Facts.Figures;
        return new
        {
            StartedAt = _run.CreatedAt.UtcDateTime,
            CompletedAt = (object?)(Row.FinishedAt ?? _run.FinishedAt)?.UtcDateTime ?? "",
            ModelUsage = new Dictionary<string, object>
            {
                [Model] = Usage(f.InputTokens, f.OutputTokens, f.CachedInputTokens, f.ReasoningTokens, f.CostUsd),
            },
        };
    }

    public object? Error() => Status == "error" ? Error(_run.Reason ?? "the run has not finished this evaluation") : null;

    public object Sample(AttemptView attempt)
    {
        var (sample, timings, hidden) = (attempt.Sample, attempt.Timings, _benchmark.Redacted);
        var asked = hidden ? null : _prompts?.Invoke(sample, attempt.Epoch);
        var shown = ChoiceOrder.Shown(_benchmark, sample, attempt.Epoch);
        var row = new ExportRow(_run, Row, _benchmark, _model, attempt, shown, hidden);
        var end = timings.Queued + timings.Retrying + timings.Duration;
        return new
        {
            sample.Id,
            attempt.Epoch,
            Input = hidden ? "Redacted: the dataset's owners ask that its questions not be shown." : sample.Input,
            Choices = hidden || shown.Choices.Count == 0 ? null : shown.Choices,
            Target = hidden ? "" : Target(shown),
            Messages = hidden ? [] : Asked(sample, asked).Concat(attempt.Text is null ? [] : [Reply(attempt)]),
            Output = attempt.Text is null ? null : Output(attempt, hidden),
            Scores = attempt.Outcome is Outcome.Right or Outcome.Partial or Outcome.Wrong or Outcome.Truncated
                ? new Dictionary<string, object> { [_scorer] = Score(row) }
                : null,
            Metadata = new
            {
                Outcome = OutcomeNames.Label(attempt.Outcome),
                sample.Group,
                UnscoredReason = attempt.Outcome == Outcome.Unscored ? row.Reason : null,
                Tries = timings.AreKnown ? timings.Tries : (int?)null,
                QueuedSeconds = timings.AreKnown ? timings.Queued.TotalSeconds : (double?)null,
                RetryingSeconds = timings.AreKnown ? timings.Retrying.TotalSeconds : (double?)null,
                FirstTokenSeconds = timings.FirstToken?.TotalSeconds,
                FirstAnswerTokenSeconds = timings.FirstAnswerToken?.TotalSeconds,
                DurationSeconds = Taken(timings),
                attempt.OutputTokensPerSecond,
                attempt.ColdStart,
                attempt.CostUsd,
                HostCostUsd = attempt.Usage.CostUsd,
                DiscardedInputTokens = attempt.Discarded?.InputTokens,
                DiscardedOutputTokens = attempt.Discarded?.OutputTokens,
            },
            Store = _none,
            Events = Array.Empty<object>(),
            ModelUsage = attempt.Usage.OutputTokens is null ? [] : new Dictionary<string, object> { [Model] = Usage(attempt) },
            StartedAt = timings.AreKnown ? timings.StartedAt.UtcDateTime : (DateTime?)null,
            CompletedAt = timings.AreKnown ? (timings.StartedAt + end).UtcDateTime : (DateTime?)null,
            TotalTime = timings.AreKnown ? end.TotalSeconds : timings.Recorded?.TotalSeconds,
            WorkingTime = Taken(timings),
            Uuid = $"{attempt.EvaluationId}/{sample.Id}/{attempt.Epoch}",
            Error = attempt.Outcome == Outcome.Failed ? Error(attempt.Reason) : null,
        };
    }

    private static object Score(ExportRow row) =>
        new
        {
            Value = !row.Evaluation.IsTwoValued ? (object)row.Attempt.Credit
            : row.Attempt.Outcome == Outcome.Right ? "C"
            : "I",
            row.Answer,
            Explanation = row.Reason,
            Metadata = new { Outcome = OutcomeNames.Label(row.Attempt.Outcome) },
        };

    /// <summary>Several right answers are a list.</summary>
    private static object Target(Sample shown)
    {
        var right = shown.Choices.Count == 0 ? [] : ChoiceOrder.Places(shown.Target).ToArray();
        return right.Length > 1 && Array.TrueForAll(right, place => place >= 0 && place < shown.Choices.Count)
            ? right.Select(ChoiceOrder.Letter)
            : shown.Target;
    }

    private static IEnumerable<object> Asked(Sample sample, Prompt? asked) =>
        asked is null ? [.. sample.Turns.Select(Said), Said(new Message(MessageRole.User, sample.Input))] : asked.Messages.Select(Said);

    private static object Said(Message message) =>
        new
        {
            Role = message.Role.ToString().ToLowerInvariant(),
            Content = message.Text,
            ToolCalls = message.Calls.Count == 0 ? null : message.Calls.Select(Call),
            ToolCallId = message.CallId,
            Source = message.Role == MessageRole.User ? "input" : null,
        };

    private object Reply(AttemptView attempt) =>
        new
        {
            Role = "assistant",
            Content = string.IsNullOrEmpty(attempt.Reasoning)
                ? (object)attempt.Text!
                : new object[] { new { Type = "reasoning", attempt.Reasoning }, new { Type = "text", attempt.Text } },
            ToolCalls = attempt.ToolCalls.Count == 0 ? null : attempt.ToolCalls.Select(Call),
            Source = "generate",
            Model,
        };

    private static object Call(ToolCall call, int number)
    {
        JsonElement? arguments = null;
        string? mistake = null;
        try
        {
            arguments = JsonElement.Parse(call.Arguments);
        }
        catch (JsonException e)
        {
            mistake = $"{e.Message} {call.Arguments}";
        }
        return new
        {
            Id = call.Id ?? $"call_{number}",
            Type = "function",
            Function = call.Name,
            Arguments = arguments is { ValueKind: JsonValueKind.Object } ? (object)arguments : _none,
            ParseError = mistake,
        };
    }

    private object Output(AttemptView attempt, bool hidden) =>
        new
        {
            Model = attempt.ServedModel ?? _model.Model,
            Choices = hidden ? [] : new[] { new { Message = Reply(attempt), StopReason = StopReason(attempt) } },
            Completion = hidden ? "" : attempt.Text,
            Usage = Usage(attempt),
            Time = Taken(attempt.Timings),
        };

    private static double? Taken(Timings timings) => (timings.AreKnown ? timings.Duration : timings.Recorded)?.TotalSeconds;

    private static string StopReason(AttemptView attempt) =>
        attempt.CutOff
            ? "max_tokens"
            : attempt.FinishReason?.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant() switch
            {
                null => "unknown",
                "contentfilter" => "content_filter",
                "toolcalls" or "tooluse" => "tool_calls",
                _ => "stop",
            };

    private static object Usage(AttemptView attempt) =>
        Usage(
            attempt.Usage.InputTokens ?? 0,
            attempt.Usage.OutputTokens ?? 0,
            attempt.Usage.CachedInputTokens,
            attempt.Usage.ReasoningTokens,
            attempt.CostUsd
        );

    private static object Usage(long input, long output, long? cached, long? reasoning, decimal? cost) =>
        new
        {
            InputTokens = input,
            OutputTokens = output,
            TotalTokens = input + output,
            InputTokensCacheRead = cached is > 0 ? cached : null,
            ReasoningTokens = reasoning is > 0 ? reasoning : null,
            TotalCost = cost,
        };

    private static object Error(string message) =>
        new
        {
            Message = message,
            Traceback = message,
            TracebackAnsi = message,
        };

    private object Config()
    {
        var sent = _run.Settings.SamplingOf(_benchmark.Id, _model.Id);
        return new
        {
            MaxTokens = sent.MaxOutputTokens,
            sent.TopP,
            sent.Temperature,
            sent.TopK,
            sent.Seed,
            StopSeqs = sent.Stop.Count == 0 ? null : sent.Stop,
        };
    }
}
