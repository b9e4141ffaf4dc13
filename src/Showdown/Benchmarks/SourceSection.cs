using System.Text.RegularExpressions;
using Showdown.Benchmarks.Generated;
using Showdown.Domain;
using Showdown.Settings;

namespace Showdown.Benchmarks;

/// <summary>The list 'sources' of a benchmark or of its worked examples.</summary>
internal static partial class SourceSection
{
    private static readonly string[] _formats = ["jsonl", "jsonl.gz", "json", "csv", "parquet"];

    /// <summary>Our own names, when the file says nothing about fields; then choices and group are taken too where a record has them.</summary>
    private static readonly Dictionary<string, string> _ownNames = new()
    {
        ["id"] = "id",
        ["input"] = "input",
        ["target"] = "target",
    };

    public static bool UsesOwnNames(this DatasetSource source) =>
        source.Map.Count == 3 && _ownNames.All(m => source.Map.TryGetValue(m.Key, out var rule) && rule == m.Value);

    public static IReadOnlyList<DatasetSource> Read(Section parent, string key, string folder)
    {
        var sections = parent.Inners(key);
        if (!parent.Has(key))
            parent.Missing(key);
        else if (sections.Count == 0)
            parent.Problem(key, $"'{key}' names no source. Give at least one, such as {{ file: data.jsonl }}.");
        return [.. sections.Select(s => Source(s, folder))];
    }

    private static DatasetSource Source(Section section, string folder)
    {
        if (section.Has("generate"))
            return Generated(section);
        var parts = section.Inners("parts").Select(part => Place(part, folder, close: true)).ToList();
        var source = Place(section, folder, close: false, partsGiven: section.Has("parts")) with
        {
            Parts = parts,
            Pattern = section.Text("pattern"),
            Gated = section.Flag("gated") ?? false,
            Map = section.Map("map"),
            Where = section.Map("where"),
        };
        source = source with { Format = section.Word("format", _formats) ?? "" };
        if (!section.Has("format"))
            source = source with { Format = FormatOf(section, PlaceOf(parts.FirstOrDefault() ?? source)) };
        if (source.Map.Count == 0)
            source = source with { Map = _ownNames };
        if (source.Pattern is not null && source.Url is not null)
            section.Problem("pattern", "'pattern' chooses files of a folder and goes with 'mirror' or 'file', not with 'url'.");
        CheckMap(section, source);
        section.RefuseUnknownKeys();
        return source;
    }

    private static DatasetSource Generated(Section section)
    {
        var source = new DatasetSource
        {
            Generator = section.Word("generate", Generators.Names),
            GeneratorOptions = section.Map("options"),
            Format = "generated",
        };
        section.RefuseUnknownKeys();
        try
        {
            if (source.Generator is not null)
                Generators.Check(source);
        }
        catch (FormatException e)
        {
            section.Problem("options", e.Message);
        }

        return source;
    }

    /// <summary>Where one file or folder lies, and its hash.</summary>
    private static DatasetSource Place(Section section, string folder, bool close, bool partsGiven = false)
    {
        var place = new DatasetSource
        {
            Url = section.NamedText("url"),
            Mirror = section.Text("mirror"),
            File = section.Text("file"),
            Sha256 = section.Text("sha256")?.ToLowerInvariant(),
            Archive = Archive(section.Inner("archive")),
            Format = "",
        };
        var given = new[] { place.Url, place.Mirror, place.File }.Count(p => p is not null) + (partsGiven ? 1 : 0);
        if (given != 1)
            section.Problem("", "a source is exactly one of 'url', 'mirror', 'file', 'parts' and 'generate'.");
        CheckPlace(section, place, folder);
        CheckHash(section, place, partsGiven);
        if (close)
            section.RefuseUnknownKeys();
        return place;
    }

    private static ArchiveEntry? Archive(Section? section)
    {
        if (section is null)
            return null;
        var archive = new ArchiveEntry(
            section.RequiredText("entry"),
            section.NamedText("password"),
            section.RequiredText("sha256").ToLowerInvariant()
        );
        if (!Sha256().IsMatch(archive.Sha256))
            section.Problem("sha256", "'sha256' must be 64 hexadecimal digits, as `sha256sum` prints them.");
        section.RefuseUnknownKeys();
        return archive;
    }

    private static string? PlaceOf(DatasetSource source) => source.Archive?.Entry ?? source.Url ?? source.Mirror ?? source.File;

    private static string FormatOf(Section section, string? place)
    {
        var ending = _formats
            .OrderByDescending(f => f.Length)
            .FirstOrDefault(f => place?.EndsWith("." + f, StringComparison.OrdinalIgnoreCase) == true);
        if (ending is null)
            section.Problem("", $"'format' is missing, and the name does not tell it. Allowed: {string.Join(", ", _formats)}.");
        return ending ?? "";
    }

    private static void CheckPlace(Section section, DatasetSource source, string folder)
    {
        if (
            source.Url is not null
            && EnvironmentText.Expand(source.Url, out _) is var url
            && !HfAddress.IsMatch(url)
            && !(Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http")
        )
            section.Problem("url", $"'{source.Url}' must be hf://owner/name@revision/path or https://...");
        foreach (var (key, path) in new[] { ("mirror", source.Mirror), ("file", source.File) })
        {
            if (path is not null && (Path.IsPathRooted(path) || path.Split('/', '\\').Contains("..")))
                section.Problem(key, $"'{path}' must be a path below the {(key == "file" ? "benchmark's own" : "mirror")} folder, without '..'.");
        }

        if (source.File is { } file && !Path.IsPathRooted(file) && !Path.Exists(Path.Combine(folder, file)))
            section.Problem("file", $"'{file}' does not exist in {Problems.Shown(folder)}.");
    }

    private static void CheckHash(Section section, DatasetSource source, bool partsGiven)
    {
        if (source.Sha256 is { } hash && !Sha256().IsMatch(hash))
            section.Problem("sha256", "'sha256' must be 64 hexadecimal digits, as `sha256sum` prints them.");
        if (source.Sha256 is null && source.Archive is { } archive)
            section.Problem("archive", $"'sha256' is missing beside 'archive': it is that of '{archive.Entry}' once it is unpacked.");
        else if (source.Sha256 is null && source.File is null && !partsGiven)
            section.Problem(
                "",
                "'sha256' is missing: without it nobody can tell whether two runs saw the same data. Only 'file' sources go without."
            );
    }

    private static void CheckMap(Section section, DatasetSource source)
    {
        foreach (var key in new[] { "input", "target" })
        {
            if (!source.Map.ContainsKey(key))
                section.Problem("map", $"'map' does not say where '{key}' comes from.");
        }

        foreach (var (key, rules) in source.Map)
        {
            foreach (var rule in key == "choices" ? rules.Split('\n') : [rules])
            {
                try
                {
                    FieldRule.Parse(rule);
                }
                catch (FormatException e)
                {
                    section.Problem("map", $"'{key}: {rule}' cannot be read: {e.Message}");
                }
            }
        }
    }

    [GeneratedRegex("^[0-9a-f]{64}$")]
    private static partial Regex Sha256();
}
