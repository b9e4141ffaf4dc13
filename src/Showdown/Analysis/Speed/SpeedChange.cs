using Showdown.Results;

namespace Showdown.Analysis.Speed;

/// <summary>A change of level that is shown.</summary>
/// <param name="Since">The first window of the new level.</param>
/// <param name="Factor">New level over the old one.</param>
internal sealed record SpeedChange(RunRow Since, double Factor, double P);
