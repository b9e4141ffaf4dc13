namespace Showdown.Results;

/// <param name="Samples">Ids in the order of their numbers.</param>
public sealed record ImportedRows(EvaluationRow Row, IReadOnlyList<string> Samples);
