using Showdown.Analysis.Facts;
using Showdown.Domain;
using Showdown.Results;

namespace Showdown.Tests.Pages;

/// <summary>A made-up run with attempts like real ones, the same every time.</summary>
internal sealed class FixtureRun
{
    private static readonly DateTimeOffset _start = new(2026, 6, 29, 0, 0, 4, TimeSpan.Zero);

    private readonly Dictionary<string, IReadOnlyList<Sample>> _samples = [];
    private readonly List<EvaluationFacts> _evaluations = [];
    private readonly IReadOnlyList<FixtureModel> _models;
    private readonly IReadOnlyList<FixtureBenchmark> _benchmarks;

    public FixtureRun(IReadOnlyList<FixtureModel> models, IReadOnlyList<FixtureBenchmark> benchmarks)
    {
        (_models, _benchmarks) = (models, benchmarks);
        foreach (var benchmark in benchmarks)
        {
            _samples[benchmark.Settings.Id] = benchmark.Samples;
            foreach (var model in models)
                _evaluations.Add(Evaluate(benchmark, model));
        }
        var settings = new RunSettings
        {
            Job = new Job
            {
                Name = "nightly",
                Models = models.Select(m => m.Settings.Id).ToList(),
                Benchmarks = benchmarks.Select(b => new JobBenchmark(b.Settings.Id) { Epochs = b.Epochs }).ToList(),
            },
            Models = models.Select(m => m.Settings).ToList(),
            Benchmarks = benchmarks.Select(b => b.Settings).ToList(),
            Pins = benchmarks.ToDictionary(b => b.Settings.Id, b => b.Pin),
            ProgramVersion = "0.1.0+3f9c2ab",
        };
        Run = new RunRow
        {
            Id = "20260629-000004-nightly",
            Settings = settings,
            Status = RunStatus.Complete,
            CreatedAt = _start,
            FinishedAt = _start + TimeSpan.FromMinutes(41.3),
        };
    }

    public RunRow Run { get; set; }

    public RunFacts Facts => new(Run, _evaluations) { Passports = _models.Select(m => Passport(m.Settings)).ToList() };

    public async IAsyncEnumerable<AttemptView> AttemptsAsync(
        string benchmarkId,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel
    )
    {
        await Task.CompletedTask;
        var benchmark = _benchmarks.First(b => b.Settings.Id == benchmarkId);
        foreach (var sample in benchmark.Samples)
        {
            foreach (var model in _models)
            {
                for (var epoch = 1; epoch <= benchmark.Epochs; epoch++)
                {
                    cancel.ThrowIfCancellationRequested();
                    if (Attempt(benchmark, model, sample, epoch) is { } attempt)
                        yield return attempt;
                }
            }
        }
    }

    private static PassportComparison Passport(ModelSettings model)
    {
        var before = new EndpointPassport
        {
            ModelId = model.Id,
            Host = "host.example",
            At = _start.AddDays(-1),
            Answers = true,
            ServedModel = model.Model,
            ServesAskedModel = true,
            SystemFingerprint = "fp_44709d6fcb",
            Streams = true,
            ReportsUsage = true,
            UsageIsPlausible = true,
            HonoursOutputCap = true,
            FirstToken = TimeSpan.FromSeconds(0.41),
            OutputTokensPerSecond = 83,
            Requests = 2,
            CostUsd = 0.00042m,
        };
        return new PassportComparison(
            before with
            {
                At = _start,
                SystemFingerprint = model.Id.Contains("kimi", StringComparison.Ordinal) ? "fp_1bb46167f9" : before.SystemFingerprint,
            },
            before
        );
    }

    private static EvaluationFacts Evaluate(FixtureBenchmark benchmark, FixtureModel model)
    {
        var tallies = new List<SampleTally>();
        var attempts = new List<AttemptView>();
        var numbers = benchmark.Samples.Select((s, i) => (s.Id, i)).ToDictionary();
        foreach (var sample in benchmark.Samples)
        {
            var own = Enumerable.Range(1, benchmark.Epochs).Select(e => Attempt(benchmark, model, sample, e)).OfType<AttemptView>().ToList();
            if (own.Count == 0)
                continue;
            tallies.Add(new SampleTally(sample.Id, sample.Group, Counts(own.Select(a => a.Outcome))));
            attempts.AddRange(own.Select(a => a with { Text = null }));
        }
        return new EvaluationFacts(
            new EvaluationRow
            {
                Id = $"{benchmark.Settings.Id}/{model.Settings.Id}",
                RunId = "20260629-000004-nightly",
                BenchmarkId = benchmark.Settings.Id,
                ModelId = model.Settings.Id,
                DatasetSha256 = benchmark.Pin.DatasetSha256,
                Samples = benchmark.Samples.Count,
                Epochs = benchmark.Epochs,
                ScorerVersion = benchmark.Pin.ScorerVersion,
                FinishedAt = _start + TimeSpan.FromMinutes(40),
            },
            Counts(attempts.Select(a => a.Outcome)),
            tallies,
            Figures(attempts, numbers)
        )
        {
            Costs = [.. attempts.GroupBy(a => a.Sample.Id).Select(g => Costs(g.Key, [.. g]) with { Number = numbers[g.Key] })],
        };
    }

    private static SampleCosts Costs(string sample, List<AttemptView> attempts)
    {
        var answered = attempts.Where(a => a.Outcome != Outcome.Failed).ToList();
        return new SampleCosts
        {
            SampleId = sample,
            Answers = answered.Count,
            Credit = answered.Count(a => a.Outcome == Outcome.Right),
            Usd = answered.Exists(a => a.CostUsd is null) ? null : (double)attempts.Sum(a => a.CostUsd ?? 0),
            Seconds = answered.Sum(a => a.Timings.Duration.TotalSeconds),
        };
    }

    private static OutcomeCounts Counts(IEnumerable<Outcome> outcomes)
    {
        var counts = outcomes.CountBy(o => o).ToDictionary();
        return new OutcomeCounts(
            counts.GetValueOrDefault(Outcome.Right),
            counts.GetValueOrDefault(Outcome.Wrong),
            counts.GetValueOrDefault(Outcome.Truncated),
            counts.GetValueOrDefault(Outcome.Failed),
            counts.GetValueOrDefault(Outcome.Unscored)
        );
    }

    private static EvaluationFigures Figures(List<AttemptView> attempts, Dictionary<string, int> numbers) =>
        new()
        {
            FirstTokenSeconds = attempts.Select(a => a.Timings.FirstToken?.TotalSeconds).OfType<double>().ToList(),
            FirstAnswerTokenSeconds = attempts.Select(a => a.Timings.FirstAnswerToken?.TotalSeconds).OfType<double>().ToList(),
            OutputTokensPerSecond = attempts
                .Where(a => a.Timings.FirstToken is not null && a.Usage.OutputTokens > 1)
                .Select(a => (a.Usage.OutputTokens!.Value - 1) / (a.Timings.Duration - a.Timings.FirstToken!.Value).TotalSeconds)
                .ToList(),
            DurationSeconds = attempts.Where(a => a.Failure is null).Select(a => a.Timings.Duration.TotalSeconds).ToList(),
            DurationNumbers = attempts.Where(a => a.Failure is null).Select(a => numbers[a.Sample.Id]).ToList(),
            InputTokens = attempts.Sum(a => (long)(a.Usage.InputTokens ?? 0)),
            OutputTokens = attempts.Sum(a => (long)(a.Usage.OutputTokens ?? 0)),
            ReasoningTokens = attempts.Sum(a => (long)(a.Usage.ReasoningTokens ?? 0)),
            CachedInputTokens = 0,
            CostUsd = attempts.Any(a => a.CostUsd is null && a.Outcome != Outcome.Failed) ? null : attempts.Sum(a => a.CostUsd ?? 0),
            Tries = attempts.Sum(a => (long)a.Timings.Tries),
            Failures = attempts.Where(a => a.Failure is not null).CountBy(a => a.Failure!.Value).ToDictionary(),
            ServedModels = attempts.Select(a => a.ServedModel).OfType<string>().Distinct().ToList(),
            SystemFingerprints = ["fp_7c1e0f"],
            EstimatedUsage = 0,
        };

    private static AttemptView? Attempt(FixtureBenchmark benchmark, FixtureModel model, Sample sample, int epoch)
    {
        var luck = new Luck($"{sample.Id}/{model.Settings.Id}/{epoch}");
        var difficulty = new Luck(sample.Id).Normal();
        var taste = new Luck($"{sample.Id}/{model.Settings.Id}").Normal();
        var ability = model.Skill(benchmark.Settings.Id) - 1.3 * difficulty + 0.6 * taste;
        var right = luck.Next() < 1 / (1 + Math.Exp(-ability));
        var fault = luck.Next();
        if (fault < model.Missing)
            return null;
        var outcome =
            fault < model.Missing + model.Failed ? Outcome.Failed
            : fault < model.Missing + model.Failed + model.Truncated ? Outcome.Truncated
            : fault > 1 - model.Unscored ? Outcome.Unscored
            : right ? Outcome.Right
            : Outcome.Wrong;
        var answer = outcome switch
        {
            Outcome.Right => sample.Target,
            Outcome.Wrong => FixtureBenchmark.WrongAnswer(sample, luck),
            _ => null,
        };
        var tokens = (int)(benchmark.Tokens * Math.Exp(0.5 * luck.Normal() + 0.2 * difficulty));
        var first = TimeSpan.FromSeconds(Math.Round(model.FirstToken * Math.Exp(0.35 * luck.Normal()), 3));
        var tries = luck.Next() < 0.02 ? 2 : 1;
        var failed = outcome == Outcome.Failed;
        return new AttemptView
        {
            Number = 0, // nothing is written back
            EvaluationId = $"{benchmark.Settings.Id}/{model.Settings.Id}",
            ModelId = model.Settings.Id,
            Sample = sample,
            Epoch = epoch,
            Outcome = outcome,
            Answer = answer,
            Reason = outcome switch
            {
                Outcome.Right => $"'The answer is {answer}' in the last line; equals the target",
                Outcome.Wrong => $"'The answer is {answer}' in the last line; the target is {sample.Target}",
                Outcome.Truncated => "Hit the output cap of 8,192 tokens before an answer was stated",
                Outcome.Failed => "No first token within 120 s, 5 tries",
                _ => "Two different answers are stated in one line",
            },
            Failure = failed ? FailureKind.Timeout : null,
            Text = failed ? null : FixtureBenchmark.Completion(sample, answer, luck),
            Reasoning = failed || !model.Reasons ? null : "Let me look at what is given.\nFirst I try small cases; then I look for a pattern.",
            FinishReason =
                failed ? null
                : outcome == Outcome.Truncated ? "Length"
                : "Stop",
            Usage = failed
                ? new Usage()
                : new Usage
                {
                    InputTokens = sample.Input.Length / 4 + 40,
                    OutputTokens = tokens,
                    ReasoningTokens = model.Reasons ? tokens / 2 : null,
                },
            Timings = new Timings
            {
                StartedAt = _start + TimeSpan.FromSeconds(2000 * new Luck($"{sample.Id}{epoch}").Next()),
                FirstToken = failed ? null : first,
                FirstAnswerToken = failed ? null : first,
                Duration = failed
                    ? TimeSpan.FromSeconds(120)
                    : first + TimeSpan.FromSeconds(Math.Round(tokens / (model.TokensPerSecond * Math.Exp(0.15 * luck.Normal())), 3)),
                Tries = failed ? 5 : tries,
                Retrying = TimeSpan.FromSeconds(failed ? 480 : (tries - 1) * 2.4),
            },
            CostUsd =
                failed || model.Settings.Price is not { } price
                    ? null
                    : Math.Round(((sample.Input.Length / 4 + 40) * price.Input + tokens * price.Output) / 1_000_000m, 8),
            ServedModel = failed ? null : model.Settings.Model,
        };
    }
}

/// <summary>Numbers from a text, the same every time.</summary>
internal sealed class Luck(string seed)
{
    private ulong _state = seed.Aggregate(14695981039346656037UL, (h, c) => (h ^ c) * 1099511628211UL);

    public double Next()
    {
        _state += 0x9E3779B97F4A7C15UL;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }

    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Next())) * Math.Cos(2 * Math.PI * Next());

    public int Below(int n) => (int)(Next() * n);
}
