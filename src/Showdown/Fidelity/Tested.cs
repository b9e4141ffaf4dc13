namespace Showdown.Fidelity;

/// <summary>A p value, as it stands and as one of all that the page tests.</summary>
internal sealed record Tested(double P, double Adjusted)
{
    public bool IsShown => Adjusted <= HostsComparison.Level;
}
