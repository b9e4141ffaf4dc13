using System.Text.Json;

namespace Showdown.EndToEnd;

/// <summary>A benchmark that offers tools: hosts that take them, a host that refuses them, and calls from elsewhere.</summary>
public sealed class ToolsTests
{
    private const string Functions =
        """[{"name": "math.add", "description": "Adds.", "parameters": {"type": "dict", "properties": {"a": {"type": "integer"}, "b": {"type": "integer"}}, "required": ["a", "b"]}}]""";

    [Theory]
    [InlineData("", 0)]
    [InlineData("probe: false\n", 5)] // then the first attempts tell
    public async Task HostThatRefusesTools_EndsThatEvaluationAlone_WithTheReason(string probe, int failed)
    {
        using var work = NewWorkplace();
        using var host = await SimulatorProcess.StartAsync(work.Folder, "--refuse-tools");
        work.Write(
            "jobs/models.yaml",
            $$"""
            taking: { connector: simulated, model: taking, simulation: { skill: { default: 1 }, first_token: 1ms } }
            refusing: { connector: simulated, endpoint: "{{host.Endpoint}}", model: refusing, limits: { concurrency: 1 }, simulation: { skill: { default: 1 }, first_token: 1ms } }
            """
        );
        work.Write("jobs/job.yaml", $"name: job\nmodels: [taking, refusing]\nbenchmarks: [{{ id: adding }}, {{ id: words }}]\n{probe}");
        var run = await work.RunAsync("run", "job", "--json");
        Assert.Equal(1, run.ExitCode);
        using var document = JsonDocument.Parse(run.StandardOutput);
        Assert.StartsWith("refusing is not asked with tools: ", document.RootElement.GetProperty("reason").GetString());
        Assert.Equal((40, 0, (string?)null), Of("adding", "taking"));
        Assert.Equal((40, 0, (string?)null), Of("words", "taking"));
        Assert.Equal((40, 0, (string?)null), Of("words", "refusing")); // its other evaluations go on
        var (right, refused, reason) = Of("adding", "refusing");
        Assert.Equal((0, failed), (right, refused));
        Assert.Contains("does not support tools", reason);
        var report = await File.ReadAllTextAsync(document.RootElement.GetProperty("report").GetString()!, TestContext.Current.CancellationToken);
        Assert.Contains("refusing is not asked with tools", report);
        var passports = document.RootElement.GetProperty("passports").EnumerateArray().ToList();
        Assert.Equal(probe.Length > 0 ? 0 : 2, passports.Count);
        Assert.All(
            passports,
            p =>
                Assert.StartsWith(
                    p.GetProperty("model").GetString() == "taking" ? "called, several at once" : "refused",
                    p.GetProperty("tools").GetString()
                )
        );

        (int Right, int Failed, string? Reason) Of(string benchmark, string model)
        {
            var evaluation = document
                .RootElement.GetProperty("evaluations")
                .EnumerateArray()
                .Single(e => e.GetProperty("benchmark").GetString() == benchmark && e.GetProperty("model").GetString() == model);
            var attempts = evaluation.GetProperty("attempts");
            return (
                attempts.GetProperty("right").GetInt32(),
                attempts.GetProperty("failed").GetInt32(),
                evaluation.TryGetProperty("stopped_reason", out var said) ? said.GetString() : null
            );
        }
    }

    [Fact]
    public async Task Calls_AreGradedFromAFile()
    {
        using var work = NewWorkplace();
        work.Write(
            "calls.jsonl",
            """
            {"sample_id": "simple_1", "tool_calls": [{"name": "math_add", "arguments": {"a": 1, "b": 2}}]}
            {"sample_id": "simple_1", "tool_calls": [{"function": {"name": "math_add", "arguments": "{\"a\": 1, \"b\": 2}"}}]}
            {"sample_id": "simple_1", "tool_calls": [{"math_add": "{\"a\": 1, \"b\": 2}"}]}
            {"sample_id": "simple_1", "tool_calls": [{"name": "math_add", "arguments": {"a": 1, "b": 3}}]}
            {"sample_id": "simple_1", "completion": "That is 3."}
            {"sample_id": "simple_1", "completion": "That", "cut_off": true}
            """
        );
        var graded = await work.RunAsync("grade", "--benchmark", "adding", "--in", "calls.jsonl");
        Assert.True(graded.ExitCode == 0, graded.StandardError);
        Assert.Equal(
            ["right", "right", "right", "wrong", "wrong", "truncated"],
            graded
                .StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(l => JsonDocument.Parse(l).RootElement.GetProperty("outcome").GetString())
        );
    }

    private static Workplace NewWorkplace()
    {
        var folder = Directory.CreateTempSubdirectory("showdown-e2e-").FullName;
        var work = new Workplace { Folder = folder, Datasets = Path.Combine(folder, "datasets") };
        work.Write(
            "datasets/adding/data.jsonl",
            string.Concat(
                Enumerable
                    .Range(1, 40)
                    .Select(n =>
                        $$$"""{"id": "simple_{{{n}}}", "question": [[{"role": "user", "content": "{{{n}}} + 2?"}]], "function": {{{Functions}}}, "answer": [{"math.add": {"a": [{{{n}}}], "b": [2]} }]}"""
                        + "\n"
                    )
            )
        );
        work.Write(
            "datasets/adding/benchmark.yaml",
            """
            id: adding
            version: 1
            title: Adding
            sources:
              - file: data.jsonl
                map: { id: id, input: "question | last-turn", target: "answer | json", turns: "question | json", functions: "function | json", category: =simple_python, tools: "function | functions:bfcl-tools" }
            scorer: { name: bfcl }
            protocol: { epochs: 1 }
            """
        );
        work.Write(
            "datasets/words/data.jsonl",
            string.Concat(Enumerable.Range(1, 40).Select(n => $$"""{"id": "{{n}}", "input": "{{n}} + 2?", "target": "{{n + 2}}"}""" + "\n"))
        );
        work.Write(
            "datasets/words/benchmark.yaml",
            """
            id: words
            version: 1
            title: Words
            sources: [{ file: data.jsonl }]
            prompt: "{{ sample.input }}"
            scorer: { name: integer }
            protocol: { epochs: 1 }
            """
        );
        return work;
    }
}
