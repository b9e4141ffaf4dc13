using Showdown.Domain;

namespace Showdown.Benchmarks;

/// <summary>One sample's prompts, epoch by epoch: what is the same in all of them is made once.</summary>
public sealed class SamplePrompts(BenchmarkPrompts prompts, Sample sample)
{
    private Prompt? _first;

    public Sample Sample => sample;

    /// <param name="epoch">From 1.</param>
    public Prompt At(int epoch)
    {
        if (prompts.DiffersByEpoch(sample))
            return prompts.Ask(sample, epoch);
        var first = _first ??= prompts.Ask(sample, epoch); // two threads may both make it: they make the same
        return first.Hint.Epoch == epoch ? first : first with { Hint = prompts.HintFor(sample, epoch) };
    }
}
