using Showdown.Analysis.Facts;
using Showdown.Analysis.Gating;
using Showdown.Analysis.Summary;
using Showdown.Analysis.Trend;
using Showdown.Analysis.Wording;
using Showdown.Results;

namespace Showdown.Analysis.News;

/// <summary>Puts a run into the sentences of its report.</summary>
public sealed class RunNewsReader(RunReader reader)
{
    /// <exception cref="KeyNotFoundException">There is no such run.</exception>
    public async Task<RunNews> ReadAsync(string runId, CancellationToken cancel)
    {
        var results = RunResults.Of(await RunFacts.ReadAsync(reader, runId, cancel));
        var names = new RunNames(results.Facts.Run.Settings);
        var gates = await new GateCheck(reader).CheckAsync(results, cancel);
        var trend = await new ChangeWatch(reader).ReadAsync(results.Facts.Run, cancel);
        return new RunNews(
            results.Facts.Run,
            WeekVerdicts.Headline(results, names, WeekVerdicts.Of(results, trend)),
            results.Pairs.Select(p => VerdictWords.Line(p, names, results).Sentence).ToList(),
            ChangeWatch.News(trend, results.Facts.Run),
            gates.Select(g => new GateSummary(g.On, g.IsPassed, g.Sentence, g.IsChecked, g.OnlyInforms)).ToList()
        );
    }
}
