using Showdown.Domain;

namespace Showdown.Analysis.Price;

/// <summary>Quality against price and against time: of everything that a run judged, of a capability, or of a benchmark that names none.</summary>
/// <param name="Capability">Null: of a benchmark, or of everything.</param>
/// <param name="BenchmarkId">Null: of a capability, or of everything.</param>
/// <param name="Points">Models with a score, in the order of the job.</param>
/// <param name="Leaders">Models that no other is shown to be better than: they could not be told apart in quality. Empty where the run gives no
/// verdicts.</param>
internal sealed record TradeOff(Capability? Capability, string? BenchmarkId, IReadOnlyList<TradePoint> Points, IReadOnlyList<string> Leaders)
{
    public bool IsOfAll => Capability is null && BenchmarkId is null;

    /// <summary>Of the leaders the one whose right answers cost least; null where one's price is not known.</summary>
    public TradePoint? Cheapest => Least(p => p.Score.UsdPerRight.Value);

    /// <summary>Of the leaders the one with the shortest median time to an answer.</summary>
    public TradePoint? Fastest => Least(p => p.Score.AnswerSeconds.Value);

    private TradePoint? Least(Func<TradePoint, double?> of)
    {
        var leaders = Points.Where(p => Leaders.Contains(p.Score.ModelId)).ToList();
        return leaders.Count > 0 && leaders.TrueForAll(p => of(p) > 0) ? leaders.MinBy(of) : null;
    }
}
