using System.Security.Cryptography;
using System.Text;
using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Settings;

namespace Showdown.Tests.Benchmarks;

/// <summary>What upstream really publishes, pulled from a mirror folder and read to the end.</summary>
[Trait("Category", "Slow")]
public sealed class MirrorTests
{
    /// <summary>No network: what is not in the mirror cannot come.</summary>
    private static readonly HttpClient _offline = new(new RefusingHandler());

    internal static BenchmarkSettings Benchmark(string id)
    {
        var problems = new Problems();
        var benchmark = BenchmarkCatalog.Read(Path.Combine(Repository.Root, "datasets"), problems)[id];
        problems.ThrowIfAny();
        return benchmark;
    }

    internal static async Task<(BenchmarkSettings Benchmark, PinnedDataset Data)> PullAsync(string id, TemporaryFolder folder)
    {
        var benchmark = Benchmark(id);
        if (Repository.Mirror is null && benchmark.Sources.All(s => s.File is null))
            Assert.Skip("No mirror of upstream datasets: set SHOWDOWN_DATASET_MIRROR.");
        var cache = new DatasetCache(new DatasetOptions { CacheFolder = folder["cache"], MirrorFolder = Repository.Mirror }, _offline);
        return (benchmark, await cache.PullAsync(benchmark, null, TestContext.Current.CancellationToken));
    }

    internal static async Task<List<Sample>> ReadAsync(string id)
    {
        using var folder = new TemporaryFolder();
        var (benchmark, data) = await PullAsync(id, folder);
        return await DatasetReader
            .ReadAsync(benchmark, data, TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    //          benchmark   items  first id  its target  last id  its target
    [InlineData("aime-2025", 30, "1", "70", "30", "240")]
    [InlineData("gsm8k", 1319, "1", "18", "1319", "14")]
    [InlineData("mmlu", 14042, "abstract_algebra/1", "B", "world_religions/171", "A")]
    [InlineData("mmlu-5-shot", 14042, "abstract_algebra/1", "B", "world_religions/171", "A")]
    [InlineData("math-500", 500, "test/precalculus/807.json", "\\left( 3, \\frac{\\pi}{2} \\right)", "test/geometry/615.json", "106^\\circ")]
    [InlineData("math", 5000, "1", "2", "5000", "\\begin{pmatrix} 1 \\\\ -2 \\\\ -1 \\end{pmatrix}")]
    public async Task Read_GivesEveryItem(string id, int items, string firstId, string firstTarget, string lastId, string lastTarget)
    {
        var samples = await ReadAsync(id);
        Assert.Equal(items, samples.Count);
        Assert.Equal((firstId, firstTarget), (samples[0].Id, samples[0].Target));
        Assert.Equal((lastId, lastTarget), (samples[^1].Id, samples[^1].Target));
        Assert.All(samples, s => Assert.False(string.IsNullOrWhiteSpace(s.Input)));
    }

    [Fact]
    public async Task Aime_HasTheAnswersOfMathArena_InItsOrder_AndAsksProblem30AsThePaperDoes()
    {
        var samples = await ReadAsync("aime-2025");
        var papers = new[] { "aime_2025_I", "aime_2025_II" }
            .Select(paper => Path.Combine(Repository.Mirror!, "aime-2025", "matharena", paper, "answers.csv"))
            .ToList();
        if (!papers.TrueForAll(File.Exists))
            Assert.Skip("The mirror has no answers by MathArena.");
        var answers = papers.SelectMany(path => File.ReadLines(path).Skip(1).Select(line => line.Split(',')[1]));
        Assert.Equal(answers, samples.Select(s => s.Target));
        Assert.All(samples, s => Assert.DoesNotContain("boxed", s.Input, StringComparison.Ordinal));
        Assert.Contains("exactly two positive real numbers $x$", samples[29].Input, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mmlu_HasAllSubjects_EachInOneOfFourCategories()
    {
        var samples = await ReadAsync("mmlu");
        var benchmark = Benchmark("mmlu");
        var subjects = samples.Select(s => s.Group!).Distinct().ToList();
        Assert.Equal(57, subjects.Count);
        Assert.All(subjects, s => Assert.Contains(s, benchmark.Categories.Keys));
        Assert.Equal(
            [13, 14, 12, 18],
            benchmark.Categories.GroupBy(c => c.Value).OrderBy(g => g.Key, StringComparer.OrdinalIgnoreCase).Select(g => g.Count())
        );
        Assert.All(samples, s => Assert.Equal(4, s.Choices.Count));
    }

    [Fact]
    public async Task MmluFiveShot_PutsTheSubjectsFiveExamples_BeforeTheQuestion()
    {
        using var folder = new TemporaryFolder();
        var (benchmark, data) = await PullAsync("mmlu-5-shot", folder);
        var prompts = await BenchmarkPrompts.OpenAsync(benchmark, data, TestContext.Current.CancellationToken);
        var sample = await DatasetReader
            .ReadAsync(benchmark, data, TestContext.Current.CancellationToken)
            .LastAsync(TestContext.Current.CancellationToken);
        var prompt = prompts.Ask(sample, 1);
        Assert.Equal(12, prompt.Messages.Count);
        Assert.Contains("about world religions.", prompt.Messages[0].Text, StringComparison.Ordinal);
        Assert.All(prompt.Messages.Where(m => m.Role == MessageRole.Assistant), m => Assert.Matches("^Answer: [A-D]$", m.Text));
        Assert.EndsWith($"D. {sample.Choices[3]}", prompt.Messages[^1].Text.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Math_HasTheAnswers_ThatSimpleEvalsTookOutOfTheSolutions()
    {
        var samples = await ReadAsync("math");
        var csv = new PinnedSource(
            new DatasetSource
            {
                Format = "csv",
                Map = new Dictionary<string, string> { ["input"] = "Question", ["target"] = "Answer" },
            },
            "",
            [new DataFile(Path.Combine(Repository.Mirror!, "math", "simple-evals-math_test.csv"), "math_test.csv")]
        );
        var others = await DatasetReader
            .ReadAsync("math", csv, TestContext.Current.CancellationToken)
            .ToDictionaryAsync(s => s.Input.Trim(), s => s.Target, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Empty(
            samples
                .Where(s => !others.TryGetValue(s.Input.Trim(), out var answer) || answer != s.Target)
                .Select(s => $"{s.Id}: {s.Target} / {others.GetValueOrDefault(s.Input.Trim())}")
        );
    }

    [Fact]
    public async Task SetHash_IsThatOfTheShellCommandInTheReadme()
    {
        using var folder = new TemporaryFolder();
        var (_, data) = await PullAsync("mmlu", folder);
        var lines = data
            .Data.Files.Select(f => $"{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(f.Path)))}  {f.Name}\n")
            .Order(StringComparer.Ordinal);
        Assert.Equal(data.Sha256, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines)))));
    }

    internal sealed class RefusingHandler : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new HttpRequestException("the tests have no network");
    }
}
