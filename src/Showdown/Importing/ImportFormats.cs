namespace Showdown.Importing;

/// <summary>The formats that can be imported, by the names that <c>--format</c> takes.</summary>
public static class ImportFormats
{
    public static IReadOnlyList<string> Names => ResultFormats.Names;
}
