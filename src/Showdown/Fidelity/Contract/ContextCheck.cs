using Showdown.Domain;

namespace Showdown.Fidelity.Contract;

/// <summary>Whether the declared context is taken, by bisection where it is not. Costs as much as so many tokens do.</summary>
internal static class ContextCheck
{
    private const int Steps = 5;

    /// <summary>Tokens that the reply and the frame of the messages take.</summary>
    private const int Spare = 64;

    /// <summary>A word of this list with its blank is one token, or close to it, so that a little less than the window is sure to fit.</summary>
    private const string Word = "stone ";
    private const double Fill = 0.97;

    public static async Task CarryOutAsync(Exchanges host, int window)
    {
        var told = await TryAsync(window);
        if (told.IsAccepted)
        {
            host.Add(Checks.Context, ContractVerdict.Held, $"takes {told.InputTokens ?? (int)(window * Fill)} of {window} tokens", told);
            return;
        }

        var (takes, refuses) = (0, window);
        for (var step = 0; step < Steps && !host.Cancel.IsCancellationRequested; step++)
        {
            var middle = (takes + refuses) / 2;
            if ((await TryAsync(middle)).IsAccepted)
                takes = middle;
            else
                refuses = middle;
        }

        host.Add(Checks.Context, ContractVerdict.Broken, $"declares {window} tokens, takes about {takes}", told);

        Task<Told> TryAsync(int tokens) =>
            host.AskAsync(
                Ask.User(string.Concat(Enumerable.Repeat(Word, Math.Max(1, (int)(tokens * Fill) - Spare))) + "\nReply with the word yes.") with
                {
                    Cap = 4,
                }
            );
    }
}
