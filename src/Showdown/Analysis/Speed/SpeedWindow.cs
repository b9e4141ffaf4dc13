using Showdown.Domain;
using Showdown.Results;

namespace Showdown.Analysis.Speed;

/// <summary>One run of a job as its speed sees it: a time well apart from the others.</summary>
internal sealed record SpeedWindow(RunRow Run, IReadOnlyList<EvaluationSpeed> Evaluations)
{
    public EvaluationSpeed? Find(EvaluationKey key) => Evaluations.FirstOrDefault(c => c.Key == key);
}
