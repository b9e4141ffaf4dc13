namespace Showdown.Jobs;

/// <summary>Hangfire's queues. PostgreSQL storage takes them in alphabetical order whatever a server lists: hence the letters.</summary>
public static class Queues
{
    public const string Plan = "a-plan";
    public const string Ask = "b-ask";
    public const string Judge = "c-judge";
    public const string Render = "d-render";

    public static readonly string[] All = [Plan, Ask, Judge, Render];
}
