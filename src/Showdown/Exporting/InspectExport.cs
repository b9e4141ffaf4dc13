using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Showdown.Analysis.Facts;
using Showdown.Analysis.Summary;
using Showdown.Results;

namespace Showdown.Exporting;

/// <summary>Inspect AI's JSON log, version 2, one file for each evaluation: 'inspect view --log-dir FOLDER' opens them.</summary>
/// <remarks>Its reader takes results and stats before samples, so what is counted comes first and the samples stream behind it.</remarks>
internal static class InspectExport
{
    private const int LogVersion = 2;
    private const int FlushAt = 1 << 16;

    private static readonly JsonWriterOptions _writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonSerializerOptions _options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new RoundedFigures() },
    };

    /// <param name="prompts">By benchmark id, where prompts can be made anew.</param>
    /// <returns>The files written.</returns>
    public static async Task<IReadOnlyList<string>> WriteAsync(
        RunResults results,
        Func<string, CancellationToken, IAsyncEnumerable<AttemptView>> attempts,
        IReadOnlyDictionary<string, PromptSource> prompts,
        string folder,
        CancellationToken cancel
    )
    {
        Directory.CreateDirectory(folder);
        var files = new List<string>();
        foreach (var benchmark in results.Evaluations.GroupBy(e => e.Facts.Row.BenchmarkId))
        {
            var logs = new Dictionary<string, LogFile>(StringComparer.Ordinal);
            try
            {
                foreach (var evaluation in benchmark)
                    logs[evaluation.Facts.Row.ModelId] = new LogFile(
                        new InspectLog(results.Facts.Run, evaluation, prompts.GetValueOrDefault(benchmark.Key)),
                        folder
                    );
                await foreach (var attempt in attempts(benchmark.Key, cancel).WithCancellation(cancel))
                    logs[attempt.ModelId].Add(attempt);
                foreach (var log in logs.Values)
                    files.Add(log.Finish());
            }
            finally
            {
                foreach (var log in logs.Values)
                    log.Dispose();
            }
        }
        return files;
    }

    /// <summary>One evaluation's file while it is written.</summary>
    private sealed class LogFile : IDisposable
    {
        private readonly InspectLog _log;
        private readonly FileStream _file;
        private readonly Utf8JsonWriter _json;

        public LogFile(InspectLog log, string folder)
        {
            _log = log;
            _file = File.Create(Path.Combine(folder, log.FileName));
            _json = new Utf8JsonWriter(_file, _writing);
            _json.WriteStartObject();
            _json.WriteNumber("version", LogVersion);
            _json.WriteString("status", log.Status);
            Write("eval", log.Eval());
            Write("plan", log.Plan());
            Write("results", log.Results());
            Write("stats", log.Stats());
            if (log.Error() is { } error)
                Write("error", error);
            _json.WriteStartArray("samples");
        }

        public void Add(AttemptView attempt)
        {
            JsonSerializer.Serialize(_json, _log.Sample(attempt), _options);
            if (_json.BytesPending > FlushAt)
                _json.Flush();
        }

        public string Finish()
        {
            _json.WriteEndArray();
            _json.WriteEndObject();
            _json.Flush();
            return _file.Name;
        }

        public void Dispose()
        {
            _json.Dispose();
            _file.Dispose();
        }

        private void Write(string name, object part)
        {
            _json.WritePropertyName(name);
            JsonSerializer.Serialize(_json, part, _options);
        }
    }
}
