namespace Showdown.Domain;

public static class ScorerKinds
{
    /// <summary>Whether completions get a score, so that averages and verdicts can be made of them.</summary>
    public static bool Scores(this ScorerKind kind) => kind is ScorerKind.Instant or ScorerKind.Deferred;
}
