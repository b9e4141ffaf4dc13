namespace Showdown.Pages.Trend;

/// <param name="Anchor">Of the evaluation's card.</param>
internal sealed record FindingLine(string Css, string Sign, string Sentence, string Aside, string Anchor);
