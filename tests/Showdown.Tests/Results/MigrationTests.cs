using System.Data.Common;
using Dapper;
using DbUp;
using DbUp.Builder;
using Microsoft.Data.Sqlite;
using Npgsql;
using Showdown.Domain;
using Showdown.Results;

namespace Showdown.Tests.Results;

/// <summary>A database of an earlier version, opened by this one.</summary>
[Collection(nameof(PostgresServer))]
[Trait("Category", "Slow")]
public sealed class MigrationTests(PostgresServer server) : IDisposable
{
    private const string Evaluation = "run/bench/model";
    private const string LastOfOld = "0009";
    private readonly string _folder = Directory.CreateTempSubdirectory("showdown-test-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Sqlite_KeepsEveryAttemptAndScore()
    {
        var text = $"Data Source={Path.Combine(_folder, "showdown.db")}";
        await using (var connection = new SqliteConnection(text))
            await MakeOldAsync(DeployChanges.To.SqliteDatabase(text), "text", "integer", connection);
        await using var database = await Database.OpenAsync(_folder, null, Cancel);
        await AssertAllThereAsync(database);
    }

    [Fact]
    public async Task Postgres_KeepsEveryAttemptAndScore()
    {
        var text = await server.NewDatabaseAsync();
        await using (var connection = new NpgsqlConnection(text))
            await MakeOldAsync(DeployChanges.To.PostgresqlDatabase(text), "timestamptz", "boolean", connection);
        await using var database = await Database.OpenAsync("", text, Cancel);
        await AssertAllThereAsync(database);
    }

    private static async Task MakeOldAsync(UpgradeEngineBuilder builder, string time, string flag, DbConnection connection)
    {
        var made = builder
            .WithScriptsEmbeddedInAssembly(
                typeof(Database).Assembly,
                name => name.EndsWith(".sql", StringComparison.Ordinal) && string.CompareOrdinal(name.Split('.')[^2][..4], LastOfOld) <= 0
            )
            .WithVariable("time", time)
            .WithVariable("flag", flag)
            .LogToNowhere()
            .Build()
            .PerformUpgrade();
        Assert.True(made.Successful, made.Error?.Message);
        TypeHandlers.Register();
        await connection.OpenAsync(Cancel);
        var facts = new
        {
            Evaluation,
            at = DateTimeOffset.UnixEpoch,
            no = false,
            yes = true,
        };
        await connection.ExecuteAsync(
            "insert into run (id, job, settings, status, simulated, program_version, created_at) values ('run', 'job', '{}', 'Running', @no, 'old', @at)",
            facts
        );
        for (var i = 0; i < 4; i++)
        {
            await connection.ExecuteAsync(
                "insert into sample (dataset_sha256, sample_id, position, rank, input, target, choices, fields) values ('hash', @sample, @i, @rank, 'question', '1', '[]', '{}')",
                new
                {
                    i,
                    sample = $"s{i}",
                    rank = 3 - i,
                }
            );
        }

        await connection.ExecuteAsync(
            """
            insert into evaluation (id, run_id, number, benchmark_id, model_id, dataset_sha256, samples, epochs, scorer, scorer_version, identity, shards_left)
            values (@Evaluation, 'run', 0, 'bench', 'model', 'hash', 4, 2, 'integer', 2, 'same', 1)
            """,
            facts
        );
        await connection.ExecuteAsync("insert into asked (evaluation_id, number, sample_id) select @Evaluation, rank, sample_id from sample", facts);
        await connection.ExecuteAsync(
            """
            insert into attempt (evaluation_id, sample_id, epoch, text, finish_reason, usage_estimated, started_at, queued_seconds, retrying_seconds, duration_seconds, tries, cost_usd, served_model, request_sha256, reused_from)
            values (@Evaluation, 's0', 1, 'one', 'Stop', @no, @at, 0, 0, 1, 1, 0.5, 'served', 'hash of the request', 'earlier'),
                   (@Evaluation, 's0', 2, 'two', 'Length', @yes, @at, 0, 0, 1, 1, null, 'served', null, null),
                   (@Evaluation, 's1', 1, 'three', 'Stop', @no, @at, 0, 0, 1, 1, null, 'served', null, null);
            insert into attempt (evaluation_id, sample_id, epoch, failure_kind, failure_message, usage_estimated, started_at, queued_seconds, retrying_seconds, duration_seconds, tries)
            values (@Evaluation, 's2', 1, 'Timeout', 'late', @no, @at, 0, 0, 1, 3);
            insert into score (evaluation_id, sample_id, epoch, scorer_version, outcome, answer, reason)
            values (@Evaluation, 's0', 1, 1, 'Wrong', '2', 'as it was'), (@Evaluation, 's0', 1, 2, 'Right', '1', 'as it is'), (@Evaluation, 's0', 2, 2, 'Truncated', null, 'cut off');
            insert into score_part (evaluation_id, sample_id, epoch, scorer_version, part, is_right)
            values (@Evaluation, 's0', 1, 2, 'base', @yes), (@Evaluation, 's0', 2, 2, 'base', @no);
            insert into evaluation (id, run_id, number, benchmark_id, model_id, dataset_sha256, samples, epochs, scorer, scorer_version, identity, shards_left, given_up)
            values ('run/fast/model', 'run', 1, 'fast', 'model', 'hash', 1, 1, 'speed', 1, 'same', 0, null), ('run/code/model', 'run', 2, 'code', 'model', 'hash', 1, 1, 'evalplus', 1, 'same', 0, 'no key');
            insert into asked (evaluation_id, number, sample_id) values ('run/fast/model', 0, 's0');
            insert into attempt (evaluation_id, sample_id, epoch, text, finish_reason, output_tokens, usage_estimated, started_at, queued_seconds, retrying_seconds, first_token_seconds, duration_seconds, tries)
            values ('run/fast/model', 's0', 1, 'many words', 'Length', 7, @no, @at, 0, 0, 1, 3, 1);
            insert into score (evaluation_id, sample_id, epoch, scorer_version, outcome, answer, reason) values ('run/fast/model', 's0', 1, 1, 'Unscored', '101', '101 tokens')
            """,
            facts
        );
    }

    private static async Task AssertAllThereAsync(Database database)
    {
        var (reader, attempts) = (new RunReader(database), new AttemptStore(database));
        Assert.Equal(new OutcomeCounts(1, 0, 1, 1, 1), await reader.CountsAsync(Evaluation, Cancel));
        var views = await reader.AttemptsAsync("run", "bench", Cancel).ToListAsync(Cancel);
        Assert.Equal(
            [("s0", 3, 1, "one"), ("s0", 3, 2, "two"), ("s1", 2, 1, "three"), ("s2", 1, 1, null)],
            views.Select(v => (v.Sample.Id, v.Number, v.Epoch, v.Text))
        );
        Assert.Equal(
            ("as it is", 0.5m, "served", "hash of the request", "earlier"),
            (views[0].Reason, views[0].CostUsd!.Value, views[0].ServedModel, views[0].RequestSha256, views[0].ReusedFrom)
        );
        Assert.True(views[1].Usage.Estimated);
        Assert.Equal((FailureKind.Timeout, "late", 3), (views[3].Failure!.Value, views[3].Reason, views[3].Timings.Tries));
        Assert.Equal([new PartTally("s0", 1, 2, 0, 0)], Assert.Single(await reader.PartsAsync(Evaluation, Cancel)).Samples);
        Assert.Equal([(1, 1), (2, 1), (3, 1), (3, 2)], (await attempts.DoneAsync(Evaluation, 0, 3, Cancel)).Order());
        await attempts.SetScorerVersionAsync(Evaluation, 1, isTwoValued: true, Cancel);
        Assert.Equal(new OutcomeCounts(0, 1, 0, 1, 2), await reader.CountsAsync(Evaluation, Cancel)); // the old score was kept beside

        var evaluations = await reader.EvaluationsAsync("run", Cancel);
        Assert.Equal(
            [(ScorerKind.Instant, null), (ScorerKind.Measurement, null), (ScorerKind.Deferred, "no key")],
            evaluations.Select(e => (e.ScorerKind, e.StoppedReason))
        );
        Assert.Equal([50.0], (await reader.FiguresAsync("run/fast/model", Cancel)).OutputTokensPerSecond); // (101 - 1) counted tokens in 2 s
        Assert.Null(Assert.Single(await reader.AttemptsAsync("run", "fast", Cancel).ToListAsync(Cancel)).Answer);

        // What is there is not saved a second time.
        using var writer = new AttemptWriter(database);
        var again = new Attempt(
            new AttemptKey(Evaluation, 1, "s2", 1),
            new Reply.Failed(new Failure(FailureKind.Connection, "again"), new Timings { StartedAt = DateTimeOffset.UnixEpoch }),
            null
        );
        await writer.SaveAsync([(again, 1)], Cancel);
        Assert.Equal((4, 1), await reader.MadeAsync(Evaluation, Cancel));
    }
}
