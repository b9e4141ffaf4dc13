using Showdown.Analysis.Facts;
using Showdown.Domain;
using Showdown.Formatting;

namespace Showdown.Analysis.Speed;

/// <summary>What a host bears, in words.</summary>
internal static class LoadWords
{
    /// <summary>"… Limits: …." and, where rates that were planned were not asked, why.</summary>
    public static string Sentence(LoadCurve curve, RunNames names) =>
        curve is { Ended: { } ended, Broken: { } broken } && !LoadPlan.IsTooMany(broken.Failed, broken.Step.Requests)
            ? $"{Borne(curve, names)} It ended there: {ended}."
            : Borne(curve, names);

    /// <summary>"Kimi K2 bore 12 requests a second this night; at 14 no longer: 71% kept 0.5 s to the first token and 20 tokens a second."</summary>
    private static string Borne(LoadCurve curve, RunNames names)
    {
        var name = names.Model(curve.Key.ModelId).Name;
        var limits = $"{Format.Seconds(curve.Plan.FirstToken)} to the first token and {Format.AxisRate(curve.Plan.TokensPerSecond)} tokens a second";
        return (curve.Knee, curve.Broken) switch
        {
            ({ } knee, { } broken) =>
                $"{name} bore {Rate(knee)} requests a second this night; {Why(broken)}. Limits: {limits}, for {Format.WholePercent(LoadPoint.Share)} of the requests.",
            ({ } knee, null) =>
                $"{name} bore {Rate(knee)} requests a second this night, the most that was asked, within {limits} for {Format.WholePercent(LoadPoint.Share)} of them.",
            (null, { } broken) => $"{name} did not bear the lowest rate this night: {Why(broken)}. Limits: {limits}.",
            _ => $"{name}: nothing was asked.",
        };
    }

    public static string Rate(LoadPoint point) => Format.AxisRate(Math.Round(point.Step.Rate, 3));

    private static string Why(LoadPoint point) =>
        LoadPlan.IsTooMany(point.Failed, point.Step.Requests)
            ? $"at {Rate(point)} {Format.Count(point.Failed)} of {Format.Count(point.Step.Requests)} failed, and no higher rate was asked"
        : point is { IsLate: true, IsWhole: true }
            ? $"at {Rate(point)} this machine sent its requests late (95 of 100 within {Format.Seconds(point.SentLate)}), so that the host's part is not known"
        : point.IsWhole
            ? $"at {Rate(point)} only {Format.WholePercent(point.Kept)} ({Format.Interval(point.KeptInterval.Low, point.KeptInterval.High)}) kept the limits"
        : $"{Rate(point)} was not asked in one go to its end ({Format.Count(point.Sent)} of {Format.Count(point.Step.Requests)} requests)";
}
