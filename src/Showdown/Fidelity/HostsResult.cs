namespace Showdown.Fidelity;

/// <summary>All hosts of a night.</summary>
internal sealed record HostsResult
{
    public required HostsNight Night { get; init; }

    /// <summary>In the order of the job, the reference and its second asking left out.</summary>
    public required IReadOnlyList<HostFinding> Hosts { get; init; }

    /// <summary>The reference against its second asking, which has to stay quiet; null where there is none.</summary>
    public required HostFinding? Control { get; init; }

    /// <summary>True where the reference is told from itself: then the night says nothing about the others.</summary>
    public bool IsControlLoud => Control?.TextsTest is { P: <= HostsComparison.ControlLevel };

    /// <summary>The reference first: where it changes, all hosts seem to.</summary>
    public IEnumerable<HostFinding> Changed => (Control is null ? Hosts : Hosts.Prepend(Control)).Where(h => h.Changes.Count > 0);

    /// <summary>The night that changes are held against; null: this is the first.</summary>
    public HostsNight? Before { get; init; }

    /// <summary>Hosts that nothing tested tells from the reference; none where the control is loud.</summary>
    public IReadOnlyList<HostFinding> StandIns => IsControlLoud ? [] : [.. Hosts.Where(h => h.CanStandFor(Control))];
}
