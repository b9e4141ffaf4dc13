namespace Showdown.Scoring.Text;

/// <summary>One <c>\boxed{...}</c>: where its command starts, and its content.</summary>
internal readonly record struct Box(int Start, int ContentStart, int ContentEnd)
{
    public ReadOnlySpan<char> Content(string text) => text.AsSpan(ContentStart, ContentEnd - ContentStart);
}
