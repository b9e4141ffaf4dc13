using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.AI.Evaluation;
using Showdown.Extensions.AI;

namespace Showdown.Tests.Bridge;

/// <summary>The store on disk as its readers expect it: folders, names of fields, discriminators, version.</summary>
public sealed class EvaluationStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ARun_IsAnExecution_WithAScenarioForEachModelAndSample()
    {
        Assert.Equal(4, await EvaluationStore.WriteAsync(BridgeFiles.Export, _folder.Path, Cancel));
        var files = Directory
            .EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(_folder.Path, f))
            .ToList();
        Assert.Equal(4, files.Count);
        Assert.All(files, f => Assert.StartsWith("results/20260601-020000-abcd/my-questions.", f.Replace('\\', '/'), StringComparison.Ordinal));
        Assert.Contains("results/20260601-020000-abcd/my-questions.second.q1/2.json", files.Select(f => f.Replace('\\', '/')));
        // An id that is a path leads nowhere, and is told apart from one that would look alike.
        Assert.Equal(2, files.Count(f => f.Contains("q2____etc~", StringComparison.Ordinal)));

        var right = await ReadAsync("my-questions.first.q1/1.json");
        Assert.Equal(1, (int)right["formatVersion"]!);
        Assert.Equal(("my-questions.first.q1", "1"), ((string?)right["scenarioName"], (string?)right["iterationName"]));
        Assert.Equal("20260601-020000-abcd", (string?)right["executionName"]);
        Assert.Equal(new DateTime(2026, 6, 1, 2, 0, 1, DateTimeKind.Utc), (DateTime)right["creationTime"]!);
        Assert.Equal(("user", "Which one?"), ((string?)right["messages"]![0]!["role"], (string?)right["messages"]![0]!["contents"]![0]!["text"]));
        Assert.Equal("text", (string?)right["messages"]![0]!["contents"]![0]!["$type"]);
        Assert.Equal("The answer is B.", (string?)right["modelResponse"]!["messages"]![0]!["contents"]![0]!["text"]);
        Assert.Equal(("first-2026", 12), ((string?)right["modelResponse"]!["modelId"], (int)right["modelResponse"]!["usage"]!["inputTokenCount"]!));
        var score = right["evaluationResult"]!["metrics"]!["Score"]!.AsObject();
        Assert.Equal("$type", score.First().Key);
        Assert.Equal(("numeric", 1.0, "Score"), ((string?)score["$type"], (double)score["value"]!, (string?)score["name"]));
        Assert.Equal(("exceptional", false), ((string?)score["interpretation"]!["rating"], (bool)score["interpretation"]!["failed"]!));
        Assert.Equal(["my-questions", "first"], right["tags"]!.AsArray().Select(t => (string?)t));
    }

    [Theory]
    [InlineData("my-questions.first.q2", 0.0, "unacceptable", true, null)]
    [InlineData("my-questions.second.q1", 0.5, "average", false, null)]
    [InlineData("my-questions.second.q2", null, "inconclusive", false, "failed: the host refused")]
    public async Task Outcomes_HaveTheirRatings(string scenario, double? value, string rating, bool failed, string? says)
    {
        await EvaluationStore.WriteAsync(BridgeFiles.Export, _folder.Path, Cancel);
        var folder = Directory
            .EnumerateDirectories(_folder["results/20260601-020000-abcd"])
            .Single(d => Path.GetFileName(d).StartsWith(scenario, StringComparison.Ordinal));
        var metric = JsonNode.Parse(await File.ReadAllTextAsync(Directory.EnumerateFiles(folder).Single(), Cancel))!["evaluationResult"]!["metrics"]![
            "Score"
        ]!;
        Assert.Equal(value, (double?)metric["value"]);
        Assert.Equal((rating, failed), ((string?)metric["interpretation"]!["rating"], (bool)metric["interpretation"]!["failed"]!));
        Assert.Equal(says, (string?)metric["diagnostics"]?.AsArray().SingleOrDefault()?["message"]);
        Assert.Equal(says is null ? null : "error", (string?)metric["diagnostics"]?.AsArray().SingleOrDefault()?["severity"]);
    }

    /// <summary>
    /// The package that reads the store is not needed here: its result has the members of <see cref="PublishedResult"/>, in camel case, over the
    /// types of Microsoft.Extensions.AI, which are the library's own. Nothing may be left over, and nothing may be missing.
    /// </summary>
    [Fact]
    public async Task EveryFile_IsReadIntoThePublishedShape()
    {
        await EvaluationStore.WriteAsync(BridgeFiles.Export, _folder.Path, Cancel);
        var options = new JsonSerializerOptions(AIJsonUtilities.DefaultOptions)
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            RespectRequiredConstructorParameters = true,
            TypeInfoResolver = JsonTypeInfoResolver.Combine(AIJsonUtilities.DefaultOptions.TypeInfoResolver, new DefaultJsonTypeInfoResolver()),
        };
        options.Converters.Insert(0, new JsonStringEnumConverter<EvaluationRating>(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Insert(
            0,
            new JsonStringEnumConverter<EvaluationDiagnosticSeverity>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
        );
        foreach (var file in Directory.EnumerateFiles(_folder.Path, "*.json", SearchOption.AllDirectories))
        {
            var result = JsonSerializer.Deserialize<PublishedResult>(await File.ReadAllTextAsync(file, Cancel), options)!;
            Assert.Equal(1, result.FormatVersion);
            // Folder and file have the names that stand inside.
            Assert.Equal(
                (result.ExecutionName, result.ScenarioName, result.IterationName),
                (
                    Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(file))),
                    Path.GetFileName(Path.GetDirectoryName(file)),
                    Path.GetFileNameWithoutExtension(file)
                )
            );
            Assert.NotEmpty(result.Messages);
            var metric = Assert.IsType<NumericMetric>(result.EvaluationResult.Metrics[EvaluationStore.Metric]);
            Assert.NotNull(metric.Interpretation);
        }
    }

    /// <summary>The members of Microsoft.Extensions.AI.Evaluation.Reporting.ScenarioRunResult, by its public constructor.</summary>
    private sealed record PublishedResult(
        string ScenarioName,
        string IterationName,
        string ExecutionName,
        DateTime CreationTime,
        IList<ChatMessage> Messages,
        ChatResponse ModelResponse,
        EvaluationResult EvaluationResult,
        JsonNode? ChatDetails = null,
        IList<string>? Tags = null,
        int? FormatVersion = null
    );

    private async Task<JsonNode> ReadAsync(string file) =>
        JsonNode.Parse(await File.ReadAllTextAsync(_folder[$"results/20260601-020000-abcd/{file}"], Cancel))!;
}
