using Showdown.Analysis.Facts;
using Showdown.Analysis.Speed;
using Showdown.Statistics;

namespace Showdown.Analysis.Summary;

/// <summary>Two models by one figure of speed. Ratios are A over B, of times as of rates.</summary>
public sealed record SpeedPairSummary
{
    public required string Benchmark { get; init; }

    public required string A { get; init; }

    public required string B { get; init; }

    /// <summary>Such as output_tokens_per_second.</summary>
    public required string Figure { get; init; }

    public required NightRatioSummary Night { get; init; }

    /// <summary>What is to be expected by the windows of the last seven days.</summary>
    public required ExpectedRatioSummary Week { get; init; }

    /// <summary>By those of the last thirty.</summary>
    public required ExpectedRatioSummary Month { get; init; }

    /// <summary>Why the two are not to be compared by it; empty where they are.</summary>
    public required IReadOnlyList<string> NotComparable { get; init; }

    public required string Sentence { get; init; }
}

/// <summary>Of this night alone; the interval, where there is one, says how well this night is known.</summary>
public sealed record NightRatioSummary(double Ratio, double? Low, double? High);

/// <param name="Windows">Separate times; with fewer than five there is no ratio.</param>
/// <param name="PHolm">Adjusted for all ratios of the run.</param>
/// <param name="Verdict">Of A: faster, slower, equivalent within 10%, not enough windows.</param>
public sealed record ExpectedRatioSummary(int Windows, double? Ratio, double? Low, double? High, double? PHolm, string Verdict);

/// <param name="Windows">Of the last thirty days, from the last change on.</param>
public sealed record SpeedLevelSummary(string Benchmark, string Model, string Figure, double Value, double Low, double High, int Windows);

/// <param name="SinceRun">The first run of the new level.</param>
/// <param name="Factor">New level over the old one.</param>
public sealed record SpeedChangeSummary(string Benchmark, string Model, string Figure, string SinceRun, double Factor, double P);

internal static class SpeedSummaries
{
    public static IReadOnlyList<SpeedPairSummary> Of(SpeedResults speed, RunNames names) =>
        [
            .. speed.Pairs.Select(p => new SpeedPairSummary
            {
                Benchmark = p.BenchmarkId,
                A = p.A,
                B = p.B,
                Figure = p.Figure.Key,
                Night = new NightRatioSummary(p.NightRatio, p.NightInterval?.Low, p.NightInterval?.High),
                Week = Expected(p.Week, p.Figure),
                Month = Expected(p.Month, p.Figure),
                NotComparable = p.NotComparable,
                Sentence = SpeedWords.Say(p, names.Model(p.A).Name, names.Model(p.B).Name),
            }),
        ];

    public static IReadOnlyList<SpeedLevelSummary> Levels(SpeedResults speed) =>
        [
            .. from line in speed.Lines
            let level = speed.Expected(line.Key, line.Figure)
            where level is not null
            select new SpeedLevelSummary(line.Key.BenchmarkId, line.Key.ModelId, line.Figure.Key, level.Value, level.Low, level.High, level.Windows),
        ];

    public static IReadOnlyList<SpeedChangeSummary> Changes(SpeedResults speed) =>
        [
            .. from line in speed.Lines
            from change in line.Changes
            select new SpeedChangeSummary(line.Key.BenchmarkId, line.Key.ModelId, line.Figure.Key, change.Since.Id, change.Factor, change.P),
        ];

    private static ExpectedRatioSummary Expected(RatioComparison c, SpeedFigure figure) =>
        new(c.Units, c.Ratio, c.Low, c.High, c.AdjustedP, SpeedWords.Word(c, figure));
}
