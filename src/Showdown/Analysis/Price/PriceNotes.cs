using Showdown.Analysis.Facts;
using Showdown.Formatting;

namespace Showdown.Analysis.Price;

/// <summary>What a reader has to know of the prices that costs are made of.</summary>
internal static class PriceNotes
{
    /// <summary>Older prices may be another month's.</summary>
    private const int OldDays = 90;

    /// <summary>From so large a difference on it is said that the host's own word is another than the list's.</summary>
    private const decimal OtherThanListed = 0.02m;

    public static IReadOnlyList<string> Of(RunResults results, RunNames names) =>
        [.. names.Models.Where(m => !m.Simulated || results.Facts.Run.Settings.Model(m.Id).Price is not null).SelectMany(m => Of(m, results))];

    private static IEnumerable<string> Of(ModelName name, RunResults results)
    {
        var run = results.Facts.Run;
        if (run.Settings.Model(name.Id).Price is not { } price)
        {
            // Of an imported run it is said once for all that what was not recorded is not known.
            if (run.Settings.Import is null && results.All.Any(e => e.Facts.Row.ModelId == name.Id && e.Facts.Figures.CostUsd is null))
                yield return $"{name.Name}: its price is not known.";
        }
        else if (price.AsOf is not { } date)
        {
            if (!name.Simulated)
                yield return $"{name.Name}: nobody says of when its price is (as_of in models.yaml).";
        }
        else if (DateOnly.FromDateTime(run.CreatedAt.UtcDateTime).DayNumber - date.DayNumber is > OldDays and var days)
        {
            yield return $"{name.Name}: its price is {Format.Count(days)} days older than the run.";
        }
        if (HostAgainstList(name, results) is { } apart)
            yield return apart;
    }

    private static string? HostAgainstList(ModelName name, RunResults results)
    {
        var said = results.All.Where(e => e.Facts.Row.ModelId == name.Id).Select(e => e.Facts.Figures.HostCost).OfType<Results.HostCost>().ToList();
        if (said.Count == 0 || results.Facts.Run.Settings.Model(name.Id).Price is not { } price)
            return null;
        var host = said.Sum(h => h.Usd ?? 0);
        var list = said.Sum(h => price.Of(h.InputTokens, h.CachedInputTokens, h.OutputTokens, h.ReasoningTokens));
        if (list <= 0 || Math.Abs(host / list - 1) <= OtherThanListed)
            return null;
        var percent = Format.Percent((double)Math.Abs(host / list - 1));
        return $"{name.Name}: its host says {Format.Usd(host)}, {percent} {(host > list ? "more" : "less")} than the list price of the tokens ({Format.Usd(list)}). The host's word counts.";
    }
}
