using Showdown.Domain;
using Showdown.Formatting;

namespace Showdown.Fidelity.Contract;

/// <summary>
/// Whether the declared context is taken and read, by bisection where it is not. Costs as much as so many tokens do. A host refuses a prompt that is
/// too long, or cuts it and says nothing: then it counts fewer tokens than it was sent, or does not know words that stood in what it cut.
/// </summary>
internal static class ContextCheck
{
    private const int Steps = 6;

    /// <summary>Of the reply: a model that thinks needs some.</summary>
    private const int Cap = 200;

    /// <summary>Words of the two prompts that show how the host counts, and that it answers at all.</summary>
    private const int Short = 200;

    /// <summary>Of the window that is filled: a prompt right at its end would ask how the host counts, not what it takes.</summary>
    private const double Fill = 0.98;

    /// <summary>A host that counts less than this share of what it was sent did not read it all.</summary>
    private const double Share = 0.9;

    /// <summary>With its blank it is one token, or close to it.</summary>
    private const string Filler = "stone ";

    private const string Unread = "does not find all words in it";

    private static readonly (string Place, string Word)[] _words = [("first", "kestrel"), ("second", "marigold"), ("third", "anvil")];

    private enum Outcome
    {
        Taken,
        Refused,

        /// <summary>Taken, and fewer tokens counted than sent.</summary>
        Cut,

        /// <summary>Taken, and a word that stands in it is not known.</summary>
        Unread,

        /// <summary>Nothing was said about the prompt: a crowded host, a timeout.</summary>
        NoReply,
    }

    public static async Task CarryOutAsync(Exchanges host, int window)
    {
        var trial = await Trial.BeginAsync(host);
        if (!trial.Answers || window < trial.Shortest * 2)
        {
            host.Add(
                Checks.Context,
                ContractVerdict.Unclear,
                trial.Answers ? $"{Counted(window)} are too few to try" : "a short prompt brought no reply",
                trial.Last
            );
            return;
        }

        var most = (int)(Fill * window);
        var whole = await trial.TryAsync(most);
        if (whole == Outcome.Unread)
            whole = await trial.TryAsync(most);
        var evidence = trial.Last;
        if (whole == Outcome.Taken)
            host.Add(Checks.Context, trial.Tells ? ContractVerdict.Held : ContractVerdict.Unclear, trial.Taken(window), evidence);
        else if (whole == Outcome.NoReply)
            host.Add(Checks.Context, ContractVerdict.Unclear, $"no reply came to a prompt of {Counted(window)}; short ones are answered", evidence);
        else
            host.Add(
                Checks.Context,
                whole == Outcome.Unread ? ContractVerdict.Unclear : ContractVerdict.Broken,
                Said(whole, window, await BisectAsync(trial, most)),
                evidence
            );
    }

    /// <summary>Tokens of all prompts together, where the window holds, and where it does not and each prompt is taken and paid for.</summary>
    public static (long Least, long Most) Tokens(int window)
    {
        long begin = 2 * (Cap + (2 * Short)),
            most = begin + (2L * window);
        double takes = Cap + (2 * Short);
        for (var step = 0; step < Steps; step++)
            most += (long)(takes = Math.Sqrt(takes * window));
        return (begin + window, most);
    }

    /// <summary>Where the reference finds all words and the host does not, it is the host that lost them, and not the weights.</summary>
    /// <returns>The finding as it stands otherwise.</returns>
    public static ContractFinding Against(ContractFinding host, ContractFinding? reference) =>
        reference is { Verdict: ContractVerdict.Held }
        && host.Verdict == ContractVerdict.Unclear
        && host.Said.Contains(Unread, StringComparison.Ordinal)
            ? host with
            {
                Verdict = ContractVerdict.Broken,
                Said = $"{host.Said}; the reference finds them",
            }
            : host;

    private static string Said(Outcome whole, int window, (int Takes, int Fails) found)
    {
        var (takes, fails) = (Format.Count(found.Takes), Format.Count(found.Fails));
        return whole switch
        {
            Outcome.Refused => $"declares {Counted(window)}, takes {takes} and not {fails}",
            Outcome.Cut => $"declares {Counted(window)}, takes a prompt so long and cuts it without a word: {takes} are read whole, {fails} are not",
            _ => $"takes a prompt of {Counted(window)}, and {Unread}: of one of {takes} it does, of one of {fails} not",
        };
    }

    /// <summary>By ratio: a host that takes a thirtieth of what it declares is as well known as one that takes a half.</summary>
    private static async Task<(int Takes, int Fails)> BisectAsync(Trial trial, int most)
    {
        var (takes, fails) = (trial.Shortest, most);
        for (var step = 0; step < Steps; step++)
        {
            var middle = (int)Math.Sqrt((double)takes * fails);
            switch (await trial.TryAsync(middle))
            {
                case Outcome.Taken:
                    takes = middle;
                    break;
                case Outcome.NoReply:
                    return (takes, fails);
                default:
                    fails = middle;
                    break;
            }
        }

        return (takes, fails);
    }

    private static string Counted(int window) => $"{Format.Count(window)} tokens";

    /// <summary>Prompts of a length in the host's own tokens.</summary>
    private sealed class Trial
    {
        private readonly Exchanges _host;
        private double _perWord = 1;
        private double _frame;
        private bool _counts;
        private bool _reads;

        private Trial(Exchanges host) => _host = host;

        public bool Answers { get; private set; }

        /// <summary>Tokens of a prompt that was answered.</summary>
        public int Shortest { get; private set; }

        /// <summary>Whether a prompt that is cut would show.</summary>
        public bool Tells => _counts || _reads;

        public Told? Last { get; private set; }

        public static async Task<Trial> BeginAsync(Exchanges host)
        {
            var trial = new Trial(host);
            var (less, more) = (await trial.AskAsync(Short), await trial.AskAsync(2 * Short));
            trial.Answers = less.IsAccepted && more.IsAccepted;
            trial._reads = Missing(less) == 0 && Missing(more) == 0;
            if (less.InputTokens is { } few && more.InputTokens is { } many && (double)(many - few) / Short is > 0.2 and < 5 and var perWord)
                (trial._counts, trial._perWord, trial._frame) = (true, perWord, Math.Max(0, few - (Short * perWord)));
            trial.Shortest = Cap + (int)(trial._frame + (2 * Short * trial._perWord));
            return trial;
        }

        /// <param name="tokens">Of prompt and reply together.</param>
        public async Task<Outcome> TryAsync(int tokens)
        {
            var words = Math.Max(Short, (int)((tokens - Cap - _frame) / _perWord));
            var told = await AskAsync(words);
            return !told.IsAccepted ? (told.IsRefused ? Outcome.Refused : Outcome.NoReply)
                : _counts && told.InputTokens < Share * (_frame + (words * _perWord)) ? Outcome.Cut
                : _reads && Missing(told) > 0 ? Outcome.Unread
                : Outcome.Taken;
        }

        public string Taken(int window) =>
            (_counts, _reads) switch
            {
                (true, true) =>
                    $"takes {Format.Count(Last!.InputTokens ?? 0)} of {Counted(window)}, and finds words at their beginning, middle and end",
                (true, false) => $"counts {Format.Count(Last!.InputTokens ?? 0)} of {Counted(window)}",
                (false, true) => $"takes about {Counted(window)}, and finds words at their beginning, middle and end",
                _ => $"takes about {Counted(window)}; whether it reads them cannot be told",
            };

        private async Task<Told> AskAsync(int words)
        {
            var half = string.Concat(Enumerable.Repeat(Filler, words / 2));
            var (first, second, third) = (Sentence(0), Sentence(1), Sentence(2));
            var text = $"{first} {half}\n{second} {half}\n{third} What are the first, the second and the third word? Reply with the three words.";
            return Last = await _host.AskAsync(Ask.User(text) with { Cap = Cap });
        }

        private static string Sentence(int word) => $"The {_words[word].Place} word is {_words[word].Word}.";

        private static int Missing(Told told) =>
            _words.Count(w => !$"{told.Reasoning}\n{told.Text}".Contains(w.Word, StringComparison.OrdinalIgnoreCase));
    }
}
