using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Showdown.Benchmarks;
using Showdown.Benchmarks.Code;
using Showdown.Sandboxing;
using Showdown.Settings;

namespace Showdown.Tests.Benchmarks.Code;

/// <summary>
/// The benchmark's own file, with the hashes of three small files of ours in place of upstream's: what it says of a mirror leads to them, and to
/// tests that a judge can use.
/// </summary>
public sealed class LiveCodeBenchMirrorTests
{
    private static readonly string[] _files = ["test4.jsonl", "test5.jsonl", "test6.jsonl"];

    [Fact]
    public async Task LiveCodeBenchV6_IsReadFromAMirror_InItsWindow_WithItsTests()
    {
        var cancel = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        var yaml = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "datasets", "livecodebench-v6", "benchmark.yaml"), cancel);
        foreach (var (file, i) in _files.Select((f, i) => (f, i)))
        {
            var text =
                Row($"early-{i}", "2024-07-31", "") + Row($"inside-{i}", "2025-01-04", i == 1 ? "class Solution:\n    def add(self, a, b):" : "");
            folder.Write($"mirror/livecodebench/{file}", text);
            var upstream = HashAt(yaml, file);
            yaml = yaml.Replace(upstream, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))), StringComparison.Ordinal);
        }

        folder.Write("datasets/livecodebench-v6/benchmark.yaml", yaml);
        folder.Write("datasets/livecodebench-v6/README.md", "As upstream's.");
        var problems = new Problems();
        var benchmark = BenchmarkCatalog.Read(folder["datasets"], problems)["livecodebench-v6"];
        problems.ThrowIfAny();
        using var offline = new HttpClient(new MirrorTests.RefusingHandler());
        var cache = new DatasetCache(new DatasetOptions { CacheFolder = folder["cache"], MirrorFolder = folder["mirror"] }, offline);
        var data = await cache.PullAsync(benchmark, null, cancel);

        var samples = await DatasetReader.ReadAsync(benchmark, data, cancel).ToListAsync(cancel);
        Assert.Equal(["inside-0", "inside-1", "inside-2"], samples.Select(s => s.Id));
        var code = await CodeProblems.OpenAsync(benchmark, data, cancel);
        Assert.Equal(2, Assert.IsType<ScriptTask>(await code.TaskAsync("inside-0", cancel)).Tests.Count);
        Assert.Equal("add", Assert.IsType<FunctionTask>(await code.TaskAsync("inside-1", cancel)).EntryPoint);
        var prompts = await BenchmarkPrompts.OpenAsync(benchmark, data, cancel);
        Assert.Contains("Write your solution into this starter code", prompts.Ask(samples[1], 1).Messages[^1].Text, StringComparison.Ordinal);
    }

    private static string HashAt(string yaml, string file)
    {
        const string label = "sha256: ";
        var place =
            yaml.IndexOf(label, yaml.IndexOf($"mirror: livecodebench/{file}", StringComparison.Ordinal), StringComparison.Ordinal) + label.Length;
        return yaml.Substring(place, 64);
    }

    // As upstream writes a row: tests are JSON inside texts, the name of the method stands in the metadata.
    private static string Row(string id, string date, string starter)
    {
        var test =
            starter.Length > 0
                ? new
                {
                    input = "1\n2",
                    output = "3",
                    testtype = "functional",
                }
                : new
                {
                    input = "1 2\n",
                    output = "3\n",
                    testtype = "stdin",
                };
        return JsonSerializer.Serialize(
                new
                {
                    question_title = id,
                    question_content = "Add the two numbers.",
                    platform = "atcoder",
                    question_id = id,
                    contest_id = "c",
                    contest_date = $"{date}T00:00:00",
                    starter_code = starter,
                    difficulty = "easy",
                    public_test_cases = JsonSerializer.Serialize(new[] { test }),
                    private_test_cases = JsonSerializer.Serialize(new[] { test }),
                    metadata = starter.Length > 0 ? """{"func_name": "add"}""" : "{}",
                }
            ) + "\n";
    }
}
