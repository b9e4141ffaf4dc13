using Showdown.Analysis.Facts;
using Showdown.Domain;
using Showdown.Fidelity;
using Showdown.Formatting;
using Showdown.Operations;
using Showdown.Pages;
using Showdown.Rendering.Charts;
using Showdown.Running;

namespace Showdown.App.Web;

/// <summary>What a run is going to use, before anybody pays for it.</summary>
internal sealed record StartPage
{
    public required WebFrame Frame { get; init; }

    public required string Job { get; init; }

    /// <summary>The run that it repeats; null: none.</summary>
    public required string? Parent { get; init; }

    /// <summary>Where its button posts to.</summary>
    public required string Action { get; init; }

    /// <summary>Where one comes from.</summary>
    public required string Back { get; init; }

    public required string Headline { get; init; }

    /// <summary>Why there is nothing to start; null when there is.</summary>
    public required string? Nothing { get; init; }

    public required IReadOnlyList<string> Facts { get; init; }

    /// <summary>Variables with keys that have to be set first: without them it cannot be started.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>That the budget is not enough; null when it is, or there is none.</summary>
    public required string? Warning { get; init; }

    /// <summary>The budget in USD as a number field has it; empty: none.</summary>
    public required string Budget { get; init; }

    public required IReadOnlyList<ForecastGroup> Groups { get; init; }

    /// <summary>What the figures rest on.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>What was chosen, to be posted with the button.</summary>
    public required IReadOnlyList<FormField> Fields { get; init; }
}

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
        var (settings, forecast, parent) = (planned.Settings, planned.Forecast, planned.Parent);
        var names = new RunNames(settings);
        var doing = $"Running {settings.Job.Name}{(parent is null ? "" : " again")}";
        var nothing = RerunRun.NothingToAsk(planned);
        return new StartPage
        {
            Frame = frame,
            Job = settings.Job.Name,
            Parent = parent,
            Action = parent is null ? "/runs" : $"/runs/{parent}/rerun",
            Back = parent is null ? "/jobs" : $"/runs/{parent}",
            Headline = nothing is null ? Headline(doing, forecast) + StartWords.Sure(forecast) : "Nothing to ask",
            Nothing = nothing,
            Facts = Facts(forecast, names),
            Missing = planned.MissingKeys,
            Warning = Warning(settings.Job.Budget, forecast, Unpriced(settings, names)),
            Budget = settings.Job.Budget?.Usd?.ToString("0.######") ?? "",
            Groups =
            [
                .. from benchmark in settings.Job.Benchmarks
                let rows = forecast.Evaluations.Where(e => e.Benchmark == benchmark.Id).Select(e => Row(e, names))
                select new ForecastGroup(names.Benchmark(benchmark.Id).Title, JobsPages.Detail(benchmark), [.. rows]),
            ],
            Notes = [.. Notes(settings, forecast, names)],
            Fields = fields,
        };
    }

    private static string Headline(string doing, RunForecast forecast) =>
        forecast.Usd is { } usd
            ? $"{doing} will cost {(forecast.IsBound ? "at most" : "about")} {Format.Usd(usd)}"
            : $"What {char.ToLowerInvariant(doing[0])}{doing[1..]} will cost is not known";

    private static List<string> Facts(RunForecast forecast, RunNames names) =>
        [
            forecast.Attempts is { } attempts ? Format.Counted(attempts, "attempt", "attempts") : "attempts not known",
            forecast.Tokens is { } tokens ? $"{Format.Tokens(tokens)} tokens" : "tokens not known",
            Format.Counted(names.Models.Count, "model", "models"),
            Format.Counted(names.Benchmarks.Count, "benchmark", "benchmarks"),
        ];

    private static ForecastRow Row(EvaluationForecast e, RunNames names) =>
        new(
            names.Series(e.Model),
            e.Attempts is { } attempts ? Format.Count(attempts) + Sure(e) : Format.Unknown,
            e.Tokens is { } tokens ? Format.Tokens(tokens) : Format.Unknown,
            Format.Usd(e.Usd),
            e.Tokens is null
                ? "nothing yet"
                : e.Basis switch
                {
                    ForecastBasis.EarlierRuns => "earlier runs",
                    ForecastBasis.OutputCap => "output cap",
                    _ => "a guess",
                }
        );

    private static string Sure(EvaluationForecast e) =>
        e.Sure is { } sure
            ? $"; sure after about {Format.Count(sure.Typical * e.Epochs)} ({Format.Count(sure.Few * e.Epochs)} to {Format.Count(sure.Many * e.Epochs)})"
            : "";

    private static List<string> Unpriced(RunSettings settings, RunNames names) =>
        [.. settings.Models.Where(m => m.Price is null).Select(m => names.Model(m.Id).Name)];

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
        if (forecast.Evaluations.Any(e => e.Sure is not null))
            yield return "Sure: what it takes until each comparison is better, worse or equivalent, if the models differ as in their newest answers; in eight cases of ten it lies in the range. What is not shown by then asks everything.";
        if (settings.StoppingComparisons > 0 && forecast.Evaluations.All(e => e.Sure is null))
            yield return "Benchmarks that stop when they are sure may ask less: earlier runs do not tell yet how much.";
        foreach (var judge in forecast.Judging)
            yield return judge.Verdicts is { } verdicts
                ? $"{judge.Judge} judges {names.Benchmark(judge.Benchmark).Title}: {Format.Counted(verdicts, "verdict", "verdicts")}, {(judge.Usd is { } usd ? $"about {Format.Usd(usd)}" : "and its price is not known")}, counted above."
                : $"{judge.Judge} judges {names.Benchmark(judge.Benchmark).Title}, which costs beside the answers.";
        foreach (var sentence in HostsForecast.Sentences(settings, forecast.SamplesOf))
            yield return $"{Format.Capital(sentence)}.";
        if (settings.Job.Reuse == Reuse.SameSettings)
            yield return "Completions of earlier runs with the same settings are used again: it may be less.";
        yield return $"Not counted: requests that fail and are tried again{(settings.Job.Probe ? ", and the check of each endpoint, two to eleven short requests" : "")}.";
    }
}
