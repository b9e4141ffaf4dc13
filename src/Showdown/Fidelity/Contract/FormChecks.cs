using System.Text.Json;
using System.Text.Json.Nodes;
using Showdown.Domain;

namespace Showdown.Fidelity.Contract;

/// <summary>The form of replies: ends, streams, formats.</summary>
internal static class FormChecks
{
    private const int Cap = 12;

    /// <summary>Of what fits below the cap: hosts that count the prompt to it, or characters, end much earlier.</summary>
    private const double LeastOfCap = 0.6;

    /// <summary>A reply so short may come in one piece.</summary>
    private const int LeastStreamed = 20;

    /// <summary>What a reply that counts to the end holds.</summary>
    private const string Last = "30";

    private static readonly Ask _count = Ask.User("Write the numbers from 1 to 30, parted by blanks, and nothing else.") with { Cap = 120 };

    private static readonly Ask _json = Ask.User(
        "How many legs has a spider? Reply with a JSON object that has the one key \"legs\" with a whole number."
    ) with
    {
        Cap = 60,
    };

    private static readonly Ask _foreign = Ask.User(
        "Reply with these words as they stand: Zürich 🙂 Kraków <b>Ελλάδα</b> Київ & 東京 서울 👍🏽🚀"
    ) with
    {
        Cap = 80,
    };

    public static async Task CarryOutAsync(Exchanges host)
    {
        var whole = await host.AskAsync(_count);
        var streamed = await host.AskAsync(_count with { Stream = true });
        TokenChecks.Count(host, whole);
        await EndsAsync(host, whole);
        await StreamsAsync(host, whole, streamed);
        await host.AskAsync(_foreign);
        await host.AskAsync(_foreign with { Stream = true }); // whether characters come whole is told of all replies
        await FormatsAsync(host);
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
        var early = kept && isWhole && capped.Finish == host.Finishes.Cap && Share(whole, capped) < LeastOfCap;
        host.Add(
            Checks.OutputCap,
            kept && !early,
            early
                ? $"ends after {Share(whole, capped):0%} of the text for which {Cap} tokens are room"
                : $"{capped.OutputTokens?.ToString() ?? "an unknown number of"} tokens where {Cap} were allowed",
            capped
        );
        if (kept)
            host.Add(Checks.FinishCap, capped.Finish == host.Finishes.Cap, $"{capped.Finish ?? "none"} at the cap", capped);
        else
            host.Add(Checks.FinishCap, ContractVerdict.Unclear, "the cap was not kept", capped);
    }

    /// <summary>How much of the numbers that fit below the cap came, by what the host counts for the whole reply; 1 where it counts nothing, or
    /// thoughts.</summary>
    private static double Share(Told whole, Told capped) =>
        whole.OutputTokens is { } all and > 0 && all <= whole.Text.Length + 2 && capped.Reasoning.Length == 0
            ? Numbers(capped) * ((double)all / Numbers(whole)) / Cap
            : 1;

    private static int Numbers(Told told) => told.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;

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
        if (streamed.Pieces.Count < 2 && streamed.Text.Length >= LeastStreamed)
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
                Formatted(host, Checks.JsonObject, IsObject(told.Text), IsObject(told.Text) ? "a JSON object" : "no JSON object", told);
        }

        if (host.Settle(Checks.JsonSchema))
            return;
        // The words ask for something else than the schema: only a host that keeps the schema has its key.
        var schema = await host.AskAsync(Ask.User("How many legs has a spider?") with { Cap = 60, Format = Schema() });
        if (!host.Settle(Checks.JsonSchema, schema))
        {
            var kept = IsObject(schema.Text) && JsonNode.Parse(schema.Text)?["number_of_legs"] is JsonValue;
            var said =
                kept ? "a JSON object by the schema"
                : IsObject(schema.Text) ? "a JSON object, and not by the schema"
                : "no JSON object";
            Formatted(host, Checks.JsonSchema, kept, said, schema);
        }
    }

    /// <summary>Whoever thinks may not come to the object.</summary>
    private static void Formatted(Exchanges host, string check, bool kept, string said, Told told)
    {
        if (!kept && told.Finish == host.Finishes.Cap)
            host.Add(check, ContractVerdict.Unclear, "the reply did not come to its end", told);
        else
            host.Add(check, kept, said, told);
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
}
