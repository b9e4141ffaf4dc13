using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Importing.Reading;
using Showdown.Results;
using Showdown.Sandboxing;

namespace Showdown.Importing;

/// <summary>
/// Makes a run of results that other programs recorded. The files are read more than once: first to see that everything in them holds together, then
/// to write it, so that memory grows by counts and hashes alone and nothing is ever half imported.
/// </summary>
public sealed class Importer(ImportStore store, SampleStore samples, DatasetCache datasets, CodeSandbox sandbox, TimeProvider time)
{
    // Raised when the same files would become another run.
    private const int Version = 1;
    private const int LongestReason = 2000;

    /// <param name="options">What to import.</param>
    /// <param name="benchmark">Ours, where the options name one; null: none of ours.</param>
    /// <param name="job">Gates and margin to hold the run against; null: none.</param>
    /// <exception cref="SettingsException">Something in the files is wrong: file, place, value and fix. Nothing is imported then.</exception>
    public async Task<Imported> ImportAsync(ImportOptions options, BenchmarkSettings? benchmark, Job? job, CancellationToken cancel)
    {
        if (!(options.Scale > 0 && double.IsFinite(options.Scale)))
            throw new SettingsException($"--scale takes a number above 0, not {options.Scale.ToString(CultureInfo.InvariantCulture)}.");
        if (benchmark is not null && options.Scorer is not null)
            throw new SettingsException($"Benchmark '{benchmark.Id}' brings its own scorer. Give either --benchmark or --scorer.");
        var files = await ResultFormats.FindAsync(options, cancel);
        var hashes = new List<ImportedFile>();
        foreach (var file in files)
            hashes.Add(new ImportedFile(file.File.Kept, await file.File.HashAsync(cancel)));
        var key = Hash(string.Join('\n', [Version.ToString(CultureInfo.InvariantCulture), .. hashes.Select(h => h.Sha256), options.Key]));
        if (await store.FindAsync(key, cancel) is { } before)
            return new Imported(before, IsNew: false);
        var ours =
            benchmark is not null ? await OurBenchmark.OpenAsync(benchmark, datasets, sandbox, cancel)
            : options.Scorer is { } scorer ? OurBenchmark.Of(scorer)
            : null;
        var survey = new ImportSurvey(options, ours);
        var scores = await SurveyAsync(options, files, survey, ours, cancel);
        var plan = ImportPlan.Of(survey, ours, hashes, options, job, time.GetUtcNow());
        await StoreSamplesAsync(options, files, plan, ours, cancel);
        var written = await store.WriteAsync(plan.Run, key, plan.Rows, AttemptsAsync(options, files, plan, ours, scores, cancel), cancel);
        return written ? new Imported(plan.Run.Id, IsNew: true) : new Imported((await store.FindAsync(key, cancel))!, IsNew: false);
    }

    /// <summary>Looks at everything, and has our scorer judge what it can.</summary>
    /// <returns>Our scores, by the number of the record.</returns>
    private static async Task<IReadOnlyDictionary<int, Score>> SurveyAsync(
        ImportOptions options,
        IReadOnlyList<ReadableFile> files,
        ImportSurvey survey,
        OurBenchmark? ours,
        CancellationToken cancel
    )
    {
        var (scores, waiting) = (new Dictionary<int, Score>(), new Queue<(int Number, Task<Score?> Score)>());
        var atATime = ours?.Scorer.Kind == ScorerKind.Deferred ? 16 : 1;
        await foreach (var (number, file, result) in RecordsAsync(options, files, cancel))
        {
            survey.Add(file, result, number);
            if (ours is null)
                continue;
            waiting.Enqueue((number, ours.ScoreAsync(result, cancel)));
            while (waiting.Count >= atATime)
                await TakeAsync();
        }

        while (waiting.Count > 0)
            await TakeAsync();
        survey.ThrowIfUnfit();
        return scores;

        async Task TakeAsync()
        {
            var (number, score) = waiting.Dequeue();
            if (await score is { } given)
                scores[number] = given;
        }
    }

    private async Task StoreSamplesAsync(
        ImportOptions options,
        IReadOnlyList<ReadableFile> files,
        ImportPlan plan,
        OurBenchmark? ours,
        CancellationToken cancel
    )
    {
        if (ours is { Settings: { } benchmark, Data: { } data })
        {
            await samples.EnsureAsync(data.SamplesSha256, DatasetReader.ReadAsync(benchmark, data, cancel), cancel);
            return;
        }

        foreach (var task in plan.Tasks)
            await samples.EnsureAsync(task.SamplesSha256, TheirSamplesAsync(options, files, task.Survey, cancel), cancel);
    }

    private static async IAsyncEnumerable<Sample> TheirSamplesAsync(
        ImportOptions options,
        IReadOnlyList<ReadableFile> files,
        TaskSurvey task,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        await foreach (var (number, _, result) in RecordsAsync(options, files, cancel))
        {
            if (result.Task == task.Name && task.Samples.TryGetValue(result.SampleId, out var seen) && seen.From == number)
                yield return OurBenchmark.TheirSample(result);
        }
    }

    private static async IAsyncEnumerable<ImportedAttempt> AttemptsAsync(
        ImportOptions options,
        IReadOnlyList<ReadableFile> files,
        ImportPlan plan,
        OurBenchmark? ours,
        IReadOnlyDictionary<int, Score> scores,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        var done = new Dictionary<(string, string), int>();
        await foreach (var (number, file, result) in RecordsAsync(options, files, cancel))
        {
            var task = plan.Of(result.Task);
            if (!task.Survey.Metric.Takes(result))
                continue;
            var sample = ours?.SampleOf(result).Id ?? result.SampleId;
            var evaluation = task.IdOf(result.Model);
            var epoch = result.Epoch ?? (done[(evaluation, sample)] = done.GetValueOrDefault((evaluation, sample)) + 1);
            var key = new AttemptKey(evaluation, task.NumberOf(evaluation, sample), sample, epoch);
            var own = scores.GetValueOrDefault(number);
            var given = new List<(Score, int)>();
            if (result.Error is null && task.Survey.HasTheirScores)
                given.Add((Theirs(result, task.Survey, file.Format.Program), ImportedEvaluation.TheirScores));
            if (result.Error is null && own is not null)
                given.Add((own, ours!.Scorer.Version));
            yield return new ImportedAttempt(AttemptOf(key, result, plan.Run.CreatedAt), given);
        }
    }

    private static Attempt AttemptOf(AttemptKey key, RecordedResult result, DateTimeOffset now)
    {
        var timings = Timings.Unknown(now, result.Duration);
        Reply reply = result.Error is { } error
            ? new Reply.Failed(new Failure(FailureKind.Recorded, Short(error)), timings)
            : new Reply.Completed(
                new Completion
                {
                    Text = result.Completion ?? "",
                    IsTextKnown = result.Completion is not null,
                    Reasoning = result.Reasoning,
                    ToolCalls = result.ToolCalls,
                    FinishReason = result.CutOff ? FinishReason.Length : FinishReason.Stop,
                    RawFinishReason = result.FinishReason,
                    Usage = result.Usage,
                    Timings = timings,
                    ServedModel = result.ServedModel,
                }
            );
        return new Attempt(key, reply, null) { CostUsd = result.Usage.CostUsd, RequestSha256 = result.Prompt is { } prompt ? Hash(prompt) : null };
    }

    /// <summary>Their score as it is kept: right or wrong where all are 0 or 1, else a share of the credit.</summary>
    private static Score Theirs(RecordedResult result, TaskSurvey task, string program)
    {
        var said = result.Reason is { Length: > 0 } reason ? $": {Short(reason)}" : "";
        if (task.Metric.Of(result) is not { } value)
            return Score.Unscored(result.Answer, $"{program} gave no score{said}");
        var words = $"{program}: {task.Metric.Name} {value.ToString("0.####", CultureInfo.InvariantCulture)}{said}";
        var score =
            !task.IsTwoValued ? Score.Share(value, result.Answer, words)
            : value == 1 ? new Score(Outcome.Right, result.Answer, words)
            : Score.Wrong(result.Answer, words);
        return result.CutOff && score.Outcome != Outcome.Right ? score with { Outcome = Outcome.Truncated } : score;
    }

    /// <summary>All records of all files, numbered from 0: the same numbers whenever they are read.</summary>
    private static async IAsyncEnumerable<(int Number, ReadableFile File, RecordedResult Result)> RecordsAsync(
        ImportOptions options,
        IReadOnlyList<ReadableFile> files,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        var number = 0;
        foreach (var file in files)
        {
            await foreach (var result in file.Format.ReadAsync(file.File, cancel))
            {
                ThrowIfLong(result);
                yield return (number++, file, result with { Model = file.File.Model ?? result.Model, SampleId = StoredText.Clean(result.SampleId)! });
            }
        }
    }

    private static void ThrowIfLong(RecordedResult result)
    {
        const int Longest = 500;
        foreach (var (what, text) in new[] { ("id", result.SampleId), ("model's name", result.Model), ("benchmark's name", result.Task) })
        {
            if (text.Length > Longest)
                throw new SettingsException(
                    $"{result.Place}: the {what} has {text.Length} characters, and {Longest} are the most. Is this the right column?"
                );
        }
    }

    private static string Short(string text) => text.Length <= LongestReason ? text : text[..LongestReason] + " ...";

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
