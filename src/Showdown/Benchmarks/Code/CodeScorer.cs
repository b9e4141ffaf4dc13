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
    private readonly CodeSandbox _sandbox;
    private readonly bool _isEvalPlus;

    private CodeScorer(CodeProblems problems, CodeSandbox sandbox, bool isEvalPlus) => (_problems, _sandbox, _isEvalPlus) = (problems, sandbox, isEvalPlus);

    /// <summary>True when completions are scored by running code, which takes a sandbox and time.</summary>
    public static bool Handles(ScorerSettings scorer) => scorer.Name is EvalPlus or LiveCodeBench;

    public static async Task<CodeScorer> OpenAsync(BenchmarkSettings benchmark, PinnedDataset data, CodeSandbox sandbox, CancellationToken cancel) =>
        new(await CodeProblems.OpenAsync(benchmark, data, cancel), sandbox, benchmark.Scorer.Name == EvalPlus);

    /// <returns>Unscored when it could not be tested; wrong when the completion holds no program.</returns>
    public async Task<Score> ScoreAsync(Sample sample, string completion, CancellationToken cancel)
    {
        var code = _isEvalPlus
            ? CodeExtractor.Function(completion, sample.Fields["entry_point"], sample.Input)
            : CodeExtractor.Program(completion);
        if (code.Code.Length == 0)
            return Score.Wrong(null, $"no program: {code.How}") with { Parts = Parts(_ => false) };
        var result = await _sandbox.TestAsync(await _problems.TaskAsync(sample.Id, cancel), code.Code, cancel);
        var how = code.Rule == ExtractionRule.Fallback ? $" (taken out by a fallback: {code.How})" : "";
        var score = result.Outcome switch
        {
            CodeOutcome.Passed => Score.Right(code.Code, result.Reason + how),
            CodeOutcome.CouldNotRun => Score.Unscored(code.Code, result.Reason),
            var failed => Score.Wrong(code.Code, $"{Word(failed)}: {result.Reason}{Groups(result)}{how}"),
        };
        return score.Outcome == Outcome.Unscored ? score : score with { Parts = Parts(result.Passed) };
    }

    // A part counts with all before it, as upstream counts plus: testing stops at the first group that fails.
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

    private static string Groups(ProgramResult result) =>
        result.Groups.Count < 2 ? "" : $"; {string.Join(", ", result.Groups.Select(g => $"{g.Name} {(g.Outcome == CodeOutcome.Passed ? "passed" : "failed")}"))}";
}
