using Showdown.Rendering.Charts;
using Showdown.Rendering.Templating;

namespace Showdown.Pages.Index;

/// <summary>The page of all reports.</summary>
internal sealed record IndexPage(Frame Frame, IReadOnlyList<string> Facts, IReadOnlyList<IndexJob> Jobs);

/// <param name="Trend">The page of the job's trend; null while there is none.</param>
/// <param name="Runs">The newest ones.</param>
/// <param name="Older">The others.</param>
internal sealed record IndexJob(
    string Name,
    string? Trend,
    bool Simulated,
    IReadOnlyList<IndexLine> Lines,
    IReadOnlyList<IndexRun> Runs,
    IReadOnlyList<IndexRun> Older
);

/// <summary>A model on a benchmark over the job's runs.</summary>
/// <param name="Heading">The benchmark's title above its first line; null on the lines that follow.</param>
internal sealed record IndexLine(string? Heading, Series Model, string Score, string Interval, string Right, RawHtml Spark, string Runs);

/// <param name="Note">"incomplete", "asks again…"; null for a run like any other.</param>
internal sealed record IndexRun(string Href, string Date, string Headline, string? Note);
