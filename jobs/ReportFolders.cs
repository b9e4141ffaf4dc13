namespace Showdown.Jobs;

/// <summary>Where reports are written.</summary>
/// <param name="Out">One folder a run is made in it.</param>
public sealed record ReportFolders(string Out)
{
    public string Of(string runId) => Path.Combine(Out, runId);
}
