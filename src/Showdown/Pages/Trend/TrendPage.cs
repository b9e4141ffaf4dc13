using Showdown.Rendering.Charts;
using Showdown.Rendering.Templating;

namespace Showdown.Pages.Trend;

/// <summary>The page of a job over its nights.</summary>
internal sealed record TrendPage
{
    public required Frame Frame { get; init; }

    public required string Headline { get; init; }

    public required IReadOnlyList<string> Facts { get; init; }

    /// <summary>Confirmed changes, the newest first.</summary>
    public required IReadOnlyList<FindingLine> Changes { get; init; }

    /// <summary>Suspicions that wait for fresh attempts, or that these did not show again; the newest first.</summary>
    public required IReadOnlyList<FindingLine> Suspicions { get; init; }

    public required IReadOnlyList<TrendGroup> Groups { get; init; }

    /// <summary>Null where there are no two windows.</summary>
    public SpeedTrend? Speed { get; init; }

    /// <summary>Evaluations watched together on the last night.</summary>
    public required string Watched { get; init; }
}

internal sealed record TrendGroup(string Benchmark, IReadOnlyList<TrendCard> Cards);

/// <param name="Latest">Score of the last night.</param>
/// <param name="Right">Its counts: "159 of 240".</param>
/// <param name="Word">What became of it: "drop", "slide down", "steady"…</param>
internal sealed record TrendCard(
    string Anchor,
    string Benchmark,
    Series Model,
    string Latest,
    string Right,
    string Word,
    string Css,
    Chart Chart,
    IReadOnlyList<string> Breaks,
    IReadOnlyList<TrendRow> Rows
)
{
    /// <summary>Speed and price over the same nights.</summary>
    public required IReadOnlyList<TrendUse> Uses { get; init; }
}

/// <param name="Latest">Of the last night that has the figure.</param>
internal sealed record TrendUse(string Name, string Latest, RawHtml Spark);

/// <param name="Link">The report of the night.</param>
internal sealed record TrendRow(string Date, string Link, string Score, string Interval, string Right, string Limits, string Note);
