namespace Showdown.Pages;

/// <summary>Where the records live that templates see.</summary>
internal static class PageModels
{
    public static IReadOnlyList<string> Namespaces { get; } = ["Showdown.Pages", "Showdown.Analysis"];
}
