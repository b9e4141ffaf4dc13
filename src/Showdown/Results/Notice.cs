namespace Showdown.Results;

/// <summary>One end of a run, to be told to one address. A resumed run ends again, and that is another one.</summary>
/// <param name="Number">Which entry of the job's 'notify', from 0.</param>
public sealed record Notice(string RunId, int Number, DateTimeOffset FinishedAt);
