using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Caching.Memory;
using Showdown.Domain;
using Showdown.Sandboxing;

namespace Showdown.Benchmarks.Code;

/// <summary>
/// The problems of a code benchmark by sample id, read from the pinned data when they are wanted: their tests can be many times larger than all
/// prompts.
/// </summary>
internal sealed partial class CodeProblems
{
    private const long MostTestBytes = 64 << 20;

    // Every model and every epoch asks for the same problems, and unpacking the tests can take longer than running them. One for the process, so
    // that its memory has one bound.
    private static readonly MemoryCache _recent = new(new MemoryCacheOptions { SizeLimit = MostTestBytes });
    private readonly Dictionary<string, Place> _places = new(StringComparer.Ordinal);
    private readonly string _dataset;
    private readonly bool _isEvalPlus;

    private CodeProblems(string dataset, bool isEvalPlus) => (_dataset, _isEvalPlus) = (dataset, isEvalPlus);

    /// <summary>Finds where each problem stands.</summary>
    public static async Task<CodeProblems> OpenAsync(BenchmarkSettings benchmark, PinnedDataset data, CancellationToken cancel)
    {
        var problems = new CodeProblems(data.SamplesSha256, benchmark.Scorer.Name == ScorerSettings.EvalPlus);
        var mapper = new SampleMapper(data.Data.Source);
        var files = data.Data.Files.ToDictionary(f => f.Name, StringComparer.Ordinal);
        var seekable = data.Data.Source.Format == "jsonl";
        await foreach (var row in RowReader.ReadAsync(data.Data, cancel))
        {
            var id = mapper.Map(row).Id;
            var json = (JsonRow)row;
            problems._places[id] = seekable
                ? new Place(files[row.File].Path, json.Offset, json.Raw.Length, null)
                : new Place(null, 0, 0, json.Raw.IsEmpty ? Encoding.UTF8.GetBytes(json.Json.GetRawText()) : json.Raw.ToArray());
        }

        return problems;
    }

    /// <exception cref="SettingsException">The record is not what the benchmark's scorer expects.</exception>
    public async Task<CodeTask> TaskAsync(string sampleId, CancellationToken cancel)
    {
        var key = (_dataset, _isEvalPlus, sampleId);
        if (_recent.TryGetValue(key, out CodeTask? read))
            return read!;
        try
        {
            var line = Encoding.UTF8.GetString(await _places[sampleId].ReadAsync(cancel));
            CodeTask task = _isEvalPlus ? EvalPlusProblem.Read(line).ToTask() : LiveCodeBench(sampleId, line).ToTask();
            return _recent.Set(key, task, new MemoryCacheEntryOptions { Size = task.TestBytes });
        }
        catch (Exception e)
            when (e
                    is FormatException
                        or JsonException
                        or KeyNotFoundException
                        or InvalidOperationException
                        or ArgumentException
                        or IOException
                        or OutOfMemoryException
            )
        {
            throw new SettingsException($"Problem '{sampleId}' cannot be read: {e.Message}", e);
        }
    }

    // The official files keep tests as JSON inside texts, the private ones packed; other carriers write one list.
    private static LiveCodeBenchProblem LiveCodeBench(string id, string line)
    {
        using var document = JsonDocument.Parse(line);
        var row = document.RootElement;
        if (row.TryGetProperty("tests", out var listed))
        {
            var functional = listed.EnumerateArray().Any(t => t.GetProperty("testtype").GetString() == "functional");
            return new LiveCodeBenchProblem(id, functional ? Method(row.GetProperty("starter_code").GetString() ?? "") : null, Tests(listed));
        }

        var shown = row.GetProperty("public_test_cases");
        using var publicTests = JsonDocument.Parse(TextOf(shown));
        var name = FunctionName(row.GetProperty("metadata"));
        var hidden = PrivateTests.Read(row.GetProperty("private_test_cases").GetString()!);
        return new LiveCodeBenchProblem(id, name, [.. Tests(publicTests.RootElement), .. hidden]);
    }

    private static List<LiveCodeBenchTest> Tests(JsonElement list) =>
        [.. list.EnumerateArray().Select(t => new LiveCodeBenchTest(t.GetProperty("input").GetString()!, t.GetProperty("output").GetString()!))];

    private static string? FunctionName(JsonElement metadata)
    {
        using var document = JsonDocument.Parse(TextOf(metadata));
        return document.RootElement.TryGetProperty("func_name", out var name) ? name.GetString() : null;
    }

    private static string TextOf(JsonElement json) => json.ValueKind == JsonValueKind.String ? json.GetString()! : json.GetRawText();

    private static string Method(string starter) =>
        Methods().Matches(starter) is [.., var last]
            ? last.Groups[1].Value
            : throw new FormatException("the starter code has no method of class Solution.");

    [GeneratedRegex(@"def\s+(\w+)\s*\(\s*self")]
    private static partial Regex Methods();

    private sealed record Place(string? Path, long Offset, int Length, byte[]? Bytes)
    {
        public async Task<byte[]> ReadAsync(CancellationToken cancel)
        {
            if (Bytes is not null)
                return Bytes;
            var bytes = new byte[Length];
            await using var file = new FileStream(Path!, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.Asynchronous);
            file.Seek(Offset, SeekOrigin.Begin);
            await file.ReadExactlyAsync(bytes, cancel);
            return bytes;
        }
    }
}
