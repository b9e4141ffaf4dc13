using Showdown.Domain;

namespace Showdown.Fidelity.Contract;

/// <summary>Whether all of a conversation comes to the model: hosts drop system messages, or all turns but the last.</summary>
internal static class ConversationChecks
{
    private const string Word = "amber";

    private static readonly Ask _system = Asked(
        new Message(MessageRole.System, $"Whatever is asked, reply with the one word {Word}."),
        new Message(MessageRole.User, "Say hello.")
    );

    private static readonly Ask _systemByUser = Asked(
        new Message(MessageRole.User, $"Whatever is asked, reply with the one word {Word}.\n\nSay hello.")
    );

    private static readonly Ask _turns = Asked(
        new Message(MessageRole.User, $"The word is {Word}. Reply with ok."),
        new Message(MessageRole.Assistant, "ok"),
        new Message(MessageRole.User, "What is the word? Reply with it alone.")
    );

    private static readonly Ask _turnsAtOnce = Asked(new Message(MessageRole.User, $"The word is {Word}. What is the word? Reply with it alone."));

    public static async Task CarryOutAsync(Exchanges host)
    {
        await FollowsAsync(host, Checks.SystemMessage, _system, _systemByUser);
        await FollowsAsync(host, Checks.EarlierTurns, _turns, _turnsAtOnce);
    }

    /// <summary>Broken only where the model follows the same words in its last message, and twice not where they are to be followed.</summary>
    private static async Task FollowsAsync(Exchanges host, string check, Ask parted, Ask atOnce)
    {
        var told = await host.AskAsync(parted);
        if (host.Settle(check, told))
            return;
        if (Follows(told))
            host.Add(check, ContractVerdict.Held, "followed", told);
        else if (told.Finish == host.Finishes.Cap || !Follows(await host.AskAsync(atOnce)))
            host.Add(check, ContractVerdict.Unclear, "the model does not follow the words in its last message, either", told);
        else if (await host.AskAsync(parted) is { IsAccepted: true } again && !Follows(again) && again.Finish != host.Finishes.Cap)
            host.Add(check, ContractVerdict.Broken, "not followed, and followed where the same words stand in the last message", again);
        else
            host.Add(check, ContractVerdict.Unclear, "followed at times", told);
    }

    private static bool Follows(Told told) => told.Text.Contains(Word, StringComparison.OrdinalIgnoreCase);

    private static Ask Asked(params Message[] messages) => new(messages) { Cap = 60 };
}
