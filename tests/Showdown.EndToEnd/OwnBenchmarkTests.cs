using System.Text.Json;

namespace Showdown.EndToEnd;

/// <summary>Benchmarks that a user brings: a folder, no C#.</summary>
public sealed class OwnBenchmarkTests
{
    [Fact]
    public async Task OneFileReadByOtherRules_GivesOtherSamples()
    {
        using var work = NewWorkplace();
        work.Write(
            "datasets/own/data.jsonl",
            """
            {"id": "a", "question": "1 + 1?", "answer": "2", "alternative": "7", "kind": "easy"}
            {"id": "b", "question": "2 + 2?", "answer": "4", "alternative": "8", "kind": "hard"}
            """
        );
        work.Write("jobs/models.yaml", "told: { connector: replay, model: told, endpoint: replies.jsonl }");
        work.Write(
            "replies.jsonl",
            """
            {"sample_id": "a", "completion": "The answer is 2."}
            {"sample_id": "b", "completion": "The answer is 8."}
            """
        );
        work.Write("jobs/job.yaml", "name: job\nmodels: [told]\nbenchmarks: [{ id: own }]\n");
        WriteRules("answer", "");
        Assert.Equal((2, 1), await RightAsync(work));
        WriteRules("alternative", "");
        Assert.Equal((2, 1), await RightAsync(work)); // now b is right, not a
        Assert.Contains("\"8\"", (await work.RunAsync("export", "last", "--format", "jsonl")).StandardOutput.Split('\n')[1]);
        WriteRules("answer", "where: { kind: easy }");
        Assert.Equal((1, 1), await RightAsync(work));
        WriteRules("answer", "where: { kind: easy }");
        work.Write("jobs/job.yaml", "name: job\nmodels: [told]\nbenchmarks: [{ id: own, where: { kind: [hard] } }]\n"); // the job's word wins
        Assert.Equal((1, 0), await RightAsync(work));
        work.Write("jobs/job.yaml", "name: job\nmodels: [told]\nbenchmarks: [{ id: own, where: { kind: none } }]\n");
        Assert.Contains("holds no record that fits 'where'", (await work.RunAsync("run", "job")).StandardError);

        void WriteRules(string target, string where) =>
            work.Write(
                "datasets/own/benchmark.yaml",
                $$$"""
                id: own
                version: 1
                title: Own
                sources:
                  - file: data.jsonl
                    map: { id: id, input: question, target: {{{target}}} }
                    {{{where}}}
                prompt: "{{ sample.input }}"
                scorer: { name: integer }
                protocol: { epochs: 1 }
                """
            );
    }

    [Fact]
    public async Task CodeBenchmark_TellsBaseFromPlus_InEveryPlace()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/bwrap"), "bubblewrap is not installed: programs are not run.");
        using var work = NewWorkplace();
        work.Write(
            "datasets/own-code/data.jsonl",
            """
            {"task_id": "HumanEval/900", "prompt": "def half(n):\n    \"\"\"Half of n, rounded towards zero.\"\"\"\n", "entry_point": "half", "canonical_solution": "    return int(n / 2)\n", "base_input": [[4], [7]], "plus_input": [[-3]], "atol": 0}
            {"task_id": "HumanEval/901", "prompt": "def twice(n):\n    \"\"\"Two times n.\"\"\"\n", "entry_point": "twice", "canonical_solution": "    return 2 * n\n", "base_input": [[4]], "plus_input": [[0]], "atol": 0}
            """
        );
        work.Write(
            "datasets/own-code/benchmark.yaml",
            """
            id: own-code
            version: 1
            title: Own code
            sources:
              - file: data.jsonl
                map: { id: task_id, input: prompt, target: "=all tests pass", entry_point: entry_point, solution: canonical_solution }
            prompt: "{{ sample.input }}"
            scorer: { name: evalplus }
            protocol: { epochs: 1 }
            """
        );
        work.Write("jobs/models.yaml", "told: { connector: replay, model: told, endpoint: replies.jsonl }");
        work.Write(
            "replies.jsonl",
            """
            {"sample_id": "HumanEval/900", "completion": "```python\ndef half(n):\n    return n // 2\n```"}
            {"sample_id": "HumanEval/901", "completion": "```python\ndef twice(n):\n    return n + n\n```"}
            """
        );
        work.Write("jobs/job.yaml", "name: job\nmodels: [told]\nbenchmarks: [{ id: own-code }]\n");
        var run = await work.RunAsync("run", "job", "--json");
        Assert.True(run.ExitCode == 0, run.StandardError);
        var evaluation = JsonDocument.Parse(run.StandardOutput).RootElement.GetProperty("evaluations")[0];
        Assert.Equal(0.5, evaluation.GetProperty("score").GetDouble());
        var parts = evaluation
            .GetProperty("parts")
            .EnumerateArray()
            .ToDictionary(p => p.GetProperty("name").GetString()!, p => p.GetProperty("score").GetDouble());
        Assert.Equal((1.0, 0.5), (parts["base"], parts["plus"]));
        Assert.Contains("base tests", (await work.RunAsync("show", "last")).StandardOutput);
        Assert.Contains(
            "base tests",
            await File.ReadAllTextAsync(
                JsonDocument.Parse(run.StandardOutput).RootElement.GetProperty("report").GetString()!,
                TestContext.Current.CancellationToken
            )
        );

        var graded = await work.RunAsync("grade", "--benchmark", "own-code", "--in", "replies.jsonl");
        var line = JsonDocument.Parse(graded.StandardOutput.Split('\n')[0]).RootElement;
        Assert.Equal("wrong", line.GetProperty("outcome").GetString());
        Assert.True(line.GetProperty("parts").GetProperty("base").GetBoolean());
        Assert.False(line.GetProperty("parts").GetProperty("plus").GetBoolean());
    }

    private static Workplace NewWorkplace()
    {
        var folder = Directory.CreateTempSubdirectory("showdown-e2e-").FullName;
        return new Workplace { Folder = folder, Datasets = Path.Combine(folder, "datasets") };
    }

    private static async Task<(int Samples, int Right)> RightAsync(Workplace work)
    {
        var run = await work.RunAsync("run", "job", "--json");
        Assert.True(run.ExitCode == 0, run.StandardError);
        var evaluation = JsonDocument.Parse(run.StandardOutput).RootElement.GetProperty("evaluations")[0];
        return (evaluation.GetProperty("samples").GetInt32(), evaluation.GetProperty("attempts").GetProperty("right").GetInt32());
    }
}
