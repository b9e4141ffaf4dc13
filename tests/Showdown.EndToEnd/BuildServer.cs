using System.Text.RegularExpressions;
using CliWrap;
using CliWrap.Buffered;
using YamlDotNet.RepresentationModel;

namespace Showdown.EndToEnd;

/// <summary>What a job on a build server came to.</summary>
/// <param name="IsGood">No step failed.</param>
/// <param name="Log">What the steps printed.</param>
/// <param name="Summary">The summary of the job, Markdown.</param>
/// <param name="Uploads">Folders that were uploaded, by the artifact's name.</param>
/// <param name="Values">Outputs of steps by "step.name" (GitHub), or variables (Azure DevOps).</param>
internal sealed record BuildResult(
    bool IsGood,
    string Log,
    string Summary,
    IReadOnlyDictionary<string, string> Uploads,
    IReadOnlyDictionary<string, string> Values
);

/// <summary>
/// Carries out the steps of action.yml and of the Azure DevOps template as their services do: the scripts are really run, with the variables and
/// files that the services give them. Steps that are other people's (set up .NET, upload) are stood in for; an upload is noted.
/// </summary>
internal sealed partial class BuildServer(string workspace, string temp, string home)
{
    private readonly Dictionary<string, string> _values = [];
    private readonly Dictionary<string, string> _uploads = [];
    private readonly List<string> _log = [];
    private string _summary = "";
    private bool _failed;

    public async Task<BuildResult> ActionAsync(IReadOnlyDictionary<string, string> given)
    {
        var action = Read("action.yml");
        var inputs = ((YamlMappingNode)action["inputs"]).Children.ToDictionary(
            i => $"inputs.{i.Key}",
            i => given.GetValueOrDefault($"{i.Key}", $"{i.Value["default"]}")
        );
        Assert.All(given.Keys, name => Assert.Contains($"inputs.{name}", inputs.Keys));
        foreach (var step in ((YamlSequenceNode)action["runs"]["steps"]).Cast<YamlMappingNode>())
        {
            // Without a condition of its own a step is skipped once another has failed.
            if (_failed || Text(step, "if") is { } condition && !Holds(condition))
                continue;
            if (Text(step, "uses") is { } uses)
                Stand(uses, step, "with", "upload-artifact", "name", "path", Filled);
            else
                await GitHubAsync(step);
        }

        return Result();

        string Filled(string text) => Expression().Replace(text, m => inputs.GetValueOrDefault(m.Groups[1].Value) ?? Output(m.Groups[1].Value));

        bool Holds(string condition) => Output(Condition().Match(condition).Groups[1].Value).Length > 0;

        string Output(string name) =>
            _values.GetValueOrDefault(name.Replace("steps.", "", StringComparison.Ordinal).Replace(".outputs", "", StringComparison.Ordinal), "");

        async Task GitHubAsync(YamlMappingNode step)
        {
            Assert.Equal("bash", Text(step, "shell"));
            Assert.DoesNotContain("${{", Text(step, "run")); // a script that inputs are pasted into
            var (output, summary) = (Path.Combine(temp, "output"), Path.Combine(temp, "step-summary"));
            await File.WriteAllTextAsync(output, "", Cancel);
            await File.WriteAllTextAsync(summary, "", Cancel);
            var variables = Variables(step, Filled);
            variables["GITHUB_ACTIONS"] = "true";
            variables["GITHUB_WORKSPACE"] = workspace;
            variables["GITHUB_OUTPUT"] = output;
            variables["GITHUB_STEP_SUMMARY"] = summary;
            variables["RUNNER_TEMP"] = temp;
            await BashAsync(
                ["--noprofile", "--norc", "-eo", "pipefail"],
                Text(step, "run")!,
                Filled(Text(step, "working-directory") ?? "."),
                variables
            );
            _summary += await File.ReadAllTextAsync(summary, Cancel);
            foreach (var line in await File.ReadAllLinesAsync(output, Cancel))
                _values[$"{Text(step, "id")}.{line[..line.IndexOf('=', StringComparison.Ordinal)]}"] = line[
                    (line.IndexOf('=', StringComparison.Ordinal) + 1)..
                ];
        }
    }

    public async Task<BuildResult> PipelineAsync(IReadOnlyDictionary<string, string> given, IReadOnlyDictionary<string, string> keys)
    {
        var template = Read("azure-pipelines/showdown.yml");
        var parameters = ((YamlSequenceNode)template["parameters"]).ToDictionary(
            p => $"parameters.{p["name"]}",
            p => given.GetValueOrDefault($"{p["name"]}", $"{p["default"]}")
        );
        Assert.All(given.Keys, name => Assert.Contains($"parameters.{name}", parameters.Keys));
        _values["System.DefaultWorkingDirectory"] = workspace;
        foreach (var step in ((YamlSequenceNode)template["steps"]).Cast<YamlMappingNode>())
        {
            if (_failed || Text(step, "condition") is { } condition && !Holds(condition))
                continue;
            if (Text(step, "task") is { } task)
                Stand(task, step, "inputs", "PublishPipelineArtifact", "artifact", "targetPath", Filled);
            else
                await AzureAsync(step);
        }

        return Result();

        string Filled(string text) =>
            Macro()
                .Replace(Expression().Replace(text, m => parameters[m.Groups[1].Value]), m => _values.GetValueOrDefault(m.Groups[1].Value, m.Value));

        bool Holds(string condition) => _values.GetValueOrDefault(Unequal().Match(condition).Groups[1].Value, "").Length > 0;

        async Task AzureAsync(YamlMappingNode step)
        {
            Assert.DoesNotContain("${{", Text(step, "bash"));
            var variables = Variables(step, Filled);
            if (variables.Remove("${{ each key in parameters.keys }}"))
                foreach (var (name, value) in keys)
                    variables[name] = value;
            variables["TF_BUILD"] = "True";
            variables["AGENT_TEMPDIRECTORY"] = temp;
            variables["BUILD_SOURCESDIRECTORY"] = workspace;
            variables["SYSTEM_DEFAULTWORKINGDIRECTORY"] = workspace;
            var printed = await BashAsync(
                ["--noprofile", "--norc"],
                Text(step, "bash")!,
                Filled(Text(step, "workingDirectory") ?? workspace),
                variables
            );
            foreach (Match command in Command().Matches(printed))
            {
                if (command.Groups["name"].Value == "uploadsummary")
                    _summary += await File.ReadAllTextAsync(command.Groups["value"].Value, Cancel);
                else
                    _values[command.Groups["of"].Value] = command.Groups["value"].Value;
            }
        }
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private BuildResult Result() => new(!_failed, string.Join('\n', _log), _summary, _uploads, _values);

    private void Stand(string uses, YamlMappingNode step, string with, string upload, string name, string path, Func<string, string> filled)
    {
        if (!uses.Contains(upload, StringComparison.Ordinal))
            return;
        var folder = filled($"{step[with][path]}");
        Assert.True(Directory.Exists(folder), $"'{folder}' is to be uploaded and is not there.");
        _uploads[filled($"{step[with][name]}")] = folder;
    }

    private async Task<string> BashAsync(string[] options, string script, string folder, Dictionary<string, string?> variables)
    {
        var file = Path.Combine(temp, "step.sh");
        await File.WriteAllTextAsync(file, script, Cancel);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(Patience.Long);
        var result = await Cli.Wrap("bash")
            .WithArguments([.. options, file])
            .WithWorkingDirectory(Path.Combine(workspace, folder))
            .WithEnvironmentVariables(
                new Dictionary<string, string?>(variables)
                {
                    ["CI"] = "true",
                    ["HOME"] = home,
                    ["DOTNET_CLI_HOME"] = home,
                    ["NUGET_PACKAGES"] = null,
                    ["SHOWDOWN_DATABASE"] = null,
                }
            )
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(patience.Token);
        _failed |= result.ExitCode != 0;
        _log.Add($"{result.StandardOutput}{result.StandardError}");
        return result.StandardOutput + result.StandardError;
    }

    private static Dictionary<string, string?> Variables(YamlMappingNode step, Func<string, string> filled) =>
        step.Children.TryGetValue("env", out var env)
            ? ((YamlMappingNode)env).Children.ToDictionary(e => $"{e.Key}", e => e.Value is YamlScalarNode value ? filled(value.Value ?? "") : null)
            : [];

    private static string? Text(YamlMappingNode step, string key) =>
        step.Children.TryGetValue(key, out var value) ? ((YamlScalarNode)value).Value : null;

    private static YamlMappingNode Read(string file)
    {
        var yaml = new YamlStream();
        using var text = File.OpenText(Path.Combine(Workplace.Root, file));
        yaml.Load(text);
        return (YamlMappingNode)yaml.Documents[0].RootNode;
    }

    [GeneratedRegex(@"\$\{\{ ([\w.-]+) \}\}")]
    private static partial Regex Expression();

    [GeneratedRegex(@"^([\w.-]+) != ''$")]
    private static partial Regex Condition();

    [GeneratedRegex(@"\$\(([\w.]+)\)")]
    private static partial Regex Macro();

    [GeneratedRegex(@"^and\(succeeded\(\), ne\(variables\['(\w+)'\], ''\)\)$")]
    private static partial Regex Unequal();

    [GeneratedRegex(@"^##vso\[task\.(?<name>setvariable|uploadsummary)(?: variable=(?<of>\w+))?\](?<value>.*)$", RegexOptions.Multiline)]
    private static partial Regex Command();
}
