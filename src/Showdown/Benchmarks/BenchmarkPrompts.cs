using Showdown.Domain;

namespace Showdown.Benchmarks;

/// <summary>What is asked for one sample in one epoch.</summary>
/// <param name="Target">What the grader gets: the letter as shown, with labels and options.</param>
/// <param name="Shown">The sample with its options in the order of this epoch.</param>
public sealed record Question(IReadOnlyList<Message> Messages, Target Target, Sample Shown, SimulationHint Hint);

/// <summary>Makes prompts from templates: compiled once, used from many threads.</summary>
public sealed class BenchmarkPrompts
{
    private BenchmarkPrompts(string sha256) => Sha256 = sha256;

    /// <summary>SHA-256 over everything that shapes a prompt besides the data: templates, shots, whether options are permuted.</summary>
    public string Sha256 { get; }

    /// <summary>Compiles the templates and loads the worked examples.</summary>
    /// <exception cref="SettingsException">A template cannot be read or names what is not there.</exception>
    public static Task<BenchmarkPrompts> OpenAsync(BenchmarkSettings benchmark, PinnedDataset data, CancellationToken cancel) =>
        throw new NotSupportedException($"{benchmark} {data} {cancel}");

    /// <param name="epoch">From 1.</param>
    public Question Ask(Sample sample, int epoch) => throw new NotSupportedException($"{sample} {epoch} {Sha256}");
}
