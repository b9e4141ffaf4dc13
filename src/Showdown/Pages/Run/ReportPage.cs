using Showdown.Analysis.Wording;
using Showdown.Formatting;
using Showdown.Pages.Trend;
using Showdown.Rendering.Charts;
using Showdown.Rendering.Templating;

namespace Showdown.Pages.Run;

/// <summary>The first page of a report: everything on it is a finished string or a finished picture.</summary>
internal sealed record ReportPage
{
    public required Frame Frame { get; init; }

    public required string Headline { get; init; }

    /// <summary>Why the figures do not stand on everything that was asked; null when they do.</summary>
    public required string? Warning { get; init; }

    /// <summary>The page of hosts, where the run compares hosts; null elsewhere.</summary>
    public string? Hosts { get; init; }

    /// <summary>Models whose host is known to differ from its reference, in a sentence each: their verdicts are about the host.</summary>
    public IReadOnlyList<HostNote> HostNotes { get; init; } = [];

    public required IReadOnlyList<string> Facts { get; init; }

    public required IReadOnlyList<Series> Models { get; init; }

    /// <summary>Null where there is nothing to compare, no verdict is given, or no benchmark says what it is a test of.</summary>
    public required WhichSection? Which { get; init; }

    /// <summary>Null where speed is measured and nothing else.</summary>
    public required ScoreboardSection? Scoreboard { get; init; }

    /// <summary>Null, as the scoreboard is.</summary>
    public required AspectSection? Aspects { get; init; }

    /// <summary>Empty where there are only two models.</summary>
    public required IReadOnlyList<MatrixGroup> Matrices { get; init; }

    /// <summary>For what the verdicts are adjusted, as a clause.</summary>
    public required string Adjusted { get; init; }

    public required IReadOnlyList<VerdictLine> Verdicts { get; init; }

    /// <summary>Comparisons without enough data, where there are too many to stand among the others.</summary>
    public required IReadOnlyList<VerdictLine> Undecided { get; init; }

    public required DifferenceSection? Differences { get; init; }

    /// <summary>Null where there is neither an earlier night nor a gate.</summary>
    public required PastSection? Past { get; init; }

    /// <summary>Null where nothing published is known about these models and benchmarks.</summary>
    public required PublishedSection? Published { get; init; }

    /// <summary>Empty where there are only two models.</summary>
    public required IReadOnlyList<RankGroup> Ranks { get; init; }

    /// <summary>Null, as the outcomes are, where speed is measured and nothing else.</summary>
    public required ScoreSection? Scores { get; init; }

    public required OutcomeSection? Outcomes { get; init; }

    /// <summary>Null where no imported answers were judged by our scorer too.</summary>
    public JudgedSection? Judged { get; init; }

    public required IReadOnlyList<GroupSection> Groups { get; init; }

    public required SpeedSection Speed { get; init; }

    /// <summary>Null where no endpoint was checked.</summary>
    public required PassportSection? Passports { get; init; }

    /// <summary>Whose answers judges prefer; empty where they compared none.</summary>
    public IReadOnlyList<HeadToHeadSection> HeadToHead { get; init; } = [];

    /// <summary>Who judged, and how far they can be trusted; empty where programs scored everything.</summary>
    public IReadOnlyList<JudgeSection> Judges { get; init; } = [];

    public required PriceSection Price { get; init; }

    /// <summary>Null where the load was not raised.</summary>
    public required LoadSection? Load { get; init; }

    public required FlipSection? Flips { get; init; }

    /// <summary>Null without a night before, or when nothing changed.</summary>
    public required FlipSection? Moved { get; init; }

    public required IReadOnlyList<HealthGroup> Health { get; init; }

    public required IReadOnlyList<EvidenceLink> Evidence { get; init; }

    public required ProvenanceSection Provenance { get; init; }
}

internal sealed record DifferenceSection(Chart Chart, string Caption, IReadOnlyList<DifferenceRow> Rows);

internal sealed record DifferenceRow(
    string Benchmark,
    string A,
    string B,
    string Difference,
    string Interval,
    string P,
    string Verdict,
    string Css,
    string Sign,
    string Samples,
    string Wins,
    string Ties,
    string Losses,
    string Least,
    string Method
);

/// <param name="Moves">Points by which a rerun on the same questions may differ.</param>
/// <param name="AnyOfFew">pass@k: right at least once in a few attempts; Every: right each time.</param>
internal sealed record RepeatRow(
    string Benchmark,
    Series Model,
    string Epochs,
    string Moves,
    string AnyOfFew,
    string EveryOfFew,
    string AnyOfAll,
    string EveryOfAll
);

internal sealed record ScoreTableRow(
    Series Model,
    string Score,
    string Interval,
    string Method,
    string Right,
    string Coverage,
    string FirstToken,
    string Speed,
    string Cost,
    string CostPerRight,
    IReadOnlyList<PartRow> Parts
);

/// <summary>Part of what is asked that has a score of its own.</summary>
internal sealed record PartRow(string Name, string Score, string Interval, string Right);

/// <param name="Shares">True when some benchmark's answers may be partly right.</param>
internal sealed record OutcomeSection(Chart Chart, IReadOnlyList<OutcomeTableRow> Rows, IReadOnlyList<string> Failures, bool Shares);

/// <param name="Heading">The benchmark's title above its first row; null on the rows that follow.</param>
internal sealed record OutcomeTableRow(
    string? Heading,
    Series Model,
    string Asked,
    string Right,
    string Partial,
    string Wrong,
    string Truncated,
    string Failed,
    string Unscored,
    string Missing,
    string Coverage,
    string Bounds
);

/// <summary>A benchmark's scores by subject, difficulty or the like.</summary>
/// <param name="Chart">Of the categories, or of the groups where they are few; null when there are too many to draw.</param>
internal sealed record GroupSection(string Benchmark, Series[] Models, Chart? Chart, string What, IReadOnlyList<GroupRow> Rows);

/// <param name="Kind">"all", "category" or "group".</param>
internal sealed record GroupRow(string Kind, string Name, string Questions, IReadOnlyList<string> Scores, string Difference);

internal sealed record SpeedSection(Chart? FirstToken, Chart? Speed, IReadOnlyList<SpeedRow> Rows)
{
    /// <summary>Ratios of the benchmark that stands for the run's speed.</summary>
    public IReadOnlyList<SpeedVerdict> Verdicts { get; init; } = [];

    /// <summary>Those of the other benchmarks.</summary>
    public IReadOnlyList<SpeedVerdict> Others { get; init; } = [];
}

/// <param name="Heading">The benchmark's title above its first row; null on the rows that follow.</param>
/// <param name="Pair">Which two models; empty where there are only two.</param>
/// <param name="Night">Ratio on this night, with what is known of this night.</param>
/// <param name="Week">Expected by the last seven days: word and ratio with interval.</param>
/// <param name="Month">By the last thirty.</param>
/// <param name="NotComparable">Why not; empty where they are.</param>
internal sealed record SpeedVerdict(
    string? Heading,
    string Figure,
    string Pair,
    string Night,
    string Week,
    string Month,
    string Css,
    string NotComparable
);

internal sealed record SpeedRow(
    string? Heading,
    Series Model,
    string Count,
    string P50,
    string P95,
    string P99,
    string Answer,
    string Speed,
    string Slowest,
    string Whole,
    string Tokens,
    string Tries,
    string Cold
);

/// <param name="Frontier">Null where nothing is judged, or nothing is known of price and time.</param>
internal sealed record PriceSection(FrontierSection? Frontier, IReadOnlyList<PriceRow> Rows, IReadOnlyList<CostRow> Costs)
{
    /// <summary>Two models by what a right answer cost, or an answer where nothing is judged.</summary>
    public IReadOnlyList<string> Verdicts { get; init; } = [];

    /// <summary>What is wrong with the prices.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What the prices name beside input and output.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];
}

internal sealed record PriceRow(Series Model, string Input, string Output, string Blended, string Measured, string AsOf, string Context);

internal sealed record CostRow(
    string? Heading,
    Series Model,
    string InputTokens,
    string OutputTokens,
    string Cost,
    string Tokens,
    string PerThousand,
    string PerThousandInterval,
    string PerThousandRight,
    string PerThousandRightInterval,
    string PerMillion
);

/// <summary>Questions on which the models part ways, or that changed since a night before; the most surprising first.</summary>
/// <param name="Columns">Heads of the cells of each row.</param>
internal sealed record FlipSection(IReadOnlyList<string> Columns, IReadOnlyList<FlipGroup> Groups);

internal sealed record FlipGroup(string Benchmark, string Counts, IReadOnlyList<FlipRow> Rows, string? More, string MoreText);

/// <param name="Rich">The question with its formulas set; null where it has none.</param>
internal sealed record FlipRow(string Link, string Id, string? Question, RawHtml? Rich, IReadOnlyList<FlipCell> Cells);

internal sealed record FlipCell(string Text, string Css);

/// <param name="Others">Those that cannot be compared.</param>
/// <param name="MixesUp">True when figures of base models are among those published for a model that is measured as instruct.</param>
internal sealed record PublishedSection(IReadOnlyList<PublishedRow> Comparable, IReadOnlyList<PublishedRow> Others, bool MixesUp);

/// <param name="Heading">The benchmark's title above its first row; null on the rows that follow.</param>
/// <param name="Model">Null on the rows that follow a model's first.</param>
internal sealed record PublishedRow(
    string? Heading,
    Series? Model,
    string Measured,
    string Interval,
    string Right,
    string Published,
    string What,
    string Source,
    string Css,
    string Verdict,
    IReadOnlyList<string> Reasons,
    IReadOnlyList<string> Caveats
);

/// <summary>What decides, in a table of a line a benchmark.</summary>
/// <param name="Compared">True when there is a verdict to show.</param>
internal sealed record ScoreboardSection(IReadOnlyList<Series> Models, IReadOnlyList<ScoreboardRow> Rows, bool Compared)
{
    /// <summary>Difference of the scores; only where there are two models.</summary>
    public bool HasDifference => Compared && Models.Count == 2;
}

/// <param name="Link">Into the page; null: none.</param>
/// <param name="Kind">score, or fact for what a model takes beside its scores.</param>
internal sealed record ScoreboardRow(
    string Kind,
    string Title,
    string Detail,
    string? Link,
    IReadOnlyList<ScoreboardCell> Cells,
    string Css,
    string Sign,
    string Word
)
{
    public string Difference { get; init; } = "";

    public string Interval { get; init; } = "";

    /// <summary>Why the verdict is another than its interval would say; null where they agree.</summary>
    public string? Note { get; init; }

    /// <summary>What the last nights of a scheduled job say together; null where there are no two.</summary>
    public string? Week { get; init; }
}

/// <param name="Detail">The interval of a score; what stands beside another figure.</param>
/// <param name="Ahead">Better than all others of the row, as far as was shown.</param>
internal sealed record ScoreboardCell(Series Model, string Value, string Detail, bool Ahead);

/// <summary>Every pair of models on a benchmark.</summary>
/// <param name="Words">"A ahead of D and E".</param>
internal sealed record MatrixGroup(string Benchmark, string Words, IReadOnlyList<Series> Models, IReadOnlyList<MatrixRow> Rows);

internal sealed record MatrixRow(Series Model, IReadOnlyList<MatrixCell> Cells);

/// <param name="Css">Of the row's model against the column's; empty on the diagonal.</param>
internal sealed record MatrixCell(string Css, string Sign, string Text, string Title);

internal sealed record RankGroup(string Benchmark, string Questions, IReadOnlyList<RankRow> Rows);

/// <param name="Interval">Ranks that other questions like these might have given.</param>
internal sealed record RankRow(string Rank, string Interval, Series Model, string Score);

/// <param name="Never">Questions that no model got right, ever.</param>
/// <param name="Unstable">Questions on which a model is at odds with itself.</param>
internal sealed record HealthGroup(
    string Benchmark,
    string Questions,
    string Never,
    string Always,
    string Unstable,
    IReadOnlyList<HealthLink> Links,
    string? More
);

internal sealed record HealthLink(string Id, string Href);

/// <param name="Trend">The page of the job's trend; null while there is none.</param>
/// <param name="Nights">Earlier nights that were looked at.</param>
internal sealed record PastSection(
    string? Trend,
    int Nights,
    IReadOnlyList<FindingLine> Changes,
    IReadOnlyList<PastRow> Rows,
    IReadOnlyList<GateLine> Failed,
    IReadOnlyList<GateLine> Passed
)
{
    /// <summary>"2 of 4 gates passed, 1 not checked yet, 1 only informs".</summary>
    public string Counts
    {
        get
        {
            var (informing, open) = (Passed.Count(g => g.OnlyInforms), Passed.Count(g => g is { IsChecked: false, OnlyInforms: false }));
            var rest =
                (open == 0 ? "" : $", {open} not checked yet")
                + (informing == 0 ? "" : $", {informing} only {(informing == 1 ? "informs" : "inform")}");
            return $"{Passed.Count - open - informing} of {Format.Counted(Passed.Count + Failed.Count, "gate", "gates")} passed{rest}";
        }
    }

    /// <summary>True when no earlier night had the settings of this one.</summary>
    public bool IsFirst { get; init; }

    /// <summary>
    /// Each pair of models over the last nights, beside the run's own verdicts; empty where there are no two nights to take together.
    /// </summary>
    public IReadOnlyList<VerdictLine> Week { get; init; } = [];

    /// <summary>How many nights these are.</summary>
    public int WeekNights { get; init; }

    /// <summary>How often the job was run by hand on the same questions; null for a scheduled job, and for the first time.</summary>
    public string? Looks { get; init; }
}

/// <param name="Before">Score of the nights before, pooled.</param>
/// <param name="Nights">Its counts, and how many nights they come from.</param>
internal sealed record PastRow(
    string? Heading,
    Series Model,
    string Score,
    string Right,
    string Before,
    string Nights,
    string Difference,
    string Interval,
    string Word,
    string Css
)
{
    /// <summary>No earlier night had these settings.</summary>
    public bool IsFirst { get; init; }
}

internal sealed record EvidenceLink(string Href, string Benchmark, string Size);

internal sealed record ProvenanceSection(
    IReadOnlyList<Fact> Run,
    IReadOnlyList<ProvenanceCard> Benchmarks,
    IReadOnlyList<ProvenanceCard> Models,
    string? Rerun
);

internal sealed record ProvenanceCard(string Title, IReadOnlyList<Fact> Facts);

/// <param name="Href">The page of hosts that tells it.</param>
internal sealed record HostNote(string Sentence, string Href);
