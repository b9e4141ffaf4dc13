using Showdown.Domain;
using Showdown.Sandboxing;
using Showdown.Scoring;
using Showdown.Scoring.Code;

namespace Showdown.Benchmarks.Code;

/// <summary>Scores completions of a code benchmark: takes the program out, runs it in the sandbox, says what it failed at. Thread-safe.</summary>
public sealed class CodeScorer : Scorer
{
    /// <summary>
    /// The option <c>extraction</c>: what the function reaches, as the model wrote it (the default), or what EvalPlus's own rule takes.
    /// </summary>
    private const string ExtractionOption = "extraction",
        ByProtocol = "protocol";

    private readonly ScorerEntry _entry;
    private readonly CodeProblems _problems;
    private readonly CodeSandbox _sandbox;
    private readonly EvalPlusExtraction? _extraction;

    private CodeScorer(CodeProblems problems, CodeSandbox sandbox, ScorerSettings scorer)
    {
        (_entry, _problems, _sandbox) = (Scorers.Find(scorer), problems, sandbox);
        if (scorer.Name == ScorerSettings.EvalPlus)
            _extraction = new EvalPlusExtraction(sandbox, byProtocol: scorer.Options.GetValueOrDefault(ExtractionOption) == ByProtocol);
    }

    public override string Name => _entry.Name;

    public override int Version => _entry.Version;

    public override ScorerKind Kind => _entry.Kind;

    public static async Task<CodeScorer> OpenAsync(BenchmarkSettings benchmark, PinnedDataset data, CodeSandbox sandbox, CancellationToken cancel) =>
        new(await CodeProblems.OpenAsync(benchmark, data, cancel), sandbox, benchmark.Scorer);

    /// <returns>Unscored, with the reason, when it could not be tested; wrong when the completion holds no program.</returns>
    protected override async ValueTask<Score> ScoreCoreAsync(ScorerInput input, CancellationToken cancel)
    {
        var (sample, completion) = (input.Sample, input.Text);
        try
        {
            var task = await _problems.TaskAsync(sample.Id, cancel);
            var code = _extraction is null
                ? CodeExtractor.Program(completion)
                : await _extraction.ExtractAsync(completion, sample.Fields["entry_point"], sample.Input, cancel);
            return code.Code.Length == 0
                ? Score.Wrong(null, $"no program: {code.How}") with
                {
                    Parts = Parts(_ => false),
                }
                : ScoreOf(await _sandbox.TestAsync(task, code.Code, cancel), code);
        }
        catch (Exception e) when (e is SettingsException or SandboxFailedException)
        {
            return Score.Unscored(null, e.Message); // of this one; the others go on
        }
    }

    private Score ScoreOf(ProgramResult result, ExtractedCode code)
    {
        var how = code.Rule switch
        {
            ExtractionRule.Fallback => $" (taken out by a fallback: {code.How})",
            ExtractionRule.Reached => $" (taken out: {code.How})",
            _ => "",
        };
        return result.Outcome switch
        {
            CodeOutcome.Passed => Score.Right(code.Code, result.Reason + how) with { Parts = Parts(result.Passed) },
            CodeOutcome.CouldNotRun => Score.Unscored(code.Code, result.Reason),
            var failed => Score.Wrong(code.Code, $"{Word(failed)}: {result.Reason}{Groups(result)}{how}") with { Parts = Parts(result.Passed) },
        };
    }

    // A part counts with all before it, as upstream counts plus: testing stops at the first group that fails.
    private IReadOnlyList<PartScore> Parts(Func<string, bool> passed) =>
        _extraction is null ? [] : [.. EvalPlusProblem.Groups.Select(name => new PartScore(name, passed(name)))];

    private static string Word(CodeOutcome outcome) =>
        outcome switch
        {
            CodeOutcome.Wrong => "wrong",
            CodeOutcome.TimedOut => "timed out",
            CodeOutcome.Crashed => "crashed",
            CodeOutcome.OutOfMemory => "out of memory",
            CodeOutcome.OutputLimit => "too much output",
            _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "no failure"),
        };

    private static string Groups(ProgramResult result)
    {
        var groups = result.Groups.Select(g => $"{g.Name} {(g.Outcome == CodeOutcome.Passed ? "passed" : "failed")}");
        return result.Groups.Count < 2 ? "" : $"; {string.Join(", ", groups)}";
    }
}
