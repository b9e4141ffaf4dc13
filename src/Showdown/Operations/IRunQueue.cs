namespace Showdown.Operations;

#pragma warning disable CA1711 // it is a queue, of runs
/// <summary>Wakes those who carry runs out. What is due stands in the database; a call that is lost is made up for by the sweep.</summary>
public interface IRunQueue
#pragma warning restore CA1711
{
    /// <summary>True when workers of other processes ask the models of what is queued here.</summary>
    bool OthersAsk { get; }

    /// <summary>Has a new run planned.</summary>
    void Plan(string runId);

    /// <summary>Has whatever is a run's next step carried out.</summary>
    Task ContinueAsync(string runId, CancellationToken cancel);

    /// <summary>Has the report of an ended run rendered, and those told who want to know.</summary>
    void Report(string runId);
}
