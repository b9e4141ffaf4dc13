namespace Showdown.App.Cli;

/// <summary>What scripts rely on.</summary>
public static class ExitCode
{
    public const int Done = 0;
    public const int FailedOrIncomplete = 1;
    public const int BadUsage = 2;
    public const int GateFailed = 3;
}
