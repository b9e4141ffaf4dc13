using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Showdown.Analysis.Facts;
using Showdown.Rendering.Templating;

namespace Showdown.Pages.Evidence;

/// <summary>
/// Where each sample stands and how it went: a script file that the pages load for filters and search (a page from file:// cannot fetch).
/// </summary>
internal sealed class EvidenceIndex : IDisposable
{
    public const string FileName = "index-data.js";

    // The default of names and texts stays readable; what could end a script or a string is escaped.
    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private readonly Stream _file;
    private readonly Utf8JsonWriter _json;
    private readonly BenchmarkName _benchmark;
    private readonly IReadOnlyList<ModelName> _models;
    private readonly Dictionary<string, int> _groups = new(StringComparer.Ordinal);
    private readonly Highlights _highlights;
    private readonly Dictionary<string, SampleAnchor> _anchors = new(StringComparer.Ordinal);

    public EvidenceIndex(string folder, BenchmarkName benchmark, IReadOnlyList<ModelName> models, Highlights highlights)
    {
        (_benchmark, _models, _highlights) = (benchmark, models, highlights);
        _file = File.Create(Path.Combine(folder, FileName));
        _file.Write("showdownIndex("u8);
        _json = new Utf8JsonWriter(_file, _options);
        _json.WriteStartObject();
        _json.WriteStartArray("models");
        foreach (var model in models)
        {
            _json.WriteStartObject();
            _json.WriteString("name", HtmlText.Visible(model.Name));
            _json.WriteString("css", model.Series().Css);
            _json.WriteEndObject();
        }
        _json.WriteEndArray();
        _json.WriteStartArray("rows");
    }

    /// <summary>Page and anchor by sample id, of the samples that the first page links to.</summary>
    public IReadOnlyDictionary<string, SampleAnchor> Anchors => _anchors;

    public IReadOnlyCollection<string> Groups => _groups.Keys;

    public void Add(SampleEvidence evidence, int page)
    {
        var sample = evidence.Sample;
        if (_highlights.Linked.Contains(sample.Id))
            _anchors[sample.Id] = new SampleAnchor(page, evidence.Number, _benchmark.Redacted ? null : Snippets.Of(sample.Input));
        var group =
            sample.Group is null ? -1
            : _groups.TryGetValue(sample.Group, out var known) ? known
            : _groups[sample.Group] = _groups.Count;
        _json.WriteStartArray();
        _json.WriteStringValue(HtmlText.Visible(sample.Id));
        _json.WriteNumberValue(group);
        _json.WriteNumberValue(page);
        _json.WriteNumberValue(evidence.Number);
        _json.WriteStringValue(string.Join('|', evidence.Codes(_models)));
        _json.WriteStringValue(_benchmark.Redacted ? "" : Snippets.Of(sample.Input));
        if (_highlights.Moved.Contains(sample.Id))
            _json.WriteNumberValue(1);
        _json.WriteEndArray();
        if (_json.BytesPending > 60_000)
            _json.Flush();
    }

    public void Finish()
    {
        _json.WriteEndArray();
        _json.WriteStartArray("groups");
        foreach (var group in _groups.Keys)
            _json.WriteStringValue(HtmlText.Visible(group));
        _json.WriteEndArray();
        _json.WriteEndObject();
        _json.Flush();
        _file.Write(");\n"u8);
    }

    public void Dispose()
    {
        _json.Dispose();
        _file.Dispose();
    }
}
