using Showdown.Analysis.Facts;
using Showdown.Formatting;

namespace Showdown.Analysis.Price;

/// <summary>What a reader has to know of the prices that costs are made of.</summary>
internal static class PriceNotes
{
    /// <summary>Older prices may be another month's.</summary>
    private const int OldDays = 90;

    public static IReadOnlyList<string> Of(RunResults results, RunNames names) =>
        [.. names.Models.Where(m => !m.Simulated).SelectMany(m => Of(m, results))];

    private static IEnumerable<string> Of(ModelName name, RunResults results)
    {
        var run = results.Facts.Run;
        if (run.Settings.Model(name.Id).Price is not { } price)
        {
            if (results.All.Any(e => e.Facts.Row.ModelId == name.Id && e.Facts.Figures.CostUsd is null))
                yield return $"{name.Name}: its price is not known.";
        }
        else if (price.AsOf is not { } date)
        {
            yield return $"{name.Name}: nobody says of when its price is (as_of in models.yaml).";
        }
        else if (DateOnly.FromDateTime(run.CreatedAt.UtcDateTime).DayNumber - date.DayNumber is > OldDays and var days)
        {
            yield return $"{name.Name}: its price is {Format.Count(days)} days older than the run.";
        }
    }
}
