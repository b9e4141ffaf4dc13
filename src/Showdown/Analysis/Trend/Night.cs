using Showdown.Domain;
using Showdown.Formatting;
using Showdown.Results;
using Showdown.Statistics;

namespace Showdown.Analysis.Trend;

/// <summary>One evaluation on one night.</summary>
/// <param name="Samples">By sample id; samples without an attempt of the night's own are left out.</param>
internal sealed record Night(RunRow Run, EvaluationRow Evaluation, IReadOnlyDictionary<string, SampleScore> Samples)
{
    private ScoreEstimate? _score;

    public EvaluationKey Key { get; } = new(Evaluation.BenchmarkId, Evaluation.ModelId);

    public ScoreEstimate Score => _score ??= Accuracy.Estimate([.. Samples.Values], clusters: [.. Samples.Keys.Select(Clusters.GetValueOrDefault)]);

    /// <summary>Names of clusters by sample id; samples that stand for themselves are not in it.</summary>
    public IReadOnlyDictionary<string, string> Clusters { get; init; } = new Dictionary<string, string>();

    /// <summary>Completions that an earlier run paid for: no new evidence, and in no figure here.</summary>
    public int Reused { get; init; }

    /// <summary>"159 of 240": what attempts with a score earned; "159 of 240, 60 reused ones left out".</summary>
    public string Right =>
        Format.Earned(Samples.Values.Sum(i => i.Credit), Samples.Values.Sum(i => (long)i.Scored))
        + (Reused == 0 ? "" : $", {Format.Count(Reused)} reused {(Reused == 1 ? "one" : "ones")} left out");

    /// <summary>Equal for nights of one line: the same settings, data, scorer, number of questions and served model.</summary>
    public string Identity { get; } = IdentityOf(Evaluation);

    /// <summary>Whether it asks the samples of another night again: all, or the first of them.</summary>
    public bool Repeats(Night other) =>
        Key == other.Key && Identity == IdentityOf(other.Evaluation with { Samples = Math.Min(other.Evaluation.Samples, Evaluation.Samples) });

    private static string IdentityOf(EvaluationRow of) => $"{of.Identity} {of.DatasetSha256} {of.ScorerVersion} {of.Samples} {of.ServedModel}";
}

/// <summary>One run of the job as its trend sees it.</summary>
/// <param name="Again">What was asked again to confirm a suspicion; null when nothing was, or while it goes on.</param>
internal sealed record RunNight(RunRow Run, IReadOnlyList<Night> Evaluations, IReadOnlyList<Night>? Again, bool IsAskedAgain)
{
    /// <summary>Why a rerun that the job wants is not there to tell; null where none is wanted, and of nights that later ones decide.</summary>
    public string? WhyNot { get; init; }
}
