using System.Text;
using Showdown.Formatting;

namespace Showdown.Pages.Evidence;

/// <summary>Cuts texts that would make a page unusable, and lays the whole of them beside it as plain text.</summary>
internal sealed class LongTexts(string folder)
{
    /// <summary>Characters of one text on a page.</summary>
    public const int Shown = 24_000;

    private const string Subfolder = "texts";

    /// <param name="name">File name without ending; unique on the benchmark.</param>
    public TextBlock Block(string text, string name)
    {
        var size = Format.Counted(text.Length, "character", "characters");
        if (text.Length <= Shown)
            return new TextBlock(text, size, null);
        Directory.CreateDirectory(Path.Combine(folder, Subfolder));
        File.WriteAllText(Path.Combine(folder, Subfolder, name + ".txt"), text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        var end = char.IsHighSurrogate(text[Shown - 1]) ? Shown - 1 : Shown;
        return new TextBlock(text[..end], size, $"{Subfolder}/{name}.txt");
    }
}
