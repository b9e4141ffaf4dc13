using Showdown.Reporting.Templating;

// Templates see only properties of records that live in the reporting namespace.
namespace Showdown.Reporting.TestModels;

internal sealed record Probe(string Text)
{
    public RawHtml Markup { get; } = new("<hr>");

    public string? Nothing { get; }

    public bool Yes { get; } = true;

    public IReadOnlyList<string> Many { get; } = ["<a>", "<b>"];
}
