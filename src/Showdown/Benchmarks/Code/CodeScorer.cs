using Showdown.Domain;
using Showdown.Sandboxing;
using Showdown.Scoring.Code;

namespace Showdown.Benchmarks.Code;

/// <summary>Scores completions of a code benchmark: takes the program out, runs it in the sandbox, says what it failed at. Thread-safe.</summary>
public sealed class CodeScorer
{
    public const string EvalPlus = "evalplus";
    public const string LiveCodeBench = "livecodebench";

    /// <summary>Raised whenever a verdict can change; stored with every score.</summary>
    public const int Version = 2;

    private readonly CodeProblems _problems;
    private readonly CodeJudge _judge;
    private readonly bool _isEvalPlus;

    private CodeScorer(CodeProblems problems, CodeJudge judge, bool isEvalPlus) => (_problems, _judge, _isEvalPlus) = (problems, judge, isEvalPlus);

    /// <summary>True when completions are judged by running code, which takes a sandbox and time.</summary>
    public static bool Handles(ScorerSettings scorer) => scorer.Name is EvalPlus or LiveCodeBench;

    public static async Task<CodeScorer> OpenAsync(BenchmarkSettings benchmark, PinnedDataset data, CodeJudge judge, CancellationToken cancel) =>
        new(await CodeProblems.OpenAsync(benchmark, data, cancel), judge, benchmark.Scorer.Name == EvalPlus);

    /// <returns>Unscored when we could not judge; wrong when the completion holds no program.</returns>
    public async Task<Score> ScoreAsync(Sample sample, string completion, CancellationToken cancel)
    {
        var code = _isEvalPlus
            ? CodeExtractor.Function(completion, sample.Fields["entry_point"], sample.Input)
            : CodeExtractor.Program(completion);
        if (code.Code.Length == 0)
            return Score.Wrong(null, $"no program: {code.How}") with { Parts = Parts(_ => false) };
        var judgement = await _judge.JudgeAsync(await _problems.TaskAsync(sample.Id, cancel), code.Code, cancel);
        var how = code.Rule == ExtractionRule.Fallback ? $" (taken out by a fallback: {code.How})" : "";
        var score = judgement.Outcome switch
        {
            CodeOutcome.Passed => Score.Right(code.Code, judgement.Reason + how),
            CodeOutcome.CouldNotJudge => Score.Unscored(code.Code, judgement.Reason),
            var failed => Score.Wrong(code.Code, $"{Word(failed)}: {judgement.Reason}{Groups(judgement)}{how}"),
        };
        return score.Outcome == Outcome.Unscored ? score : score with { Parts = Parts(judgement.Passed) };
    }

    // A part counts with all before it, as upstream counts plus: the judge stops at the first group that fails.
    private IReadOnlyList<PartScore> Parts(Func<string, bool> passed) => _isEvalPlus ? [.. EvalPlusProblem.Groups.Select(name => new PartScore(name, passed(name)))] : [];

    private static string Word(CodeOutcome outcome) => outcome switch
    {
        CodeOutcome.Wrong => "wrong",
        CodeOutcome.TimedOut => "timed out",
        CodeOutcome.Crashed => "crashed",
        CodeOutcome.OutOfMemory => "out of memory",
        CodeOutcome.OutputLimit => "too much output",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "no failure"),
    };

    private static string Groups(Judgement judgement) =>
        judgement.Groups.Count < 2 ? "" : $"; {string.Join(", ", judgement.Groups.Select(g => $"{g.Name} {(g.Outcome == CodeOutcome.Passed ? "passed" : "failed")}"))}";
}
