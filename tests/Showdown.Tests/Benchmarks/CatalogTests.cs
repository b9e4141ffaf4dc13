using Showdown.Benchmarks;
using Showdown.Models;
using Showdown.Scheduling;
using Showdown.Settings;

namespace Showdown.Tests.Benchmarks;

/// <summary>The files that come with the project, read as a run reads them.</summary>
public sealed class CatalogTests
{
    [Fact]
    public void OurOwnFiles_HaveNoMistake()
    {
        var problems = new Problems();
        var benchmarks = BenchmarkCatalog.Read(Path.Combine(Repository.Root, "datasets"), problems);
        var models = ModelsFile.Read(Path.Combine(Repository.Root, "jobs", "models.yaml"), problems);
        var jobs = Directory
            .GetFiles(Path.Combine(Repository.Root, "jobs"), "*.yaml")
            .Where(f => Path.GetFileName(f) != "models.yaml")
            .Select(f => JobFile.Read(f, new SettingsFiles(models, benchmarks), problems))
            .ToList();
        Assert.Empty(problems.Messages);
        Assert.True(jobs.Count >= 2);
        Assert.Contains("aime-2025", benchmarks.Keys);
        Assert.Equal(57, benchmarks["mmlu"].Categories.Count);
    }

    [Fact]
    public void EveryBenchmark_HasAReadme_ThatNamesItsVersions()
    {
        foreach (var benchmark in BenchmarkCatalog.Read(Path.Combine(Repository.Root, "datasets"), new Problems()).Values)
            Assert.Contains($"\n{benchmark.Version}. ", File.ReadAllText(Path.Combine(benchmark.Folder, "README.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatCameWithTheProgram_CountsWhereTheUsersFolderHasNoneOfItsId()
    {
        using var folder = new TemporaryFolder();
        var quickstart = File.ReadAllText(Path.Combine(Repository.Root, "datasets", "quickstart-maths", "benchmark.yaml"));
        void Write(string place, string id, string title)
        {
            folder.Write($"{place}/{id}/data.jsonl", """{"id": "1", "input": "1 + 1?", "target": "2"}""");
            folder.Write(
                $"{place}/{id}/benchmark.yaml",
                quickstart
                    .Replace("id: quickstart-maths", $"id: {id}", StringComparison.Ordinal)
                    .Replace("title: Quickstart, short maths problems", $"title: {title}", StringComparison.Ordinal)
            );
        }

        Write("own", "both", "my own");
        folder.Write("own/broken/benchmark.yaml", "id: broken\n");
        Write("shipped", "both", "shipped");
        Write("shipped", "broken", "shipped");
        Write("shipped", "more", "shipped");
        var entries = BenchmarkCatalog.ReadEach(folder["own"], new Problems(), folder["shipped"]);
        Assert.Equal(
            [("both", "my own"), ("broken", null), ("more", "shipped")],
            entries.Select(e => (e.Id, e.Problems.Count > 0 ? null : e.Benchmark?.Title))
        );
        Assert.Equal(2, BenchmarkCatalog.ReadEach(folder["own"], new Problems(), folder["own"]).Count);
        var problems = new Problems();
        BenchmarkCatalog.ReadEach(folder["nowhere"], problems, folder["shipped"]);
        Assert.Contains("there is no such folder", Assert.Single(problems.Messages), StringComparison.Ordinal);
    }

    [Fact]
    public void BenchmarksThatComeWithTheProgram_AreInFoldersNamedByTheirIds()
    {
        using var empty = new TemporaryFolder();
        var shipped = BenchmarkCatalog.ReadEach(empty["."], new Problems(), Path.Combine(Repository.Root, "datasets"));
        Assert.NotEmpty(shipped);
        Assert.All(shipped, entry => Assert.Equal(entry.Id, entry.Benchmark!.Id));
    }

    [Fact]
    public void ABenchmarkThatComesWithTheProgram_IsReadWhenAJobNamesIt()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["own"]);
        folder.Write("models.yaml", "a: { connector: openai, endpoint: http://localhost, model: a }\n");
        var shipped = folder.Write("shipped/late/benchmark.yaml", "id: late\n");
        var files = SettingsFiles.Read(new SettingsFolders(folder["."], folder["own"]) { ShippedDatasets = folder["shipped"] }, new Problems());
        File.WriteAllText(shipped, "id: late\ntypo: 1\n"); // seen, since nobody has asked yet
        Assert.Contains(files.ProblemsOf("late")!.Messages, m => m.Contains("typo", StringComparison.Ordinal));
        Assert.Equal(["late"], files.Benchmarks.Keys);
        Assert.Null(files.ProblemsOf("other"));
    }

    [Fact]
    public async Task QuickstartChoice_IsSpreadEvenly_OverSubjectsAndLetters()
    {
        var samples = await MirrorTests.ReadAsync("quickstart-choice");
        Assert.True(samples.Count >= 60);
        Assert.All(samples, s => Assert.Equal(4, s.Choices.Distinct().Count()));
        Assert.All(samples.GroupBy(s => s.Group), g => Assert.Equal(8, g.Count()));
        Assert.All(samples.GroupBy(s => s.Target), g => Assert.Equal(16, g.Count()));
    }

    [Fact]
    public async Task TheExampleInTheReadme_Works()
    {
        using var folder = new TemporaryFolder();
        var readme = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "datasets", "README.md"), TestContext.Current.CancellationToken);
        string Block(string language) => readme.Split($"```{language}\n")[1].Split("```")[0];
        folder.Write("capitals/benchmark.yaml", Block("yaml"));
        folder.Write("capitals/data.jsonl", Block("json"));
        var problems = new Problems();
        var benchmark = BenchmarkCatalog.Read(folder.Path, problems)["capitals"];
        Assert.Empty(problems.Messages);
        var data = await new DatasetCache(new DatasetOptions { CacheFolder = folder["cache"] }, new HttpClient()).PullAsync(
            benchmark,
            null,
            TestContext.Current.CancellationToken
        );
        var prompts = await BenchmarkPrompts.OpenAsync(benchmark, data, TestContext.Current.CancellationToken);
        var prompt = prompts.Ask(
            await DatasetReader.ReadAsync(benchmark, data, TestContext.Current.CancellationToken).SingleAsync(TestContext.Current.CancellationToken),
            1
        );
        Assert.Equal("Amsterdam", prompt.Shown.Choices[prompt.Shown.Target[0] - 'A']);
        Assert.Contains($"\n{prompt.Shown.Target}) Amsterdam\n", prompt.Messages[0].Text, StringComparison.Ordinal);
        Assert.EndsWith("\nEnd with one line of the form \"Answer: X\".", prompt.Messages[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NamesEveryMistakeOfABenchmark_WithItsLine()
    {
        using var folder = new TemporaryFolder();
        folder.Write("mine/data.jsonl", "");
        folder.Write(
            "mine/benchmark.yaml",
            """
            id: My Benchmark
            sources:
              - { file: data.jsonl, map: { id: id, input: question | afterwards:x } }
              - { url: "hf://owner/name/file.jsonl", sha256: abc }
              - { mirror: ../secret.csv }
              - { file: gone.jsonl }
              - { file: data.jsonl, map: { input: a, target: b }, archive: { entry: x.jsonl, sha256: "0000000000000000000000000000000000000000000000000000000000000000" } }
            prompt: |
              {{ sample.input }}

              {{ sample.subjct }}
            scorer: { nam: choice }
            protocol: { epochs: 0, temperature: -1 }
            shuffle: true
            """
        );
        var problems = new Problems();
        BenchmarkCatalog.Read(folder.Path, problems);
        string[] expected =
        [
            "(1): 'My Benchmark' cannot be a benchmark's id",
            "(1): 'version' is missing.",
            "(3): 'input: question | afterwards:x' cannot be read: there is no filter 'afterwards'.",
            "(3): 'map' does not say where 'target' comes from.",
            "(4): 'hf://owner/name/file.jsonl' must be hf://owner/name@revision/path",
            "(4): 'sha256' must be 64 hexadecimal digits",
            "(5): '../secret.csv' must be a path below the mirror folder",
            "(5): 'sha256' is missing: without it nobody can tell",
            "(6): 'gone.jsonl' does not exist in",
            "(7): 'sha256' is missing beside 'archive': it is that of 'x.jsonl' once it is unpacked.",
            "(11): 'prompt', line 3 of the template: ",
            "(12): 'name' is missing.",
            "(13): 'epochs' must be a whole number from 1 to 10000, not '0'.",
            "(13): 'temperature' must be a number from 0 to 2, not '-1'.",
            "(14): 'shuffle' is not known here. Did you mean 'shuffle_choices'?",
        ];
        Assert.All(expected, e => Assert.Contains(problems.Messages, m => m.Contains("benchmark.yaml" + e, StringComparison.Ordinal)));
        Assert.Equal(expected.Length, problems.Count);
    }

    [Theory]
    [InlineData("https://me:abcdefgh@h.test/a.jsonl", true)]
    [InlineData("https://h.test/a.jsonl?access_token=abcdefgh", true)]
    [InlineData("https://me:${SHOWDOWN_TEST_URL_PASSWORD:-x}@h.test/a.jsonl?token=${SHOWDOWN_TEST_URL_PASSWORD:-x}", false)]
    [InlineData("https://h.test/a.jsonl?download=true&token_count=12", false)]
    public void Read_RefusesASecretInAnAddress_AndNeverShowsIt(string url, bool refused)
    {
        using var folder = new TemporaryFolder();
        folder.Write(
            "b/benchmark.yaml",
            $"id: b\nversion: 1\nsources: [{{ url: \"{url}\", sha256: first-use, format: jsonl }}]\nprompt: x\nscorer: {{ name: integer }}\n"
        );
        var problems = new Problems();
        BenchmarkCatalog.Read(folder.Path, problems);
        Assert.Equal(refused, problems.Messages.Any(m => m.Contains("'url' must not hold a password or a token", StringComparison.Ordinal)));
        Assert.DoesNotContain(problems.Messages, m => m.Contains("abcdefgh", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_RefusesTwoBenchmarks_WithOneId()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in new[] { "a", "b" })
        {
            folder.Write($"{name}/data.jsonl", "");
            folder.Write($"{name}/benchmark.yaml", "id: same\nversion: 1\nsources: [{ file: data.jsonl }]\nprompt: x\nscorer: { name: choice }\n");
        }

        var problems = new Problems();
        BenchmarkCatalog.Read(folder.Path, problems);
        Assert.Contains("the id 'same' is already that of", Assert.Single(problems.Messages), StringComparison.Ordinal);
    }
}
