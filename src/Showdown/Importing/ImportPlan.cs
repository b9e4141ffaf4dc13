using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Results;
using Showdown.Running;

namespace Showdown.Importing;

/// <summary>One benchmark of an import, with the ids that it has here.</summary>
internal sealed class PlannedTask(TaskSurvey survey, string samplesSha256)
{
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, int>> _numbers = new(StringComparer.Ordinal);

    public TaskSurvey Survey => survey;

    /// <summary>Key of its samples in the database.</summary>
    public string SamplesSha256 => samplesSha256;

    /// <summary>The id of a model's evaluation.</summary>
    public string IdOf(string model) => _ids[model];

    /// <summary>A sample's place in the order of asking.</summary>
    public int NumberOf(string evaluation, string sample) => _numbers[evaluation][sample];

    public void Add(string model, string evaluation, IReadOnlyList<string> samples)
    {
        _ids[model] = evaluation;
        _numbers[evaluation] = samples.Select((id, i) => (id, i)).ToDictionary(s => s.id, s => s.i, StringComparer.Ordinal);
    }
}

/// <summary>The run that an import becomes.</summary>
internal sealed record ImportPlan(RunRow Run, IReadOnlyList<ImportedRows> Rows, IReadOnlyList<PlannedTask> Tasks)
{
    public const string JobName = "imported";

    public PlannedTask Of(string task) => Tasks.First(t => t.Survey.Name == task);

    public static ImportPlan Of(
        ImportSurvey survey,
        OurBenchmark? ours,
        IReadOnlyList<ImportedFile> files,
        ImportOptions options,
        Job? job,
        DateTimeOffset now
    )
    {
        var (runId, names, benchmarkNames) = (RunStarter.NewId(now), new ImportNames(), new ImportNames());
        var (benchmarks, pins, rows) = (new List<BenchmarkSettings>(), new Dictionary<string, BenchmarkPin>(), new List<ImportedRows>());
        var (tasks, evaluations) = (new List<PlannedTask>(), new List<ImportedEvaluation>());
        var (missing, failed) = (0, 0);
        foreach (var task in survey.Tasks)
        {
            var id = ours?.Settings?.Id ?? benchmarkNames.BenchmarkOf(options.Benchmark ?? task.Name);
            var planned = new PlannedTask(task, ours?.Data?.SamplesSha256 ?? task.SamplesSha256());
            tasks.Add(planned);
            benchmarks.Add(Benchmark(id, task, ours, options));
            var pin = pins[id] = Pin(planned, ours);
            foreach (var evaluation in task.Evaluations)
            {
                var imported = new ImportedEvaluation(id, names.ModelOf(evaluation.Model))
                {
                    Program = evaluation.Program,
                    Metric = task.HasTheirScores ? task.Metric.Name : null,
                    OtherMetrics = task.Metric.Others,
                    Task = task.Name,
                    Facts = evaluation.Facts,
                    PromptsSha256 = evaluation.PromptsSha256,
                };
                evaluations.Add(imported);
                var asked = SampleStore.InOrder(evaluation.SampleIds);
                var row = Row(runId, imported, planned, ours, asked.Count, evaluation.Epochs) with { Identity = Identity(imported, pin) };
                planned.Add(evaluation.Model, row.Id, asked);
                rows.Add(new ImportedRows(row, asked));
                missing += row.Planned - evaluation.Attempts;
                failed += evaluation.Errors;
            }
        }

        var settings = new RunSettings
        {
            Job = Job(benchmarks, [.. evaluations.Select(e => e.ModelId).Distinct()], options, job),
            Models = [.. Models(survey, names)],
            Benchmarks = benchmarks,
            Pins = pins,
            ProgramVersion = ProgramVersion.Text,
            Import = new Import
            {
                Files = files,
                Evaluations = evaluations,
                PromptsApart = [.. tasks.SelectMany(t => PromptsApart(t, names))],
            },
        };
        var run = new RunRow
        {
            Id = runId,
            Settings = settings,
            Status = missing + failed == 0 ? RunStatus.Complete : RunStatus.Incomplete,
            Reason = missing + failed == 0 ? null : RunFinisher.Reason(missing, failed, []),
            CreatedAt = now,
            FinishedAt = now,
        };
        return new ImportPlan(run, rows, tasks);
    }

    private static IEnumerable<PromptsApart> PromptsApart(PlannedTask task, ImportNames names)
    {
        var all = task.Survey.Evaluations.ToList();
        return from a in Enumerable.Range(0, all.Count)
            from b in Enumerable.Range(a + 1, all.Count - a - 1)
            let beside = all[a].PromptsBeside(all[b])
            where beside.Different > 0
            select new PromptsApart(
                EvaluationKey.Parse(task.IdOf(all[a].Model)).Key.BenchmarkId,
                names.ModelOf(all[a].Model),
                names.ModelOf(all[b].Model),
                beside.Different,
                beside.Known
            );
    }

    private static IEnumerable<ModelSettings> Models(ImportSurvey survey, ImportNames names) =>
        from model in survey.Tasks.SelectMany(t => t.Evaluations).Select(e => e.Model).Distinct()
        select new ModelSettings
        {
            Id = names.ModelOf(model),
            Connector = Connector.Replay,
            Model = model,
        };

    private static Job Job(List<BenchmarkSettings> benchmarks, IReadOnlyList<string> models, ImportOptions options, Job? job) =>
        new()
        {
            Name = options.Name ?? JobName,
            Models = models,
            Benchmarks = [.. benchmarks.Select(b => new JobBenchmark(b.Id) { Epochs = b.Protocol.Epochs })],
            Gates = job?.Gates ?? [],
            EquivalenceMargin =
                job?.EquivalenceMargin
                ?? new Job
                {
                    Name = "",
                    Models = [],
                    Benchmarks = [],
                }.EquivalenceMargin,
            Probe = false,
        };

    // How it was asked is not known, whatever our own file says: prompt, sampling and order of options are another program's.
    private static BenchmarkSettings Benchmark(string id, TaskSurvey task, OurBenchmark? ours, ImportOptions options) =>
        ours?.Settings is { } benchmark
            ? benchmark with
            {
                Protocol = new Protocol { Epochs = task.Epochs },
                ShuffleChoices = false,
                Stop = null,
                NeedsContext = null,
            }
            : new BenchmarkSettings
            {
                Id = id,
                Version = 1,
                Title = task.Name,
                Sources = [],
                Prompt = "{{ sample.input }}",
                Scorer = new ScorerSettings(options.Scorer ?? ScorerSettings.Recorded),
                Protocol = new Protocol { Epochs = task.Epochs },
                Folder = "",
            };

    private static BenchmarkPin Pin(PlannedTask task, OurBenchmark? ours)
    {
        var prompts = task.Survey.Evaluations.Select(e => e.PromptsSha256).Distinct().ToList();
        return new BenchmarkPin
        {
            DatasetSha256 = ours?.Data?.Sha256 ?? task.SamplesSha256,
            SamplesSha256 = task.SamplesSha256,
            PromptSha256 = prompts is [{ } same] ? same : "",
            Scorer = ours?.Scorer.Name ?? ScorerSettings.Recorded,
            ScorerVersion = ours?.Scorer.Version ?? ImportedEvaluation.TheirScores,
            ScorerSha256 = ours is { Settings: { } settings, Data: { } data } ? Scorers.HashOf(Scorers.Find(settings.Scorer), data) : null,
        };
    }

    private static EvaluationRow Row(string runId, ImportedEvaluation imported, PlannedTask task, OurBenchmark? ours, int samples, int epochs) =>
        new()
        {
            Id = new EvaluationKey(imported.BenchmarkId, imported.ModelId).IdIn(runId),
            RunId = runId,
            BenchmarkId = imported.BenchmarkId,
            ModelId = imported.ModelId,
            DatasetSha256 = task.SamplesSha256,
            Samples = samples,
            Epochs = epochs,
            ScorerKind = ScorerKind.Instant,
            IsTwoValued = task.Survey.HasTheirScores ? task.Survey.IsTwoValued : ours!.Scorer.IsTwoValued,
            ScorerVersion = task.Survey.HasTheirScores ? ImportedEvaluation.TheirScores : ours!.Scorer.Version,
        };

    /// <summary>Equal for imports that say the same about how they asked: their scores may be held against one another.</summary>
    private static string Identity(ImportedEvaluation imported, BenchmarkPin pin) =>
        Convert.ToHexStringLower(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(
                    JsonSerializer.Serialize(
                        new
                        {
                            imported.BenchmarkId,
                            imported.ModelId,
                            imported.Program,
                            imported.Metric,
                            imported.PromptsSha256,
                            pin.SamplesSha256,
                            Facts = imported.Facts.Where(f => f.Key != "recorded").OrderBy(f => f.Key, StringComparer.Ordinal),
                        }
                    )
                )
            )
        );
}
