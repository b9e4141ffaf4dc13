namespace Showdown.Running;

/// <summary>What this process has seen of its evaluations; for a live display. The database stays the truth.</summary>
public sealed class RunProgress(TimeProvider time) : IDisposable
{
    private readonly SlidingCache<EvaluationProgress> _evaluations = new(time);

    public EvaluationProgress Of(string evaluationId) => _evaluations.GetOrAdd(evaluationId, static id => new EvaluationProgress(id));

    public void Dispose() => _evaluations.Dispose();
}
