using Showdown.Operations;
using Showdown.Results;

namespace Showdown.Jobs;

#pragma warning disable CA1711 // it is a queue, of runs
/// <summary>The operations' queue over Hangfire.</summary>
public sealed class RunQueue(RunDispatcher dispatcher, RunStore runs, RunReader reader, LiveWorkers workers) : IRunQueue
#pragma warning restore CA1711
{
    public bool OthersAsk => workers.OthersTake(Queues.Ask);

    public void Plan(string runId) => dispatcher.Plan(runId);

    public void Report(string runId) => dispatcher.Report(runId);

    public async Task ContinueAsync(string runId, CancellationToken cancel)
    {
        if ((await reader.EvaluationsAsync(runId, cancel)).Count == 0)
        {
            dispatcher.Plan(runId); // it died before its plan was written
            return;
        }

        foreach (var evaluation in await runs.DoneEvaluationsAsync(runId, cancel))
            dispatcher.FinishEvaluation(runId, evaluation);
        if (await runs.AllEvaluationsFinishedAsync(runId, cancel))
            dispatcher.FinishRun(runId);
        await dispatcher.AskAsync(runId, cancel);
    }
}
