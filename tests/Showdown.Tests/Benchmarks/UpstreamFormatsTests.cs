using System.Security.Cryptography;
using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Settings;

namespace Showdown.Tests.Benchmarks;

/// <summary>Files as upstream publishes them, read by what benchmark.yaml says.</summary>
public sealed class UpstreamFormatsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task TabSeparatedLines_HaveNoHeader_AndNoQuoting()
    {
        _folder.Write("sets/test/mgsm_de.tsv", "Er sagt \"fünf\tund\r\n\n\"Zwei\t2,125\n".Replace("\tund", "\t1", StringComparison.Ordinal));
        var samples = await ReadAsync(
            """
            sources:
              - file: mgsm_de.tsv
                map: { id: "{group}/{group_row}", input: "1", target: "2 | plain-number", group: "file | after:mgsm_" }
            """
        );
        Assert.Equal([("de/1", "Er sagt \"fünf", "1"), ("de/2", "\"Zwei", "2125")], samples.Select(s => (s.Id, s.Input, s.Target)));
    }

    [Fact]
    public async Task TabSeparatedLines_WithHeader_GoByName_AndAShortLineIsRefused()
    {
        _folder.Write("sets/test/data.tsv", "id\tquestion\tanswer\n7\tq\ta\n");
        const string yaml = "sources: [{ file: data.tsv, map: { id: id, input: question, target: answer } }]";
        Assert.Equal("7", Assert.Single(await ReadAsync(yaml)).Id);
        _folder.Write("sets/test/data.tsv", "id\tquestion\tanswer\n7\tq\n");
        var e = await Assert.ThrowsAsync<SettingsException>(() => ReadAsync(yaml));
        Assert.Equal("Benchmark 'test': data.tsv(2): 2 columns, and the first row has 3.", e.Message);
    }

    [Fact]
    public async Task AListUnderAKey_IsRead_AndAnythingElseIsRefused()
    {
        _folder.Write("sets/test/data.json", """{"canary": "x", "examples": [{"input": "a", "target": "(B)"}, {"input": "b", "target": "(A)"}]}""");
        Assert.Equal(
            ["data/1 (B)", "data/2 (A)"],
            (await ReadAsync("sources: [{ file: data.json, list: examples, map: { id: '{file}/{row}', input: input, target: target } }]")).Select(s =>
                $"{s.Id} {s.Target}"
            )
        );
        var e = await Assert.ThrowsAsync<SettingsException>(() =>
            ReadAsync("sources: [{ file: data.json, list: items, map: { input: input, target: target } }]")
        );
        Assert.Contains("data.json is no object with a list under 'items'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SemicolonCsv_IsRead_WithCommasInItsCells()
    {
        _folder.Write("sets/test/data.csv", "q;t\r\n\"a; b\";1,5\r\nc, d;2\r\n");
        var samples = await ReadAsync("sources: [{ file: data.csv, separator: \";\", map: { input: q, target: t } }]");
        Assert.Equal([("a; b", "1,5"), ("c, d", "2")], samples.Select(s => (s.Input, s.Target)));
    }

    [Fact]
    public async Task JsonLinesNamedJson_KeepListsAndRecordsAsJson()
    {
        _folder.Write(
            "sets/test/data.json",
            "{\"key\": 1000, \"kwargs\": [{}, {\"n\": 4.0, \"s\": \"ä\"}], \"flag\": null}\n{\"key\": 1, \"kwargs\": \"x\", \"flag\": 1}\n"
        );
        var samples = await ReadAsync(
            "sources: [{ file: data.json, format: jsonl, map: { id: key, input: key, target: '=none', kwargs: 'kwargs | json' } }]"
        );
        Assert.Equal(["[{}, {\"n\": 4.0, \"s\": \"ä\"}]", "\"x\""], samples.Select(s => s.Fields["kwargs"]));
    }

    [Fact]
    public async Task TwoFiles_AreJoinedById_InAnyOrder()
    {
        _folder.Write("sets/test/questions.json", "{\"id\": \"a_1\", \"question\": [[{\"role\": \"user\"}]]}\n{\"id\": \"a_0\", \"question\": []}\n");
        _folder.Write(
            "sets/test/answers.json",
            "{\"id\": \"a_0\", \"ground_truth\": [{\"f\": {}}]}\n{\"id\": \"a_1\", \"ground_truth\": [], \"options\": [\"x\"]}\n"
        );
        const string yaml = """
            sources:
              - file: questions.json
                format: jsonl
                join: { file: answers.json, format: jsonl, on: id }
                map: { id: id, input: "question | json", target: "joined.ground_truth | json", kind: "joined.kind ?? =plain" }
            """;
        var samples = await ReadAsync(yaml);
        Assert.Equal([("a_1", "[]"), ("a_0", "[{\"f\": {}}]")], samples.Select(s => (s.Id, s.Target)));
        Assert.All(samples, s => Assert.Equal("plain", s.Fields["kind"]));

        var before = await PullAsync(yaml);
        _folder.Write("sets/test/answers.json", "{\"id\": \"a_0\", \"ground_truth\": []}\n");
        Assert.NotEqual(before.Data.Sha256, (await PullAsync(yaml)).Data.Sha256);
        Assert.Equal(before.Data.Sha256, Cache().Find(before.Benchmark, before.Data.Sha256, null)?.Sha256 ?? before.Data.Sha256);
        var e = await Assert.ThrowsAsync<SettingsException>(() => ReadAsync(yaml));
        Assert.Equal("Benchmark 'test': questions.json(1): answers.json has no record whose 'id' is 'a_1'.", e.Message);
    }

    [Fact]
    public async Task TextFiles_AreOneRecordEach()
    {
        _folder.Write("sets/test/prompts/b.txt", "canary\n-----\nQ: two");
        _folder.Write("sets/test/prompts/a.txt", "canary\r\n-----\r\nQ: one\r\n");
        var samples = await ReadAsync(
            "sources: [{ file: prompts, pattern: '*.txt', format: text, map: { id: file, input: 'text | after:-----', target: '=none' } }]"
        );
        Assert.Equal([("a", "Q: one"), ("b", "Q: two")], samples.Select(s => (s.Id, s.Input)));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(26)]
    public async Task Options_GoFromThree_ToTheWholeAlphabet(int count)
    {
        var last = (char)('A' + count - 1);
        var options = string.Join(", ", Enumerable.Range(1, count).Select(n => $"\"option {n}\""));
        _folder.Write("sets/test/data.jsonl", $$"""{"q": "?", "options": [{{options}}], "answer": "{{last}}"}""");
        var sample = Assert.Single(await ReadAsync("sources: [{ file: data.jsonl, map: { input: q, choices: options, target: answer } }]"));
        var scorer = Scorers.FindPure(new ScorerSettings("choice"));
        Assert.Equal(Outcome.Right, scorer.Grade($"Answer: {last}", BenchmarkPrompts.TargetOf(sample)).Outcome);
        Assert.Equal(Outcome.Wrong, scorer.Grade("Answer: A", BenchmarkPrompts.TargetOf(sample)).Outcome);
    }

    [Theory]
    [InlineData("corrected ?? answer | letter", "B")]
    [InlineData("missing ?? answer | letter", "D")]
    [InlineData("none ?? =x", "x")]
    public async Task OfSeveralFields_TheFirstThatIsThereCounts(string rule, string expected)
    {
        _folder.Write("sets/test/data.jsonl", """{"answer": 3, "corrected": "B", "none": null}""");
        Assert.Equal(expected, Assert.Single(await ReadAsync($"sources: [{{ file: data.jsonl, map: {{ input: '=q', target: '{rule}' }} }}]")).Target);
    }

    [Theory]
    [InlineData("{ file: data.jsonl, list: items }", "'list' names the key of the records in a JSON file")]
    [InlineData("{ file: data.jsonl, separator: ';' }", "'separator' is one character")]
    [InlineData("{ file: data.jsonl, map: { input: 'a | json | letter', target: b } }", "'json' goes with the name of one field")]
    [InlineData("{ file: data.jsonl, join: { file: data.jsonl } }", "'on' is missing")]
    [InlineData("{ url: 'https://example.org/a.jsonl' }", "'first-use' records that of the first pull")]
    public void Sources_ThatCannotBe_AreRefused(string source, string says)
    {
        _folder.Write("sets/test/data.jsonl", "{}");
        var problems = new Problems();
        Benchmark($"sources: [{source}]", problems);
        Assert.Contains(says, Assert.Throws<SettingsException>(problems.ThrowIfAny).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AuxiliaryData_IsPulledPinnedAndVerified_LikeTheDataset()
    {
        _folder.Write("sets/test/data.jsonl", """{"id": "1", "input": "q", "target": "t"}""");
        _folder.Write("mirror/lists/words.txt", "one\ntwo\n");
        _folder.Write("mirror/profiles/en", "{}");
        _folder.Write("mirror/profiles/de", "{ }");
        var words = Hash("one\ntwo\n");
        var profiles = Hash(string.Concat(new[] { $"{Hash("{}")}  en\n", $"{Hash("{ }")}  de\n" }.Order(StringComparer.Ordinal)));
        var yaml = $$"""
            sources: [{ file: data.jsonl }]
            auxiliary:
              words: [{ mirror: lists/words.txt, sha256: {{words}} }]
              profiles: [{ mirror: profiles, pattern: "*", sha256: {{profiles}} }]
            """;
        var (benchmark, data) = await PullAsync(yaml);
        Assert.Equal(["de", "en"], data.Auxiliary["profiles"].Files.Select(f => f.Name));
        Assert.Equal("one\ntwo\n", await File.ReadAllTextAsync(data.Auxiliary["words"].Files[0].Path, Cancel));
        Assert.True((await Cache().VerifyAsync(benchmark, Cancel)).IsIntact);
        Assert.NotNull(Scorers.HashOf(Scorers.Find(benchmark.Scorer), data));

        await File.WriteAllTextAsync(data.Auxiliary["words"].Files[0].Path, "changed", Cancel);
        Assert.False((await Cache().VerifyAsync(benchmark, Cancel)).IsIntact);
        Assert.Null(Cache().Find(benchmark));
        _folder.Write("mirror/lists/words.txt", "one\nthree\n");
        var e = await Assert.ThrowsAsync<SettingsException>(() => PullAsync(yaml));
        Assert.Contains("no source gave the auxiliary data 'words'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PinOnFirstUse_RecordsTheHash_AndRefusesAnotherEverAfter()
    {
        _folder.Write("mirror/data.jsonl", """{"id": "1", "input": "q", "target": "t"}""");
        const string yaml = "sources: [{ mirror: data.jsonl, sha256: first-use }]";
        var (benchmark, first) = await PullAsync(yaml);
        Assert.True(first.PinnedOnFirstUse);
        Assert.Contains("a hash recorded at the first pull", (await Cache().VerifyAsync(benchmark, Cancel)).Message, StringComparison.Ordinal);

        _folder.Write("mirror/data.jsonl", """{"id": "1", "input": "other", "target": "t"}""");
        Assert.Equal(first.Sha256, (await PullAsync(yaml)).Data.Sha256);
        File.Delete(first.Data.Files[0].Path);
        Assert.Null(Cache().Find(benchmark));
        var e = await Assert.ThrowsAsync<SettingsException>(() => PullAsync(yaml));
        Assert.Contains($"is not what it was at the first pull: SHA-256 was {first.Sha256}", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PinOnFirstUse_TakesNoOtherSourcesContentForItsOwn()
    {
        const string data = """{"id": "1", "input": "q", "target": "t"}""";
        _folder.Write("mirror/data.jsonl", data);
        var (benchmark, pulled) = await PullAsync(
            $"sources: [{{ url: 'http://127.0.0.1:1/data.parquet', sha256: first-use, map: {{ input: input, target: target }} }}, {{ mirror: data.jsonl, sha256: {Hash(data)} }}]"
        );
        Assert.Equal("data.jsonl", Cache().Find(benchmark, pulled.Sha256, null)!.Data.Source.Mirror);
    }

    [Fact]
    public async Task WorkedExamples_CanStandInThePrompt()
    {
        _folder.Write("sets/test/data.jsonl", """{"id": "1", "input": "three?", "target": "3", "group": "sums"}""");
        _folder.Write(
            "sets/test/shots.jsonl",
            "{\"id\": \"1\", \"input\": \"one?\", \"target\": \"1\", \"group\": \"sums\"}\n{\"id\": \"2\", \"input\": \"two?\", \"target\": \"2\", \"group\": \"sums\"}\n"
        );
        var (benchmark, data) = await PullAsync(
            """
            sources: [{ file: data.jsonl }]
            few_shot:
              shots: 2
              sources: [{ file: shots.jsonl }]
              text: "{{ sample.input }} {{ sample.target }}"
            """,
            "{{ for e in sample.examples }}{{ e }}; {{ end }}{{ sample.input }}"
        );
        var prompts = await BenchmarkPrompts.OpenAsync(benchmark, data, Cancel);
        var sample = await DatasetReader.ReadAsync(benchmark, data, Cancel).SingleAsync(Cancel);
        Assert.Equal("one? 1; two? 2; three?", Assert.Single(prompts.Ask(sample, 1).Messages).Text);
        Assert.NotEqual(BenchmarkPrompts.HashOf(benchmark), BenchmarkPrompts.HashOf(benchmark with { FewShotText = "other" }));
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));

    private DatasetCache Cache() => new(new DatasetOptions { CacheFolder = _folder["cache"], MirrorFolder = _folder["mirror"] }, new HttpClient());

    private BenchmarkSettings? Benchmark(string yaml, Problems problems, string prompt = "{{ sample.input }}")
    {
        _folder.Write("sets/test/benchmark.yaml", $"id: test\nversion: 1\nprompt: \"{prompt}\"\nscorer: {{ name: text }}\n{yaml}\n");
        return BenchmarkCatalog.Read(_folder["sets"], problems).GetValueOrDefault("test");
    }

    private async Task<(BenchmarkSettings Benchmark, PinnedDataset Data)> PullAsync(string yaml, string prompt = "{{ sample.input }}")
    {
        var problems = new Problems();
        var benchmark = Benchmark(yaml, problems, prompt);
        problems.ThrowIfAny();
        return (benchmark!, await Cache().PullAsync(benchmark!, null, Cancel));
    }

    private async Task<List<Sample>> ReadAsync(string yaml)
    {
        var (benchmark, data) = await PullAsync(yaml);
        return await DatasetReader.ReadAsync(benchmark, data, Cancel).ToListAsync(Cancel);
    }
}
