using Showdown.Domain;
using Showdown.Models;

namespace Showdown.Judging;

/// <summary>A model that is asked to judge.</summary>
/// <param name="settings">Of models.yaml.</param>
/// <param name="ask">Asks it once, with all the retries of its host.</param>
public sealed class JudgeModel(ModelSettings settings, Func<ModelRequest, CancellationToken, Task<Reply>> ask)
{
    /// <summary>In place of a benchmark, in what a simulated judge is told.</summary>
    internal const string Simulated = "judge";

    /// <summary>Room for a few sentences of reason, and for what a reasoning model thinks before.</summary>
    private static readonly Sampling _defaults = new() { Temperature = 0, MaxOutputTokens = 4096 };

    public JudgeModel(ChatModel model)
        : this(model.Settings, model.AskAsync) { }

    public ModelSettings Settings => settings;

    /// <summary>As its entry says; where that says nothing at temperature 0, with 4,096 tokens at most.</summary>
    public Sampling Sampling { get; } = settings.Sampling.Or(_defaults);

    /// <summary>Asks until a verdict can be read.</summary>
    /// <param name="request">The request of a try, numbered from 1: each is fenced anew.</param>
    /// <param name="read">Null when the reply tells no verdict.</param>
    /// <param name="tries">At most, from 1.</param>
    /// <param name="cancel">Gives up.</param>
    internal async Task<Told<T>> AskAsync<T>(
        Func<int, JudgeRequest> request,
        Func<JudgeRequest, string, T?> read,
        int tries,
        CancellationToken cancel
    )
        where T : class
    {
        var told = new Told<T> { CostUsd = 0 };
        while (told.Tries < tries)
        {
            var question = request(told.Tries + 1);
            var reply = await ask(new ModelRequest(question.Messages, Sampling) { Hint = settings.IsSimulated ? question.Hint : null }, cancel);
            told = told.After(reply, Prices.CostUsd(settings.Price, reply));
            if (reply is not Reply.Completed { Completion: var completion })
            {
                var failed = (Reply.Failed)reply;
                told = told with { Failure = failed.Failure.Message };
                if (failed.EndsModel)
                    break;
                continue;
            }

            if (read(question, completion.Text) is { } verdict)
                return told with { Verdict = verdict, Text = completion.Text, Failure = null };
            told = told with { Text = completion.Text, Unread = told.Unread + 1, Failure = NoVerdict(completion, told.Tries) };
        }

        return told;
    }

    private static string NoVerdict(Completion completion, int tries) =>
        (
            completion.FinishReason == FinishReason.Length
                ? "the judge's reply was cut off at its output cap before a verdict"
                : "the judge's reply tells no verdict"
        ) + (tries == 1 ? "" : $" (the last of {tries} tries)");
}

/// <summary>One request to a judge.</summary>
/// <param name="Nonce">Fences the data, and marks the verdict as the judge's own.</param>
/// <param name="Data">What is quoted: a verdict that stands in one of these is none of the judge's.</param>
internal sealed record JudgeRequest(string Nonce, IReadOnlyList<Message> Messages, IReadOnlyList<string> Data)
{
    public SimulationHint? Hint { get; init; }
}

/// <inheritdoc/>
/// <typeparam name="T">A verdict.</typeparam>
internal sealed record Told<T> : JudgeReply
{
    public T? Verdict { get; init; }

    public Told<T> After(Reply reply, decimal? costUsd)
    {
        var paid = reply is Reply.Completed { Completion.Usage: var usage } ? usage : null;
        return this with
        {
            Tries = Tries + 1,
            Tokens = paid is null && reply.Discarded is null ? Tokens : Tokens.Plus(paid).Plus(reply.Discarded),
            // A request that failed and was not paid for has no cost.
            CostUsd = paid is null && reply.Discarded is null ? CostUsd : CostUsd + costUsd,
        };
    }
}
