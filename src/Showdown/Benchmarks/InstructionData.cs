using System.Text.Json;
using Showdown.Domain;
using Showdown.Scoring;
using Showdown.Scoring.Instructions;

namespace Showdown.Benchmarks;

/// <summary>Makes the scorer of instructions ready: its word lists and language profiles are auxiliary data of the benchmark.</summary>
public static class InstructionData
{
    // Reading the language profiles takes a second; a run opens the same scorer for each of its models.
    private static readonly Lock _reading = new();
    private static (string Sha256, InstructionKit Kit)? _last;

    /// <exception cref="SettingsException">The auxiliary data is missing, is not what it should be, or does not fit the instructions.</exception>
    public static async Task<Scorer> OpenAsync(BenchmarkSettings benchmark, PinnedDataset data, CancellationToken cancel)
    {
        var kit = await Task.Run(() => Kit(benchmark, data), cancel);
        await DatasetReader.CheckAsync(benchmark, data, sample => Mistake(sample, kit), cancel);
        return new InstructionScorer(kit, Scorers.DecidesLoosely(benchmark.Scorer.Options));
    }

    private static InstructionKit Kit(BenchmarkSettings benchmark, PinnedDataset data)
    {
        if (data.AuxiliarySha256 is not { } sha256 || !data.Auxiliary.ContainsKey("punkt"))
            throw new SettingsException(
                $"Benchmark '{benchmark.Id}': scorer '{InstructionScorer.ScorerName}' needs 'punkt' under 'auxiliary' in {BenchmarkCatalog.FileName}. "
                    + $"It can use: {string.Join(", ", InstructionKit.DataNames)}."
            );
        lock (_reading)
        {
            if (_last?.Sha256 != sha256)
                _last = (sha256, Read(benchmark, data));
            return _last.Value.Kit;
        }
    }

    private static InstructionKit Read(BenchmarkSettings benchmark, PinnedDataset data)
    {
        try
        {
            return InstructionKit.Read(name =>
                data.Auxiliary.TryGetValue(name, out var source) ? [.. source.Files.Select(f => (Func<Stream>)(() => File.OpenRead(f.Path)))] : []
            );
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new SettingsException($"Benchmark '{benchmark.Id}': the auxiliary data cannot be read: {e.Message}", e);
        }
    }

    // A kind that is left out is no mistake: its samples stay unscored, and say so.
    private static string? Mistake(Sample sample, InstructionKit kit)
    {
        try
        {
            var instructions = Instruction.Read(
                sample.Fields.GetValueOrDefault(InstructionScorer.KindsField, "[]"),
                sample.Fields.GetValueOrDefault(InstructionScorer.ArgumentsField, "[]")
            );
            foreach (var instruction in instructions.Where(i => InstructionChecks.WhyNot(i.Kind, kit) is null))
                InstructionChecks.Follows("A text.", instruction, kit);
            return instructions.FirstOrDefault(i => !InstructionChecks.IsKnown(i.Kind)) is { } unknown
                ? $"sample '{sample.Id}': there is no instruction '{unknown.Kind}'."
                : null;
        }
        catch (FormatException e)
        {
            return $"sample '{sample.Id}': {e.Message}";
        }
    }
}
