using Showdown.Operations;
using Showdown.Results;
using Showdown.Running;

namespace Showdown.Jobs;

#pragma warning disable CA1711 // it is a queue, of runs
/// <summary>The operations' queue over Hangfire.</summary>
public sealed class RunQueue(RunDispatcher dispatcher, RunStore runs, RunReader reader, EarlyEnds ends, LiveWorkers workers) : IRunQueue
#pragma warning restore CA1711
{
    public bool OthersAsk => workers.OthersTake(Queues.Ask);

    public void Plan(string runId) => dispatcher.Plan(runId);

    public void Report(string runId) => dispatcher.Report(runId);

    public async Task ContinueAsync(string runId, CancellationToken cancel)
    {
        var evaluations = await reader.EvaluationsAsync(runId, cancel);
        if (evaluations.Count == 0)
        {
            dispatcher.Plan(runId); // it died before its plan was written
            return;
        }

        // Who finished a shard may have died before they decided; a person may have said something; what had ended may be needed again.
        if (evaluations.Any(e => e.Stops))
            await ends.DecideAsync(runId, cancel);
        foreach (var evaluation in await runs.DoneEvaluationsAsync(runId, cancel))
            dispatcher.FinishEvaluation(runId, evaluation);
        if (await runs.AllEvaluationsFinishedAsync(runId, cancel))
            dispatcher.FinishRun(runId);
        await dispatcher.AskAsync(runId, cancel);
    }
}
