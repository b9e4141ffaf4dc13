using System.ComponentModel;
using System.Text.Json.Nodes;
using Hangfire;
using Showdown.Analysis.News;
using Showdown.Domain;
using Showdown.Fidelity;
using Showdown.Results;

namespace Showdown.Jobs;

/// <summary>
/// Tells one webhook how a run ended. Hangfire may start it twice, and a run's end may queue it twice: a claim in the database lets one of them tell
/// it.
/// </summary>
public sealed class NotifyJob(
    RunReader reader,
    RunNewsReader news,
    NoticeStore notices,
    Webhooks webhooks,
    RunDispatcher dispatcher,
    Site site,
    TimeProvider time
)
{
    // Longer than a message may take: a claim that has run out is that of a process that died.
    private static readonly TimeSpan _claim = 2 * Webhooks.Patience;

    [Queue(Queues.Render)]
    [AutomaticRetry(Attempts = 6, DelaysInSeconds = [5, 30, 120, 600, 1800, 3600])]
    [DisplayName("Notify {0}")]
    public async Task ExecuteAsync(string runId, int number, CancellationToken cancel)
    {
        var run = await reader.RunAsync(runId, cancel) ?? throw new InvalidOperationException($"run {runId} is not stored");
        // Resumed in the meantime: its next end will be told.
        if (run.FinishedAt is not { } finishedAt || run.Settings.Job.Notify.ElementAtOrDefault(number) is not { } notify)
            return;
        var (notice, now) = (new Notice(runId, number, finishedAt), time.GetUtcNow());
        var claim = await notices.ClaimAsync(notice, now, now + _claim, cancel);
        if (claim == NoticeClaim.Elsewhere)
            dispatcher.NotifyLater(runId, number, _claim); // should the other die, nobody else would tell it
        if (claim != NoticeClaim.Ours)
            return;
        try
        {
            var told = await news.ReadAsync(runId, cancel);
            if (run.Settings.Job.Hosts is not null)
                told = told with { Hosts = await HostStandings.SentencesAsync(reader, run, cancel) };
            await webhooks.PostAsync(notify.Webhook, NoticeText.Of(notify.Format, told, site.Run(runId)), cancel);
        }
        catch
        {
            await notices.ReleaseAsync(notice, CancellationToken.None);
            throw;
        }

        await notices.SentAsync(notice, time.GetUtcNow(), CancellationToken.None);
    }
}

/// <summary>What a message says.</summary>
internal static class NoticeText
{
    public static JsonObject Of(NoticeFormat format, RunNews news, string? link) =>
        format switch
        {
            NoticeFormat.Generic => Generic(news, link),
            NoticeFormat.Slack => Slack(news, link),
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "unknown format"),
        };

    private static JsonObject Generic(RunNews news, string? link) =>
        new()
        {
            ["run"] = news.Run.Id,
            ["job"] = news.Run.Settings.Job.Name,
            ["status"] = Status(news.Run),
            ["reason"] = news.Run.Reason,
            ["simulated"] = news.Run.Settings.IsSimulated,
            ["headline"] = news.Headline,
            ["verdicts"] = new JsonArray([.. news.Verdicts.Select(v => JsonValue.Create(v))]),
            ["changes"] = new JsonArray([.. news.Changes.Select(c => JsonValue.Create(c))]),
            ["hosts"] = new JsonArray([.. news.Hosts.Select(h => JsonValue.Create(h))]),
            ["gates"] = new JsonArray([
                .. news.Gates.Select(g => new JsonObject
                {
                    ["on"] = g.On,
                    ["passed"] = g.Passed,
                    ["checked"] = g.Checked,
                    ["sentence"] = g.Sentence,
                }),
            ]),
            ["link"] = link,
            ["report_error"] = news.Run.ReportError,
            ["started_at"] = news.Run.CreatedAt,
            ["finished_at"] = news.Run.FinishedAt,
        };

    private static JsonObject Slack(RunNews news, string? link)
    {
        var lines = new List<string>
        {
            $"*{Escape(news.Run.Settings.Job.Name)}*: {Status(news.Run)}{(news.Run.Reason is { } reason ? $" ({Escape(reason)})" : "")}{(news.Run.Settings.IsSimulated ? ". _Simulated models: these figures say nothing about real ones._" : "")}",
            Escape(news.Headline),
        };
        lines.AddRange(news.Hosts.Select(Escape));
        lines.AddRange(news.Changes.Select(v => "⚠ " + Escape(v)));
        lines.AddRange(news.Gates.Where(g => !g.Passed).Select(g => "✗ Gate failed: " + Escape(g.Sentence)));
        if (news.Gates.Count(g => g is { Passed: true, Checked: true }) is > 0 and var passed)
            lines.Add($"✓ {passed} of {news.Gates.Count} gates passed");
        lines.AddRange(news.Verdicts.Select(v => "• " + Escape(v)));
        if (news.Run.ReportError is { } missing)
            lines.Add("✗ No report: " + Escape(missing));
        if (link is not null)
            lines.Add($"<{link}|{(news.Run.ReportError is null ? "The run and its report" : "The run")}>");
        return new JsonObject { ["text"] = string.Join('\n', lines) };
    }

    private static string Status(RunRow run) => run.Status.ToString().ToLowerInvariant();

    // The three signs that Slack's markup gives a meaning.
    private static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
