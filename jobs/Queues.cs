namespace Showdown.Jobs;

/// <summary>Hangfire's queues. PostgreSQL storage takes them in alphabetical order whatever a server lists: hence the letters.</summary>
public static class Queues
{
    public const string Plan = "a-plan";
    public const string Ask = "b-ask";
    public const string Judge = "c-judge";
    public const string Render = "d-render";

    /// <summary>How the names of this process's servers begin.</summary>
    public static string ServerPrefix { get; } = $"{Environment.MachineName}:{Environment.ProcessId}:";

    public static readonly string[] All = [Plan, Ask, Judge, Render];
}
