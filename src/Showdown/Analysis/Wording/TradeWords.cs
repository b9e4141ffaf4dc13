using Showdown.Analysis.Facts;
using Showdown.Formatting;

namespace Showdown.Analysis.Wording;

/// <summary>What one model takes beside another: price of a right answer and time to an answer, as this night measured them.</summary>
internal static class TradeWords
{
    private const string Price = "price of a right answer";
    private const string Time = "time";

    /// <summary>"at a quarter of the price of a right answer and 1.4 times the time"; null where nothing is known.</summary>
    public static string? Clause(CapabilityScore one, CapabilityScore other) => Clause(Of("", one), Of("", other));

    /// <summary>Of models between which the scores do not decide: who is cheaper and who is faster; null where nothing is known.</summary>
    public static string? Sentence(IReadOnlyList<(string Name, CapabilityScore Score)> models) =>
        Sentence([.. models.Select(m => Of(m.Name, m.Score))]);

    /// <summary>The same over all that a run judged.</summary>
    public static string? Overall(IReadOnlyList<ModelTotals> totals) =>
        Sentence([.. totals.Select(t => new Taken(t.Name.Name, (double?)t.CostPerThousandRight, t.Answer.P50))]);

    private static Taken Of(string name, CapabilityScore score) => new(name, score.UsdPerRight.Value, score.AnswerSeconds.Value);

    private static string? Sentence(IReadOnlyList<Taken> models)
    {
        if (models.Count < 2)
            return null;
        if (models.Count > 2)
            return First(models);
        // Told from the one that is cheaper, or else faster.
        var isSecond = models[1].Usd < models[0].Usd || !(models[0].Usd < models[1].Usd) && models[1].Seconds < models[0].Seconds;
        var (one, other) = isSecond ? (models[1], models[0]) : (models[0], models[1]);
        return Clause(one, other) is { } clause ? $"This night {one.Name} answered {clause}." : null;
    }

    private static string? First(IReadOnlyList<Taken> models) =>
        (Least(models, m => m.Usd), Least(models, m => m.Seconds)) switch
        {
            ({ } cheapest, { } fastest) =>
                $"This night {cheapest} was the cheapest for a right answer and {(cheapest == fastest ? "" : $"{fastest} ")}the fastest.",
            ({ } cheapest, null) => $"This night {cheapest} was the cheapest for a right answer.",
            (null, { } fastest) => $"This night {fastest} was the fastest.",
            _ => null,
        };

    // Where one is not known nobody is the least.
    private static string? Least(IReadOnlyList<Taken> models, Func<Taken, double?> of) =>
        models.All(m => of(m) is not null) ? models.MinBy(of)!.Name : null;

    private static string? Clause(Taken one, Taken other)
    {
        var said = new List<string>();
        if (Multiple(one.Usd / other.Usd, Price) is { } price)
            said.Add(price);
        if (Multiple(one.Seconds / other.Seconds, Time) is { } time)
            said.Add(time);
        return said.Count == 0 ? null : $"at {Format.List(said)}";
    }

    private static string? Multiple(double? ratio, string of) =>
        ratio is not { } r || !double.IsFinite(r) || r <= 0
            ? null
            : (
                r <= 1 ? RatioWords.Share(r, $"the {of}")
                : RatioWords.Times(r) is { } times ? $"{times} the {of}"
                : null
            ) ?? $"about the same {of}";

    /// <param name="Usd">Of a right answer.</param>
    /// <param name="Seconds">To an answer.</param>
    private sealed record Taken(string Name, double? Usd, double? Seconds);
}
