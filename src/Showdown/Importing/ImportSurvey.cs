using System.Security.Cryptography;
using System.Text;
using Showdown.Domain;
using Showdown.Importing.Reading;

namespace Showdown.Importing;

/// <summary>What the files hold, found out before anything is written. Of an attempt it keeps counts and hashes, no texts.</summary>
/// <param name="ours">Our scorer; null: only their scores are kept.</param>
internal sealed class ImportSurvey(ImportOptions options, OurBenchmark? ours)
{
    private readonly Dictionary<string, TaskSurvey> _tasks = new(StringComparer.Ordinal);

    /// <summary>In the order in which the files name them.</summary>
    public IReadOnlyCollection<TaskSurvey> Tasks => _tasks.Values;

    /// <summary>Takes note of one record.</summary>
    /// <param name="number">Of the record, from 0, over all files.</param>
    /// <exception cref="SettingsException">It contradicts another one, or has no score that could count.</exception>
    public void Add(ReadableFile file, RecordedResult result, int number)
    {
        if (!_tasks.TryGetValue(result.Task, out var task))
            _tasks[result.Task] = task = new TaskSurvey(result.Task, new MetricChoice(options.Metric, file.Format.Preferred, options.Scale));
        if (!task.Metric.Takes(result))
            return;
        var sample = ours?.SampleOf(result) ?? OurBenchmark.TheirSample(result);
        task.AddSample(sample.Id, result, number, isOurs: ours?.Settings is not null);
        task.Of(file, result).Add(sample.Id, result, task.Metric.Of(result), file.File.Path);
    }

    /// <exception cref="SettingsException">Nothing was found, or scores are missing that nobody can give.</exception>
    public void ThrowIfUnfit()
    {
        if (_tasks.Count == 0)
            throw new SettingsException("The files hold no results.");
        foreach (var task in _tasks.Values)
        {
            task.Metric.ThrowIfMissed(task.Name);
            if (ours is null && task.Evaluations.FirstOrDefault(e => e.Scored == 0 && e.Attempts > e.Errors) is { } bare)
                throw new SettingsException(
                    $"The results of {bare.Model} on '{task.Name}' have no score. Name a benchmark of ours with --benchmark, or a scorer for completions and targets with --scorer."
                );
            if (task.HasTheirScores && task.Evaluations.FirstOrDefault(e => e.Scored == 0) is { } without && without.Attempts > without.Errors)
                throw new SettingsException(
                    $"On '{task.Name}' {without.Model} has no scores, and others have: they cannot be compared. Import them one by one."
                );
        }

        if (_tasks.Count > 1 && options.Benchmark is not null)
            throw new SettingsException(
                $"--benchmark names one benchmark, and the files hold {_tasks.Count}: {string.Join(", ", _tasks.Keys.Take(20))}. Import them one by one."
            );
    }
}

/// <summary>One benchmark as the files have it.</summary>
internal sealed class TaskSurvey(string name, MetricChoice metric)
{
    private readonly Dictionary<string, SeenSample> _samples = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EvaluationSurvey> _evaluations = new(StringComparer.Ordinal);

    public string Name => name;

    public MetricChoice Metric => metric;

    /// <summary>In the order in which the files name the models.</summary>
    public IReadOnlyCollection<EvaluationSurvey> Evaluations => _evaluations.Values;

    public IReadOnlyDictionary<string, SeenSample> Samples => _samples;

    public bool HasTheirScores => _evaluations.Values.Any(e => e.Scored > 0);

    /// <summary>Whether all of their scores are 0 or 1.</summary>
    public bool IsTwoValued => _evaluations.Values.All(e => e.IsTwoValued);

    public int Epochs => _evaluations.Values.Max(e => e.Epochs);

    public EvaluationSurvey Of(ReadableFile file, RecordedResult result)
    {
        if (!_evaluations.TryGetValue(result.Model, out var evaluation))
            _evaluations[result.Model] = evaluation = new EvaluationSurvey(result.Model, file.Format.Program, result.Facts);
        return evaluation;
    }

    /// <param name="isOurs">The sample is one of ours: then what the file says of it need not be held against anything.</param>
    /// <exception cref="SettingsException">The same id asks something else elsewhere.</exception>
    public void AddSample(string id, RecordedResult result, int number, bool isOurs)
    {
        var content = isOurs ? null : ContentOf(result);
        if (!_samples.TryGetValue(id, out var seen))
        {
            _samples[id] = new SeenSample(content, number, result.Input is not null, result.Place);
            return;
        }

        if (content is not null && seen.Content is not null && content != seen.Content)
            throw new SettingsException(
                $"{result.Place}: sample '{id}' of '{name}' asks or wants something else than in {seen.Place}. Results of different questions cannot be compared; import them one by one, or with other names (--benchmark)."
            );
        if (seen.Content is null && content is not null || !seen.HasInput && result.Input is not null)
            _samples[id] = seen with { Content = content ?? seen.Content, From = number, HasInput = result.Input is not null };
    }

    /// <summary>Stands for the questions: equal for equal ids that ask and want the same, as far as the files say.</summary>
    public string SamplesSha256()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (id, seen) in _samples.OrderBy(s => s.Key, StringComparer.Ordinal))
            hash.AppendData(Encoding.UTF8.GetBytes($"{id}\0{seen.Content}\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string? ContentOf(RecordedResult result)
    {
        if (result.Content is null && result.Input is null && result.Target is null)
            return null;
        var text = result.Content ?? string.Join('\0', [result.Input, result.Target, .. result.Choices]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}

/// <param name="Content">Hash of what it asks and wants; null where the files do not say.</param>
/// <param name="From">The record that its texts are taken from.</param>
internal sealed record SeenSample(string? Content, int From, bool HasInput, string Place);

/// <summary>One model on one benchmark as the files have it.</summary>
internal sealed class EvaluationSurvey(string model, string program, IReadOnlyDictionary<string, string> facts)
{
    private readonly Dictionary<string, Seen> _samples = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _prompts = new(StringComparer.Ordinal);

    public string Model => model;

    public string Program => program;

    public IReadOnlyDictionary<string, string> Facts => facts;

    public IReadOnlyCollection<string> SampleIds => _samples.Keys;

    public int Attempts { get; private set; }

    /// <summary>Attempts with a score of theirs.</summary>
    public int Scored { get; private set; }

    /// <summary>Attempts that failed for good.</summary>
    public int Errors { get; private set; }

    public int Epochs { get; private set; } = 1;

    public bool IsTwoValued { get; private set; } = true;

    /// <summary>Stands for all prompts; null where none is recorded.</summary>
    public string? PromptsSha256
    {
        get
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var (sample, prompt) in _prompts.OrderBy(p => p.Key, StringComparer.Ordinal))
                hash.AppendData(Encoding.UTF8.GetBytes($"{sample}\0{prompt}\n"));
            return _prompts.Count == 0 ? null : Convert.ToHexStringLower(hash.GetHashAndReset());
        }
    }

    /// <summary>Questions of which this and another model's prompt are known, and how many of those prompts differ.</summary>
    public (int Known, int Different) PromptsBeside(EvaluationSurvey other)
    {
        var both = _prompts.Where(p => other._prompts.ContainsKey(p.Key)).ToList();
        return (both.Count, both.Count(p => other._prompts[p.Key] != p.Value));
    }

    /// <param name="score">Theirs, from 0 to 1; null where there is none.</param>
    /// <exception cref="SettingsException">The attempt is there already.</exception>
    public void Add(string sampleId, RecordedResult result, double? score, string path)
    {
        if (!_samples.TryGetValue(sampleId, out var seen))
            _samples[sampleId] = seen = new Seen(path, result.Place);
        var epoch = result.Epoch ?? seen.Epochs.Count + 1;
        if (result.Epoch is null && seen.Path != path || !seen.Epochs.Add(epoch))
            throw new SettingsException(
                $"{result.Place}: {model} has answered sample '{sampleId}' (epoch {epoch}) already in {seen.Place}. Leave one of them out, or name the models apart with --model."
            );
        Attempts++;
        Errors += result.Error is null ? 0 : 1;
        Scored += score is null || result.Error is not null ? 0 : 1;
        IsTwoValued &= score is null or 0 or 1;
        Epochs = Math.Max(Epochs, epoch);
        if (epoch == 1 && result.Prompt is { } prompt)
            _prompts[sampleId] = BitConverter.ToInt64(SHA256.HashData(Encoding.UTF8.GetBytes(prompt)));
    }

    private sealed record Seen(string Path, string Place)
    {
        public HashSet<int> Epochs { get; } = [];
    }
}
