using System.Text.RegularExpressions;
using Showdown.Benchmarks.Generated;
using Showdown.Domain;
using Showdown.Models;
using Showdown.Settings;

namespace Showdown.Benchmarks;

/// <summary>The list 'sources' of a benchmark or of its worked examples.</summary>
internal static partial class SourceSection
{
    private static readonly string[] _formats = ["jsonl", "jsonl.gz", "json", "csv", "tsv", "parquet", "text"];

    /// <summary>Stands for a hash that is recorded at the first pull.</summary>
    private const string FirstUse = "first-use";

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
        source = Shaped(section, source, parts.FirstOrDefault() ?? source);
        if (source.Map.Count == 0)
            source = source with { Map = _ownNames };
        if (source.Join is not null && (source.Pattern is not null || parts.Count > 0))
            section.Problem("join", "'join' stands beside one file: with 'parts' in the part it belongs to, and never with 'pattern'.");
        if (source.Pattern is not null && source.Url is not null)
            section.Problem("pattern", "'pattern' chooses files of a folder and goes with 'mirror' or 'file', not with 'url'.");
        CheckMap(section, source);
        section.RefuseUnknownKeys();
        return source;
    }

    /// <summary>Files that are used as they are, without records: the auxiliary data of a scorer.</summary>
    public static IReadOnlyList<DatasetSource> ReadFiles(Section parent, string key, string folder)
    {
        var found = new List<DatasetSource>();
        foreach (var section in parent.Inners(key))
        {
            found.Add(Place(section, folder, close: false, joins: false) with { Pattern = section.Text("pattern") });
            section.RefuseUnknownKeys();
        }

        if (found.Count == 0)
            parent.Problem(key, $"'{key}' names no source. Give at least one, such as {{ mirror: lists/words.txt, sha256: ... }}.");
        return found;
    }

    /// <summary>How the records of a file are found in it.</summary>
    private static DatasetSource Shaped(Section section, DatasetSource source, DatasetSource first)
    {
        var format = section.Word("format", _formats);
        var shaped = source with
        {
            Format = section.Has("format") ? format ?? "" : FormatOf(section, PlaceOf(first)),
            ListKey = section.Text("list"),
        };
        if (shaped.ListKey is not null && shaped.Format != "json")
            section.Problem("list", "'list' names the key of the records in a JSON file: it goes with format json.");
        if (section.RawText("separator") is not { } separator)
            return shaped;
        if (separator.Length != 1 || shaped.Format != "csv")
            section.Problem("separator", "'separator' is one character, such as \";\", and goes with format csv.");
        return separator.Length == 1 ? shaped with { Separator = separator[0] } : shaped;
    }

    private static JoinedFile? Join(Section? section, string folder)
    {
        if (section is null)
            return null;
        var place = Place(section, folder, close: false, joins: false);
        var join = new JoinedFile(Shaped(section, place, place), section.RequiredText("on"));
        section.RefuseUnknownKeys();
        return join;
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
    private static DatasetSource Place(Section section, string folder, bool close, bool partsGiven = false, bool joins = true)
    {
        var place = new DatasetSource
        {
            Url = section.NamedText("url"),
            Mirror = section.Text("mirror"),
            File = section.Text("file"),
            Sha256 = section.Text("sha256") is { } hash && hash != FirstUse ? hash.ToLowerInvariant() : null,
            PinnedOnFirstUse = section.Text("sha256") == FirstUse,
            Join = joins ? Join(section.Inner("join"), folder) : null,
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
        if (source.Url is not null && SecretFields.IsInAddress(source.Url))
            section.Problem(
                "url",
                "'url' must not hold a password or a token: what stands here is stored with every run. Name a variable, such as ${NAME}."
            );
        else if (
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
        else if (source.Sha256 is null && source.File is null && !partsGiven && !source.PinnedOnFirstUse)
            section.Problem(
                "",
                "'sha256' is missing: without it nobody can tell whether two runs saw the same data. Only 'file' sources go without. "
                    + $"Where nobody can know the hash beforehand, '{FirstUse}' records that of the first pull."
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
