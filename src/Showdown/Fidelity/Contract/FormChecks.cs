using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Showdown.Domain;

namespace Showdown.Fidelity.Contract;

/// <summary>The form of replies: names, ends, streams, formats, and what no text should hold.</summary>
internal static partial class FormChecks
{
    private const int Cap = 12;

    /// <summary>What a reply that counts to the end holds.</summary>
    private const string Last = "30";

    private static readonly Ask _count = Ask.User("Write the numbers from 1 to 30, parted by blanks, and nothing else.") with { Cap = 120 };

    private static readonly Ask _json = Ask.User(
        "How many legs has a spider? Reply with a JSON object that has the one key \"legs\" with a whole number."
    ) with
    {
        Cap = 60,
    };

    public static async Task CarryOutAsync(Exchanges host, string asked, Func<string, string, bool> isSame)
    {
        var whole = await host.AskAsync(_count);
        var streamed = await host.AskAsync(_count with { Stream = true });
        Names(host, whole, streamed, asked, isSame);
        await EndsAsync(host, whole);
        await StreamsAsync(host, whole, streamed);
        await FormatsAsync(host);
    }

    /// <summary>Marks of templates and thoughts in any text so far.</summary>
    public static void Leaks(Exchanges host)
    {
        var leak = host.Replies.FirstOrDefault(r => Mark().IsMatch(r.Text));
        host.Add(
            Checks.Leaks,
            leak is null ? ContractVerdict.Held : ContractVerdict.Broken,
            leak is null ? $"none in {host.Replies.Count} replies" : $"{Mark().Match(leak.Text).Value} stands in a text",
            leak
        );
    }

    private static void Names(Exchanges host, Told whole, Told streamed, string asked, Func<string, string, bool> isSame)
    {
        if (!host.Settle(Checks.ModelName, whole))
        {
            if (whole.Model is { } served)
                host.Add(Checks.ModelName, isSame(asked, served), $"says it serves {served}", whole);
            else
                host.Add(Checks.ModelName, ContractVerdict.NotOffered, "does not say what it serves", whole);
        }

        if (host.Settle(Checks.Fingerprint, whole))
            return;
        if (whole.Fingerprint is null)
            host.Add(Checks.Fingerprint, ContractVerdict.NotOffered, "gives none", whole);
        else
            host.Add(
                Checks.Fingerprint,
                streamed.Fingerprint is null || streamed.Fingerprint == whole.Fingerprint,
                streamed.Fingerprint == whole.Fingerprint ? whole.Fingerprint : $"{whole.Fingerprint}, then {streamed.Fingerprint}",
                streamed
            );
    }

    private static async Task EndsAsync(Exchanges host, Told whole)
    {
        var isWhole = whole.Text.Contains(Last, StringComparison.Ordinal);
        if (whole.IsAccepted && !isWhole && whole.Finish == host.Finishes.Cap)
            host.Add(Checks.FinishStop, ContractVerdict.Unclear, "the reply did not come to its end", whole);
        else if (!host.Settle(Checks.FinishStop, whole))
            host.Add(Checks.FinishStop, whole.Finish == host.Finishes.Stop, $"{whole.Finish ?? "none"} after a whole reply", whole);
        var capped = await host.AskAsync(_count with { Cap = Cap });
        if (host.Settle(Checks.OutputCap, capped))
        {
            host.Add(Checks.FinishCap, ContractVerdict.Unclear, "no capped reply came", capped);
            return;
        }

        if (whole.IsAccepted && !isWhole && capped.Text == whole.Text && capped.Finish != host.Finishes.Cap)
        {
            host.Add(Checks.OutputCap, ContractVerdict.Unclear, "the reply ended before the cap", capped);
            host.Add(Checks.FinishCap, ContractVerdict.Unclear, "the reply ended before the cap", capped);
            return;
        }

        // Without a count the text tells: nothing packs more than eight characters of digits and blanks into a token.
        var kept = capped.OutputTokens is { } tokens ? tokens <= Cap : capped.Text.Length <= 8 * Cap;
        kept &= !capped.Text.Contains(Last, StringComparison.Ordinal);
        host.Add(Checks.OutputCap, kept, $"{capped.OutputTokens?.ToString() ?? "an unknown number of"} tokens where {Cap} were allowed", capped);
        if (kept)
            host.Add(Checks.FinishCap, capped.Finish == host.Finishes.Cap, $"{capped.Finish ?? "none"} at the cap", capped);
        else
            host.Add(Checks.FinishCap, ContractVerdict.Unclear, "the cap was not kept", capped);
    }

    private static async Task StreamsAsync(Exchanges host, Told whole, Told streamed)
    {
        if (host.Settle(Checks.StreamedAsWhole, whole.IsAccepted ? streamed : whole))
        {
            host.Settle(Checks.StreamedUsage, streamed);
            host.Settle(Checks.ReallyStreamed, streamed);
            return;
        }

        var alike = whole.Text.Trim() == streamed.Text.Trim() && whole.Finish == streamed.Finish;
        var tokens = whole.InputTokens is null || streamed.InputTokens is null || whole.InputTokens == streamed.InputTokens;
        // Not every host says the same twice: then nothing tells that it is the stream that differs.
        if (!alike && tokens && await host.AskAsync(_count) is var again && (again.Text.Trim() != whole.Text.Trim() || again.Finish != whole.Finish))
            host.Add(Checks.StreamedAsWhole, ContractVerdict.Unclear, "whole replies differ from one another, too", again);
        else
            host.Add(
                Checks.StreamedAsWhole,
                alike && tokens,
                alike && tokens ? "the same text and end"
                    : !tokens ? $"{whole.InputTokens} prompt tokens, streamed {streamed.InputTokens}"
                    : "another text or end",
                streamed
            );
        host.Add(
            Checks.StreamedUsage,
            streamed.InputTokens is not null && streamed.OutputTokens is not null,
            streamed.OutputTokens is { } output ? $"{streamed.InputTokens} in, {output} out" : "asked for, and none came",
            streamed
        );
        if (streamed.Pieces.Count == 1)
            host.Add(Checks.ReallyStreamed, ContractVerdict.Broken, "all of it in one piece", streamed);
        else if (streamed.Pieces.Count > 2 && streamed.Pieces[^1] - streamed.Pieces[0] is var spread && spread > streamed.Pieces[^1] * 0.05)
            host.Add(Checks.ReallyStreamed, ContractVerdict.Held, $"{streamed.Pieces.Count} pieces over {spread.TotalMilliseconds:0} ms", streamed);
        else
            host.Add(Checks.ReallyStreamed, ContractVerdict.Unclear, "the reply came too fast to tell", streamed);
    }

    private static async Task FormatsAsync(Exchanges host)
    {
        if (!host.Settle(Checks.JsonObject))
        {
            // Asked for something that is no JSON by itself, so that a host that looks away is seen.
            var told = await host.AskAsync(_json with { Format = new JsonObject { ["type"] = "json_object" } });
            if (!host.Settle(Checks.JsonObject, told))
                host.Add(Checks.JsonObject, IsObject(told.Text), IsObject(told.Text) ? "a JSON object" : "no JSON object", told);
        }

        if (host.Settle(Checks.JsonSchema))
            return;
        // The words ask for something else than the schema: only a host that keeps the schema has its key.
        var schema = await host.AskAsync(Ask.User("How many legs has a spider?") with { Cap = 60, Format = Schema() });
        if (!host.Settle(Checks.JsonSchema, schema))
            host.Add(
                Checks.JsonSchema,
                IsObject(schema.Text) && JsonNode.Parse(schema.Text)?["number_of_legs"] is JsonValue,
                IsObject(schema.Text) ? "a JSON object by the schema or not" : "no JSON object",
                schema
            );
    }

    private static JsonObject Schema() =>
        new()
        {
            ["type"] = "json_schema",
            ["json_schema"] = new JsonObject
            {
                ["name"] = "legs",
                ["strict"] = true,
                ["schema"] = new JsonObject
                {
                    ["type"] = "object",
                    ["properties"] = new JsonObject { ["number_of_legs"] = new JsonObject { ["type"] = "integer" } },
                    ["required"] = new JsonArray("number_of_legs"),
                    ["additionalProperties"] = false,
                },
            },
        };

    private static bool IsObject(string text)
    {
        try
        {
            return JsonNode.Parse(text) is JsonObject;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Marks of chat templates, of calls and of thoughts.</summary>
    [GeneratedRegex(@"<\|[\w ]{1,40}\|>|<｜[^｜]{1,40}｜>|\[/?INST\]|</?think>|<\|?(?:im_start|im_end|eot|eom|header_start)|functions\.\w+:\d+")]
    private static partial Regex Mark();
}
