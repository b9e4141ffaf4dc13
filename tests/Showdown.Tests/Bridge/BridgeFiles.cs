namespace Showdown.Tests.Bridge;

internal static class BridgeFiles
{
    /// <summary>Four lines as an export writes them: right, wrong with a hostile id, partly right, failed.</summary>
    public static string Export { get; } = Path.Combine(Repository.Root, "tests", "Showdown.Tests", "Bridge", "run.jsonl");
}
