using System.Globalization;
using Showdown.Benchmarks;
using Showdown.Benchmarks.Code;
using Showdown.Domain;
using Showdown.Models.Replies;
using Showdown.Sandboxing;
using Showdown.Scoring;
using Showdown.Scoring.Text;

namespace Showdown.Running;

/// <summary>Scores completions of one benchmark: by a pure scorer at once, or by running the program in them, which takes a sandbox and time.</summary>
public sealed class CompletionScorer
{
    private readonly ITextScorer? _scorer;
    private readonly CodeScorer? _code;

    private CompletionScorer(ITextScorer? scorer, CodeScorer? code) => (_scorer, _code) = (scorer, code);

    /// <summary>True when scoring takes so long that it is a step of its own, after asking.</summary>
    public bool IsSlow => _code is not null;

    /// <summary>Name and version as they are pinned.</summary>
    /// <exception cref="SettingsException">There is no such scorer.</exception>
    public static (string Name, int Version) Pin(ScorerSettings scorer) =>
        scorer.Name == ScorerSettings.Speed ? (scorer.Name, 1) : CodeScorer.Handles(scorer) ? (scorer.Name, CodeScorer.Version) : TextScorers.Find(scorer) is var text ? (text.Name, text.Version) : default;

    public static async Task<CompletionScorer> OpenAsync(BenchmarkSettings benchmark, PinnedDataset data, CodeSandbox sandbox, CancellationToken cancel) =>
        CodeScorer.Handles(benchmark.Scorer)
            ? new CompletionScorer(null, await CodeScorer.OpenAsync(benchmark, data, sandbox, cancel))
            : new CompletionScorer(benchmark.IsGraded ? TextScorers.Find(benchmark.Scorer) : null, null);

    /// <summary>Scores by the pure scorer.</summary>
    /// <exception cref="InvalidOperationException">The scorer is slow.</exception>
    public Score Score(Completion completion, Target target) =>
        IsSlow ? throw new InvalidOperationException("this benchmark's completions are judged by running them")
        : _scorer is null ? Counted(TokenCounter.Count(completion.Text) + TokenCounter.Count(completion.Reasoning ?? ""))
        : AttemptScoring.Score(completion, _scorer, target);

    /// <param name="cutOff">True when the completion hit the output cap.</param>
    public async Task<Score> ScoreAsync(Question question, string text, bool cutOff, CancellationToken cancel)
    {
        if (_code is null)
            return _scorer is null ? Counted(TokenCounter.Count(text)) : AttemptScoring.Score(text, cutOff, _scorer, question.Target);
        var score = await _code.ScoreAsync(question.Shown, text, cancel);
        return AttemptScoring.Cut(score, cutOff);
    }

    // The count stands as the answer: speed is made of it, so that all models are measured by one tokenizer.
    private static Score Counted(int tokens) =>
        Domain.Score.Unscored(tokens.ToString(CultureInfo.InvariantCulture), $"{tokens} tokens by o200k_base; speed is measured here, nothing is judged");
}
