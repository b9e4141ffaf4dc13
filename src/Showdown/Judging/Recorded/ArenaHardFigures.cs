using System.Text.Json;
using Showdown.Domain;
using Showdown.Statistics.Pairwise;
using Scores = Showdown.Statistics.Pairwise.ArenaHard;

namespace Showdown.Judging.Recorded;

/// <summary>Arena-Hard's leaderboard: each model against the baseline, by judge and category.</summary>
/// <remarks>lmarena/arena-hard-auto, show_result.py: in the first game the baseline is A. A prompt of which a game has no verdict is left out whole,
/// and so is a model that judges itself. The published figure is the mean of 100 resamples (their median where style is controlled for); this is what
/// they scatter around.</remarks>
internal static class ArenaHardFigures
{
    /// <summary>Of the first version, whose rows name no category.</summary>
    private const string First = "arena-hard-v0.1";

    private static readonly Dictionary<string, string> _baselines = new(StringComparer.Ordinal)
    {
        ["hard_prompt"] = "o3-mini-2025-01-31",
        ["creative_writing"] = "gemini-2.0-flash-001",
        [First] = "gpt-4-0314",
    };

    public static IReadOnlyList<RecordedGroup> Of(IReadOnlyList<RecordedRow> rows, RecordedOptions options) =>
        [.. rows.Select(Read).Where(p => p.Model != p.Judge).GroupBy(p => (p.Judge, p.Category)).SelectMany(c => Category([.. c], options))];

    private static IEnumerable<RecordedGroup> Category(List<Prompt> prompts, RecordedOptions options)
    {
        var models = prompts.GroupBy(p => p.Model, StringComparer.Ordinal).ToList();
        var styled = options.Answers.Any ? Scores.StyleControlled([.. models.Select(m => Styles(m, options))]) : null;
        return models
            .Select(
                (m, i) =>
                    Model(
                        m.Key,
                        [.. m],
                        styled?[i] is { } score
                            ? new RecordedFigure(
                                "score_style_controlled",
                                "score, style controlled for",
                                score,
                                null,
                                null,
                                null,
                                Styles(m, options).Count(p => p.Games.IsComplete)
                            )
                            : null
                    )
            )
            .OrderByDescending(g => g.Figures.Count > 1 ? g.Figures[0].Value : -1);
    }

    private static RecordedGroup Model(string model, List<Prompt> prompts, RecordedFigure? styled)
    {
        var games = prompts.ConvertAll(p => p.Games);
        var judged = games.FindAll(g => g.IsComplete);
        // Of the answer shown first, that of the baseline and then that of the model: 1 where it wins, -1 where it loses.
        var leans = judged.ConvertAll(g => Math.Sign(g.Second!.Value) - Math.Sign(g.First!.Value));
        var same = judged.Count(g => Math.Sign(g.First!.Value) == Math.Sign(g.Second!.Value));
        var category = prompts[0].Category;
        return RecordedGroup.Of(
            prompts[0].Judge,
            category == First ? model : $"{model} ({category})",
            Scored("score", "score, much better three times", Scores.Of(games)),
            Scored("win_rate", "win rate, each game once", Scores.Of(games, 1)),
            styled,
            RecordedFigure.Share("consistency", "same winner in both games", same, judged.Count),
            RecordedFigure.Share("toward_first", "changed its mind, toward the answer shown first", leans.Count(l => l > 0), judged.Count),
            RecordedFigure.Share("toward_second", "changed its mind, toward the answer shown second", leans.Count(l => l < 0), judged.Count),
            RecordedFigure.Share("dropped", "prompts left out without two verdicts", games.Count - judged.Count, games.Count)
        );
    }

    private static RecordedFigure? Scored(string name, string words, ArenaHardScore? score) =>
        score is null ? null : new RecordedFigure(name, words, score.Value, score.Low, score.High, null, score.Prompts);

    private static List<(ArenaHardGames Games, StyleCounts Model, StyleCounts Baseline)> Styles(IEnumerable<Prompt> prompts, RecordedOptions options)
    {
        var known = new List<(ArenaHardGames, StyleCounts, StyleCounts)>();
        foreach (var p in prompts)
        {
            var baseline = options.Baseline ?? p.Baseline ?? _baselines.GetValueOrDefault(p.Category);
            if (
                p.Id is not null
                && baseline is not null
                && options.Answers.Of(p.Model, p.Id) is { } own
                && options.Answers.Of(baseline, p.Id) is { } other
            )
                known.Add((p.Games, own, other));
        }

        return known;
    }

    private static Prompt Read(RecordedRow row)
    {
        var games = row.List("games");
        return games.Count <= 2
            ? new Prompt(
                row.Judge,
                RecordedRow.Optional(row.Row, "category") ?? First,
                row.Text("model"),
                new ArenaHardGames(-Level(games[0]), games.Count == 2 ? Level(games[1]) : null)
            )
            {
                Id = row.Text("uid", "question_id"),
                Baseline = RecordedRow.Optional(row.Row, "baseline"),
            }
            : throw new SettingsException($"{row.Place}: 'games' has {games.Count} entries, and must have two.");
    }

    /// <summary>Of assistant A against B, from 2 (much better) to -2.</summary>
    private static int? Level(JsonElement game)
    {
        var level =
            game.ValueKind != JsonValueKind.Object ? null
            : game.TryGetProperty("score", out var score) ? (score.ValueKind == JsonValueKind.String ? PairLevels.OfLabel(score.GetString()!) : null)
            : Judgement(game) is { } text ? ArenaHard.Read(text)
            : null;
        return level is { } l ? PairLevel.Tie - l : null;
    }

    // As a text, or as the reply that it stands in.
    private static string? Judgement(JsonElement game) =>
        RecordedRow.Optional(game, "judgment") ?? (game.TryGetProperty("judgment", out var reply) ? RecordedRow.Optional(reply, "answer") : null);

    private sealed record Prompt(string? Judge, string Category, string Model, ArenaHardGames Games)
    {
        public string? Id { get; init; }

        public string? Baseline { get; init; }
    }
}
