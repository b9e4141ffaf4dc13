using Showdown.Domain;
using Showdown.Fidelity.Contract;
using Showdown.Tests.Models;

namespace Showdown.Tests.Fidelity;

/// <summary>
/// Hosts that say the same whatever they are asked, as mock servers do: what they plainly do not do is found, and nothing is concluded from what fits
/// both.
/// </summary>
public sealed class CannedHostTests
{
    private const string Words = "one two three";

    [Fact]
    public async Task OpenAi_LooksAwayFromParameters_AndNothingElseIsSaidOfIt()
    {
        const string whole =
            """{"model":"served","choices":[{"index":0,"message":{"role":"assistant","content":"one two three"},"finish_reason":"stop"}]}""";
        await using var host = ScriptedHost.Always(a =>
            IsStreamed(a) ? a.StreamAsync(Answer.Text("one"), Answer.Text(" two"), Answer.Text(" three"), Answer.Finish) : a.DocumentAsync(whole)
        );
        var report = await InspectAsync(host, Connector.OpenAi);
        Assert.Equal(
            [
                Checks.Temperature,
                Checks.Choices,
                Checks.LogProbabilities,
                Checks.JsonObject,
                Checks.JsonSchema,
                Checks.ChoiceRequired,
                Checks.ChoiceNamed,
                Checks.StreamedUsage,
            ],
            Named(report, ContractVerdict.Broken)
        );
        Assert.Equal([Checks.Fingerprint, Checks.PromptTokens, Checks.ReplyTokens], Named(report, ContractVerdict.NotOffered));
        Assert.Superset(new HashSet<string> { Checks.ModelName, Checks.FinishStop, Checks.Leaks }, Named(report, ContractVerdict.Held).ToHashSet());
    }

    [Fact]
    public async Task Anthropic_LooksAwayFromParameters_AndNothingElseIsSaidOfIt()
    {
        const string whole =
            """{"type":"message","model":"served","content":[{"type":"text","text":"one two three"}],"stop_reason":"end_turn","usage":{"input_tokens":9,"output_tokens":3}}""";
        await using var host = ScriptedHost.Always(async a =>
        {
            if (!IsStreamed(a))
            {
                await a.DocumentAsync(whole);
                return;
            }

            await a.BeginStreamAsync(
                """{"type":"message_start","message":{"model":"served","content":[],"usage":{"input_tokens":9,"output_tokens":1}}}""",
                """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}""",
                $$$"""{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"{{{Words[..7]}}}"}}""",
                $$$"""{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"{{{Words[7..]}}}"}}""",
                """{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":3}}""",
                """{"type":"message_stop"}"""
            );
            await a.EndAsync();
        });
        var report = await InspectAsync(host, Connector.Anthropic);
        Assert.Equal([Checks.Temperature, Checks.ChoiceRequired, Checks.ChoiceNamed], Named(report, ContractVerdict.Broken));
        Assert.Superset(
            new HashSet<string> { Checks.ModelName, Checks.FinishStop, Checks.StreamedAsWhole, Checks.StreamedUsage, Checks.Leaks },
            Named(report, ContractVerdict.Held).ToHashSet()
        );
    }

    [Fact]
    public async Task AHostThatNeverSaysTheSameTwice_IsNotSaidToStreamOtherWords()
    {
        await using var host = new ScriptedHost(
            (number, a) =>
                IsStreamed(a)
                    ? a.StreamAsync(Answer.Text($"reply {number}"), Answer.Finish)
                    : a.DocumentAsync(
                        $$"""{"model":"served","choices":[{"index":0,"message":{"content":"reply {{number}}"},"finish_reason":"stop"}]}"""
                    )
        );
        var report = await InspectAsync(host, Connector.OpenAi);
        Assert.Equal(ContractVerdict.Unclear, report.Findings.Single(f => f.Check == Checks.StreamedAsWhole).Verdict);
    }

    private static bool IsStreamed(Answer asked) => asked.Body.Contains("\"stream\":true", StringComparison.Ordinal);

    private static Task<ContractReport> InspectAsync(ScriptedHost host, Connector connector) =>
        new ContractInspector(TimeProvider.System).InspectAsync(
            new ModelSettings
            {
                Id = "canned",
                Model = "served",
                Connector = connector,
            },
            host.Endpoint,
            false,
            TestContext.Current.CancellationToken
        );

    private static List<string> Named(ContractReport report, ContractVerdict verdict) =>
        [.. report.Findings.Where(f => f.Verdict == verdict).Select(f => f.Check)];
}
