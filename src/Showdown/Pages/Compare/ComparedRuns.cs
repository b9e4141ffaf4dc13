namespace Showdown.Pages.Compare;

/// <param name="Page">Path of the rendered page.</param>
/// <param name="Headline">What came of all of them.</param>
/// <param name="Sentences">One for each pair; none where the runs have no benchmark in common.</param>
/// <param name="Json">One document, for other programs.</param>
public sealed record ComparedRuns(string Page, string Headline, IReadOnlyList<string> Sentences, string Json);
