using System.CommandLine;
using Showdown.App.Hosting;
using Showdown.Domain;
using Showdown.Models;
using Showdown.Models.Passports;
using Showdown.Results;
using Showdown.Settings;
using Spectre.Console;

namespace Showdown.App.Cli;

/// <summary>showdown models list|check.</summary>
internal static class ModelsCommand
{
    public static Command Create()
    {
        var list = new Command("list", "Lists the models and what they lack");
        list.SetAction(parsed =>
        {
            var problems = new Problems();
            var models = ModelsFile.Read(parsed.PathsOf().Settings.ModelsFile, problems);
            problems.ThrowIfAny();
            Print(models.Values);
            return ExitCode.Done;
        });
        var ids = new Argument<string[]>("MODEL")
        {
            Description = "Model ids; none means every model whose key is set",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var check = new Command("check", "Asks each endpoint a few short questions (a few cents at most) and tells what it is like") { ids };
        check.SetAction((parsed, cancel) => CheckAsync(parsed, parsed.GetValue(ids) ?? [], cancel));
        return new Command("models", "Looks after models") { list, check };
    }

    private static async Task<int> CheckAsync(ParseResult parsed, string[] ids, CancellationToken cancel)
    {
        var (problems, paths) = (new Problems(), parsed.PathsOf());
        var models = ModelsFile.Read(paths.Settings.ModelsFile, problems);
        problems.ThrowIfAny();
        foreach (var id in ids.Where(id => !models.ContainsKey(id)))
            throw new SettingsException($"There is no model '{id}'.{Spelling.Hint(id, models.Keys)} There are: {string.Join(", ", models.Keys)}.");
        var chosen =
            ids.Length > 0
                ? ids.Select(id => models[id]).ToList()
                : models.Values.Where(m => m.ApiKey is null || EnvironmentText.Missing(m.ApiKey).Count == 0).ToList();
        ApiKeys.Check(chosen);
        foreach (var left in ids.Length > 0 ? [] : models.Values.Except(chosen))
            await Console.Error.WriteLineAsync($"{left.Id} is not checked: {string.Join(", ", EnvironmentText.Missing(left.ApiKey))} is not set.");
        await using var database = await Database.OpenAsync(paths.Data, paths.Database, cancel);
        var probes = new ProbeStore(database);
        await using var simulated = new SimulatedHost();
        var inspector = new PassportInspector(new ChatModels(TimeProvider.System), TimeProvider.System);
        var good = true;
        foreach (var model in chosen)
        {
            var endpoint = model is { IsSimulated: true, Endpoint: null } ? await simulated.StartedAsync(cancel) : null;
            var passport = await inspector.InspectAsync(model, endpoint, patient: false, tools: true, cancel);
            good &= passport.Answers;
            Console.WriteLine(Printable.Of(PassportLines.Line(passport)));
            foreach (var change in PassportLines.Changes(new PassportComparison(passport, await probes.LastAsync(model.Id, cancel))))
                Console.WriteLine(Printable.Of(change));
        }

        return good ? ExitCode.Done : ExitCode.FailedOrIncomplete;
    }

    private static void Print(IEnumerable<ModelSettings> models)
    {
        if (Console.IsOutputRedirected)
            AnsiConsole.Profile.Width = 220;
        var table = new Table().Border(TableBorder.Simple).AddColumns("Model", "Connector", "Endpoint", "Id at the host", "USD per M in/out", "Key");
        foreach (var model in models)
        {
            table.AddRow([
                .. new[]
                {
                    model.Id,
                    model.Connector.Name,
                    model.Endpoint ?? "",
                    model.Model,
                    model.Price is { } price ? $"{price.Input} / {price.Output}" : "unknown",
                    model.ApiKey is null ? "none needed"
                    : EnvironmentText.Missing(model.ApiKey) is [var missing, ..] ? $"{missing} is not set"
                    : "set",
                }.Select(text => Printable.Cell(text)),
            ]);
        }

        AnsiConsole.Write(table);
    }
}
