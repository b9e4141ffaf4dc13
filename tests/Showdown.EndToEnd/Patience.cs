namespace Showdown.EndToEnd;

/// <summary>How long a test waits before it says that something hangs.</summary>
internal static class Patience
{
    /// <summary>Only what hangs takes this long, so it costs nothing to wait: a busy machine may take ten times as long as a quiet one.</summary>
    public static TimeSpan Long { get; } = TimeSpan.FromMinutes(10);
}
