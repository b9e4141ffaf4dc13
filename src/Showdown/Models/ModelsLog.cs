using Microsoft.Extensions.Logging;

namespace Showdown.Models;

/// <summary>What an operator asks about. No text here holds a prompt or a key.</summary>
internal static partial class ModelsLog
{
    [LoggerMessage(1, LogLevel.Information, "{Model}: {Before} requests at once are too many for {Host}, now {After}")]
    public static partial void LimitLowered(ILogger log, string model, int before, int after, string host);

    [LoggerMessage(
        4,
        LogLevel.Warning,
        "{Model}: at most {Most} requests at once, not {Wanted}: this process may not open more connections (ulimit -n)"
    )]
    public static partial void BoundByFiles(ILogger log, string model, int most, int wanted);

    [LoggerMessage(2, LogLevel.Warning, "{Trouble}")]
    public static partial void HostDown(ILogger log, string trouble);

    [LoggerMessage(3, LogLevel.Warning, "{Model}: {Host} answers again after {Seconds:0} s")]
    public static partial void HostBack(ILogger log, string model, string host, double seconds);
}
