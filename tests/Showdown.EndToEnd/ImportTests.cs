using System.Text.Json;
using Showdown.Tests.Importing;

namespace Showdown.EndToEnd;

/// <summary>Files that others recorded, through the real program: each format once, then all that one does with a run.</summary>
public sealed class ImportTests
{
    public static TheoryData<string> Formats => ["lm-eval", "inspect-zip", "evalscope", "openai-evals", "promptfoo", "bfcl", "plain-csv"];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task EachFormat_IsImported_WithItsCounts(string format)
    {
        using var work = new Workplace();
        var paths = Recordings.All[format](Path.Combine(work.Folder, "results"));
        var result = await work.RunAsync(["import", .. paths, "--json"]);
        Assert.Equal("", result.StandardError);
        Assert.Equal(0, result.ExitCode);
        using var summary = JsonDocument.Parse(result.StandardOutput);
        var evaluations = summary.RootElement.GetProperty("evaluations").EnumerateArray().ToList();
        var epochs = format.StartsWith("inspect", StringComparison.Ordinal) ? 2 : 1;
        Assert.Equal(Recordings.Models, evaluations.Select(e => e.GetProperty("model").GetString()));
        foreach (var evaluation in evaluations)
        {
            var model = evaluation.GetProperty("model").GetString()!;
            var right = Enumerable.Range(0, Recordings.Questions).Count(i => Recordings.IsRight(model, i)) * epochs;
            Assert.Equal(right, evaluation.GetProperty("attempts").GetProperty("right").GetInt32());
            Assert.Equal(JsonValueKind.Null, evaluation.GetProperty("ttft_seconds").GetProperty("p50").ValueKind);
        }

        Assert.True(summary.RootElement.GetProperty("imported").GetProperty("files").GetArrayLength() > 0);
        Assert.Single(summary.RootElement.GetProperty("comparisons").EnumerateArray());
    }

    [Fact]
    public async Task AnImportedRun_GoesThroughGatesExportsAndComparison_AndIsNeitherResumedNorRepeated()
    {
        using var work = new Workplace();
        work.Write("jobs/models.yaml", "alpha: { connector: simulated }\nbeta: { connector: simulated }\n");
        work.Write(
            "jobs/gated.yaml",
            "name: gated\nmodels: [alpha, beta]\nbenchmarks: [{ id: quickstart-maths }]\ngates: [{ on: below, model: beta, value: 0.9 }]\n"
        );
        var paths = Recordings.PlainCsv(Path.Combine(work.Folder, "results"));
        var gated = await work.RunAsync("import", paths[0], paths[1], "--gates", "gated");
        Assert.Contains("gate FAILED: beta", gated.StandardOutput);
        Assert.Equal(3, gated.ExitCode);
        Assert.Contains("imported before", (await work.RunAsync("import", paths[0], paths[1])).StandardError);

        Assert.Contains("imported from a plain file", (await work.RunAsync("export", "last", "--format", "junit")).StandardOutput);
        using var line = JsonDocument.Parse((await work.RunAsync("export", "last", "--format", "jsonl")).StandardOutput.Split('\n')[0]);
        foreach (var unknown in new[] { "started_at", "duration_seconds", "tries", "cost_usd", "completion", "output_tokens" })
            Assert.True(!line.RootElement.TryGetProperty(unknown, out var value) || value.ValueKind == JsonValueKind.Null, unknown);
        Assert.Equal("a plain file", line.RootElement.GetProperty("imported_from").GetString());

        foreach (var command in new[] { "resume", "rerun" })
        {
            var refused = await work.RunAsync(command, "last");
            Assert.Contains("was imported from", refused.StandardError);
            Assert.Equal(2, refused.ExitCode);
        }

        await work.RunAsync("import", paths[0], "--name", "first");
        await work.RunAsync("import", paths[1], "--name", "second");
        var runs = (await work.RunAsync("runs")).StandardOutput.Split('\n').Where(l => l.Contains("(imported)", StringComparison.Ordinal)).ToList();
        var compared = await work.RunAsync("compare", runs[1].Trim().Split(' ')[0], runs[0].Trim().Split(' ')[0]);
        Assert.Contains("beta in run 2", compared.StandardOutput);
    }

    [Fact]
    public async Task FilesThatOverlap_AreComparedOnWhatBothHave_AndNothingInCommonIsAnError()
    {
        using var work = new Workplace();
        var (first, second, other) = (await ImportAsync("alpha", 0, 60), await ImportAsync("beta", 20, 70), await ImportAsync("gamma", 100, 110));
        var summary = Path.Combine(work.Folder, "summary.md");
        var compared = await work.RunAsync("compare", first, second, "--summary", summary);
        Assert.Equal(0, compared.ExitCode);
        const string words = "compared on the 40 questions that both have: 10 of run 2 and 20 of run 1 are left out";
        Assert.Contains("alpha in run 1 is better than beta in run 2 on sums", compared.StandardOutput, StringComparison.Ordinal);
        Assert.Contains(words, compared.StandardOutput, StringComparison.Ordinal);
        Assert.Contains(
            "on the 40 questions that both have",
            await File.ReadAllTextAsync(summary, TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
        var refused = await work.RunAsync("compare", first, other);
        Assert.Contains("have no question in common on 'sums'", refused.StandardError, StringComparison.Ordinal);
        Assert.Equal(2, refused.ExitCode);

        async Task<string> ImportAsync(string model, int from, int to)
        {
            var file = work.Write(
                $"{model}.jsonl",
                string.Concat(
                    Enumerable
                        .Range(from, to - from)
                        .Select(i =>
                            $$"""{"id": "q{{i}}", "benchmark": "sums", "question": "{{Recordings.Question(i)}}", "score": {{(model == "alpha" || i % 2 == 0 ? 1 : 0)}}}"""
                            + "\n"
                        )
                )
            );
            var result = await work.RunAsync("import", file, "--json");
            Assert.Equal("", result.StandardError);
            using var run = JsonDocument.Parse(result.StandardOutput);
            return run.RootElement.GetProperty("run").GetString()!;
        }
    }
}
