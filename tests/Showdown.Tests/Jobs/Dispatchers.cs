using Hangfire;
using Showdown.Jobs;
using Showdown.Results;
using Showdown.Running;

namespace Showdown.Tests.Jobs;

/// <summary>The real dispatcher, over a queue that nobody works on.</summary>
internal static class Dispatchers
{
    public static RunDispatcher Over(Database database, JobStorage queue)
    {
        var reader = new RunReader(database);
        var ends = new EarlyEndStore(database);
        return new RunDispatcher(
            new BackgroundJobClient(queue),
            queue,
            new ShardStore(database),
            new PairShardStore(database),
            new ProbeStore(database),
            new RunFinisher(new RunStore(database), reader, TimeProvider.System),
            new EarlyEnds(ends, reader, new EndedEvaluations(ends, TimeProvider.System), TimeProvider.System),
            reader,
            TimeProvider.System
        );
    }
}
