using Showdown.Domain;
using Showdown.Results;

namespace Showdown.Analysis.Speed;

/// <summary>What a host bore as the load was raised, on this night.</summary>
/// <param name="Points">Rates that were asked, rising.</param>
/// <param name="Ended">Why no higher rate was asked; null: all were.</param>
internal sealed record LoadCurve(EvaluationKey Key, LoadPlan Plan, IReadOnlyList<LoadPoint> Points, string? Ended)
{
    /// <summary>Rates at which enough requests kept the limits, in it and at all rates before; null: not even at the first, or it was not asked to
    /// its end.</summary>
    public LoadPoint? Knee => Points.TakeWhile(p => p.Holds).LastOrDefault();

    /// <summary>The first rate at which they did not; null where none did not.</summary>
    public LoadPoint? Broken => Points.SkipWhile(p => p.Holds).FirstOrDefault();

    public static IReadOnlyList<LoadCurve> Of(Facts.RunResults results)
    {
        var settings = results.Facts.Run.Settings;
        return
        [
            .. from e in results.All
            let plan = settings.LoadOf(e.Facts.Row.BenchmarkId)
            where plan is not null && e.Facts.Load.Count > 0
            select Of(e.Facts.Row, plan, e.Facts.Load),
        ];
    }

    public static LoadCurve Of(EvaluationRow row, LoadPlan plan, IReadOnlyList<LoadedRequest> requests)
    {
        var bySteps = requests.ToLookup(r => r.GroupName);
        var asked = plan.Rates().Where(s => bySteps[s.Name].Any());
        return new LoadCurve(
            new EvaluationKey(row.BenchmarkId, row.ModelId),
            plan,
            [.. asked.Select(s => LoadPoint.Of(s, plan, row.Id, [.. bySteps[s.Name]]))],
            row.StoppedReason
        );
    }
}
