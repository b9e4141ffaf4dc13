using System.Text.Json;

namespace Showdown.EndToEnd;

/// <summary>Whole runs that end as soon as they are sure, where answers are judged later by running them, and where they earn shares.</summary>
public sealed class StopScorersTests
{
    private const int Samples = 120;

    [Fact]
    public async Task ProgramsAndShares_EndWhenTheyAreSure()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/bwrap"), "bubblewrap is not installed: programs are not run.");
        var folder = Directory.CreateTempSubdirectory("showdown-e2e-").FullName;
        using var work = new Workplace { Folder = folder, Datasets = Path.Combine(folder, "datasets") };
        WritePrograms(work);
        WriteShares(work);
        work.Write(
            "jobs/models.yaml",
            """
            strong: { connector: simulated, price: { input: 1, output: 2 }, limits: { concurrency: 8 }, simulation: { seed: 1, skill: { default: 0.98 }, first_token: 1ms } }
            weak: { connector: simulated, price: { input: 1, output: 2 }, limits: { concurrency: 8 }, simulation: { seed: 2, skill: { default: 0.3 }, first_token: 1ms } }
            """
        );
        work.Write("jobs/job.yaml", "name: job\nmodels: [strong, weak]\nbenchmarks: [programs, shares]\nstop: sure\n");
        var run = await work.RunAsync("run", "job", "--json");
        Assert.True(run.ExitCode == 0, run.StandardError);
        using var document = JsonDocument.Parse(run.StandardOutput);
        var summary = document.RootElement;
        Assert.All(summary.GetProperty("comparisons").EnumerateArray(), c => Assert.Equal("better", c.GetProperty("verdict").GetString()));
        var evaluations = summary.GetProperty("evaluations").EnumerateArray().ToList();
        Assert.Equal(4, evaluations.Count);
        Assert.All(
            evaluations,
            e =>
            {
                Assert.Equal("sure", e.GetProperty("ended_early").GetString());
                Assert.InRange(e.GetProperty("asked").GetInt32(), 30, Samples / 2);
                Assert.Equal(Samples - e.GetProperty("asked").GetInt32(), e.GetProperty("saved_requests").GetInt32());
                Assert.Equal(0, e.GetProperty("attempts").GetProperty("unscored").GetInt32());
            }
        );
        var exported = (await work.RunAsync("export", "last", "--format", "jsonl")).StandardOutput.TrimEnd().Split('\n');
        Assert.Equal(evaluations.Sum(e => e.GetProperty("asked").GetInt32()), exported.Length);
        Assert.All(exported, line => Assert.Contains("\"ended_early\":\"sure\"", line, StringComparison.Ordinal));
    }

    private static void WritePrograms(Workplace work)
    {
        work.Write(
            "datasets/programs/data.jsonl",
            string.Concat(
                Enumerable
                    .Range(1, Samples)
                    .Select(i =>
                        $$"""{"task_id": "HumanEval/{{i}}", "prompt": "def add{{i}}(n):\n", "entry_point": "add{{i}}", "canonical_solution": "    return n + {{i}}\n", "base_input": [[4]], "plus_input": [[-3]], "atol": 0}"""
                        + "\n"
                    )
            )
        );
        work.Write(
            "datasets/programs/benchmark.yaml",
            """
            id: programs
            version: 1
            title: Programs
            sources:
              - { file: data.jsonl, map: { id: task_id, input: prompt, target: "=all tests pass", entry_point: entry_point, solution: canonical_solution } }
            prompt: "{{ sample.input }}"
            scorer: { name: evalplus }
            """
        );
    }

    private static void WriteShares(Workplace work)
    {
        work.Write(
            "datasets/shares/data.jsonl",
            string.Concat(
                Enumerable
                    .Range(1, Samples)
                    .Select(i => $$"""{"id": "s{{i}}", "input": "Both words of {{i}}?", "target": "red{{i}}\nblue{{i}}"}""" + "\n")
            )
        );
        work.Write(
            "datasets/shares/benchmark.yaml",
            """
            id: shares
            version: 1
            title: Shares
            sources: [{ file: data.jsonl }]
            prompt: "{{ sample.input }}"
            scorer: { name: share }
            """
        );
    }
}
