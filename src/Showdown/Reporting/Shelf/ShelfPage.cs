using Showdown.Reporting.Page;
using Showdown.Reporting.Templating;

namespace Showdown.Reporting.Shelf;

/// <summary>The page of all reports.</summary>
internal sealed record ShelfPage(Frame Frame, IReadOnlyList<string> Facts, IReadOnlyList<ShelfJob> Jobs);

/// <param name="Trend">The page of the job's trend; null while there is none.</param>
/// <param name="Runs">The newest ones.</param>
/// <param name="Older">The others.</param>
internal sealed record ShelfJob(string Name, string? Trend, bool Simulated, IReadOnlyList<ShelfLine> Lines, IReadOnlyList<ShelfRun> Runs, IReadOnlyList<ShelfRun> Older);

/// <summary>A model on a benchmark over the job's runs.</summary>
/// <param name="Heading">The benchmark's title above its first line; null on the lines that follow.</param>
internal sealed record ShelfLine(string? Heading, ModelName Model, string Score, string Interval, string Right, RawHtml Spark, string Runs);

/// <param name="Note">"incomplete", "asks again…"; null for a run like any other.</param>
internal sealed record ShelfRun(string Href, string Date, string Headline, string? Note);
