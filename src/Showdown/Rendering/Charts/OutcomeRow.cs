using Showdown.Domain;

namespace Showdown.Rendering.Charts;

/// <param name="Label">The benchmark above its first row; empty on the rows that follow.</param>
/// <param name="Counts">By outcome; null stands for attempts that are missing.</param>
internal sealed record OutcomeRow(string Label, Series Model, IReadOnlyList<(Outcome? Outcome, int Count)> Counts);
