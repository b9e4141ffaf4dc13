using System.Text.Json;
using Showdown.Domain;
using Showdown.Fidelity.Contract;

namespace Showdown.EndToEnd;

/// <summary>The connectors against servers that others wrote: what we think of a protocol is not tested by our own idea of it alone.</summary>
public sealed class MockServerTests(MockServers servers) : IClassFixture<MockServers>
{
    private const string Key = "key-of-the-mock-servers";
    private const int Samples = 20;

    /// <summary>Model by model, where its requests arrive.</summary>
    private static readonly Dictionary<string, string> _paths = new()
    {
        ["openai"] = "/v1/chat/completions",
        ["azure"] = "/openai/deployments/gpt-4.1/chat/completions",
        ["anthropic"] = "/v1/messages",
        ["ollama"] = "/api/chat",
    };

    /// <summary>Parameters that it takes and does nothing with.</summary>
    private static readonly string[] _looksAway =
    [
        "temperature",
        "n",
        "logprobs",
        "response_format json_object",
        "response_format json_schema",
        "tool_choice required",
        "tool_choice named",
    ];

    [Fact]
    public async Task EveryConnector_IsUnderstood_AndUnderstands()
    {
        var aimock = await servers.StartAimockAsync();
        var mockLlm = await servers.StartMockLlmAsync();
        using var work = new Workplace();
        WriteModels(work, aimock, $"plain: {{ connector: openai, endpoint: \"{mockLlm}v1\", model: gpt-4.1, api_key: \"${{MOCK_KEY}}\" }}\n");
        var summary = await RunAsync(work, [.. _paths.Keys, "plain"], probe: true);

        foreach (var model in (string[])[.. _paths.Keys, "plain"])
            AssertAllAnswered(summary, model);
        // The same answers to the same questions, whatever the protocol.
        Assert.Single(
            summary.GetProperty("evaluations").EnumerateArray().Select(e => e.GetProperty("attempts").GetProperty("right").GetInt32()).Distinct()
        );
        var passports = summary.GetProperty("passports").EnumerateArray().ToDictionary(p => p.GetProperty("model").GetString()!);
        Assert.Equal(_paths.Count + 1, passports.Count);
        Assert.All(passports.Values, p => Assert.True(p.GetProperty("answers").GetBoolean(), p.ToString()));
        Assert.All(passports.Values, p => Assert.True(p.GetProperty("serves_asked_model").GetBoolean(), p.ToString()));
        Assert.False(passports["plain"].GetProperty("reports_usage").GetBoolean());
        Assert.True(passports["openai"].GetProperty("reports_usage").GetBoolean());

        var asked = await servers.AskedAsync(aimock);
        Assert.All(asked, a => Assert.Equal(200, a.Status));
        foreach (var (model, path) in _paths)
        {
            var checks = passports[model].GetProperty("requests").GetInt32();
            Assert.Equal((model, Samples + checks), (model, asked.Count(a => a.Path == path)));
        }

        Assert.Equal(_paths.Values.Order(), asked.Select(a => a.Path).Distinct().Order());

        await AssertBrokenAsync(Connector.OpenAi, new Uri(aimock, "/v1"), _looksAway);
        await AssertBrokenAsync(Connector.OpenAi, new Uri(mockLlm, "/v1"), [.. _looksAway, "usage in streams"]);
        await AssertBrokenAsync(
            Connector.Anthropic,
            aimock,
            ["temperature", "tool_choice required", "tool_choice named", "usage in streams"] // its counts are 0
        );
    }

    /// <summary>What servers with canned replies plainly do not do; no other fault is invented.</summary>
    private static async Task AssertBrokenAsync(Connector connector, Uri server, string[] broken)
    {
        var model = new ModelSettings
        {
            Id = "mock",
            Model = "gpt-4.1",
            Connector = connector,
        };
        var report = await new ContractInspector(TimeProvider.System).InspectAsync(model, server, false, TestContext.Current.CancellationToken);
        Assert.Equal(
            broken.Order().Prepend(connector.Name),
            report.Findings.Where(f => f.Verdict == ContractVerdict.Broken).Select(f => f.Check).Order().Prepend(connector.Name)
        );
    }

    [Fact]
    public async Task AServerThatFailsAThirdOfTheTime_LosesNothing_AndIsPaidOnce()
    {
        var aimock = await servers.StartAimockAsync(
            "--chaos-ratelimit",
            "0.1",
            "--chaos-drop",
            "0.1",
            "--chaos-malformed",
            "0.07",
            "--chaos-disconnect",
            "0.07"
        );
        using var work = new Workplace();
        WriteModels(work, aimock, "");
        var summary = await RunAsync(work, [.. _paths.Keys], probe: false);

        var asked = await servers.AskedAsync(aimock);
        Assert.Contains(asked, a => a.Fault is not null);
        foreach (var (model, path) in _paths)
        {
            AssertAllAnswered(summary, model);
            // A good answer is taken the first time it comes. Between failures the model may be asked whether it answers at all.
            Assert.Equal(
                (model, Samples),
                (
                    model,
                    asked.Count(a =>
                        a.Path == path && a is { Status: 200, Fault: null } && a.Prompt.Contains("multiple-choice", StringComparison.Ordinal)
                    )
                )
            );
        }
    }

    private static void AssertAllAnswered(JsonElement summary, string model)
    {
        var evaluation = Assert.Single(summary.GetProperty("evaluations").EnumerateArray(), e => e.GetProperty("model").GetString() == model);
        var attempts = evaluation.GetProperty("attempts");
        Assert.Equal((model, Samples), (model, attempts.GetProperty("right").GetInt32() + attempts.GetProperty("wrong").GetInt32()));
        Assert.InRange(attempts.GetProperty("right").GetInt32(), 1, Samples - 1); // B is the answer to some questions
        Assert.Equal(Samples, evaluation.GetProperty("ttft_seconds").GetProperty("count").GetInt32());
    }

    private static void WriteModels(Workplace work, Uri aimock, string more) =>
        work.Write(
            "jobs/models.yaml",
            $$"""
            openai: { connector: openai, endpoint: "{{aimock}}v1", model: gpt-4.1, api_key: "${MOCK_KEY}", limits: { tries: 12 } }
            azure: { connector: azure-openai, endpoint: "{{aimock}}", model: gpt-4.1, api_key: "${MOCK_KEY}", limits: { tries: 12 } }
            anthropic: { connector: anthropic, endpoint: "{{aimock}}", model: claude-sonnet-4-20250514, api_key: "${MOCK_KEY}", limits: { tries: 12 } }
            ollama: { connector: ollama, endpoint: "{{aimock}}", model: "llama4:scout", limits: { tries: 12 } }
            {{more}}
            """
        );

    private static async Task<JsonElement> RunAsync(Workplace work, string[] models, bool probe)
    {
        work.Write(
            "jobs/mocks.yaml",
            $"name: mocks\nprobe: {(probe ? "true" : "false")}\nmodels: [{string.Join(", ", models)}]\nbenchmarks: [{{ id: quickstart-choice, limit: {Samples} }}]\n"
        );
        var ended = await work.RunAsync(new Dictionary<string, string?> { ["MOCK_KEY"] = Key }, "run", "mocks", "--json");
        Assert.True(ended.ExitCode == 0, ended.StandardError);
        Assert.DoesNotContain(Key, ended.StandardOutput + ended.StandardError);
        return JsonDocument.Parse(ended.StandardOutput).RootElement;
    }
}
