using System.Text.Json;
using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Importing.Formats;
using Showdown.Importing.Reading;
using Showdown.Settings;

namespace Showdown.Importing;

/// <summary>A file and the format it is read by.</summary>
internal sealed record ReadableFile(ResultFile File, ResultFormat Format);

/// <summary>All formats, and which of them a file is in.</summary>
internal static class ResultFormats
{
    private const int HeadBytes = 1 << 18;
    private const int MostFiles = 100_000;

    private static readonly string[] _endings = [".jsonl", ".json", ".csv", ".tsv", ".eval"];

    // A plain table is anything that has the columns: it comes last.
    private static readonly IReadOnlyList<ResultFormat> _all =
    [
        new LmEvalFormat(),
        new InspectFormat(),
        new EvalScopeFormat(),
        new OpenAiEvalsFormat(),
        new PromptfooFormat(),
        new BfclFormat(),
        new PlainFormat(),
    ];

    /// <summary>What <c>--format</c> takes.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. _all.Select(f => f.Name)];

    /// <summary>The files to read, folders replaced by theirs, each with its format. Files that stand beside results are read with those.</summary>
    /// <exception cref="SettingsException">A path is not there, or what it holds is in no format.</exception>
    public static async Task<IReadOnlyList<ReadableFile>> FindAsync(ImportOptions options, CancellationToken cancel)
    {
        if (options.Paths.Count == 0)
            throw new SettingsException("Name at least one file or folder with results.");
        if (options.Models.Count > 1 && options.Models.Count != options.Paths.Count)
            throw new SettingsException(
                $"--model names {options.Models.Count} models for {options.Paths.Count} paths. Give it once for all, or once for each path, in their order."
            );
        var forced = options.Format is { } name
            ? _all.FirstOrDefault(f => f.Name == name) ?? throw new SettingsException($"There is no format '{name}'.{Spelling.Hint(name, Names)}")
            : null;
        var found = new List<ReadableFile>();
        foreach (var (path, number) in options.Paths.Select((p, i) => (p, i)))
        {
            var model = options.Models.Count == 0 ? null : options.Models[options.Models.Count == 1 ? 0 : number];
            found.AddRange(
                Directory.Exists(path) ? await InFolderAsync(path, model, forced, cancel)
                : File.Exists(path) ? [await OneAsync(new ResultFile(path, model), forced, cancel)]
                : throw new SettingsException($"There is no file or folder '{path}'.")
            );
        }

        return [.. found.DistinctBy(f => Path.GetFullPath(f.File.Path))];
    }

    private static async Task<List<ReadableFile>> InFolderAsync(string folder, string? model, ResultFormat? forced, CancellationToken cancel)
    {
        var found = new List<ReadableFile>();
        var paths = Directory
            .EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true })
            .Where(p => _endings.Contains(Path.GetExtension(p).ToLowerInvariant()))
            .Take(MostFiles + 1)
            .Order(StringComparer.Ordinal)
            .ToList();
        if (paths.Count > MostFiles)
            throw new SettingsException($"'{folder}' holds more than {MostFiles} files. Name the folder with the results alone.");
        foreach (var path in paths)
        {
            var head = await HeadAsync(new ResultFile(path, model), cancel);
            if (!_all.Any(f => f.IsBeside(head)) && (forced ?? _all.FirstOrDefault(f => f.Recognizes(head))) is { } format)
                found.Add(new ReadableFile(head.File, format));
        }

        return found.Count > 0
            ? found
            : throw new SettingsException(
                $"'{folder}' holds no file with results of single samples in a known format ({string.Join(", ", Names)}). Was the program told to write them, as lm-evaluation-harness is by --log_samples?"
            );
    }

    private static async Task<ReadableFile> OneAsync(ResultFile file, ResultFormat? forced, CancellationToken cancel)
    {
        if (forced is not null)
            return new ReadableFile(file, forced);
        var head = await HeadAsync(file, cancel);
        if (_all.FirstOrDefault(f => f.IsBeside(head)) is { } other)
            throw new SettingsException(
                $"{file.Shown} holds what {other.Program} writes beside its results, and no results of single samples. Name the file with those, or the folder of both."
            );
        return _all.FirstOrDefault(f => f.Recognizes(head)) is { } format
            ? new ReadableFile(file, format)
            : throw new SettingsException(
                $"{file.Shown} is in no format that is known here: {string.Join(", ", Names)}. A plain file is JSONL or CSV with 'id' and 'score', or 'id', 'completion' and 'target'; --format NAME overrides."
            );
    }

    private static async Task<FileHead> HeadAsync(ResultFile file, CancellationToken cancel)
    {
        await using var stream = file.Open();
        var buffer = new byte[HeadBytes];
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancel);
        var head = buffer.AsMemory(0, length);
        if (head.Span.StartsWith("\uFEFF"u8))
            head = head[3..];
        return new FileHead(file, FirstRecord(head), TopNames(head.Span), head.Span.StartsWith("PK"u8));
    }

    // The first line; where that is no whole value, the whole of a small file.
    private static JsonElement? FirstRecord(ReadOnlyMemory<byte> head)
    {
        var text = head[Math.Min(head.Length, Math.Max(0, head.Span.IndexOfAnyExcept(" \t\r\n"u8)))..];
        var end = text.Span.IndexOf((byte)'\n');
        return Parsed(end < 0 ? text : text[..end]) ?? (end < 0 ? null : Parsed(text));

        static JsonElement? Parsed(ReadOnlyMemory<byte> json)
        {
            try
            {
                using var document = JsonDocument.Parse(PythonNumbers.AsText(json.Span) ?? json);
                return document.RootElement.Clone();
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }

    /// <summary>Names of the first two levels of an object, "results" and "results.stats", as far as the head reaches.</summary>
    private static HashSet<string> TopNames(ReadOnlySpan<byte> head)
    {
        var (names, top) = (new HashSet<string>(StringComparer.Ordinal), "");
        var reader = new Utf8JsonReader(head, isFinalBlock: false, default);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth > 2)
                    continue;
                if (reader.CurrentDepth == 1)
                    names.Add(top = reader.GetString()!);
                else
                    names.Add($"{top}.{reader.GetString()}");
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // No JSON, or none that is sound: what was seen counts.
        }

        return names;
    }
}
