namespace Showdown.Domain;

/// <summary>Which scorer, and its options.</summary>
/// <param name="Name">choice, integer, number, math ...</param>
public sealed record ScorerSettings(string Name)
{
    /// <summary>Another program gave the scores, and they were imported; no benchmark file may name it.</summary>
    public const string Recorded = "recorded";

    /// <summary>Measures times and scores nothing.</summary>
    public const string Speed = "speed";

    /// <summary>Compares hosts of one model and scores nothing.</summary>
    public const string Hosts = "hosts";

    /// <summary>A judge compares the answers of each two models; benchmark files say so by 'compare'.</summary>
    public const string Pairwise = "pairwise";

    /// <summary>Runs functions as EvalPlus does.</summary>
    public const string EvalPlus = "evalplus";

    /// <summary>Runs programs as LiveCodeBench does.</summary>
    public const string LiveCodeBench = "livecodebench";

    /// <summary>Asks models what an answer is worth.</summary>
    public const string Judge = "judge";

    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();
}
