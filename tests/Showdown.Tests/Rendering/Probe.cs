using Showdown.Rendering.Templating;

namespace Showdown.Tests.Rendering;

internal sealed record Probe(string Text)
{
    public RawHtml Markup { get; } = new("<hr>");

    public string? Nothing { get; }

    public bool Yes { get; } = true;

    public IReadOnlyList<string> Many { get; } = ["<a>", "<b>"];
}
