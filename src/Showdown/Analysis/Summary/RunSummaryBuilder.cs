using Showdown.Analysis.Facts;
using Showdown.Analysis.Gating;
using Showdown.Analysis.Price;
using Showdown.Analysis.Speed;
using Showdown.Analysis.Trend;
using Showdown.Analysis.Wording;
using Showdown.Domain;
using Showdown.Formatting;
using Showdown.Results;
using Showdown.Statistics;

namespace Showdown.Analysis.Summary;

/// <summary>Makes a run's summary from what is stored.</summary>
public sealed class RunSummaryBuilder(RunReader reader)
{
    /// <param name="reportPath">Path of the report's first page; null: the one stored with the run, if any.</param>
    /// <exception cref="KeyNotFoundException">There is no such run.</exception>
    public async Task<RunSummary> BuildAsync(string runId, string? reportPath, CancellationToken cancel)
    {
        var results = RunResults.Of(await RunFacts.ReadAsync(reader, runId, cancel));
        var gates = await new GateCheck(reader).CheckAsync(results, cancel);
        var trend = results.Facts.Run.Settings.Job.Schedule is null ? null : await new ChangeWatch(reader).ReadAsync(results.Facts.Run, cancel);
        var run = results.Facts.Run;
        var windows = await new SpeedWindows(reader).ReadAsync(run.Settings.Job.Name, run.CreatedAt, cancel);
        return Build(results, reportPath, gates, trend, SpeedResults.Of(results, windows)) with
        {
            Hosts = Hosts(await reader.StandingsAsync([.. run.Settings.Models.Select(m => m.Id)], run.CreatedAt, cancel)),
        };
    }

    internal static IReadOnlyList<HostSummary> Hosts(IReadOnlyList<HostStanding> standings) =>
        [
            .. standings.Select(h => new HostSummary(
                h.ModelId,
                h.Family,
                h.Reference,
                h.RunId,
                h.MadeAt,
                h.Differs,
                h.Words.Length > 0 ? h.Words : null,
                h.Changed
            )),
        ];

    internal static RunSummary Build(
        RunResults results,
        string? reportPath,
        IReadOnlyList<GateResult>? gates = null,
        JobTrend? trend = null,
        SpeedResults? speed = null,
        PriceResults? prices = null
    )
    {
        speed ??= SpeedResults.Of(results, []);
        prices ??= PriceResults.Of(results);
        var run = results.Facts.Run;
        var names = new RunNames(run.Settings);
        var week = WeekVerdicts.Of(results, trend);
        return new RunSummary
        {
            Run = run.Id,
            Job = run.Settings.Job.Name,
            Status = run.Status.ToString().ToLowerInvariant(),
            Headline = WeekVerdicts.Headline(results, names, week),
            WhichForWhat = WeekVerdicts.IsAbove(results, week)
                ? WhichForWhatSummary.Of(week.Results, names, week.Nights)
                : WhichForWhatSummary.Of(results, names, 1),
            Confirms = run.Settings.Confirms is null ? null : run.ParentId,
            Parent = run.ParentId,
            Selection = run.Settings.Only is { } only ? OutcomeNames.Label(only) : null,
            Night = run.IsNight,
            Skipped = run.Settings.Skipped,
            Savings = SavingsSummary.Of(results),
            TooLong = TooLongWords.Of(run.Settings),
            Reason = run.Reason,
            Gates = [.. (gates ?? []).Select(g => new GateSummary(g.On, g.IsPassed, g.Sentence, g.IsChecked, g.OnlyInforms))],
            Imported = ImportSummary.Of(run.Settings, results.Facts.Judged),
            Simulated = run.Settings.IsSimulated,
            Report = reportPath ?? run.Report,
            StartedAt = run.CreatedAt,
            FinishedAt = run.FinishedAt,
            Evaluations = results.All.Select(e => Evaluation(e, run, names)).ToList(),
            Comparisons = results.Pairs.Select((p, i) => Comparison(p, names, results) with { Week = Week(week, i) }).ToList(),
            Models = ModelTotals.Of(results, names).Select(Model).ToList(),
            Passports = results.Facts.Passports.Select(Passport).ToList(),
            Judges =
            [
                .. results.Facts.Judges.Select(j => new JudgeSummary(j.BenchmarkId, j.Judge.Id, j.Misses.Count == 0, j.Verdicts, j.Missing, j.CostUsd)
                {
                    Passport = j.Passport,
                    OfFamily = [.. j.OfFamily.Select(m => m.Id)],
                    Sentences = JudgeWords.Sentences(j),
                }),
            ],
            HeadToHead = HeadToHeadSummary.Of(results, names),
            Speed = SpeedSummaries.Of(speed, names),
            SpeedLevels = SpeedSummaries.Levels(speed),
            SpeedChanges = SpeedSummaries.Changes(speed),
            SpeedSentences = run.Settings.Only is null ? SpeedWords.Headlines(speed, names) : [],
            Price = PriceSummaries.Evaluations(prices),
            PriceRatios = PriceSummaries.Pairs(prices),
            PriceSentences = run.Settings.Only is null ? PriceSummaries.Sentences(prices, names) : [],
            Load = LoadSummary.Of(results, names),
            TradeOffs = TradeOffSummary.All(prices.TradeOffs, names),
            PriceNotes = PriceNotes.Of(results, names),
            PriceDetails = PriceDetails.Of(results, names),
        };
    }

    private static EvaluationSummary Evaluation(EvaluationResult result, RunRow run, RunNames names)
    {
        var row = result.Facts.Row;
        var counts = result.Counts;
        return new EvaluationSummary
        {
            Benchmark = row.BenchmarkId,
            Model = row.ModelId,
            BenchmarkTitle = names.Benchmark(row.BenchmarkId).Title,
            ModelName = names.Model(row.ModelId).Name,
            Simulated = run.Settings.Model(row.ModelId).IsSimulated,
            Identity = $"{row.Identity} {row.DatasetSha256} {row.ScorerVersion} {row.Samples} {row.Epochs}",
            Samples = row.Samples,
            Epochs = row.Epochs,
            Attempts = new AttemptCounts(counts.Right, counts.Wrong, counts.Truncated, counts.Failed, counts.Unscored, result.Missing)
            {
                Partial = counts.Partial,
                Credit = counts.IsShare ? counts.Credit : null,
            },
            Capability = run.Settings.CapabilityOf(row.BenchmarkId)?.Name,
            Graded = row.ScorerKind.Scores(),
            StoppedReason = row.StoppedReason,
            EndedEarly = row.EndedEarly?.ToString().ToLowerInvariant(),
            Asked = StopWords.Asked(result),
            SavedRequests = Savings.RequestsOf(result),
            SavedUsd = Savings.UsdOf(result) is { } saved ? Math.Round(saved, 8) : null,
            Reused = result.Facts.Figures.Reused,
            ImplausibleUsage = result.Facts.Figures.ImplausibleUsage,
            CachedInputTokens = result.Facts.Figures.CachedInputTokens,
            ServedModels = result.Facts.Figures.ServedModels,
            Providers = result.Facts.Figures.Providers,
            Coverage = result.Coverage,
            Score = result.Score.Value,
            Low = result.Score.Low,
            High = result.Score.High,
            Method = result.Score.Value is null ? null : MethodNames.Of(result.Score.Method),
            Parts = [.. result.Parts.Select(Part)],
            PassAt = PassAtSummaries(result),
            CostUsd = result.Facts.Figures.CostUsd,
            CostUsdPerRight = result.CostPerRight is { } cost ? Math.Round(cost, 10) : null,
            TtftSeconds = new TtftSummary(result.FirstToken.P50, result.FirstToken.P95, result.FirstToken.Count),
            OutputTokensPerSecond = new SpeedSummary(result.Speed.P50, result.Speed.Count),
            ColdStarts = result.Facts.Figures.ColdStartSeconds.Count,
            ColdStartSeconds = Quantiles.Of(result.Facts.Figures.ColdStartSeconds, 0.5),
            InFlight = result.Facts.Figures.InFlight is { } load ? Math.Round(load, 2) : null,
        };
    }

    private static PartSummary Part(PartResult part) =>
        new(part.Name, part.Score.Value, part.Score.Low, part.Score.High)
        {
            OneByOne = part.Counted is { } counted
                ? new CountedSummary((int)part.Passed, (int)part.Total, counted.Value, counted.Low, counted.High)
                : null,
        };

    private static ModelSummary Model(ModelTotals model)
    {
        var (settings, price) = (model.Settings, model.Settings.Price);
        return new ModelSummary
        {
            Model = model.Name.Id,
            Name = model.Name.Name,
            Simulated = model.Name.Simulated,
            InputUsdPerMillion = price?.Input,
            OutputUsdPerMillion = price?.Output,
            CachedInputUsdPerMillion = price?.CachedInput,
            ReasoningUsdPerMillion = price?.Reasoning,
            BatchInputUsdPerMillion = price?.BatchInput,
            BatchOutputUsdPerMillion = price?.BatchOutput,
            PriceAsOf = price?.AsOf,
            ContextWindow = settings.ContextWindow,
            EffectiveContext = model.Context is { } context ? Context(context) : null,
            Architecture = settings.Facts.Architecture,
            Variant = settings.Facts.Variant,
            OpenWeights = settings.Facts.OpenWeights,
            Licence = settings.Facts.Licence,
            OutputTokensPerSecond = model.Speed.P50,
            TtftSeconds = model.FirstToken.P50,
            CostUsd = model.CostUsd,
            CostUsdPerThousandRight = model.CostPerThousandRight is { } cost ? Math.Round(cost, 8) : null,
        };
    }

    private static ContextSummary Context(ContextResult result)
    {
        var context = result.Context;
        return new ContextSummary(context.Tokens, context.Low, context.High, context.Longest, context.Keeps, result.Benchmarks)
        {
            Phrase = ContextWords.Phrase(context),
            Lengths = [.. context.Lengths.Select(l => new LengthSummary(l.Tokens, l.Score.Value, l.Score.Low, l.Score.High, l.Score.Samples))],
        };
    }

    private static List<PassAtSummary> PassAtSummaries(EvaluationResult result)
    {
        var epochs = result.Facts.Row.Epochs;
        if (epochs == 1)
            return [];
        var scores = result.Facts.Tallies.Select(t => RunResults.Tally(t.Counts)).ToList();
        var clusters = result.Facts.Tallies.Select(t => t.Cluster).ToList();
        return
        [
            .. from power in Enumerable.Range(0, 1 + (int)Math.Log2(epochs))
            let k = 1 << power
            let any = PassAt.EstimateAtLeastOne(scores, k, clusters: clusters)
            select new PassAtSummary(k, any.Value, PassAt.EstimateEvery(scores, k, clusters: clusters).Value, any.Samples, any.SamplesWithTooFew),
        ];
    }

    private static PassportSummary Passport(PassportComparison comparison)
    {
        var passport = comparison.Passport;
        return new PassportSummary
        {
            Model = passport.ModelId,
            Host = passport.Host,
            At = passport.At,
            Answers = passport.Answers,
            Failure = passport.Failure?.Message,
            RefusedParameters = passport.RefusedParameters,
            ServedModel = passport.ServedModel,
            ServesAskedModel = passport.ServesAskedModel,
            Provider = passport.Provider,
            SystemFingerprint = passport.SystemFingerprint,
            Streams = passport.Streams,
            ReportsUsage = passport.ReportsUsage,
            UsageIsPlausible = passport.UsageIsPlausible,
            HonoursOutputCap = passport.HonoursOutputCap,
            Tools = passport.Tools?.Said,
            ToolRefusal = passport.Tools?.Refusal,
            TtftSeconds = passport.FirstToken?.TotalSeconds,
            OutputTokensPerSecond = passport.OutputTokensPerSecond,
            Requests = passport.Requests,
            CostUsd = passport.CostUsd,
            ComparedWith = comparison.Previous?.At,
            Changes = comparison.Changes,
        };
    }

    private static WeekSummary? Week(WeekVerdicts? week, int pair) =>
        week?.Results.Pairs[pair].Comparison is { } c
            ? new WeekSummary(week.Nights, c.Difference, c.Low, c.High, c.AdjustedP, VerdictWords.Word(c.Verdict), c.Level)
            : null;

    private static ComparisonSummary Comparison(PairResult pair, RunNames names, RunResults results)
    {
        var c = pair.Comparison;
        return new ComparisonSummary
        {
            Benchmark = pair.BenchmarkId,
            A = pair.A,
            B = pair.B,
            Difference = c.Difference,
            WhyNot = pair.WhyNot,
            Low = c.Low,
            High = c.High,
            P = c.P,
            PHolm = c.AdjustedP,
            Verdict = VerdictWords.Word(c.Verdict),
            Sentence = VerdictWords.Line(pair, names, results).Sentence,
            Note = VerdictWords.AgainstInterval(c, results.Compared),
            Margin = c.Margin,
            Items = c.Samples,
            Dropped = c.Dropped,
            Wins = c.Wins,
            Ties = c.Ties,
            Losses = c.Losses,
            Method = c.Difference is null ? null : MethodNames.Of(c.Method),
            Test = c.P is null ? null : MethodNames.Of(c.Test),
            MinimumDetectable = null,
            ItemsToDecide = null,
            EpochsToDecide = null,
            LeftOut = LeftOutSummary.Of(c.LeftOut),
            HangsOnMissing = c.HangsOnMissing,
            Stopping = StoppingSummary.Of(pair, results),
            Power = [.. PowerCurve.Of(pair, results).Select(p => new PowerSummary(p.Difference, p.Power, p.MoreEpochs, p.MoreSamples))],
        };
    }
}
