using Showdown.Analysis.Facts;
using Showdown.Analysis.Wording;
using Showdown.Formatting;

namespace Showdown.Pages.Run;

/// <summary>Who judged the answers of a benchmark, and how far they can be trusted.</summary>
internal static class JudgeSections
{
    public static IReadOnlyList<JudgeSection> Of(RunResults results, RunNames names) =>
        [
            .. results.Facts.Judges.Select(j => new JudgeSection(
                names.Benchmark(j.BenchmarkId).Title,
                j.Judge.Id,
                JudgeWords.Sentences(j),
                j.Misses.Count > 0 || j.OfFamily.Count > 0,
                j.Passport is { } passport
                    ? [.. JudgeWords.Rows(passport).Select(r => new JudgeFigure(Format.Capital(r.Name.Trim()), r.Value, r.Interval))]
                    : []
            )),
        ];
}

/// <param name="Warns">True where it is below the floor, or judges its own family.</param>
internal sealed record JudgeSection(string Benchmark, string Judge, IReadOnlyList<string> Sentences, bool Warns, IReadOnlyList<JudgeFigure> Figures);

internal sealed record JudgeFigure(string Name, string Value, string Interval);
