using System.CommandLine;
using Showdown.Domain;
using Showdown.Reference;
using Showdown.Settings;

namespace Showdown.App.Cli;

/// <summary>showdown help: what a command takes, and what the files that people edit may hold.</summary>
internal static class HelpCommand
{
    public static Command Create(RootCommand root)
    {
        var words = new Argument<string[]>("COMMAND") { Description = "A command, such as run", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("help", "What a command takes; 'help settings': every key of job, models and benchmark files")
        {
            words,
            Settings(),
            Scorer(),
        };
        command.SetAction(
            (parsed, cancel) =>
            {
                Command at = root;
                foreach (var word in parsed.GetValue(words) ?? [])
                    at =
                        at.Subcommands.FirstOrDefault(c => c.Name == word)
                        ?? throw new SettingsException($"There is no command '{word}'.{Spelling.Hint(word, at.Subcommands.Select(c => c.Name))}");
                return root.Parse([.. parsed.GetValue(words) ?? [], "--help"]).InvokeAsync(cancellationToken: cancel);
            }
        );
        return command;
    }

    private static Command Settings()
    {
        // Not asked of the reference: it reads all that it knows, and this line stands in every help.
        var file = new Argument<string?>("FILE") { Description = "job, models, benchmark", Arity = ArgumentArity.ZeroOrOne };
        var key = new Argument<string?>("KEY") { Description = "A key, such as limits.concurrency", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("settings", "Every key of job, models and benchmark files, with type, range, default and an example") { file, key };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(file) is not { } wanted)
                Overview();
            else if (SettingsReference.Files.FirstOrDefault(f => f.Name == wanted) is { } found)
                Print(found, parsed.GetValue(key));
            else
                throw new SettingsException(
                    $"There is no kind of file '{wanted}'.{Spelling.Hint(wanted, SettingsReference.Files.Select(f => f.Name))}"
                );
        });
        return command;
    }

    private static Command Scorer()
    {
        var name = new Argument<string?>("NAME") { Description = "One of them", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("scorers", "Each scorer's rule in words, with its options") { name };
        command.SetAction(parsed =>
        {
            var wanted = parsed.GetValue(name);
            var found = SettingsReference.AllScorers.Where(s => wanted is null || s.Name == wanted).ToList();
            if (found.Count == 0)
                throw new SettingsException(
                    $"There is no scorer '{wanted}'.{Spelling.Hint(wanted!, SettingsReference.AllScorers.Select(s => s.Name))}"
                );
            foreach (var scorer in found)
                Print(scorer);
        });
        return command;
    }

    private static void Overview()
    {
        foreach (var file in SettingsReference.Files)
        {
            Console.WriteLine($"{file.Name}: {file.About}");
            Console.WriteLine(
                $"  {string.Join(", ", file.Entries.Where(e => e.Depth == 0).Select(e => e.Key.IsRequired ? $"{e.Path} (needed)" : e.Path))}"
            );
        }

        Console.WriteLine("'showdown help settings job' tells all about one kind of file, 'showdown help settings job gates' about one key of it,");
        Console.WriteLine("'showdown help scorers' how answers are scored.");
    }

    private static void Print(ReferenceFile file, string? key)
    {
        var entries = file.Entries.Where(e => key is null || e.Path == key || e.Path.StartsWith($"{key}.", StringComparison.Ordinal)).ToList();
        if (entries.Count == 0)
            entries = [.. file.Entries.Where(e => e.Path.EndsWith($".{key}", StringComparison.Ordinal))];
        if (entries.Count == 0)
            throw new SettingsException($"There is no key '{key}' in a {file.Name} file.{Spelling.Hint(key!, file.Entries.Select(e => e.Path))}");
        foreach (var entry in entries)
            Print(entry);
    }

    private static void Print(ReferenceEntry entry)
    {
        var without =
            entry.Key.IsRequired ? " (needed)"
            : (entry.Words.Default ?? entry.Words.Otherwise) is { } value ? $" (without it: {value})"
            : "";
        Console.WriteLine($"{entry.Path}: {entry.Type}{without}");
        Console.WriteLine($"    {entry.Words.Means}{(entry.Words.SameAs is { } same ? $" The same keys as {same}." : "")}");
        if (entry.Words.Example is { } example)
            Console.WriteLine($"    {entry.Path[(entry.Path.LastIndexOf('.') + 1)..]}: {example}");
    }

    private static void Print(ReferenceScorer scorer)
    {
        Console.WriteLine($"{scorer.Name}: {scorer.Rule}");
        foreach (var option in scorer.Options)
        {
            Console.WriteLine($"    {option.Name}: {option.Type}");
            Console.WriteLine($"        {option.Words.Means}{(option.Words.Example is { } example ? $" {option.Name}: {example}" : "")}");
        }
    }
}
