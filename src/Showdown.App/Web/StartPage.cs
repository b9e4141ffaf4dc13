using Showdown.Analysis.Facts;
using Showdown.Domain;
using Showdown.Formatting;
using Showdown.Pages;
using Showdown.Rendering.Charts;
using Showdown.Running;

namespace Showdown.App.Web;

/// <summary>What a run is going to use, before anybody pays for it.</summary>
/// <param name="Parent">The run that it repeats; null: none.</param>
/// <param name="Action">Where its button posts to.</param>
/// <param name="Back">Where one comes from.</param>
/// <param name="Missing">Variables with keys that have to be set first: without them it cannot be started.</param>
/// <param name="Warning">That the budget is not enough; null when it is, or there is none.</param>
/// <param name="Budget">The budget in USD as a number field has it; empty: none.</param>
/// <param name="Notes">What the figures rest on.</param>
/// <param name="Fields">What was chosen, to be posted with the button.</param>
internal sealed record StartPage(
    WebFrame Frame, string Job, string? Parent, string Action, string Back, string Headline, IReadOnlyList<string> Facts, IReadOnlyList<string> Missing, string? Warning, string Budget, IReadOnlyList<ForecastGroup> Groups,
    IReadOnlyList<string> Notes, IReadOnlyList<FormField> Fields);

/// <param name="Detail">"40 questions at most, 4 epochs"; null when the benchmark decides.</param>
internal sealed record ForecastGroup(string Benchmark, string? Detail, IReadOnlyList<ForecastRow> Rows);

/// <param name="Basis">What the figures are made from, in a few words.</param>
internal sealed record ForecastRow(Series Model, string Attempts, string Tokens, string Cost, string Basis);

internal sealed record FormField(string Name, string Value);

/// <summary>Puts the page before a start together.</summary>
internal static class StartPages
{
    /// <param name="fields">What was chosen, but for the budget.</param>
    public static StartPage Of(PlannedStart planned, IReadOnlyList<FormField> fields, WebFrame frame)
    {
        var (settings, forecast, parent, missing) = planned;
        var names = new RunNames(settings);
        var doing = $"Running {settings.Job.Name}{(parent is null ? "" : " again")}";
        return new StartPage(
            frame,
            settings.Job.Name,
            parent,
            parent is null ? "/runs" : $"/runs/{parent}/rerun",
            parent is null ? "/jobs" : $"/runs/{parent}",
            forecast.Usd is { } usd ? $"{doing} will cost {(forecast.IsBound ? "at most" : "about")} {Format.Usd(usd)}" : $"What {char.ToLowerInvariant(doing[0])}{doing[1..]} will cost is not known",
            Facts(forecast, names),
            missing,
            Warning(settings.Job.Budget, forecast, Unpriced(settings, names)),
            settings.Job.Budget?.Usd?.ToString("0.######") ?? "",
            [.. settings.Job.Benchmarks.Select(b => new ForecastGroup(names.Benchmark(b.Id).Title, JobsPages.Detail(b), [.. forecast.Evaluations.Where(e => e.Benchmark == b.Id).Select(e => Row(e, names))]))],
            [.. Notes(settings, forecast, names)],
            fields);
    }

    private static List<string> Facts(RunForecast forecast, RunNames names) =>
    [
        forecast.Attempts is { } attempts ? Format.Counted(attempts, "attempt", "attempts") : "attempts not known",
        forecast.Tokens is { } tokens ? $"{Tokens(tokens)} tokens" : "tokens not known",
        Format.Counted(names.Models.Count, "model", "models"),
        Format.Counted(names.Benchmarks.Count, "benchmark", "benchmarks"),
    ];

    private static ForecastRow Row(EvaluationForecast e, RunNames names) => new(
        names.Series(e.Model),
        e.Attempts is { } attempts ? Format.Count(attempts) : Format.Unknown,
        e.Tokens is { } tokens ? Tokens(tokens) : Format.Unknown,
        Format.Usd(e.Usd),
        e.Tokens is null ? "nothing yet" : e.Basis switch
        {
            ForecastBasis.EarlierRuns => "earlier runs",
            ForecastBasis.OutputCap => "output cap",
            _ => "a guess",
        });

    private static List<string> Unpriced(RunSettings settings, RunNames names) => [.. settings.Models.Where(m => m.Price is null).Select(m => names.Model(m.Id).Name)];

    private static string? Warning(Budget? budget, RunForecast forecast, List<string> unpriced)
    {
        if (budget?.Usd is not null && unpriced.Count > 0)
            return $"The budget does not hold {Format.List(unpriced)}: without a price nobody knows what is spent. Give a price in models.yaml, or a budget in tokens in the job's file.";
        var end = "The run ends when it is spent, and can be resumed with more.";
        if (forecast.Usd > budget?.Usd)
            return $"The budget of {Format.Usd(budget.Usd)} may not be enough. {end}";
        if (forecast.Tokens > budget?.Tokens)
            return $"The budget of {Format.Count(budget.Tokens!.Value)} tokens may not be enough. {end}";
        return null;
    }

    private static IEnumerable<string> Notes(RunSettings settings, RunForecast forecast, RunNames names)
    {
        var missing = forecast.Evaluations.Where(e => e.Tokens is null).Select(e => e.Benchmark).Distinct().ToList();
        if (missing.Count > 0)
            yield return $"The data of {Format.List(missing.ConvertAll(id => names.Benchmark(id).Title))} is not on this machine yet: the run pulls it first. After 'showdown datasets pull {string.Join(' ', missing)}' there is a forecast.";
        if (Unpriced(settings, names) is { Count: > 0 } unpriced)
            yield return $"The price of {Format.List(unpriced)} is not known: models.yaml gives none.";
        if (forecast.Evaluations.Any(e => e.Basis == ForecastBasis.EarlierRuns))
            yield return "Earlier runs: what an attempt of the same model at the same benchmark used on average.";
        if (forecast.Evaluations.Any(e => e.Basis == ForecastBasis.OutputCap && e.Tokens is not null))
            yield return "Output cap: the length of the prompts, and the longest answers there can be. Answers are usually far shorter.";
        if (forecast.Evaluations.Any(e => e.Basis == ForecastBasis.Assumed && e.Tokens is not null))
            yield return $"A guess: the length of the prompts; nothing caps the answers, and {Format.Count(Forecaster.AssumedOutputTokens)} tokens each are assumed.";
        if (settings.Job.Reuse == Reuse.SameSettings)
            yield return "Completions of earlier runs with the same settings are used again: it may be less.";
        yield return $"Not counted: requests that fail and are tried again{(settings.Job.Probe ? ", and the check of each endpoint, two to ten short requests" : "")}.";
    }

    // A forecast has no more digits than it is worth.
    private static string Tokens(long tokens) => tokens switch
    {
        >= 1_000_000 => $"{Format.Number(tokens / 1e6, tokens < 9_950_000 ? 2 : 1)} M",
        >= 10_000 => Format.Count((long)Math.Round(tokens / 1000.0) * 1000),
        _ => Format.Count(tokens),
    };
}
