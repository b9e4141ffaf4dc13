using System.Runtime.CompilerServices;
using Showdown.Analysis.Facts;
using Showdown.Domain;
using Showdown.Formatting;
using Showdown.Results;

namespace Showdown.Pages.Evidence;

/// <summary>All attempts of all models at one sample.</summary>
/// <param name="Number">From 1, in the dataset's order.</param>
internal sealed record SampleEvidence(int Number, Sample Sample, IReadOnlyList<AttemptView> Attempts)
{
    /// <summary>Gathers a stream that comes sample by sample. Holds one sample at a time.</summary>
    public static async IAsyncEnumerable<SampleEvidence> GatherAsync(
        IAsyncEnumerable<AttemptView> attempts,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        var number = 0;
        var held = new List<AttemptView>();
        await foreach (var attempt in attempts.WithCancellation(cancel))
        {
            if (held.Count > 0 && held[0].Sample.Id != attempt.Sample.Id)
            {
                yield return new SampleEvidence(++number, held[0].Sample, held);
                held = [];
            }
            held.Add(attempt);
        }
        if (held.Count > 0)
            yield return new SampleEvidence(++number, held[0].Sample, held);
    }

    /// <summary>Outcomes by epoch of each model, as letters: "RW-" has two attempts, and the third is missing.</summary>
    public IReadOnlyList<string> Codes(IReadOnlyList<ModelName> models)
    {
        var epochs = Attempts.Max(a => a.Epoch);
        var codes = models.Select(_ => Enumerable.Repeat(OutcomeNames.Code(null), epochs).ToArray()).ToList();
        foreach (var attempt in Attempts)
        {
            var model = models.TakeWhile(m => m.Id != attempt.ModelId).Count();
            codes[model][attempt.Epoch - 1] = OutcomeNames.Code(attempt.Outcome);
        }
        return codes.Select(c => new string(c)).ToList();
    }
}
