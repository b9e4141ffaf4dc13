using Showdown.Analysis.Summary;
using Showdown.Formatting;
using Spectre.Console;

namespace Showdown.App.Cli;

/// <summary>The answer of a run in the terminal: which model for what.</summary>
internal static class WhichLines
{
    public static void Print(WhichForWhatSummary which, IReadOnlyList<ModelSummary> models)
    {
        AnsiConsole.Write(
            Printable.Cell(
                $"\nWhich for what{(which.Nights > 1 ? $", over the last {which.Nights} nights" : "")}\n",
                new Style(decoration: Decoration.Bold)
            )
        );
        foreach (var row in which.Capabilities)
        {
            AnsiConsole.Write(
                Printable.Cell(
                    $"{row.Capability}: {row.Word}{(row.Difference is null ? "" : $", {row.Difference}")}{(row.Note is null ? "" : $" ({row.Note})")}\n"
                )
            );
            AnsiConsole.Write(Printable.Below(row.Advice));
            foreach (var model in row.Models)
                AnsiConsole.Write(Printable.Below(Line(model, models)));
        }
        AnsiConsole.Write(
            Printable.Cell($"{which.Overall}{(which.Beside is null ? "" : $" {which.Beside}")}\n", new Style(decoration: Decoration.Bold))
        );
    }

    /// <summary>"Kimi K2 81.2% (79.0% to 83.2%), $0.42 for 1,000 right answers ($0.40 to $0.45), 2.41 s to an answer (2.35 s to 2.50 s this
    /// night)".</summary>
    private static string Line(CapabilityModelSummary model, IReadOnlyList<ModelSummary> models)
    {
        var said = new List<string>
        {
            $"{models.First(m => m.Model == model.Model).Name} {Format.Percent(model.Score.Value)}{Bounds(model.Score, v => Format.Percent(v))}",
        };
        if (model.UsdPerRight.Value is { } usd)
            said.Add($"{Usd(usd)} for 1,000 right answers{Bounds(model.UsdPerRight, Usd)}");
        if (model.AnswerSeconds.Value is { } seconds)
            said.Add($"{Format.Seconds(seconds)} to an answer{Bounds(model.AnswerSeconds, v => Format.Seconds(v), " this night")}");
        return string.Join(", ", said);

        static string Usd(double value) => Format.Usd((decimal)(1000 * value));
    }

    private static string Bounds(FigureSummary figure, Func<double, string> say, string of = "") =>
        figure is { Low: { } low, High: { } high } ? $" ({say(low)} to {say(high)}{of})" : of;
}
