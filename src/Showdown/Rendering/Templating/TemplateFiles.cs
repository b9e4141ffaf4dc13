using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Showdown.Rendering.Templating;

/// <summary>The files of reports/templates, built into the program: templates, style sheets, scripts.</summary>
/// <param name="builtIn">Text by path, such as "partials/head.html".</param>
/// <param name="overrideFolder">A folder whose files stand in for the built-in ones of the same path; null: only the built-in ones.</param>
internal sealed class TemplateFiles(IReadOnlyDictionary<string, string> builtIn, string? overrideFolder = null)
{
    private const string ResourcePrefix = "templates/";

    private static readonly Lazy<IReadOnlyDictionary<string, string>> _embedded = new(ReadEmbedded);

    public IEnumerable<string> Paths => builtIn.Keys;

    public static TemplateFiles Embedded(string? overrideFolder = null) => new(_embedded.Value, overrideFolder);

    /// <summary>Only paths of the built-in table exist: "../" and absolute paths are unknown names.</summary>
    public bool Knows(string path) => builtIn.ContainsKey(path);

    public string Read(string path)
    {
        var known = builtIn[path];
        if (overrideFolder is null)
            return known;
        var changed = Path.Combine(overrideFolder, path);
        return File.Exists(changed) ? File.ReadAllText(changed).ReplaceLineEndings("\n") : known;
    }

    /// <summary>SHA-256 over all files as they are read now.</summary>
    public byte[] Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var path in Paths.Order(StringComparer.Ordinal))
            hash.AppendData(Encoding.UTF8.GetBytes($"{path}\0{Read(path)}\0"));
        return hash.GetHashAndReset();
    }

    private static Dictionary<string, string> ReadEmbedded()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var resource in assembly.GetManifestResourceNames())
        {
            var name = resource.Replace('\\', '/');
            if (!name.StartsWith(ResourcePrefix, StringComparison.Ordinal))
                continue;
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
            found[name[ResourcePrefix.Length..]] = reader.ReadToEnd().ReplaceLineEndings("\n");
        }
        return found;
    }
}
