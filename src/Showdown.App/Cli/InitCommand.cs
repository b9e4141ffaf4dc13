using System.CommandLine;
using System.Text;
using Showdown.Domain;
using Showdown.Reference;

namespace Showdown.App.Cli;

/// <summary>showdown init: a folder with what a user edits, ready to run.</summary>
internal static class InitCommand
{
    private const string Resource = "workspace/";

    public static Command Create()
    {
        var folder = new Argument<string>("DIR") { Description = "The folder (default: this one)", DefaultValueFactory = _ => "." };
        var command = new Command("init", "Writes a workspace: an example job, models.yaml, questions of your own; what is there is kept") { folder };
        command.SetAction(async (parsed, cancel) => await WriteAsync(parsed.GetRequiredValue(folder), cancel));
        return command;
    }

    private static async Task<int> WriteAsync(string folder, CancellationToken cancel)
    {
        await foreach (var (name, text) in FilesAsync(cancel))
        {
            var path = Path.Combine(folder, name);
            var isThere = File.Exists(path);
            if (!isThere)
                await SaveAsync(path, text, cancel);
            Console.WriteLine($"{(isThere ? "kept " : "wrote")} {Printable.Of(path)}");
        }

        Console.WriteLine();
        Console.WriteLine("Next:");
        if (Path.GetFullPath(folder) != Path.GetFullPath("."))
            Console.WriteLine($"  cd {Printable.Of(folder)}");
        Console.WriteLine("  showdown run jobs/quickstart.yaml      two simulated models; needs no key");
        Console.WriteLine("  showdown run jobs/my-questions.yaml    your own questions, from datasets/my-questions");
        return ExitCode.Done;
    }

    /// <summary>Paths in the workspace, in order, and what stands there at first.</summary>
    private static async IAsyncEnumerable<(string Name, string Text)> FilesAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel
    )
    {
        var assembly = typeof(InitCommand).Assembly;
        foreach (
            var resource in assembly
                .GetManifestResourceNames()
                .Where(n => n.StartsWith(Resource, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
        )
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            var text = await reader.ReadToEndAsync(cancel);
            // In a checkout the schemas are part of the documents.
            yield return (
                resource[Resource.Length..].Replace('\\', '/'),
                text.Replace("$schema=../docs/schemas/", "$schema=../schemas/", StringComparison.Ordinal)
            );
        }

        foreach (var file in SettingsReference.Files)
            yield return ($"schemas/{file.Name}.json", SettingsSchemas.Text(file));
    }

    private static async Task SaveAsync(string path, string text, CancellationToken cancel)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            await File.WriteAllTextAsync(path, text, new UTF8Encoding(false), cancel);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"{path} cannot be written: {e.Message} Give a folder that can be written to: showdown init DIR.");
        }
    }
}
