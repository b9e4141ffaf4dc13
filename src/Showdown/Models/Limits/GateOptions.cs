namespace Showdown.Models.Limits;

/// <summary>Pauses of a <see cref="HostGate"/>, and how many failures in a row put a host in doubt.</summary>
internal sealed record GateOptions
{
    public required TimeSpan FirstBreak { get; init; }

    public required TimeSpan LongestBreak { get; init; }

    /// <summary>How long a host that is down is waited for; zero: not at all.</summary>
    public required TimeSpan Patience { get; init; }

    public required TimeSpan FirstAlone { get; init; }

    public required bool EndsRefused { get; init; }

    /// <summary>Refusals in a row, with no reply between them, that are more than a crowd.</summary>
    public required Func<int> MaxOverloads { get; init; }
}
