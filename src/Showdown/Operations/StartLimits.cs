namespace Showdown.Operations;

/// <summary>What may be started by page and API.</summary>
/// <param name="Runs">That go on or wait at a time; null: any number.</param>
/// <param name="UsdADay">That the runs started within 24 hours may cost together, by their budgets or forecasts; null: any amount.</param>
public sealed record StartLimits(int? Runs, decimal? UsdADay)
{
    /// <summary>At a terminal: who is there carries out their own, and sees the forecast.</summary>
    public static StartLimits None { get; } = new(null, null);
}
