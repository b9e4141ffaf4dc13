using System.Text;
using System.Text.Json;
using Showdown.Analysis.Facts;
using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Exporting;
using Showdown.Results;
using Showdown.Tests.Pages;

namespace Showdown.Tests.Exporting;

/// <summary>Options, target and answer of an attempt stand in one order: the one in which the model saw them.</summary>
public sealed class ShuffledOptionsTests : IDisposable
{
    private static readonly FixtureBenchmark _mmlu = FixtureBenchmark.Mmlu(samples: 12, epochs: 4);
    private static readonly FixtureBenchmark _shuffled = _mmlu with { Settings = _mmlu.Settings with { ShuffleChoices = true } };
    private static readonly FixtureRun _run = new([FixtureModel.Kimi()], [_shuffled]);

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Jsonl_HasTheOrderOfTheAttempt()
    {
        using var output = new MemoryStream();
        await Exporter.ExportAsync(_run.Run, [.. _run.Facts.Evaluations.Select(e => e.Row)], AttemptsAsync, "jsonl", output, Cancel);
        var rows = Encoding.UTF8.GetString(output.ToArray()).TrimEnd('\n').Split('\n').Select(l => JsonDocument.Parse(l).RootElement);
        Check(rows, row => (Text(row, "sample_id"), Text(row, "answer"), Text(row, "target"), JsonDocument.Parse(Text(row, "choices")!).RootElement));
    }

    [Fact]
    public async Task Inspect_HasTheOrderOfTheAttempt()
    {
        var files = await InspectExport.WriteAsync(
            RunResults.Of(_run.Facts),
            AttemptsAsync,
            new Dictionary<string, PromptSource>(),
            _folder.Path,
            Cancel
        );
        var samples = JsonDocument.Parse(await File.ReadAllTextAsync(files[0], Cancel)).RootElement.GetProperty("samples").EnumerateArray();
        Check(
            samples.Where(s => s.TryGetProperty("scores", out _)),
            s => (Text(s, "id"), Text(s.GetProperty("scores").GetProperty("choice"), "answer"), Text(s, "target"), s.GetProperty("choices"))
        );
    }

    private static void Check(
        IEnumerable<JsonElement> rows,
        Func<JsonElement, (string? Sample, string? Answer, string? Target, JsonElement Choices)> read
    )
    {
        var seen = rows.Select(read).Where(r => r.Answer is not null).ToList();
        Assert.NotEmpty(seen);
        foreach (var (id, answer, target, choices) in seen)
        {
            var sample = _mmlu.Samples.Single(s => s.Id == id);
            Assert.Equal(answer, target);
            Assert.Equal(sample.Choices[sample.Target[0] - 'A'], choices[target![0] - 'A'].GetString());
        }
        Assert.True(seen.GroupBy(r => r.Sample).Any(s => s.Select(r => r.Target).Distinct().Count() > 1), "no epoch was shuffled");
    }

    /// <summary>Each answer names the right option by the letter that it had in its epoch.</summary>
    private static async IAsyncEnumerable<AttemptView> AttemptsAsync(
        string benchmark,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel
    )
    {
        await foreach (var attempt in _run.AttemptsAsync(benchmark, cancel))
        {
            var shown = ChoiceOrder.Shuffle(benchmark, attempt.Sample, attempt.Epoch);
            yield return attempt.Outcome == Outcome.Right ? attempt with { Answer = shown.Target } : attempt with { Answer = null };
        }
    }

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var text) ? text.GetString() : null;
}
