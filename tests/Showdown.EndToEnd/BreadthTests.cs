using System.Text.Json;
using System.Text.Json.Nodes;
using Showdown.App.Cli;
using Showdown.Tests.Results;

namespace Showdown.EndToEnd;

/// <summary>Every benchmark whose data the mirror holds, from its files to a score: asked, replayed from what was recorded, and graded from a
/// file.</summary>
public sealed class BreadthTests(PostgresServer postgres) : IClassFixture<PostgresServer>
{
    private const string Models = """
        strong: { connector: simulated, model: strong, simulation: { seed: 1, skill: { default: 0.8 }, first_token: 1ms, tokens_per_second: 0, answer_tokens: 20 } }
        weak: { connector: simulated, model: weak, simulation: { seed: 2, skill: { default: 0.3 }, first_token: 1ms, tokens_per_second: 0, answer_tokens: 20 } }
        """;

    /// <summary>Benchmarks by the tables of breadth and of the older six; GPQA's data may not be had without its owners' consent.</summary>
    private static readonly string[] _benchmarks =
    [
        "mmlu-pro",
        "mmlu-redux",
        "bbh",
        "mgsm",
        "ifeval",
        "ifbench",
        "bfcl",
        "bfcl-prompt",
        "acebench",
        "long-context",
        "mmlu",
        "gsm8k",
        "math-500",
        "aime-2025",
        "humaneval-plus",
        "mbpp-plus",
        "livecodebench-public",
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryBenchmark_RunsReplaysAndIsGraded_ToTheSameScores_OnBothDatabases()
    {
        Assert.SkipWhen(Workplace.Mirror is null, "No mirror of upstream datasets: set SHOWDOWN_DATASET_MIRROR.");
        using var work = new Workplace();
        work.Write("jobs/models.yaml", Models);
        work.Write("jobs/asked.yaml", Job("asked", "strong", "weak"));
        var export = await RunAsync(work, null, "asked", models: 2);

        work.Write(
            "jobs/models.yaml",
            $$"""
            {{Models}}
            strong-again: { connector: replay, endpoint: "{{work.Write("export.jsonl", export)}}", model: strong }
            weak-again: { connector: replay, endpoint: "{{Path.Combine(work.Folder, "export.jsonl")}}", model: weak }
            """
        );
        work.Write("jobs/both.yaml", Job("both", "strong", "weak", "strong-again", "weak-again"));
        var asked = Lines(export).ToList();
        var onPostgres = Lines(await RunAsync(work, await postgres.NewDatabaseAsync(), "both", models: 4)).ToLookup(IsReplayed);
        Assert.Equal(Scores(asked), Scores(onPostgres[false]));
        Assert.Equal(Scores(asked), Scores(onPostgres[true]));

        await Parallel.ForEachAsync(
            _benchmarks,
            new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = Cancel },
            async (benchmark, _) => await GradeAsync(work, benchmark, [.. asked.Where(l => (string)l["benchmark"]! == benchmark)])
        );
    }

    /// <returns>All attempts, as JSON Lines.</returns>
    private static async Task<string> RunAsync(Workplace work, string? database, string job, int models)
    {
        var variables = new Dictionary<string, string?> { ["SHOWDOWN_DATABASE"] = database };
        var run = await work.RunAsync(variables, "run", job, "--json", "--mirror", Workplace.Mirror!);
        Assert.True(run.ExitCode == 0, $"{run.StandardError}\n{run.StandardOutput}");
        var evaluations = JsonDocument.Parse(run.StandardOutput).RootElement.GetProperty("evaluations").EnumerateArray().ToList();
        Assert.Equal(models * _benchmarks.Length, evaluations.Count);
        Assert.All(
            evaluations,
            e =>
            {
                var attempts = e.GetProperty("attempts");
                Assert.Equal(0, attempts.GetProperty("failed").GetInt32() + attempts.GetProperty("unscored").GetInt32());
                Assert.Equal(JsonValueKind.Number, e.GetProperty("score").ValueKind);
            }
        );
        return (await work.RunAsync(variables, "export", "last", "--format", "jsonl")).StandardOutput;
    }

    private static bool IsReplayed(JsonNode line) => ((string)line["model"]!).EndsWith("-again", StringComparison.Ordinal);

    /// <returns>A line an attempt, in order.</returns>
    private static string[] Scores(IEnumerable<JsonNode> lines) =>
        [
            .. lines
                .Select(l =>
                    $"{l["benchmark"]} {((string)l["model"]!).Replace("-again", "", StringComparison.Ordinal)} {l["sample_id"]} {l["outcome"]} {l["value"]} {l["answer"]} {Parts(l)}"
                )
                .Order(StringComparer.Ordinal),
        ];

    // By name: each database sorts texts in its own way.
    private static string Parts(JsonNode line) =>
        line["parts"] is { } parts
            ? string.Join(
                ' ',
                JsonNode.Parse((string)parts!)!.AsObject().Select(p => $"{p.Key}={p.Value?.ToJsonString()}").Order(StringComparer.Ordinal)
            )
            : "";

    /// <summary>
    /// What was exported goes into a file for <c>grade --benchmark</c>, calls as a list in its line, and comes out as it was scored. The command
    /// itself, in this process: seventeen starts of the program would take longer than all else.
    /// </summary>
    private static async Task GradeAsync(Workplace work, string benchmark, List<JsonNode> attempts)
    {
        Assert.Equal(6, attempts.Count);
        var file = work.Write(
            $"{benchmark}.jsonl",
            string.Concat(
                attempts.Select(l =>
                    new JsonObject
                    {
                        ["sample_id"] = (string)l["sample_id"]!,
                        ["completion"] = (string?)l["completion"],
                        ["tool_calls"] = l["tool_calls"] is { } calls ? JsonNode.Parse((string)calls!) : null,
                    }.ToJsonString() + "\n"
                )
            )
        );
        Assert.Equal(benchmark == "bfcl", (await File.ReadAllTextAsync(file, Cancel)).Contains("\"tool_calls\":[{", StringComparison.Ordinal));
        var graded = Path.Combine(work.Folder, $"{benchmark}-graded.jsonl");
        var code = await CommandLine.RunAsync([
            "grade",
            "--benchmark",
            benchmark,
            "--in",
            file,
            "--out",
            graded,
            "--mirror",
            Workplace.Mirror!,
            "--data",
            Path.Combine(work.Folder, "data"),
            "--datasets",
            work.Datasets,
        ]);
        Assert.True(code == 0, $"grade --benchmark {benchmark} ended with {code}; what it said stands on standard error");
        Assert.Equal(
            attempts.Select(l => $"{l["sample_id"]} {l["outcome"]} {l["answer"]}"),
            Lines(await File.ReadAllTextAsync(graded, Cancel)).Select(l => $"{l["id"]} {l["outcome"]} {l["answer"]}")
        );
    }

    private static IEnumerable<JsonNode> Lines(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!);

    private static string Job(string name, params string[] models) =>
        $"name: {name}\nmodels: [{string.Join(", ", models)}]\nprobe: false\nbenchmarks:\n"
        + string.Concat(_benchmarks.Select(b => $"  - {{ id: {b}, limit: 3, epochs: 1 }}\n"));
}
