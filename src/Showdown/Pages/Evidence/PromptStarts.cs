using Showdown.Domain;

namespace Showdown.Pages.Evidence;

/// <summary>The beginnings of a page's prompts: worked examples come again with every question, and are shown once.</summary>
internal sealed class PromptStarts
{
    /// <summary>A page shows so many different beginnings; prompts after that are shown whole.</summary>
    private const int Most = 8;

    private readonly List<IReadOnlyList<Message>> _starts = [];

    public IReadOnlyList<PromptStart> All => _starts.Select((s, i) => new PromptStart(i + 1, s.Select(View).ToList())).ToList();

    public PromptView View(IReadOnlyList<Message> messages)
    {
        if (messages.Count < 3)
            return new PromptView(null, messages.Select(View).ToList());
        var start = messages.Take(messages.Count - 1).ToList();
        var known = _starts.FindIndex(s => s.SequenceEqual(start));
        if (known < 0 && _starts.Count == Most)
            return new PromptView(null, messages.Select(View).ToList());
        if (known < 0)
        {
            known = _starts.Count;
            _starts.Add(start);
        }
        return new PromptView(known + 1, [View(messages[^1])]);
    }

    private static PromptMessage View(Message message) => new(message.Role.ToString().ToLowerInvariant(), message.Told());
}
