using System.CommandLine;
using Showdown.Domain;
using Showdown.Models;
using Showdown.Settings;
using Spectre.Console;

namespace Showdown.App.Cli;

/// <summary>showdown models list.</summary>
internal static class ModelsCommand
{
    public static Command Create()
    {
        var list = new Command("list", "Lists the models and what they lack");
        list.SetAction(parsed =>
        {
            var problems = new Problems();
            var models = ModelsFile.Read(parsed.PlacesOf().Settings.ModelsFile, problems);
            problems.ThrowIfAny();
            Print(models.Values);
            return ExitCode.Done;
        });
        return new Command("models", "Looks after models") { list };
    }

    private static void Print(IEnumerable<ModelSettings> models)
    {
        if (Console.IsOutputRedirected)
            AnsiConsole.Profile.Width = 220;
        var table = new Table().Border(TableBorder.Simple).AddColumns("Model", "Connector", "Endpoint", "Id at the host", "USD per M in/out", "Key");
        foreach (var model in models)
        {
            table.AddRow(
            [
                .. new[]
                {
                    model.Id, model.Connector, model.Endpoint ?? "", model.Model,
                    model.Price is { } price ? $"{price.Input} / {price.Output}" : "unknown",
                    model.ApiKey is null ? "none needed" : EnvironmentText.Missing(model.ApiKey) is [var missing, ..] ? $"{missing} is not set" : "set",
                }.Select(text => new Text(text)),
            ]);
        }

        AnsiConsole.Write(table);
    }
}
