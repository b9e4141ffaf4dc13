using System.Text.Json;
using Showdown.Domain;
using Showdown.Models.Wire;

namespace Showdown.Models.Replay;

internal sealed record RecordedReply(string Text, string? Reasoning, string FinishReason, Usage Usage, string? Model)
{
    public IReadOnlyList<CallPiece>? Calls { get; init; }
}

/// <summary>
/// A JSONL file of replies, such as `showdown export --format jsonl` writes. A line holds sample_id (or sample, id) and completion (or text), and may
/// hold benchmark, model,
/// epoch (1 where it is missing), reasoning, tool_calls (a list, or its text), finish_reason, input_tokens and output_tokens. Only places in the file
/// are kept in memory; of two lines for one attempt the last counts.
/// </summary>
internal sealed class RecordedReplies : IDisposable
{
    /// <summary>Bytes of a line at most: many times what any model writes.</summary>
    private const int LongestLine = 64 << 20;

    private readonly Dictionary<(string? Benchmark, string Sample, int Epoch), (long From, int Length)> _places = [];
    private readonly Microsoft.Win32.SafeHandles.SafeFileHandle _file;

    private RecordedReplies(string path, string model)
    {
        FileName = Path.GetFileName(path);
        _file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read, FileOptions.Asynchronous);
        Index(path, model);
    }

    public string FileName { get; }

    public int Count => _places.Count;

    /// <summary>Opens a file and finds its lines.</summary>
    /// <param name="path">The file.</param>
    /// <param name="model">Lines that name another model are left out, unless no line names this one.</param>
    /// <exception cref="SettingsException">There is no such file, or a line cannot be read; says which.</exception>
    public static RecordedReplies Open(string path, string model)
    {
        if (!File.Exists(path))
            throw new SettingsException(
                $"There is no file {path} to replay. Give 'endpoint' the path of a JSONL file, such as `showdown export RUN --format jsonl` writes."
            );
        return new RecordedReplies(path, model);
    }

    public async ValueTask<RecordedReply?> FindAsync(string benchmark, string sample, int epoch, CancellationToken cancel)
    {
        if (!_places.TryGetValue((benchmark, sample, epoch), out var place) && !_places.TryGetValue((null, sample, epoch), out place))
            return null;
        var line = new byte[place.Length];
        await RandomAccess.ReadAsync(_file, line, place.From, cancel);
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        var usage = new Usage
        {
            InputTokens = Number(root, "input_tokens"),
            OutputTokens = Number(root, "output_tokens"),
            ReasoningTokens = Number(root, "reasoning_tokens"),
            CachedInputTokens = Number(root, "cached_input_tokens"),
        };
        return new RecordedReply(
            Text(root, "completion", "text") ?? "",
            Text(root, "reasoning"),
            Text(root, "finish_reason") ?? "",
            usage,
            Text(root, "served_model", "model", "model_id")
        )
        {
            Calls = Calls(root),
        };
    }

    public void Dispose() => _file.Dispose();

    private void Index(string path, string model)
    {
        var others = new List<((string?, string, int) Key, (long, int) Place)>();
        long from = 0;
        var number = 0;
        foreach (var line in Lines(path))
        {
            number++;
            if (line.AsSpan().Trim("\uFEFF \r\t"u8).Length > 0 && Key(line, path, number) is var (key, named))
            {
                if (named is null || named == model)
                    _places[key] = (from, line.Length);
                else
                    others.Add((key, (from, line.Length)));
            }

            from += line.Length + 1;
        }

        if (_places.Count > 0)
            return;
        foreach (var (key, place) in others)
            _places[key] = place;
    }

    private static ((string? Benchmark, string Sample, int Epoch) Key, string? Model)? Key(byte[] line, string path, int number)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            if (Text(root, "sample_id", "sample", "id") is not { } sample)
                throw new SettingsException($"{path}({number}): 'sample_id' is missing. Each line needs 'sample_id' and 'completion'.");
            // A failed attempt has no completion: there is nothing to replay.
            return Text(root, "completion", "text") is null && Calls(root) is null
                ? null
                : ((Text(root, "benchmark", "benchmark_id"), sample, Number(root, "epoch") ?? 1), Text(root, "model", "model_id"));
        }
        catch (JsonException malformed)
        {
            throw new SettingsException($"{path}({number}): not JSON: {malformed.Message}", malformed);
        }
        catch (InvalidOperationException half) // of a text, which is looked into only when it is asked for
        {
            throw new SettingsException(
                $"{path}({number}): a text is no UTF-8, or holds half a character (such as \\ud83d alone). Mend the line.",
                half
            );
        }
    }

    /// <summary>As the export writes them, or as OpenAI's protocol has them.</summary>
    private static List<CallPiece>? Calls(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("tool_calls", out var calls))
            return null;
        var list = calls.ValueKind == JsonValueKind.String ? calls.GetString()! : calls.GetRawText();
        var reader = new Utf8JsonReader(System.Text.Encoding.UTF8.GetBytes($"{{\"tool_calls\":{list}}}"));
        reader.Read();
        reader.Read();
        return CallsReader.List(ref reader);
    }

    private static string? Text(JsonElement root, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String)
                return value.GetString();
        }

        return null;
    }

    private static int? Number(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;

    /// <summary>The lines as bytes, without their line feeds: places in a file are counted in bytes.</summary>
    private static IEnumerable<byte[]> Lines(string path)
    {
        using var file = new BufferedStream(File.OpenRead(path), 1 << 16);
        using var line = new MemoryStream();
        for (var next = file.ReadByte(); next >= 0; next = file.ReadByte())
        {
            if (next != '\n')
            {
                line.WriteByte((byte)next);
                if (line.Length > LongestLine)
                    throw new SettingsException(
                        $"{path}: a line is longer than {LongestLine >> 20} MB, and no reply is. Is this the right file, and not a packed one?"
                    );
                continue;
            }

            yield return line.ToArray();
            line.SetLength(0);
        }

        if (line.Length > 0)
            yield return line.ToArray();
    }
}
