using System.Text.Json;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Showdown.EndToEnd;

/// <summary>docker-compose.yml and the Dockerfile, as far as they say how each service is run.</summary>
internal sealed partial class ComposeFile
{
    private readonly Dictionary<object, object> _root;

    private ComposeFile(Dictionary<object, object> root, string text, string dockerfile)
    {
        _root = root;
        Services = Map(root, "services")
            .ToDictionary(s => (string)s.Key, s => new ComposeService((string)s.Key, (Dictionary<object, object>)s.Value));
        Variables = Variable().Matches(text).Select(m => m.Groups["name"].Value).Distinct().ToList();
        Entrypoint = JsonSerializer.Deserialize<string[]>(EntrypointLine().Match(dockerfile).Groups[1].Value)!;
        FolderVariables = FolderVariable().Matches(dockerfile).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);
        Folders = FoldersLine().Match(dockerfile).Groups[1].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        LastUser = UserLine().Matches(dockerfile).Select(m => m.Groups[1].Value).Last();
    }

    public IReadOnlyDictionary<string, ComposeService> Services { get; }

    public IReadOnlyList<string> Volumes => [.. Map(_root, "volumes").Keys.Cast<string>()];

    /// <summary>Networks, and whether each has no way to the outside.</summary>
    public IReadOnlyDictionary<string, bool> Networks =>
        Map(_root, "networks").ToDictionary(n => (string)n.Key, n => ComposeService.Truth((Dictionary<object, object>)n.Value, "internal"));

    /// <summary>Names of the variables that the file asks for.</summary>
    public IReadOnlyList<string> Variables { get; }

    public IReadOnlyList<string> Entrypoint { get; }

    /// <summary>The variables of the images that name folders.</summary>
    public IReadOnlyDictionary<string, string> FolderVariables { get; }

    /// <summary>Folders that the image has for its own user: a new volume begins as a copy of what lies below its place.</summary>
    public IReadOnlyList<string> Folders { get; }

    /// <summary>Who the images' programs run as.</summary>
    public string LastUser { get; }

    public static ComposeFile Read()
    {
        var text = File.ReadAllText(Path.Combine(Workplace.Root, "docker-compose.yml"));
        var root = new DeserializerBuilder().Build().Deserialize<Dictionary<object, object>>(new MergingParser(new Parser(new StringReader(text))))!;
        return new ComposeFile(root, text, File.ReadAllText(Path.Combine(Workplace.Root, "Dockerfile")));
    }

    /// <summary>Puts variables in as compose does: ${NAME:?why} must be set, ${NAME:-default} need not, $$ is a dollar.</summary>
    public static string Interpolate(string text, IReadOnlyDictionary<string, string> variables) =>
        Variable()
            .Replace(
                text,
                m =>
                    m.Value == "$$" ? "$"
                    : variables.GetValueOrDefault(m.Groups["name"].Value) is { Length: > 0 } value ? value
                    : m.Groups["sign"].Value == ":-" ? m.Groups["rest"].Value
                    : throw new InvalidOperationException($"{m.Value} is not set")
            );

    internal static Dictionary<object, object> Map(Dictionary<object, object> parent, string key) =>
        parent.GetValueOrDefault(key) as Dictionary<object, object> ?? [];

    [GeneratedRegex(@"\$\$|\$\{(?<name>[A-Z0-9_]+)(?<sign>:[-?])(?<rest>[^}]*)\}")]
    private static partial Regex Variable();

    [GeneratedRegex(@"^ENTRYPOINT (\[.*\])$", RegexOptions.Multiline)]
    private static partial Regex EntrypointLine();

    [GeneratedRegex(@"^\s+(SHOWDOWN_\w+)=(\S+)", RegexOptions.Multiline)]
    private static partial Regex FolderVariable();

    [GeneratedRegex(@"install -d -o ""\$APP_UID"" -g ""\$APP_UID"" (.*)$", RegexOptions.Multiline)]
    private static partial Regex FoldersLine();

    [GeneratedRegex(@"^USER (\S+)$", RegexOptions.Multiline)]
    private static partial Regex UserLine();
}

/// <summary>One service.</summary>
internal sealed class ComposeService(string name, Dictionary<object, object> map)
{
    public string Name => name;

    public IReadOnlyList<string> Command => Texts("command");

    /// <summary>Null: the image's own user.</summary>
    public string? User => map.GetValueOrDefault("user") as string;

    /// <summary>True when the image is made by our Dockerfile.</summary>
    public bool IsOurs => map.GetValueOrDefault("image") is string image && image.StartsWith("showdown", StringComparison.Ordinal);

    /// <summary>The stage of the Dockerfile that it builds; null: it builds none.</summary>
    public string? Builds => ComposeFile.Map(map, "build").GetValueOrDefault("target") as string;

    public string? PullPolicy => map.GetValueOrDefault("pull_policy") as string;

    public IReadOnlyList<string> ExtraHosts => Texts("extra_hosts");

    public bool ReadOnly => Truth(map, "read_only");

    public IReadOnlyList<string> Tmpfs => Texts("tmpfs");

    public IReadOnlyList<string> CapDrop => Texts("cap_drop");

    public IReadOnlyList<string> SecurityOptions => Texts("security_opt");

    public IReadOnlyList<string> Networks => Texts("networks");

    public IReadOnlyList<string> Ports => Texts("ports");

    public IReadOnlyList<string> HealthTest =>
        [.. (ComposeFile.Map(map, "healthcheck").GetValueOrDefault("test") as List<object> ?? []).Cast<string>()];

    public bool Restarts => map.ContainsKey("restart");

    /// <summary>Of a file that people make of its example, what stands there: the test's own variables are put in.</summary>
    public IReadOnlyDictionary<string, string> Environment =>
        (map.GetValueOrDefault("env_file") as List<object> ?? [])
            .Cast<Dictionary<object, object>>()
            .SelectMany(file => File.ReadLines(Path.Combine(Workplace.Root, $"{file["path"]}.example")))
            .Where(line => line.Contains('=') && !line.StartsWith('#'))
            .Select(line => KeyValuePair.Create(line.Split('=')[0], $"${{{line.Split('=')[0]}:-}}"))
            .Concat(ComposeFile.Map(map, "environment").Select(e => KeyValuePair.Create((string)e.Key, (string)e.Value)))
            .ToDictionary();

    public IReadOnlyList<ComposeMount> Mounts => [.. Texts("volumes").Select(ComposeMount.Read)];

    internal static bool Truth(Dictionary<object, object>? map, string key) => map?.GetValueOrDefault(key) as string == "true";

    private IReadOnlyList<string> Texts(string key) => [.. (map.GetValueOrDefault(key) as List<object> ?? []).Cast<string>()];
}

/// <param name="Source">A volume's name, or a path that begins with "./".</param>
internal sealed record ComposeMount(string Source, string Target, bool ReadOnly)
{
    public bool IsVolume => !Source.StartsWith('.');

    public static ComposeMount Read(string text) =>
        ComposeFile.Interpolate(text, new Dictionary<string, string>()).Split(':') switch
        {
            [var source, var target] => new ComposeMount(source, target, false),
            [var source, var target, "ro"] => new ComposeMount(source, target, true),
            _ => throw new FormatException($"'{text}' is no volume of the short form"),
        };
}
