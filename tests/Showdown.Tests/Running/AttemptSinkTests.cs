using Dapper;
using Microsoft.Extensions.Time.Testing;
using Showdown.Domain;
using Showdown.Results;
using Showdown.Running;

namespace Showdown.Tests.Running;

[Trait("Category", "Chaos")]
public sealed class AttemptSinkTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("showdown-sink-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Attempts_OfAnEvaluationThatIsNotThere_AreToldToThoseWhoWait_AndTheNextAreTried()
    {
        await using var database = await Database.OpenAsync(_folder, null, Cancel);
        using var writer = new AttemptWriter(database);
        var log = new LineLogger<AttemptSink>();
        await using var sink = new AttemptSink(writer, new FakeTimeProvider(), log);
        for (var i = 0; i < 2; i++)
        {
            var told = await Task.WhenAll(Enumerable.Range(0, 5).Select(n => Record.ExceptionAsync(() => sink.SaveAsync(Stray(n), 1)).AsTask()));
            Assert.All(told, e => Assert.Contains("FOREIGN KEY", Assert.IsAssignableFrom<System.Data.Common.DbException>(e).Message));
        }

        Assert.Equal(
            10,
            log.Lines.Count(line => line.StartsWith("The database refused an attempt of no/such/evaluation: ", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task Nothing_IsTakenAfterTheEnd()
    {
        await using var database = await Database.OpenAsync(_folder, null, Cancel);
        using var writer = new AttemptWriter(database);
        var sink = new AttemptSink(writer, TimeProvider.System);
        await sink.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => sink.SaveAsync(Stray(1), 1));
    }

    [Fact]
    public async Task AFullDisk_IsWaitedForAndTold_AndTheAttemptIsSavedWhenThereIsRoom()
    {
        await using var database = await Database.OpenAsync(_folder, null, Cancel);
        await using var at = new RunningFixture(database);
        var evaluation = new EvaluationKey("bench", "model").IdIn(await at.PlanAsync(at.Settings()));
        await using var others = await database.ConnectAsync(Cancel);
        await others.ExecuteAsync("create table filler (x blob); insert into filler values (zeroblob(3000000))");
        database.MaxPages = 1; // a file keeps what it has, and does not grow
        var (time, log) = (new FakeTimeProvider(), new LineLogger<AttemptSink>());
        using var writer = new AttemptWriter(database);
        await using var sink = new AttemptSink(writer, time, log);
        var saving = sink.SaveAsync(Attempt(evaluation, 0, new string('x', 1_000_000)), 1);
        while (!log.Lines.Any(l => l.StartsWith("The disk of the database is full", StringComparison.Ordinal)))
            await Task.Yield();
        Assert.False(saving.IsCompleted);

        await others.ExecuteAsync("drop table filler");
        while (!saving.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(5));
            await Task.Yield();
        }

        await saving;
        Assert.Single(await new AttemptStore(database).DoneAsync(evaluation, 0, 0, Cancel));
    }

    [Fact]
    public async Task AProcessThatEnds_DoesNotWaitForAFullDisk()
    {
        await using var database = await Database.OpenAsync(_folder, null, Cancel);
        await using var at = new RunningFixture(database);
        var evaluation = new EvaluationKey("bench", "model").IdIn(await at.PlanAsync(at.Settings()));
        database.MaxPages = 1;
        var (time, log) = (new FakeTimeProvider(), new LineLogger<AttemptSink>());
        using var writer = new AttemptWriter(database);
        var sink = new AttemptSink(writer, time, log);
        var saving = sink.SaveAsync(Attempt(evaluation, 0, new string('x', 1_000_000)), 1);
        while (log.Lines.IsEmpty)
            await Task.Yield();
        var ending = sink.DisposeAsync().AsTask();
        while (!ending.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(5));
            await Task.Yield();
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => saving);
    }

    private static Attempt Stray(int number) => Attempt("no/such/evaluation", number, "late");

    private static Attempt Attempt(string evaluation, int number, string message) =>
        new(
            new AttemptKey(evaluation, number, $"s{number}", 1),
            new Reply.Failed(new Failure(FailureKind.Timeout, message), new Timings { StartedAt = DateTimeOffset.UnixEpoch }),
            null
        );
}
