using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Importing.Reading;

namespace Showdown.Importing.Formats;

/// <summary>Logs of Inspect AI: <c>.json</c>, one object with its samples; <c>.eval</c>, a zip archive with a file for each sample and
/// epoch.</summary>
internal sealed class InspectFormat : ResultFormat
{
    private static readonly string[] _headers = ["header.json", "_journal/start.json", "start.json"];

    public override string Name => "inspect";

    public override string Program => "Inspect AI";

    public override bool Recognizes(FileHead head) => head.IsZip || head.Keys.Contains("eval") && head.Keys.Contains("eval.task");

    public override IAsyncEnumerable<RecordedResult> ReadAsync(ResultFile file, CancellationToken cancel) =>
        IsZip(file) ? ReadZipAsync(file, cancel) : ReadJsonAsync(file, cancel);

    private static bool IsZip(ResultFile file)
    {
        using var stream = File.OpenRead(file.Path);
        return stream.ReadByte() == 'P' && stream.ReadByte() == 'K';
    }

    private static async IAsyncEnumerable<RecordedResult> ReadJsonAsync(ResultFile file, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var stream = file.Open();
        InspectHeader? header = null;
        await foreach (var part in new JsonFile(stream, file.Shown, "samples").ReadAsync(cancel))
        {
            if (part is { Path: "eval", Item: null })
                header = InspectHeader.Of(part.Value, file.Shown);
            if (part.Item is not { } number)
                continue;
            var place = $"{file.Shown}(sample {number})";
            yield return Read(header ?? throw NoHeader(file), part.Value, place);
        }
    }

    private static async IAsyncEnumerable<RecordedResult> ReadZipAsync(ResultFile file, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var archive = Open(file);
        var first = _headers.Select(archive.GetEntry).FirstOrDefault(e => e is not null) ?? throw NoHeader(file);
        var budget = ByteLines.MostUnpacked;
        var top = SmallJson.Parse(await UnpackAsync(first), $"{file.Shown}/{first.FullName}");
        var header = InspectHeader.Of(top.At("eval") ?? throw NoHeader(file), file.Shown);
        foreach (
            var entry in archive.Entries.Where(e =>
                e.FullName.StartsWith("samples/", StringComparison.Ordinal) && e.Name.EndsWith(".json", StringComparison.Ordinal)
            )
        )
        {
            var place = $"{file.Shown}/{entry.FullName}";
            yield return Read(header, SmallJson.Parse(await UnpackAsync(entry), place), place);
        }

        // What an archive says about sizes may be a lie: what comes is counted.
        async Task<ReadOnlyMemory<byte>> UnpackAsync(ZipArchiveEntry entry)
        {
            var most = Math.Min(budget, JsonFile.Longest);
            var content = new MemoryStream();
            try
            {
                await using var packed = entry.Open();
                var buffer = new byte[1 << 16];
                while (await packed.ReadAsync(buffer, cancel) is > 0 and var read)
                {
                    if (content.Length + read > most)
                        throw new SettingsException(
                            $"{file.Shown}/{entry.FullName} unpacks to more than {most >> 20} MB, and no sample's log does. Is this the right file?"
                        );
                    content.Write(buffer, 0, read);
                }
            }
            catch (InvalidDataException e)
            {
                throw new SettingsException(
                    $"{file.Shown}/{entry.FullName} cannot be unpacked: {e.Message} Convert the log with 'inspect log convert --to json'.",
                    e
                );
            }

            budget -= content.Length;
            return content.GetBuffer().AsMemory(0, (int)content.Length);
        }
    }

    private static ZipArchive Open(ResultFile file)
    {
        const int MostEntries = 5_000_000;
        try
        {
            var archive = new ZipArchive(file.Open(), ZipArchiveMode.Read);
            return archive.Entries.Count <= MostEntries
                ? archive
                : throw new SettingsException($"{file.Shown} holds {archive.Entries.Count} entries, and no log does. Is this the right file?");
        }
        catch (InvalidDataException e)
        {
            throw new SettingsException($"{file.Shown} is no zip archive that can be read: {e.Message} Was it copied whole?", e);
        }
    }

    private static SettingsException NoHeader(ResultFile file) =>
        new($"{file.Shown} says nothing about its evaluation ('eval' is missing). Is it a whole log of Inspect AI?");

    private static RecordedResult Read(InspectHeader header, JsonElement sample, string place) =>
        RecordReading.At(
            place,
            () =>
            {
                var texts = new InspectTexts(sample);
                var (choice, scores) = (sample.Items("output", "choices").FirstOrDefault(), Scores(sample).ToList());
                var message = choice.At("message");
                var usage = sample.At("model_usage", header.Model) ?? sample.At("output", "usage");
                var first = sample.Members("scores").Select(s => (JsonProperty?)s).FirstOrDefault()?.Value;
                var stop = choice.Text("stop_reason");
                return new RecordedResult
                {
                    Place = place,
                    Model = header.Model,
                    Task = header.Task,
                    SampleId = sample.Text("id") ?? throw new RowException("'id' is missing. Is it a sample of Inspect AI?"),
                    Epoch = sample.Whole("epoch"),
                    Input = texts.Question,
                    Choices = [.. sample.Items("choices").Select(c => c.AsTextOrJson())],
                    Target = sample.At("target") switch
                    {
                        { ValueKind: JsonValueKind.Array } list when list.GetArrayLength() == 1 => list[0].AsTextOrJson(),
                        { } target => target.AsTextOrJson(),
                        null => null,
                    },
                    Prompt = texts.Prompt,
                    Completion =
                        sample.Text("output", "completion") is { Length: > 0 } said ? texts.Resolve(said)
                        : message is { } reply ? texts.Of(reply)
                        : null,
                    Reasoning = message is { } thought ? texts.ReasoningOf(thought) : null,
                    ToolCalls = message is { } calling ? [.. calling.Items("tool_calls").Select(Call)] : [],
                    FinishReason = stop,
                    CutOff = stop is "max_tokens" or "model_length",
                    Error = sample.Text("error", "message"),
                    Scores = scores,
                    Answer = first?.Text("answer"),
                    Reason = first?.Text("explanation"),
                    Usage = new Usage
                    {
                        InputTokens = usage?.Whole("input_tokens"),
                        OutputTokens = usage?.Whole("output_tokens"),
                        ReasoningTokens = usage?.Whole("reasoning_tokens"),
                        CachedInputTokens = usage?.Whole("input_tokens_cache_read"),
                        CostUsd = usage?.Number("total_cost") is { } cost and >= 0 and < 1e9 ? (decimal)cost : null,
                    },
                    Duration = (sample.Number("output", "time") ?? sample.Number("working_time")) is { } seconds and >= 0 and < 1e7
                        ? TimeSpan.FromSeconds(seconds)
                        : null,
                    ServedModel = sample.Text("output", "model"),
                    Facts = header.Facts,
                };
            }
        );

    private static ToolCall Call(JsonElement call) =>
        new(call.Text("function") ?? "", call.At("arguments")?.AsTextOrJson() ?? "{}") { Id = call.Text("id") };

    // A score may have several values: then each is one, "scorer/value".
    private static IEnumerable<KeyValuePair<string, double?>> Scores(JsonElement sample)
    {
        foreach (var score in sample.Members("scores"))
        {
            var value = score.Value.At("value");
            if (value is { ValueKind: JsonValueKind.Object } several)
            {
                foreach (var one in several.EnumerateObject())
                    yield return KeyValuePair.Create($"{score.Name}/{one.Name}", ValueOf(one.Value));
            }
            else
            {
                yield return KeyValuePair.Create(score.Name, value is { } only ? ValueOf(only) : null);
            }
        }
    }

    // As Inspect's own value_to_float reads them: correct, incorrect, partly correct, no answer.
    private static double? ValueOf(JsonElement value) =>
        value.AsText() switch
        {
            "C" => 1,
            "I" or "N" => 0,
            "P" => 0.5,
            { } text when text.Equals("yes", StringComparison.OrdinalIgnoreCase) || text.Equals("true", StringComparison.OrdinalIgnoreCase) => 1,
            { } text when text.Equals("no", StringComparison.OrdinalIgnoreCase) || text.Equals("false", StringComparison.OrdinalIgnoreCase) => 0,
            _ => value.AsNumber(),
        };
}

/// <summary>What a log says about all of its samples.</summary>
internal sealed record InspectHeader(string Model, string Task, IReadOnlyDictionary<string, string> Facts)
{
    /// <exception cref="SettingsException">Model or task is not named.</exception>
    public static InspectHeader Of(JsonElement eval, string file)
    {
        if (eval.Text("model") is not { } model || eval.Text("task") is not { } task)
            throw new SettingsException($"{file} names no model or no task ('eval.model', 'eval.task'). Is it a log of Inspect AI?");
        var facts = new Dictionary<string, string>();
        Add("version of the program", eval.Text("packages", "inspect_ai"));
        Add("version of the task", eval.Text("task_version"));
        Add("dataset", eval.Text("dataset", "name"));
        Add("generation", eval.At("model_generate_config")?.GetRawText() is { Length: > 2 } config ? config : null);
        Add("recorded", eval.Text("created"));
        return new InspectHeader(model, task, facts);

        void Add(string name, string? value)
        {
            if (value is { Length: > 0 and < 2000 })
                facts[name] = value;
        }
    }
}

/// <summary>The texts of a sample's messages; long ones stand apart in the log and are named by their hash.</summary>
internal sealed class InspectTexts(JsonElement sample)
{
    private const string Apart = "attachment://";

    public string? Question =>
        sample.At("input") switch
        {
            { ValueKind: JsonValueKind.Array } messages => messages.EnumerateArray().LastOrDefault(m => m.Text("role") == "user")
                is { ValueKind: JsonValueKind.Object } user
                ? Of(user)
                : null,
            { } input => Resolve(input.AsTextOrJson()),
            null => null,
        };

    /// <summary>Everything before the model's last words.</summary>
    public string? Prompt
    {
        get
        {
            var messages = sample.Items("messages").ToList();
            var last = messages.FindLastIndex(m => m.Text("role") == "assistant");
            var before = last < 0 ? messages : messages[..last];
            return before.Count == 0 ? null : string.Join('\n', before.Select(m => $"{m.Text("role")}: {Of(m)}"));
        }
    }

    public string Resolve(string text) =>
        text.StartsWith(Apart, StringComparison.Ordinal) ? sample.Text("attachments", text[Apart.Length..]) ?? text : text;

    /// <summary>A message's text, without its reasoning.</summary>
    public string Of(JsonElement message) =>
        message.At("content") switch
        {
            { ValueKind: JsonValueKind.Array } parts => Joined(parts, "text", "text"),
            { } content => Resolve(content.AsTextOrJson()),
            null => "",
        };

    public string? ReasoningOf(JsonElement message) =>
        message.At("content") is { ValueKind: JsonValueKind.Array } parts && Joined(parts, "reasoning", "reasoning") is { Length: > 0 } thought
            ? thought
            : null;

    private string Joined(JsonElement parts, string type, string field)
    {
        var text = new StringBuilder();
        foreach (var part in parts.EnumerateArray().Where(p => p.Text("type") == type))
            text.Append(text.Length > 0 ? "\n" : "").Append(Resolve(part.Text(field) ?? ""));
        return text.ToString();
    }
}
