using System.Text.Json;
using System.Text.Json.Nodes;
using Showdown.Domain;

namespace Showdown.Fidelity.Contract;

/// <summary>What becomes of tools that a request offers, and of the choices it makes about them.</summary>
internal static class CallChecks
{
    private const int Cap = 160;

    private static readonly Tool[] _tools =
    [
        new(
            "get_weather",
            "The weather of a town as it is now.",
            """{"type":"object","properties":{"town":{"type":"string"}},"required":["town"],"additionalProperties":false}"""
        ),
        new(
            "get_time",
            "The local time of a town.",
            """{"type":"object","properties":{"town":{"type":"string"}},"required":["town"],"additionalProperties":false}"""
        ),
    ];

    private static readonly Ask _both = Ask.User("Call get_weather for Oslo and get_time for Oslo, both in one reply.") with
    {
        Cap = Cap,
        Tools = _tools,
    };

    private static readonly Ask _neither = Ask.User("Say hello.") with { Cap = Cap, Tools = _tools };

    private static readonly string[] _others =
    [
        Checks.ChoiceNone,
        Checks.ChoiceRequired,
        Checks.ChoiceNamed,
        Checks.ParallelOff,
        Checks.Arguments,
        Checks.StreamedCalls,
        Checks.ResultsOfCalls,
    ];

    public static async Task CarryOutAsync(Exchanges host)
    {
        var free = await host.AskAsync(_both);
        if (host.Settle(Checks.FinishCalls, free))
        {
            foreach (var check in _others)
                host.Settle(check, free);
            return;
        }

        if (free.Calls.Count > 0)
            host.Add(Checks.FinishCalls, free.Finish == host.Finishes.Calls, $"{free.Finish ?? "none"} with {free.Calls.Count} calls", free);
        else
            host.Add(Checks.FinishCalls, ContractVerdict.Unclear, "no call came", free);
        await ChoicesAsync(host, free);
        await ParallelAsync(host, free);
        await ArgumentsAsync(host, free);
        await StreamedAsync(host, free);
        await ResultsAsync(host);
    }

    /// <summary>A model errs now and then, and a host's parser each time: a fault has to come twice.</summary>
    private static async Task ArgumentsAsync(Exchanges host, Told free)
    {
        if (free.Calls.Count == 0)
            host.Add(Checks.Arguments, ContractVerdict.Unclear, "no call came", free);
        else if (Fault(free) is null)
            host.Add(Checks.Arguments, ContractVerdict.Held, "as the schemas say", free);
        else if (await host.AskAsync(_both) is var again && Fault(again) is { } fault)
            host.Add(Checks.Arguments, ContractVerdict.Broken, fault, again);
        else
            host.Add(Checks.Arguments, ContractVerdict.Unclear, "broken at times", free);
    }

    private static async Task StreamedAsync(Exchanges host, Told free)
    {
        var streamed = await host.AskAsync(_both with { Stream = true });
        if (host.Settle(Checks.StreamedCalls, streamed))
            return;
        if (free.Calls.Count == 0 || Fault(free) is not null)
            host.Add(Checks.StreamedCalls, ContractVerdict.Unclear, "there is no whole reply with sound calls to hold it against", streamed);
        else if (Differs(free, streamed) is null)
            host.Add(Checks.StreamedCalls, ContractVerdict.Held, "as in a whole reply", streamed);
        else if (await host.AskAsync(_both with { Stream = true }) is { IsAccepted: true } again && Differs(free, again) is { } difference)
            host.Add(Checks.StreamedCalls, ContractVerdict.Broken, difference, again);
        else
            host.Add(Checks.StreamedCalls, ContractVerdict.Unclear, "broken at times", streamed);
    }

    private static string? Differs(Told whole, Told streamed) =>
        streamed.Calls.Count < whole.Calls.Count ? $"{streamed.Calls.Count} of {whole.Calls.Count} calls"
        : streamed.Finish != whole.Finish ? $"ends with {streamed.Finish ?? "nothing"}, a whole reply with {whole.Finish ?? "nothing"}"
        : Fault(streamed);

    /// <summary>What is wrong with the first call that is not as its tool says; null: nothing is.</summary>
    private static string? Fault(Told told) =>
        told.Calls.Select(c => c.Id).Distinct().Count() < told.Calls.Count || told.Calls.Any(c => string.IsNullOrEmpty(c.Id))
            ? "a call has no id of its own"
        : told.Calls.DistinctBy(c => (c.Name, c.Arguments)).Count() < told.Calls.Count ? "the same call comes twice"
        : told.Calls.Select(Fault).FirstOrDefault(f => f is not null);

    private static string? Fault(ToolCall call)
    {
        if (!_tools.Any(t => t.Name == call.Name))
            return "a call names no tool that was offered";
        try
        {
            return JsonNode.Parse(call.Arguments) switch
            {
                JsonObject { Count: 1 } given when given["town"] is JsonValue town && town.GetValueKind() == JsonValueKind.String => null,
                JsonValue text when text.GetValueKind() == JsonValueKind.String => "arguments are a text in which there is JSON",
                _ => "arguments are not what the schema says",
            };
        }
        catch (JsonException)
        {
            return "arguments are no JSON";
        }
    }

    private static async Task ChoicesAsync(Exchanges host, Told free)
    {
        if (free.Calls.Count == 0)
            host.Add(Checks.ChoiceNone, ContractVerdict.Unclear, "no call comes anyway", free);
        else
            await ChoiceAsync(host, Checks.ChoiceNone, _both with { ToolChoice = "none" }, calls => calls.Count == 0);
        await ChoiceAsync(host, Checks.ChoiceRequired, _neither with { ToolChoice = "required" }, calls => calls.Count > 0);
        await ChoiceAsync(
            host,
            Checks.ChoiceNamed,
            _neither with
            {
                ToolChoice = "get_time",
            },
            calls => calls.Count > 0 && calls.All(c => c.Name == "get_time")
        );
    }

    private static async Task ChoiceAsync(Exchanges host, string check, Ask ask, Func<IReadOnlyList<ToolCall>, bool> isKept)
    {
        var told = await host.AskAsync(ask);
        if (host.Settle(check, told))
            return;
        if (!isKept(told.Calls) && told.Finish == host.Finishes.Cap)
            host.Add(check, ContractVerdict.Unclear, "the reply did not come to its end", told);
        else
            host.Add(
                check,
                isKept(told.Calls),
                told.Calls.Count == 0 ? "no call" : $"called {string.Join(", ", told.Calls.Select(c => c.Name))}",
                told
            );
    }

    private static async Task ParallelAsync(Exchanges host, Told free)
    {
        if (free.Calls.Count < 2)
        {
            host.Add(Checks.ParallelOff, ContractVerdict.Unclear, "calls come one at a time anyway", free);
            return;
        }

        var told = await host.AskAsync(_both with { Parallel = false });
        if (!host.Settle(Checks.ParallelOff, told))
            host.Add(Checks.ParallelOff, told.Calls.Count < 2, $"{told.Calls.Count} calls in one reply", told);
    }

    private static async Task ResultsAsync(Exchanges host)
    {
        var called = (new ToolCall("get_weather", """{"town":"Oslo"}""") { Id = "functions.get_weather:0" }, "It is 17 degrees in Oslo.");
        var told = await host.AskAsync(Ask.User("How warm is it in Oslo?") with { Cap = Cap, Tools = _tools, Called = called });
        if (host.Settle(Checks.ResultsOfCalls, told))
            return;
        var used = told.Text.Contains("17", StringComparison.Ordinal);
        host.Add(
            Checks.ResultsOfCalls,
            used ? ContractVerdict.Held
                : told.Calls.Count > 0 ? ContractVerdict.Broken
                : ContractVerdict.Unclear,
            used ? "the result was used"
                : told.Calls.Count > 0 ? "called again for what it had been told"
                : "the result is not in the reply",
            told
        );
    }
}
