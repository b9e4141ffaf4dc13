namespace Showdown.Pages.Run;

/// <param name="Detail">"30 questions, 16 epochs".</param>
internal sealed record ScoreTableGroup(string Benchmark, string Detail, string Evidence, IReadOnlyList<ScoreTableRow> Rows);
