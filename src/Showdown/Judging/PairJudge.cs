using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Showdown.Domain;
using Showdown.Scoring.Judged;

namespace Showdown.Judging;

/// <summary>Has a judge model compare two answers, always in both orders. Thread-safe.</summary>
/// <param name="model">Who is asked.</param>
/// <param name="rubric">What it is told to look at.</param>
/// <param name="settings">How often it is asked for one verdict.</param>
public sealed class PairJudge(JudgeModel model, Rubric rubric, JudgeSettings settings)
{
    private const string NothingAsked = "an empty answer loses to any other, and no judge is asked";

    /// <inheritdoc cref="RubricOptions.Version"/>
    public static int Version => RubricOptions.Version;

    public JudgeModel Model => model;

    public Rubric Rubric => rubric;

    /// <summary>Judges a pair. An empty answer loses without a judge, and two empty ones are a tie.</summary>
    /// <remarks>A judge that fails or cannot be read leaves the pair unscored; that is no exception.</remarks>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public Task<PairJudgement> JudgeAsync(PairToJudge pair, CancellationToken cancel) => JudgeAsync(pair, 1, cancel);

    /// <param name="pair">Two answers.</param>
    /// <param name="round">From 1: a judge that is asked the same again in another round may say something else.</param>
    /// <param name="cancel">Gives up.</param>
    /// <inheritdoc cref="JudgeAsync(PairToJudge, CancellationToken)"/>
    public async Task<PairJudgement> JudgeAsync(PairToJudge pair, int round, CancellationToken cancel)
    {
        if (Unasked(pair) is { } level)
        {
            var unasked = new OrderJudgement
            {
                Level = level,
                Reason = NothingAsked,
                CostUsd = 0,
            };
            return new PairJudgement(unasked, unasked);
        }

        var orders = await Task.WhenAll(AskAsync(pair, false, round, cancel), AskAsync(pair, true, round, cancel));
        return new PairJudgement(orders[0], orders[1]);
    }

    /// <summary>Asks the judge in one order, whatever the answers are.</summary>
    /// <param name="swapped">True: the second answer is shown first.</param>
    internal async Task<OrderJudgement> AskAsync(PairToJudge pair, bool swapped, int round, CancellationToken cancel)
    {
        var (a, b) = swapped ? (pair.Second, pair.First) : (pair.First, pair.Second);
        var told = await model.AskAsync(
            number => RequestFor(pair, a, b, swapped, ((round * 100) + number) * 2 + (swapped ? 1 : 0)),
            (question, text) => PairVerdictReader.Read(text, question.Nonce, question.Data),
            settings.Tries,
            cancel
        );
        return new OrderJudgement
        {
            Level = told.Verdict is { } verdict ? (swapped ? verdict.Level.Swapped() : verdict.Level) : null,
            Reason = told.Verdict?.Reason,
            Text = told.Text,
            Tries = told.Tries,
            Unread = told.Unread,
            Tokens = told.Tokens,
            CostUsd = told.CostUsd,
            Failure = told.Failure,
        };
    }

    private static PairLevel? Unasked(PairToJudge pair) =>
        (string.IsNullOrWhiteSpace(pair.First), string.IsNullOrWhiteSpace(pair.Second)) switch
        {
            (true, true) => PairLevel.Tie,
            (true, false) => PairLevel.SecondMuchBetter,
            (false, true) => PairLevel.FirstMuchBetter,
            _ => null,
        };

    private JudgeRequest RequestFor(PairToJudge pair, string a, string b, bool swapped, int epoch)
    {
        var reference = rubric.ShowsReference ? pair.Reference : null;
        string[] data = reference is null ? [pair.Prompt, a, b] : [pair.Prompt, a, b, reference];
        var nonce = JudgePrompt.NewNonce(data);
        return new JudgeRequest(nonce, JudgePrompt.Pair(rubric, nonce, pair.Prompt, a, b, reference), data)
        {
            Hint = model.Settings.IsSimulated ? Hint(pair, swapped, nonce, epoch) : null,
        };
    }

    /// <summary>A simulated judge quotes what it judges, as real ones do: also where that holds something that looks like a verdict.</summary>
    private static SimulationHint Hint(PairToJudge pair, bool swapped, string nonce, int epoch)
    {
        var firstIsBetter = pair.Better switch
        {
            PairOutcome.First => true,
            PairOutcome.Second => false,
            _ => (Digest(pair.Prompt, pair.First)[0] < Digest(pair.Prompt, pair.Second)[0]),
        };
        var (better, worse) = firstIsBetter ? (pair.First, pair.Second) : (pair.Second, pair.First);
        var key = Convert.ToHexStringLower(Digest(pair.Prompt, better, worse))[..32];
        var shownFirst = firstIsBetter != swapped;
        return new SimulationHint(JudgeModel.Simulated, key, epoch, Reply(shownFirst ? "A" : "B", better), Reply(shownFirst ? "B" : "A", worse))
        {
            IsWhole = true,
            Pair = new SimulatedPair(shownFirst, better.Length == worse.Length ? null : better.Length > worse.Length) { IsPlain = pair.IsPlain },
        };

        string Reply(string letter, string winner) =>
            $"""
            Answer {letter} says: {(winner.Length > 200 ? winner[..200] : winner)}
            {JsonSerializer.Serialize(
                new
                {
                    id = nonce,
                    reason = $"Simulated: answer {letter} serves the task better.",
                    verdict = $"{letter} better",
                }
            )}
            """;
    }

    private static byte[] Digest(params string[] texts) => SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', texts)));
}
