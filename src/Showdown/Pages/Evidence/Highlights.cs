namespace Showdown.Pages.Evidence;

/// <summary>
/// What the first page will say about single samples of a benchmark. Known before the evidence is written, so that only their anchors need be kept.
/// </summary>
/// <param name="Linked">Samples that the first page links to.</param>
/// <param name="Moved">Samples that came out otherwise than on the night before.</param>
internal sealed record Highlights(IReadOnlySet<string> Linked, IReadOnlySet<string> Moved);
