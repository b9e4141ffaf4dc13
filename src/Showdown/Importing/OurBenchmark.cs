using System.Text;
using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Importing.Reading;
using Showdown.Running;
using Showdown.Sandboxing;
using Showdown.Scoring;

namespace Showdown.Importing;

/// <summary>What our own scorer judges imported completions by: a benchmark of ours with its samples, or a scorer alone.</summary>
internal sealed class OurBenchmark
{
    private readonly Dictionary<string, Sample> _samples = new(StringComparer.Ordinal);

    // Texts that two samples share tell neither.
    private readonly Dictionary<string, string?> _byText = new(StringComparer.Ordinal);

    private OurBenchmark(Scorer scorer, BenchmarkSettings? settings, PinnedDataset? data) => (Scorer, Settings, Data) = (scorer, settings, data);

    public Scorer Scorer { get; }

    /// <summary>Null where only a scorer was named, and samples are as the files have them.</summary>
    public BenchmarkSettings? Settings { get; }

    public PinnedDataset? Data { get; }

    /// <exception cref="SettingsException">The data cannot be had, or there is no such scorer.</exception>
    public static async Task<OurBenchmark> OpenAsync(
        BenchmarkSettings benchmark,
        DatasetCache datasets,
        CodeSandbox sandbox,
        CancellationToken cancel
    )
    {
        if (!Scorers.Find(benchmark.Scorer).Kind.Scores())
            throw new SettingsException($"Benchmark '{benchmark.Id}' measures and scores nothing: there is nothing to import into it.");
        var data = await datasets.PullAsync(benchmark, null, cancel);
        var ours = new OurBenchmark(await ScorerOpening.OpenAsync(benchmark, data, sandbox, cancel), benchmark, data);
        await foreach (var sample in DatasetReader.ReadAsync(benchmark, data, cancel))
            ours.Add(sample);
        return ours;
    }

    public static OurBenchmark Of(string scorer) => new(Scorers.FindPure(new ScorerSettings(scorer)), null, null);

    /// <summary>The sample that a result is about: that of its id, else the one whose question it holds; as the file has it where no benchmark is
    /// named.</summary>
    /// <exception cref="SettingsException">The benchmark has no such sample.</exception>
    public Sample SampleOf(RecordedResult result)
    {
        if (Settings is null)
            return TheirSample(result);
        if (_samples.TryGetValue(result.SampleId, out var sample))
            return sample;
        foreach (var text in result.Texts.Prepend(result.Input).Append(result.Prompt).OfType<string>())
        {
            if (_byText.GetValueOrDefault(Bare(text)) is { } id)
                return _samples[id];
        }

        throw new SettingsException(
            $"{result.Place}: benchmark '{Settings.Id}' has no sample '{result.SampleId}', and none that asks this question. Its ids are such as '{_samples.Keys.FirstOrDefault()}'."
                + " Give another --benchmark, or none: then the results are a benchmark of their own."
        );
    }

    /// <summary>A sample as the file has it; what it does not say is empty.</summary>
    public static Sample TheirSample(RecordedResult result) =>
        new(result.SampleId, result.Input ?? "", result.Target ?? "") { Choices = result.Choices, Group = result.Group };

    /// <summary>What our scorer says of a result; null where there is no completion, or nothing it could be held against.</summary>
    public async Task<Score?> ScoreAsync(RecordedResult result, CancellationToken cancel)
    {
        if (result.Completion is not { } text || result.Error is not null || Settings is null && result.Target is null)
            return null;
        var sample = SampleOf(result);
        return await Scorer.ScoreAsync(ImportedScoring.Input(sample, text, result.CutOff, result.ToolCalls), cancel);
    }

    private void Add(Sample sample)
    {
        _samples[sample.Id] = sample;
        if (Bare(sample.Input) is { Length: > 0 } text && !_byText.TryAdd(text, sample.Id))
            _byText[text] = null;
    }

    /// <summary>A text without differences of blanks.</summary>
    private static string Bare(string text)
    {
        var bare = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c))
                bare.Append(c);
            else if (bare.Length > 0 && bare[^1] != ' ')
                bare.Append(' ');
        }

        return bare.ToString().TrimEnd();
    }
}
