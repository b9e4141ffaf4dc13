using System.CommandLine;
using System.Text.Json;
using Showdown.Analysis.Wording;
using Showdown.App.Hosting;
using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Formatting;
using Showdown.Judging;
using Showdown.Judging.Passports;
using Showdown.Models;
using Showdown.Settings;
using Spectre.Console;

namespace Showdown.App.Cli;

/// <summary>showdown judges check: how far judge models can be trusted, on pairs whose better answer is known.</summary>
internal static class JudgesCommand
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
    };

    private static readonly Argument<string[]> _ids = new("JUDGE")
    {
        Description = "Models of models.yaml that shall judge; none means those that the jobs name as judges",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<string?> _labels = new("--labels")
    {
        Description = "Your own labelled pairs: a JSONL file with prompt, first, second and better a line (default: LLMBar)",
        HelpName = "FILE",
    };

    private static readonly Option<string?> _sets = new("--set")
    {
        Description = $"Only these sets of LLMBar, parted by commas: {string.Join(", ", LlmBarPairs.Sets)}",
        HelpName = "NAMES",
    };

    private static readonly Option<string?> _rubric = new("--rubric")
    {
        Description = "Judge by the rubric of this benchmark (default: how well the answer does what was asked)",
        HelpName = "BENCHMARK",
    };

    private static readonly Option<int?> _limit = new("--limit") { Description = "Only so many pairs, the same ones every time", HelpName = "N" };

    private static readonly Option<int?> _tries = new("--tries")
    {
        Description = "Replies asked for one verdict at most (default: 3)",
        HelpName = "N",
    };

    private static readonly Option<decimal?> _budget = new("--budget") { Description = "Stop once a judge has cost so many USD", HelpName = "USD" };

    private static readonly Option<bool> _fresh = new("--fresh") { Description = "Ask anew what a judge has said before" };

    private static readonly Option<bool> _asJson = new("--json") { Description = "Print one JSON document" };

    public static Command Create()
    {
        var check = new Command("check", "Measures judges on pairs whose better answer is known, and keeps their passports")
        {
            _ids,
            _labels,
            _sets,
            _limit,
            _rubric,
            _tries,
            _budget,
            _fresh,
            _asJson,
        };
        check.SetAction(CheckAsync);
        return new Command("judges", "Looks after models that judge") { check, RecordedJudgesCommand.Create() };
    }

    private static async Task<int> CheckAsync(ParseResult parsed, CancellationToken cancel)
    {
        foreach (var (name, value) in new[] { ("--limit", parsed.GetValue(_limit)), ("--tries", parsed.GetValue(_tries)) })
        {
            if (value is < 1)
                throw new SettingsException($"{name} is {value}, and must be a whole number from 1.");
        }

        var judges = JudgeOptions.Judges(parsed, parsed.GetValue(_ids) is { Length: > 0 } ids ? ids : JudgeOptions.OfJobs(parsed));
        var rubric = parsed.GetValue(_rubric) is { } benchmark ? JudgeOptions.RubricOf(parsed, benchmark) : Rubric.General;
        await using var session = await Session.OpenAsync(parsed, cancel);
        var labels = (await LabelsAsync(parsed, session.Get<DatasetCache>(), cancel)).Limited(parsed.GetValue(_limit));
        var inspector = session.Get<JudgeInspector>();
        var (complete, passports) = (true, new List<(JudgePassport Passport, JudgePassport? Last)>());
        foreach (var settings in judges)
        {
            var endpoint = settings is { IsSimulated: true, Endpoint: null } ? await session.Get<SimulatedHost>().StartedAsync(cancel) : null;
            await using var model = session.Get<ChatModels>().Create(settings, endpoint);
            var judge = new PairJudge(
                new JudgeModel(model),
                rubric,
                new JudgeSettings { Tries = parsed.GetValue(_tries) ?? new JudgeSettings().Tries }
            );
            if (parsed.GetValue(_fresh))
                await inspector.ForgetAsync(judge, cancel);
            await TellForecastAsync(inspector, judge, labels, parsed.GetValue(_budget), cancel);
            var (passport, last) = await inspector.InspectAsync(judge, labels, parsed.GetValue(_budget), new Lines(settings.Id), cancel);
            if (passport is null)
            {
                complete = false;
                await Console.Error.WriteLineAsync(
                    Printable.Of(
                        $"{settings.Id}: the budget of ${parsed.GetValue(_budget)} is spent. What was said is kept; the same command goes on from there."
                    )
                );
                continue;
            }

            passports.Add((passport, last));
            if (!parsed.GetValue(_asJson))
                Print(passport, last);
        }

        if (parsed.GetValue(_asJson))
            Console.WriteLine(
                JsonSerializer.Serialize(
                    passports.Select(p => new
                    {
                        p.Passport,
                        p.Passport.MayGate,
                        Misses = JudgeFloor.Default.Misses(p.Passport),
                        p.Last,
                    }),
                    _json
                )
            );
        return complete ? ExitCode.Done : ExitCode.FailedOrIncomplete;
    }

    private static async Task<LabelledPairs> LabelsAsync(ParseResult parsed, DatasetCache datasets, CancellationToken cancel)
    {
        string[] sets = parsed.GetValue(_sets)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (sets.FirstOrDefault(s => !LlmBarPairs.Sets.Contains(s)) is { } unknown)
            throw new SettingsException(
                $"LLMBar has no set '{unknown}'.{Spelling.Hint(unknown, LlmBarPairs.Sets)} There are: {string.Join(", ", LlmBarPairs.Sets)}."
            );
        if (parsed.GetValue(_labels) is not { } file)
            return await LlmBarPairs.ReadAsync(datasets, sets, cancel);
        return sets.Length == 0
            ? await LabelFile.ReadAsync(file, cancel)
            : throw new SettingsException("--set chooses among LLMBar's sets, and goes without --labels.");
    }

    private static async Task TellForecastAsync(
        JudgeInspector inspector,
        PairJudge judge,
        LabelledPairs labels,
        decimal? budget,
        CancellationToken cancel
    )
    {
        var (verdicts, usd) = await inspector.ForecastAsync(judge, labels, cancel);
        var there = JudgeInspector.VerdictsFor(labels) - verdicts;
        await Console.Error.WriteLineAsync(
            Printable.Of(
                $"{judge.Model.Settings.Id}: {Format.Counted(verdicts, "verdict", "verdicts")} to ask for on {Format.Counted(labels.Pairs.Count, "pair", "pairs")} ({labels.Name})"
                    + (there > 0 ? $", {Format.Count(there)} are there already" : "")
                    + (
                        usd is null
                            ? "; the price of this judge is not known."
                            : $"; about {Format.Usd(usd)}{(budget is null ? "" : $" of a budget of {Format.Usd(budget)}")}."
                    )
            )
        );
    }

    private static void Print(JudgePassport passport, JudgePassport? last)
    {
        Console.WriteLine();
        Console.WriteLine(
            Printable.Of(
                $"{passport.JudgeId}{(passport.IsSimulated ? " (simulated)" : "")} on {Format.Counted(passport.Pairs, "pair", "pairs")} ({passport.Labels})"
            )
        );
        if (Console.IsOutputRedirected)
            AnsiConsole.Profile.Width = 120;
        var table = new Table().Border(TableBorder.Simple).AddColumns("", "", "95 % interval");
        table.Columns[1].RightAligned();
        table.HideHeaders();
        foreach (var (name, value, interval) in JudgeWords.Rows(passport))
            table.AddRow(Printable.Cell(name), Printable.Cell(value), Printable.Cell(interval));
        table.AddRow("Cost", Format.Usd(passport.CostUsd), $"{Format.Counted(passport.Requests, "reply", "replies")}");
        AnsiConsole.Write(table);
        Console.WriteLine(Printable.Of(JudgeWords.Standing(passport)));
        if (last is null)
            return;
        var changes = JudgeWords.Changes(passport, last);
        Console.WriteLine(
            Printable.Of(
                changes.Count == 0
                    ? $"As on {Format.Date(last.MadeAt)}, within the intervals."
                    : $"Changed since {Format.Date(last.MadeAt)}: {string.Join("; ", changes)}."
            )
        );
    }

    private sealed class Lines(string judge) : IProgress<InspectionProgress>
    {
        public void Report(InspectionProgress value)
        {
            if (value.Done % 200 == 0 || value.Done == value.Of)
                Console.Error.WriteLine($"{judge}: {value.Done} of {value.Of} verdicts{(value.CostUsd > 0 ? $", {Format.Usd(value.CostUsd)}" : "")}");
        }
    }
}
