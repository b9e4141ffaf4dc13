using Showdown.Models;
using Showdown.Results;
using Showdown.Running;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Showdown.App.Cli;

/// <summary>A table that is drawn anew, as wide and as high as the terminal bears.</summary>
internal sealed class LiveDisplay(RunReader reader, RunProgress progress, ChatModels models, DatabasePatience patience)
    : RunDisplay(reader, progress, models, patience)
{
    // A table needs its full width, or names are broken in the middle.
    private const int Wide = 120;
    private const int Middle = 90;

    // Header, total and margins.
    private const int OtherLines = 6;

    private readonly List<string> _told = [];

    protected override void Tell(IEnumerable<string> lines) => _told.AddRange(lines);

    protected override async Task<RunRow> ShowAsync(string runId, CancellationToken cancel)
    {
        RunRow? end = null;
        await AnsiConsole
            .Live(Printable.Cell("planning …"))
            .AutoClear(true)
            .StartAsync(async live => end = await WatchAsync(runId, (states, _) => live.UpdateTarget(Screen(states)), cancel));
        return end!;
    }

    private Rows Screen(IReadOnlyList<EvaluationState> states)
    {
        string[] lines = [.. _told, .. states.Select(s => s.Trouble).OfType<string>().Distinct()];
        return new Rows([
            .. lines.Select(line => Printable.Cell(line)),
            Progress(states, AnsiConsole.Profile.Width, AnsiConsole.Profile.Height - lines.Length),
        ]);
    }

    /// <param name="height">Lines that there are for it.</param>
    internal static IRenderable Progress(IReadOnlyList<EvaluationState> states, int width, int height)
    {
        if (states.Count == 0)
            return Printable.Cell("planning …");
        // What does not fit is said of each model in one line.
        var shown =
            states.Count + OtherLines <= height ? states : [.. states.GroupBy(s => s.Model).Select(g => EvaluationState.Sum([.. g], "all", g.Key))];
        var total = EvaluationState.Sum([.. states], "", "");
        var line = Printable.Cell($"{total.Done} attempts, {total.Counts.Failed} failed{total.Pace}, cost {total.Cost}, {total.Rest}");
        return width < Middle
            ? new Rows([.. shown.Select(s => Printable.Cell($"{s.Benchmark} {s.Model}  {s.Done}  {s.Accuracy}  {s.Left}")), line])
            : new Rows(Table(shown, width), line);
    }

    private static Table Table(IReadOnlyList<EvaluationState> states, int width)
    {
        var wide = width >= Wide;
        var table = new Table().Border(TableBorder.Simple);
        foreach (var name in (string[])["Benchmark", "Model", "Done"])
            table.AddColumn(new TableColumn(name).NoWrap());
        foreach (var name in (string[])["Right so far", "Failed", .. wide ? (string[])["Requests/s", "Cost"] : [], "Left"])
            table.AddColumn(new TableColumn(name).RightAligned().NoWrap());
        foreach (var state in states)
        {
            table.AddRow([
                Printable.Cell(state.Benchmark),
                Printable.Cell(state.Model),
                Printable.Cell(wide ? $"{Bar(state)} {state.Done}" : state.Done),
                Printable.Cell(state.Accuracy),
                Printable.Cell($"{state.Counts.Failed}", new Style(state.Counts.Failed > 0 ? Color.Red : null)),
                .. wide ? (Text[])[Printable.Cell(state.PerSecond > 0 ? $"{state.PerSecond:0.0}" : ""), Printable.Cell(state.Cost)] : [],
                Printable.Cell(state.Left),
            ]);
        }

        return table;
    }

    private static string Bar(EvaluationState state)
    {
        const int Width = 16;
        var full = (int)Math.Min(Width, (long)Width * state.Counts.Total / Math.Max(1, state.Expected));
        return new string('━', full) + new string('╌', Width - full);
    }
}
