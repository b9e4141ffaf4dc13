using Showdown.Analysis.Facts;
using Showdown.Formatting;

namespace Showdown.Analysis.Price;

/// <summary>What a list price names beside input and output: cached input, reasoning, batches.</summary>
internal static class PriceDetails
{
    /// <summary>A sentence for each model whose price names more.</summary>
    public static IReadOnlyList<string> Of(RunResults results, RunNames names) => [.. names.Models.Select(m => Of(m, results)).OfType<string>()];

    private static string? Of(ModelName name, RunResults results)
    {
        if (results.Facts.Run.Settings.Model(name.Id).Price is not { } price)
            return null;
        var parts = new List<string>();
        if (price.CachedInput is { } cached)
            parts.Add($"cached input {Format.Usd(cached)}");
        if (price.Reasoning is { } reasoning)
            parts.Add($"reasoning {Format.Usd(reasoning)}");
        if (price.BatchInput is not null || price.BatchOutput is not null)
            parts.Add(
                $"in batches {Format.Usd(price.BatchInput ?? price.Input)} for input and {Format.Usd(price.BatchOutput ?? price.Output)} for output"
            );
        if (parts.Count == 0)
            return null;
        var million = InBatches(name, results) is { } usd ? $"; in batches a million answers like these would cost {Format.Usd(usd)}" : "";
        return $"{name.Name}, USD per 1M tokens: {string.Join(", ", parts)}{million}.";
    }

    /// <summary>List price of a million answers with the tokens of this run's; null where batches have no price, or an earlier run paid.</summary>
    private static decimal? InBatches(ModelName name, RunResults results)
    {
        var price = results.Facts.Run.Settings.Model(name.Id).Price!;
        var own = results.All.Where(e => e.Facts.Row.ModelId == name.Id).ToList();
        var answers = own.Sum(e => (long)e.Counts.Total - e.Counts.Failed);
        return price is { BatchInput: null, BatchOutput: null } || answers == 0 || own.Exists(e => e.Facts.Figures.Reused > 0)
            ? null
            : (
                own.Sum(e => e.Facts.Figures.InputTokens) * (price.BatchInput ?? price.Input)
                + own.Sum(e => e.Facts.Figures.OutputTokens) * (price.BatchOutput ?? price.Output)
            ) / answers;
    }
}
