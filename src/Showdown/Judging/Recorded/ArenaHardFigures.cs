using System.Text.Json;
using Showdown.Domain;
using Showdown.Statistics.Pairwise;
using Scores = Showdown.Statistics.Pairwise.ArenaHard;

namespace Showdown.Judging.Recorded;

/// <summary>Arena-Hard's leaderboard of a judge's file: each model against the baseline, by category.</summary>
/// <remarks>lmarena/arena-hard-auto, show_result.py: in the first game the baseline is A. A prompt of which a game has no verdict is left out whole. The published
/// figure is the mean of 100 resamples, this is what they scatter around.</remarks>
internal static class ArenaHardFigures
{
    public static RecordedVerdicts Of(IReadOnlyList<RecordedRow> rows) =>
        new(
            "arena-hard",
            [
                .. rows.GroupBy(r => (Model: r.Text("model"), Category: RecordedRow.Optional(r.Row, "category")))
                    .Select(g => new RecordedGroup(
                        g.Key.Category is { } category ? $"{g.Key.Model} ({category})" : g.Key.Model,
                        Figures([.. g.Select(Games)])
                    )),
            ]
        );

    private static IReadOnlyList<RecordedFigure> Figures(IReadOnlyList<ArenaHardGames> prompts)
    {
        var judged = prompts.Where(p => p.IsComplete).ToList();
        return
        [
            .. new[]
            {
                Scores.Of(prompts) is { } score
                    ? new RecordedFigure("score", "score, much better three times", score.Value, score.Low, score.High, null, score.Prompts)
                    : null,
                Scores.Of(prompts, 1) is { } plain
                    ? new RecordedFigure("win_rate", "win rate, each game once", plain.Value, plain.Low, plain.High, null, plain.Prompts)
                    : null,
                RecordedFigure.Share(
                    "consistency",
                    "same winner in both games",
                    judged.Count(p => Math.Sign(p.First!.Value) == Math.Sign(p.Second!.Value)),
                    judged.Count
                ),
                RecordedFigure.Share("dropped", "prompts left out without two verdicts", prompts.Count - judged.Count, prompts.Count),
            }.OfType<RecordedFigure>(),
        ];
    }

    private static ArenaHardGames Games(RecordedRow row)
    {
        var games = row.List("games");
        return games.Count == 2
            ? new ArenaHardGames(-Level(games[0]), Level(games[1]))
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
}
