using Microsoft.Extensions.Time.Testing;
using Showdown.Domain;
using Showdown.Results;
using Showdown.Running;

namespace Showdown.Tests.Running;

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

    private static Attempt Stray(int number) =>
        new(
            new AttemptKey("no/such/evaluation", number, $"s{number}", 1),
            new Reply.Failed(new Failure(FailureKind.Timeout, "late"), new Timings { StartedAt = DateTimeOffset.UnixEpoch }),
            null
        );
}
