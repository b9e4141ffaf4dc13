using Showdown.Benchmarks;
using Showdown.Results;

namespace Showdown.Analysis.Facts;

/// <summary>Prompts of a run, by benchmark id, where its datasets are still there.</summary>
internal static class PromptSources
{
    public static async Task<Dictionary<string, PromptSource>> OpenAsync(RunRow run, DatasetCache? datasets, CancellationToken cancel)
    {
        var opened = new Dictionary<string, PromptSource>(StringComparer.Ordinal);
        if (run.Settings.Import is not null)
            return opened; // another program asked, in words of its own
        foreach (var benchmark in run.Settings.Benchmarks)
        {
            if (
                run.Settings.Pins.GetValueOrDefault(benchmark.Id) is { } pin
                && datasets?.Find(benchmark, pin.DatasetSha256, pin.FewShotSha256) is { } data
            )
                opened[benchmark.Id] = (await BenchmarkPrompts.OpenAsync(benchmark, data, cancel)).Ask;
        }
        return opened;
    }
}
