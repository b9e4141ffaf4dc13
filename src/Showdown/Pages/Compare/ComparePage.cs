using Showdown.Rendering.Charts;
using Showdown.Rendering.Templating;

namespace Showdown.Pages.Compare;

/// <summary>The page of several runs side by side.</summary>
/// <param name="Undecided">Comparisons without enough data, where there are too many to stand among the others.</param>
internal sealed record ComparePage(
    Frame Frame,
    string Headline,
    IReadOnlyList<CompareRun> Runs,
    IReadOnlyList<CompareLine> Lines,
    IReadOnlyList<CompareLine> Undecided,
    Chart? Chart,
    IReadOnlyList<CompareScores> Scores,
    IReadOnlyList<CompareUses> Uses,
    IReadOnlyList<CompareFlips> Flips
);

/// <param name="Name">How the page calls the run: "run 1".</param>
internal sealed record CompareRun(string Name, string Href, string Id, string Job, string Date, string Program);

/// <summary>A comparison as a sentence, and as a row of figures.</summary>
internal sealed record CompareLine
{
    public required string Css { get; init; }

    public required string Sign { get; init; }

    public required string Sentence { get; init; }

    /// <summary>What stands under the sentence: why not, or what was asked otherwise.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    public required string Models { get; init; }

    public required string Benchmark { get; init; }

    /// <summary>"run 2 − run 1".</summary>
    public required string Runs { get; init; }

    public required string Difference { get; init; }

    public required string Interval { get; init; }

    public required string Verdict { get; init; }

    public required string Questions { get; init; }

    public required string P { get; init; }
}

/// <param name="Cells">One for each run: "62.5% (58.1 to 66.7), 150 of 240".</param>
internal sealed record CompareScores(string? Heading, Series Model, IReadOnlyList<string> Cells);

/// <param name="Cells">One for each run.</param>
internal sealed record CompareUses(string? Heading, Series Model, IReadOnlyList<CompareUse> Cells);

/// <param name="PerThousandRight">USD for 1,000 right answers.</param>
internal sealed record CompareUse(string FirstToken, string Speed, string PerThousandRight);

/// <summary>Questions on which a model changed sides between two runs.</summary>
internal sealed record CompareFlips(string Title, string Counts, IReadOnlyList<CompareFlip> Rows);

/// <param name="Href">Where the question stands in the later run's evidence.</param>
/// <param name="Question">The beginning of its text; null where it may not be shown, or is not stored.</param>
/// <param name="Rich">The same with its formulas set; null where it has none.</param>
internal sealed record CompareFlip(
    string Id,
    string Href,
    string? Question,
    RawHtml? Rich,
    string Before,
    string After,
    string CssBefore,
    string CssAfter
);
