using System.Globalization;
using Dapper;
using Showdown.Domain;
using Showdown.Results;

namespace Showdown.Tests.Results;

/// <content>Every column of an attempt holds what it says: a distinct value in each, so that no two can be swapped unseen.</content>
public abstract partial class StoreContract
{
    private static Timings Distinct =>
        new()
        {
            StartedAt = _now,
            Queued = TimeSpan.FromSeconds(1.5),
            Retrying = TimeSpan.FromSeconds(2.5),
            FirstToken = TimeSpan.FromSeconds(3.5),
            FirstAnswerToken = TimeSpan.FromSeconds(4.5),
            Duration = TimeSpan.FromSeconds(5.5),
            Tries = 6,
            Recorded = TimeSpan.FromSeconds(7.5),
        };

    [Fact]
    public async Task CompletedAttempt_HasEachFactInItsOwnColumn_AndComesBackWithIt()
    {
        await PlanAsync();
        var completion = new Completion
        {
            Text = "the text",
            Reasoning = "the reasoning",
            ToolCalls = [new ToolCall("f", "{\"a\": 1}") { Id = "call-1" }],
            FinishReason = FinishReason.Length,
            RawFinishReason = "max_tokens",
            Usage = new Usage
            {
                InputTokens = 11,
                OutputTokens = 12,
                ReasoningTokens = 13,
                CachedInputTokens = 14,
                CostUsd = 0.375m,
                Estimated = true,
                Implausible = false,
            },
            Timings = Distinct,
            ServedModel = "the model",
            SystemFingerprint = "the fingerprint",
            Provider = "the provider",
        };
        var score = new Score(Outcome.Truncated, "the answer", "the reason")
        {
            Value = 0.25,
            CountedTokens = 15,
            Parts = [new PartScore("one", true), new PartScore("two", false) { Passed = 16, Total = 17 }],
        };
        var attempt = new Attempt(
            Key("s3", 2),
            new Reply.Completed(completion)
            {
                Discarded = new Usage { InputTokens = 18, OutputTokens = 19 },
            },
            score
        )
        {
            CostUsd = 0.125m,
            RequestSha256 = "the request",
            ReusedFrom = "the origin",
        };
        await _writer.SaveAsync([(attempt, 7)], Cancel);
        await new AttemptStore(_database).SaveScoresAsync([(attempt.Key, score)], 7, Cancel);
        await new AttemptStore(_database).SetScorerVersionAsync(Evaluation, 7, isTwoValued: false, Cancel);

        var number = Text(_numbers["s3"]);
        Assert.Equal(
            Sorted(
                ("evaluation_id", Evaluation),
                ("number", number),
                ("sample_id", "s3"),
                ("epoch", "2"),
                ("failure_kind", null),
                ("failure_message", null),
                ("failure_status", null),
                ("text", "the text"),
                ("reasoning", "the reasoning"),
                ("finish_reason", "Length"),
                ("raw_finish_reason", "max_tokens"),
                ("input_tokens", "11"),
                ("output_tokens", "12"),
                ("reasoning_tokens", "13"),
                ("cached_input_tokens", "14"),
                ("usage_estimated", "1"),
                ("usage_implausible", "0"),
                ("started_at", Text(_now.UtcDateTime)),
                ("queued_seconds", "1.5"),
                ("retrying_seconds", "2.5"),
                ("first_token_seconds", "3.5"),
                ("first_answer_seconds", "4.5"),
                ("duration_seconds", "5.5"),
                ("tries", "6"),
                ("times_known", "1"),
                ("recorded_seconds", "7.5"),
                ("cost_usd", "0.125"),
                ("host_cost_usd", "0.375"),
                ("served_model", "the model"),
                ("system_fingerprint", "the fingerprint"),
                ("provider", "the provider"),
                ("request_sha256", "the request"),
                ("reused_from", "the origin"),
                ("discarded_input_tokens", "18"),
                ("discarded_output_tokens", "19"),
                ("tool_calls", """[{"Name":"f","Arguments":"{\"a\": 1}","Id":"call-1"}]""")
            ),
            await RawAsync("attempt")
        );
        Assert.Equal(
            Sorted(
                ("evaluation_id", Evaluation),
                ("number", number),
                ("sample_id", "s3"),
                ("epoch", "2"),
                ("scorer_version", "7"),
                ("outcome", "Truncated"),
                ("answer", "the answer"),
                ("reason", "the reason"),
                ("value", "0.25"),
                ("counted_tokens", "15")
            ),
            await RawAsync("score")
        );
        Assert.Equal(
            Sorted(
                ("evaluation_id", Evaluation),
                ("number", number),
                ("sample_id", "s3"),
                ("epoch", "2"),
                ("scorer_version", "7"),
                ("part", "two"),
                ("is_right", "0"),
                ("passed", "16"),
                ("total", "17")
            ),
            await RawAsync("score_part where part = 'two'")
        );

        var view = Assert.Single(await Reader.AttemptsAsync(Run, "bench", Cancel).ToListAsync(Cancel));
        Assert.Equal((Evaluation, "model", _numbers["s3"], "s3", 2), (view.EvaluationId, view.ModelId, view.Number, view.Sample.Id, view.Epoch));
        Assert.Equal((Outcome.Truncated, 0.25, "the answer", "the reason", null), (view.Outcome, view.Value, view.Answer, view.Reason, view.Failure));
        Assert.Equal(("the text", "the reasoning", "max_tokens", true), (view.Text, view.Reasoning, view.FinishReason, view.CutOff));
        Assert.Equal((completion.Usage, Distinct), (view.Usage, view.Timings));
        Assert.Equal(
            (0.125m, "the model", "the fingerprint", "the provider"),
            (view.CostUsd, view.ServedModel, view.SystemFingerprint, view.Provider)
        );
        Assert.Equal(("the request", "the origin"), (view.RequestSha256, view.ReusedFrom));
    }

    /// <summary>An analyst's query reads what exports and pages read.</summary>
    [Fact]
    public async Task TheView_SaysOfEveryAttempt_WhatTheReaderSays()
    {
        await PlanAsync();
        var usage = new Usage
        {
            InputTokens = 11,
            OutputTokens = 12,
            CostUsd = 0.375m,
        };
        var completed = new Reply.Completed(
            new Completion
            {
                Text = "x",
                FinishReason = FinishReason.Stop,
                Usage = usage,
                Timings = Distinct,
            }
        )
        {
            Discarded = new Usage { InputTokens = 18, OutputTokens = 19 },
        };
        await _writer.SaveAsync(
            [
                (new Attempt(Key("s1", 1), completed, Score.Right("1", "equals")) { CostUsd = 0.125m }, 1),
                (new Attempt(Key("s2", 1), completed with { Discarded = null }, Score.Measured(23, "counted")), 1),
                (new Attempt(Key("s3", 2), new Reply.Failed(new Failure(FailureKind.ServerError, "no"), Distinct), null) { CostUsd = 0.5m }, 1),
            ],
            Cancel
        );
        var views = (await Reader.AttemptsAsync(Run, "bench", Cancel).ToListAsync(Cancel)).ToDictionary(v => v.Sample.Id);
        await using var connection = await _database.ConnectAsync(Cancel);
        var rows = (
            await connection.QueryAsync(
                """
                select sample_id, outcome, cast(value as double precision) as value, cast(cost_usd as double precision) as cost, host_cost_usd, queued_seconds,
                       retrying_seconds, first_token_seconds, first_answer_seconds, duration_seconds, output_tokens_per_second, discarded_input_tokens,
                       discarded_output_tokens, counted_tokens from attempt_result order by sample_id
                """
            )
        ).ToList();
        Assert.Equal(["s1", "s2", "s3"], rows.Select(r => (string)r.sample_id));
        foreach (var row in rows)
        {
            var view = views[(string)row.sample_id];
            Assert.Equal(view.Outcome.ToString(), (string)row.outcome);
            object?[] said =
            [
                row.value,
                row.cost,
                row.host_cost_usd,
                row.queued_seconds,
                row.retrying_seconds,
                row.first_token_seconds,
                row.first_answer_seconds,
                row.duration_seconds,
                row.output_tokens_per_second,
                row.discarded_input_tokens,
                row.discarded_output_tokens,
                row.counted_tokens,
            ];
            Assert.Equal(
                [
                    view.Outcome == Outcome.Right ? 1 : null,
                    (double?)view.CostUsd,
                    (double?)view.Usage.CostUsd,
                    view.Timings.Queued.TotalSeconds,
                    view.Timings.Retrying.TotalSeconds,
                    view.Timings.FirstToken?.TotalSeconds,
                    view.Timings.FirstAnswerToken?.TotalSeconds,
                    view.Timings.Duration.TotalSeconds,
                    view.OutputTokensPerSecond,
                    view.Discarded?.InputTokens,
                    view.Discarded?.OutputTokens,
                    view.CountedTokens,
                ],
                said.Select(v => v is null ? (double?)null : Convert.ToDouble(v, CultureInfo.InvariantCulture))
            );
        }
        Assert.Equal([5.5, 11, null], rows.Select(r => (double?)r.output_tokens_per_second));
    }

    [Fact]
    public async Task FailedAttempt_HasEachFactInItsOwnColumn_AndComesBackWithIt()
    {
        await PlanAsync();
        var attempt = new Attempt(
            Key("s3", 2),
            new Reply.Failed(new Failure(FailureKind.ServerError, "the message") { Status = 503 }, Distinct),
            null
        );
        await _writer.SaveAsync([(attempt, 7)], Cancel);
        var raw = await RawAsync("attempt");
        Assert.Equal(
            Sorted(
                ("evaluation_id", Evaluation),
                ("number", Text(_numbers["s3"])),
                ("sample_id", "s3"),
                ("epoch", "2"),
                ("failure_kind", "ServerError"),
                ("failure_message", "the message"),
                ("failure_status", "503"),
                ("usage_estimated", "0"),
                ("started_at", Text(_now.UtcDateTime)),
                ("queued_seconds", "1.5"),
                ("retrying_seconds", "2.5"),
                ("first_token_seconds", "3.5"),
                ("first_answer_seconds", "4.5"),
                ("duration_seconds", "5.5"),
                ("tries", "6"),
                ("times_known", "1"),
                ("recorded_seconds", "7.5")
            ),
            raw.Where(column => column.Value is not null)
        );
        var view = Assert.Single(await Reader.AttemptsAsync(Run, "bench", Cancel).ToListAsync(Cancel));
        Assert.Equal((Outcome.Failed, FailureKind.ServerError, "the message", null), (view.Outcome, view.Failure, view.Reason, view.Text));
        Assert.Equal(Distinct, view.Timings);
    }

    /// <summary>The only row of a table, as text, by column.</summary>
    private async Task<SortedDictionary<string, string?>> RawAsync(string table)
    {
        await using var connection = await _database.ConnectAsync(Cancel);
        var row = (IDictionary<string, object?>)await connection.QuerySingleAsync($"select * from {table}");
        return new SortedDictionary<string, string?>(row.ToDictionary(c => c.Key, c => Text(c.Value)), StringComparer.Ordinal);
    }

    // Times are text in SQLite, flags are numbers.
    private static string? Text(object? value) =>
        value switch
        {
            null => null,
            DateTime time => time.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture),
            bool flag => flag ? "1" : "0",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture),
        };

    private static SortedDictionary<string, string?> Sorted(params (string Column, string? Value)[] columns) =>
        new(columns.ToDictionary(c => c.Column, c => c.Value), StringComparer.Ordinal);
}
