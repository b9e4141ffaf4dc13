using System.Text;

namespace Showdown.Reference;

/// <summary>The page docs/settings.md.</summary>
public static class SettingsPage
{
    public static string Markdown()
    {
        var page = new StringBuilder(
            """
            # Settings

            Every key of the files that people edit. The program writes this page from its own readers, and a test holds it to them; `showdown help settings`
            says the same in a terminal, and `docs/schemas` holds it as JSON Schemas, which editors with a YAML language server follow:

            ```yaml
            # yaml-language-server: $schema=../docs/schemas/job.json
            ```

            as the first line of a job file gives completion, the words of this page, and a mark at what is wrong. `${NAME}` and `${NAME:-default}` stand for an
            environment variable in values that steer something; texts for people and prompts are taken as they stand.

            """.ReplaceLineEndings("\n")
        );
        foreach (var file in SettingsReference.Files)
            File(page, file);
        page.Append("\n## Scorers\n\nThe names that `scorer: { name: ... }` takes, each with its rule.\n");
        foreach (var scorer in SettingsReference.AllScorers)
            Scorer(page, scorer);
        return page.ToString();
    }

    private static void File(StringBuilder page, ReferenceFile file)
    {
        page.Append("\n## ")
            .Append(file.Name)
            .Append("\n\n")
            .Append(file.About)
            .Append("\n\n| key | type | without it | means |\n|---|---|---|---|\n");
        foreach (var entry in file.Entries)
        {
            var needed = entry.Key.IsRequired ? "needed" : Without(entry.Words);
            page.Append(
                $"| `{entry.Path}` | {Cell(entry.Type)} | {Cell(needed)} | {Cell(entry.Words.Means)}{SameAs(entry.Words)}{Example(LastName(entry.Path), entry.Words)} |\n"
            );
        }
    }

    private static void Scorer(StringBuilder page, ReferenceScorer scorer)
    {
        page.Append("\n### ").Append(scorer.Name).Append("\n\n").Append(scorer.Rule).Append('\n');
        if (scorer.Options.Count == 0)
            return;
        page.Append("\n| option | type | means |\n|---|---|---|\n");
        foreach (var option in scorer.Options)
            page.Append($"| `{option.Name}` | {Cell(option.Type)} | {Cell(option.Words.Means)}{Example(option.Name, option.Words)} |\n");
    }

    private static string Without(KeyWords words) => words.Default is { } value ? $"`{value}`" : words.Otherwise ?? "";

    private static string SameAs(KeyWords words) => words.SameAs is { } path ? $" The same keys as `{path}`." : "";

    private static string Example(string name, KeyWords words) => words.Example is { } value ? $" `{Cell($"{name}: {value}")}`" : "";

    private static string LastName(string path) => path[(path.LastIndexOf('.') + 1)..];

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
