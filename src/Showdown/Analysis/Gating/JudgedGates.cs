using Showdown.Analysis.Facts;
using Showdown.Formatting;

namespace Showdown.Analysis.Gating;

/// <summary>What models judge fails a gate only where each of its judges reaches the floor.</summary>
internal static class JudgedGates
{
    /// <returns>The result as it is where a program scored, the gate is passed, or all judges reach the floor; else one that fails nothing and says
    /// why.</returns>
    public static GateResult Bounded(GateResult result, string benchmarkId, IReadOnlyList<JudgeStanding> judges)
    {
        if (result.IsPassed)
            return result;
        var below = judges.Where(j => j.BenchmarkId == benchmarkId && j.Misses.Count > 0).ToList();
        return below.Count == 0
            ? result
            : result with
            {
                IsPassed = true,
                IsChecked = false,
                OnlyInforms = true,
                Sentence =
                    $"{result.Sentence} This fails no gate: {Format.List([.. below.Select(j => $"judge {j.Judge.Id} is not fit to ({string.Join("; ", j.Misses)})")])}.",
            };
    }
}
