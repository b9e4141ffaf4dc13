using Showdown.Analysis.Facts;
using Showdown.Analysis.Wording;
using Showdown.Domain;
using Showdown.Fidelity.Contract;
using Showdown.Formatting;
using Showdown.Models;
using Showdown.Statistics;

namespace Showdown.Fidelity;

/// <summary>What holding hosts against a reference takes beside the questions that a forecast counts, before anybody pays for it.</summary>
public static class HostsForecast
{
    /// <summary>Tokens of all short requests of the contract, with room: a model that thinks does so up to the caps.</summary>
    internal static Usage Contract { get; } = new() { InputTokens = 6_000, OutputTokens = 5_000 };

    /// <summary>Single attempts of two hosts of one model are assumed to differ at one question in ten before any have been made.</summary>
    private const double Disagreement = 0.1;

    /// <summary>What is worth finding, and the chance at which it is to be found.</summary>
    private const double Plain = 0.05;
    private const double Chance = 0.8;

    /// <summary>Sentences; none for a job without hosts.</summary>
    /// <param name="settings">Of a run.</param>
    /// <param name="questions">Of a benchmark: how many each host is to be asked; null: not known.</param>
    public static IEnumerable<string> Sentences(RunSettings settings, Func<string, int?> questions) =>
        settings.Job.Hosts is not { } plan
            ? []
            :
            [
                $"contract: sixty to ninety short requests to each host before its first question, {Costs(Inspected(settings), _ => (Contract, Contract))}",
                .. Context(settings),
                .. Quality(settings, plan, questions),
            ];

    /// <summary>Whether the declared contexts are tried: not where that may take more than the whole budget.</summary>
    public static bool TriesContext(RunSettings settings) =>
        settings.Job is { Hosts.TriesContext: true, Budget: var budget }
        && !(Tried(settings).Sum(m => Usd(m, Prompts(m).Most)) > budget?.Usd)
        && !(Tried(settings).Sum(m => (long)Prompts(m).Most.InputTokens!.Value) > budget?.Tokens);

    private static (Usage Least, Usage Most) Prompts(ModelSettings model)
    {
        var (least, most) = ContextCheck.Tokens(model.ContextWindow!.Value);
        return (Of(least), Of(most));

        static Usage Of(long tokens) => new() { InputTokens = (int)Math.Min(int.MaxValue, tokens), OutputTokens = 0 };
    }

    private static IEnumerable<string> Context(RunSettings settings)
    {
        if (settings.Job.Hosts is not { TriesContext: true })
            yield break;
        var costs = Costs(Tried(settings), Prompts);
        yield return TriesContext(settings)
            ? $"context: one prompt as long as each host declares, and up to seven more where it does not hold, {costs}"
            : $"context is not tried: that takes {costs}, and the budget is {Budget(settings.Job.Budget!)}";
        var silent = Inspected(settings).Where(m => m.ContextWindow is null).Select(m => m.Id).ToList();
        if (silent.Count > 0)
            yield return $"context: {Format.List(silent)} {(silent.Count == 1 ? "declares" : "declare")} none ('context_window' in models.yaml) and {(silent.Count == 1 ? "is" : "are")} not tried";
    }

    /// <summary>How many questions a verdict on quality takes, before any is asked.</summary>
    private static IEnumerable<string> Quality(RunSettings settings, HostsPlan plan, Func<string, int?> questions)
    {
        var margin = RunResults.Margin(settings);
        foreach (var benchmark in settings.Benchmarks.Where(b => !b.ComparesHosts && !b.IsPairwise))
        {
            var hosts = settings.Models.Count(m => m.Id != plan.Again && settings.Asks(benchmark.Id, m.Id));
            var epochs = settings.Job.Benchmarks.FirstOrDefault(b => b.Id == benchmark.Id)?.Epochs ?? benchmark.Protocol.Epochs;
            var spread = new PairedSpread(1, epochs, Disagreement / epochs, Disagreement / epochs);
            var equal = Power.NeededForEquivalence(spread, margin, Chance);
            var worse = Power.Needed(spread, Math.Max(Plain, margin), Chance, Math.Max(1, hosts * (hosts - 1) / 2));
            var asked = questions(benchmark.Id) is { } count ? $"{Format.Counted(count, "question", "questions")} a host; " : "";
            yield return $"quality, {benchmark.Title}: {asked}where two hosts differ at one question in ten, it takes about {Rounded(equal)} to show one "
                + $"equivalent to the reference within {VerdictWords.Points(margin)}, and about {Rounded(worse)} to show one that is {VerdictWords.Points(Math.Max(Plain, margin))} worse";
        }
    }

    // Two digits: the assumption is no better.
    private static string Rounded(double count)
    {
        var step = Math.Pow(10, Math.Max(0, Math.Floor(Math.Log10(Math.Max(1, count))) - 1));
        return Format.Count((long)(Math.Ceiling(count / step) * step));
    }

    /// <summary>"$0.07 to $0.45 together", and whose price is not known.</summary>
    private static string Costs(IReadOnlyCollection<ModelSettings> models, Func<ModelSettings, (Usage Least, Usage Most)> uses)
    {
        var known = models.Where(m => m.Price is not null).ToList();
        var unknown = models.Except(known).Select(m => m.Id).ToList();
        if (known.Count == 0)
            return "an unknown price";
        var (least, most) = (Format.Usd(known.Sum(m => Usd(m, uses(m).Least))), Format.Usd(known.Sum(m => Usd(m, uses(m).Most))));
        var sum = $"{(least == most ? $"about {most}" : $"{least} to {most}")} together";
        return unknown.Count > 0 ? $"{sum} and what {Format.List(unknown)} will cost, which is not known" : sum;
    }

    private static decimal? Usd(ModelSettings model, Usage usage) => Prices.CostUsd(model.Price, usage);

    private static string Budget(Budget budget) => budget.Usd is { } usd ? Format.Usd(usd) : $"{Format.Count(budget.Tokens!.Value)} tokens";

    /// <summary>Each endpoint once: the second asking of the reference is at the same one.</summary>
    private static List<ModelSettings> Inspected(RunSettings settings) =>
        [.. settings.Models.Where(m => m.Id != settings.Job.Hosts!.Again && !m.IsReplay)];

    private static List<ModelSettings> Tried(RunSettings settings) => [.. Inspected(settings).Where(m => m.ContextWindow is not null)];
}
