using Showdown.App.Web;
using Showdown.Formatting;
using Showdown.Results;

namespace Showdown.App.Cli;

/// <summary>How far one evaluation is, or all of a model's.</summary>
internal sealed record EvaluationState
{
    public required string Benchmark { get; init; }

    public required string Model { get; init; }

    public required OutcomeCounts Counts { get; init; }

    public required int Expected { get; init; }

    public required double PerSecond { get; init; }

    /// <summary>Null when the price is not known.</summary>
    public required decimal? CostUsd { get; init; }

    /// <summary>True when completions are judged after they have come, by running them.</summary>
    public required bool Judges { get; init; }

    /// <summary>The model's host does not answer; null while it does.</summary>
    public string? Trouble { get; init; }

    /// <summary>Why it asks no more although not all was asked; null while it goes on to the end.</summary>
    public string? EndedEarly { get; init; }

    /// <summary>How far the slowest of its comparisons has come, from 0 to 1; null where it is to ask everything.</summary>
    public double? Sure { get; init; }

    /// <summary>True where its answers are compared when all are there.</summary>
    public bool Compared { get; init; }

    /// <summary>How far judges are with comparing its benchmark's answers; null before they begin.</summary>
    public LiveJudging? Judging { get; init; }

    public string Done => $"{Counts.Total}/{Expected}";

    public string Accuracy => Format.Percent(Counts.Scored == 0 ? null : Counts.Credit / Counts.Scored);

    public string Cost => CostUsd is { } usd ? $"${usd:0.00##}" : "unknown";

    public bool IsThrough => Counts.Total >= Expected && !IsJudging;

    public string Left =>
        IsJudging ? Judging?.ToString() ?? (Judges ? $"judging {Counts.Unscored} of {Expected}" : "then compared")
        : Counts.Total >= Expected ? EndedEarly ?? "done"
        : (PerSecond <= 0 ? "…" : Duration((Expected - Counts.Total) / PerSecond))
            + (Sure is { } sure ? $" at most, {Format.WholePercent(sure)} of the way to sure" : "");

    /// <summary>What is still to come, at the end of a line: "left 40 s", "judging 3 of 20", "judging pairs 12 of 250", "done".</summary>
    public string Rest => IsThrough || IsJudging ? Left : $"left {Left}";

    /// <summary>", 4.2 a second"; empty when nothing comes.</summary>
    public string Pace => PerSecond > 0 ? $", {PerSecond:0.0} a second" : "";

    private bool IsJudging => Counts.Total >= Expected && (Compared || Judges && Counts.Unscored > 0);

    /// <summary>Several as one: what is known of all of them.</summary>
    public static EvaluationState Sum(IReadOnlyCollection<EvaluationState> states, string benchmark, string model) =>
        new()
        {
            Benchmark = benchmark,
            Model = model,
            Counts = states
                .Select(s => s.Counts)
                .Aggregate(
                    new OutcomeCounts(0, 0, 0, 0, 0),
                    (a, b) =>
                        new OutcomeCounts(
                            a.Right + b.Right,
                            a.Wrong + b.Wrong,
                            a.Truncated + b.Truncated,
                            a.Failed + b.Failed,
                            a.Unscored + b.Unscored
                        )
                        {
                            Partial = a.Partial + b.Partial,
                            PartCredit = a.PartCredit + b.PartCredit,
                        }
                ),
            Expected = states.Sum(s => s.Expected),
            PerSecond = states.Sum(s => s.PerSecond),
            CostUsd = states.Any(s => s.CostUsd is null) ? null : states.Sum(s => s.CostUsd),
            Judges = states.Any(s => s.Judges),
            Compared = states.Any(s => s.Compared),
            Judging = LiveJudging.Sum([.. states.DistinctBy(s => s.Benchmark).Select(s => s.Judging).OfType<LiveJudging>()]),
            Trouble = states.Select(s => s.Trouble).FirstOrDefault(t => t is not null),
        };

    private static string Duration(double seconds) =>
        seconds < 90 ? $"{seconds:0} s"
        : seconds < 5400 ? $"{seconds / 60:0} min"
        : $"{seconds / 3600:0.0} h";
}
