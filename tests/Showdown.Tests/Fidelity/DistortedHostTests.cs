using System.Text;
using System.Text.Json.Nodes;
using Showdown.Domain;
using Showdown.Fidelity.Contract;

namespace Showdown.Tests.Fidelity;

/// <summary>Faults that hosts have and the simulator does not: what is found, and that nothing else is said of the host.</summary>
public sealed class DistortedHostTests(ContractTests.Host honest) : IClassFixture<ContractTests.Host>
{
    private static readonly Dictionary<string, Distortion> _faults = new(StringComparer.Ordinal)
    {
        ["drops system messages"] = new(p => Keep(p, m => Role(m) != "system")),
        ["drops earlier turns"] = new(p => Keep(p, m => Role(m) == "system" || m == p.Asked["messages"]!.AsArray()[^1])),
        ["counts the prompt to the cap"] = new(p => p.Asked["max_tokens"] = Math.Max(1, p.Asked["max_tokens"]!.GetValue<int>() - 8)),
        ["always says stop"] = Distortion.OfChoices((_, c) => c["finish_reason"] = c["finish_reason"] is null ? null : "stop"),
        ["leaves the stop text"] = Distortion.OfTexts((p, t) => p.Asked["stop"] is JsonArray stops ? $"{t}{stops[^1]}" : t),
        ["encodes arguments twice"] = OfCalls((_, call) => Set(call, "arguments", a => JsonValue.Create(a)!.ToJsonString())),
        ["loses the end of arguments"] = OfCalls((_, call) => Set(call, "arguments", a => a[..^2])),
        ["loses arguments in streams"] = OfCalls((p, call) => Set(call, "arguments", a => p.IsStreamed ? "" : a)),
        ["merges calls"] = Distortion.OfMessages(
            (p, m) =>
            {
                if (m["tool_calls"] is JsonArray { Count: > 1 } calls)
                {
                    Set(calls[0]!.AsObject(), "arguments", a => a + a);
                    calls.RemoveAt(1);
                }
            }
        ),
        ["gives calls no ids"] = OfCalls((_, call) => call.Remove("id")),
        ["gives calls a namespace"] = OfCalls((_, call) => Set(call, "name", n => $"functions.{n}")),
        ["begins with a mark"] = Distortion.OfTexts((p, t) => p.Piece == 0 ? $"<s> {t}" : t),
        ["thinks aloud"] = Distortion.OfTexts((p, t) => p.Piece == 0 ? $"<think>\n</think>{t}" : t),
        ["cuts characters"] = Distortion.OfTexts((_, t) => t.Replace("ü", "\uFFFD\uFFFD", StringComparison.Ordinal)),
        ["parts its pieces from their blanks"] = Distortion.OfTexts((p, t) => p.IsStreamed ? t.Trim() : t),
        ["is two models"] = new(Said: (p, s) => s["model"] = p.Number % 2 == 0 ? "toy" : "toy-small"),
        ["is another model at times"] = new(Said: (p, s) => s["model"] = p.Number % 9 == 0 ? "other" : "toy"),
        ["is two builds"] = new(Said: (p, s) => s["system_fingerprint"] = $"build-{p.Number % 2}"),
        ["looks at the first text to stop at"] = new(p =>
        {
            if (p.Asked["stop"] is JsonArray { Count: > 1 } stops)
                stops.RemoveAt(1);
        }),
        ["makes each call twice"] = Distortion.OfMessages(
            (_, m) =>
            {
                foreach (var call in (m["tool_calls"] as JsonArray ?? []).ToList())
                {
                    var again = call!.DeepClone();
                    (again["id"], again["index"]) = ($"{again["id"]}-again", (again["index"]?.GetValue<int>() ?? 0) + 10);
                    m["tool_calls"]!.AsArray().Add(again);
                }
            }
        ),
        ["escapes its texts for HTML"] = Distortion.OfTexts((_, t) => System.Net.WebUtility.HtmlEncode(t)),
        ["decodes its texts wrongly"] = Distortion.OfTexts((_, t) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(t))),
        ["drops what is no letter of its own"] = Distortion.OfTexts((_, t) => string.Concat(t.Where(c => !char.IsSurrogate(c)))),
        ["folds accents"] = Distortion.OfTexts((_, t) => t.Replace('ü', 'u')),
        ["hands one reply out twice"] = new(
            Said: (_, s) =>
            {
                if (s["choices"] is JsonArray { Count: 2 } choices)
                    choices[1]!["message"] = choices[0]!["message"]!.DeepClone();
            }
        ),
        ["makes log-probabilities up"] = Distortion.OfChoices(
            (_, c) =>
            {
                foreach (var token in c["logprobs"]?["content"]?[0]?["top_logprobs"] as JsonArray ?? [])
                    token!["logprob"] = 0;
            }
        ),
        ["puts JSON into fences"] = Distortion.OfTexts((p, t) => p.Asked["response_format"] is null ? t : $"```json\n{t}\n```"),
        ["streams nothing"] = new(p => p.Asked["stream"] = false),
        ["is never cold"] = new(p => p.Asked["temperature"] = Math.Max(0.8, p.Asked["temperature"]!.GetValue<double>())),
        // What is no fault.
        ["writes its name otherwise"] = new(Said: (_, s) => s["model"] = "makers/TOY"),
        ["writes its name with a date"] = new(Said: (_, s) => s["model"] = "toy-0905"),
        ["trims texts"] = Distortion.OfTexts((p, t) => p.IsStreamed ? t : t.Trim() + "\n"),
        ["is never hot"] = new(p => p.Asked["temperature"] = Math.Min(1, p.Asked["temperature"]!.GetValue<double>())),
        ["says an error with HTTP 200 at times"] = new(
            Said: (p, s) =>
            {
                if (p.Number % 7 != 0)
                    return;
                s.Remove("choices");
                s["error"] = new JsonObject { ["message"] = "upstream is crowded" };
            }
        ),
        ["is crowded once"] = new(p => p.Refused = p.Number == 5 ? 429 : null),
        ["fails at times"] = new(p => p.Refused = p.Number % 7 == 0 ? 500 : null),
        ["tells usage with each piece"] = new(Said: (_, s) => s["usage"] ??= new JsonObject { ["prompt_tokens"] = 1, ["completion_tokens"] = 1 }),
        ["says what nobody asked for"] = new(Said: (_, s) => s["provider_metadata"] = new JsonObject { ["cached"] = false }),
    };

    [Theory]
    [InlineData("drops system messages", Checks.SystemMessage)]
    [InlineData("drops earlier turns", Checks.EarlierTurns)]
    [InlineData("counts the prompt to the cap", Checks.OutputCap)]
    [InlineData("always says stop", $"{Checks.FinishCap}, {Checks.FinishCalls}")]
    [InlineData("leaves the stop text", Checks.Stop)]
    [InlineData("encodes arguments twice", Checks.Arguments)]
    [InlineData("loses the end of arguments", Checks.Arguments)]
    [InlineData("loses arguments in streams", Checks.StreamedCalls)]
    [InlineData("merges calls", Checks.Arguments)]
    [InlineData("gives calls no ids", Checks.Arguments)]
    [InlineData("gives calls a namespace", $"{Checks.ChoiceNamed}, {Checks.Arguments}")]
    [InlineData("begins with a mark", $"{Checks.JsonObject}, {Checks.JsonSchema}, {Checks.Leaks}")]
    [InlineData("thinks aloud", $"{Checks.JsonObject}, {Checks.JsonSchema}, {Checks.Leaks}")]
    [InlineData("cuts characters", Checks.Characters)]
    [InlineData("parts its pieces from their blanks", Checks.StreamedAsWhole)]
    [InlineData("is two models", Checks.ModelName)]
    [InlineData("is another model at times", Checks.ModelName)]
    [InlineData("is two builds", Checks.Fingerprint)]
    [InlineData("looks at the first text to stop at", Checks.Stop)]
    [InlineData("makes each call twice", $"{Checks.ParallelOff}, {Checks.Arguments}")]
    [InlineData("escapes its texts for HTML", $"{Checks.JsonObject}, {Checks.JsonSchema}, {Checks.Characters}")]
    [InlineData("decodes its texts wrongly", Checks.Characters)]
    [InlineData("drops what is no letter of its own", Checks.Characters)]
    [InlineData("folds accents", Checks.Characters)]
    [InlineData("hands one reply out twice", Checks.Choices)]
    [InlineData("makes log-probabilities up", Checks.LogProbabilities)]
    [InlineData("puts JSON into fences", $"{Checks.JsonObject}, {Checks.JsonSchema}")]
    [InlineData("streams nothing", Checks.ReallyStreamed)]
    [InlineData("is never cold", Checks.Temperature)]
    [InlineData("writes its name otherwise", "")]
    [InlineData("writes its name with a date", "")]
    [InlineData("trims texts", "")]
    [InlineData("is never hot", "")]
    [InlineData("says an error with HTTP 200 at times", "")]
    [InlineData("is crowded once", "")]
    [InlineData("fails at times", "")]
    [InlineData("tells usage with each piece", "")]
    [InlineData("says what nobody asked for", "")]
    public async Task AFaultThatNobodyThoughtOf_IsFound_AndNoneIsInvented(string fault, string broken)
    {
        var report = await InspectAsync(_faults[fault]);
        Assert.Equal(broken, string.Join(", ", report.Findings.Where(f => f.Verdict == ContractVerdict.Broken).Select(f => f.Check)));
    }

    [Theory]
    [InlineData(1, ContractVerdict.Held)]
    [InlineData(3, ContractVerdict.Broken)] // three tokens to pay for one
    public async Task WhatAReplyCounts_IsHeldAgainstTheReference(int times, ContractVerdict verdict)
    {
        var reference = Counted(await InspectAsync(new Distortion()));
        var inflated = new Distortion(
            Said: (_, s) =>
            {
                if (s["usage"] is JsonObject usage)
                    usage["completion_tokens"] = times * usage["completion_tokens"]!.GetValue<int>();
            }
        );
        Assert.Equal(verdict, TokenChecks.RepliesAgainst(Counted(await InspectAsync(inflated)), reference).Verdict);

        static ContractFinding Counted(ContractReport report) => report.Findings.Single(f => f.Check == Checks.ReplyTokens);
    }

    private async Task<ContractReport> InspectAsync(Distortion distortion)
    {
        await using var host = await DistortingHost.StartAsync(honest.Endpoint, distortion);
        return await new ContractInspector(TimeProvider.System).InspectAsync(
            new ModelSettings
            {
                Id = "toy",
                Model = "toy",
                Connector = Connector.Simulated,
                Simulation = new Simulation { FirstToken = TimeSpan.Zero, Host = new HostDistortion() },
            },
            host.Endpoint,
            false,
            TestContext.Current.CancellationToken
        );
    }

    private static Distortion OfCalls(Action<Passing, JsonObject> change) =>
        Distortion.OfMessages(
            (passing, message) =>
            {
                foreach (var call in message["tool_calls"] as JsonArray ?? [])
                    change(passing, call!.AsObject());
            }
        );

    private static void Set(JsonObject call, string field, Func<string, string> change) =>
        call["function"]![field] = change(call["function"]![field]!.GetValue<string>());

    private static string Role(JsonNode? message) => message!["role"]!.GetValue<string>();

    private static void Keep(Passing passing, Func<JsonNode?, bool> isKept)
    {
        var kept = passing.Asked["messages"]!.AsArray().Where(isKept).Select(m => m!.DeepClone()).ToArray();
        passing.Asked["messages"] = new JsonArray(kept);
    }
}
