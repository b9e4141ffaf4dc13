using System.Text;
using System.Text.RegularExpressions;

namespace Showdown.Scoring.Instructions;

/// <summary>A word as Punkt sees it, with what was decided about the stop behind it.</summary>
internal sealed partial class PunktToken
{
    private const string NumberType = "##number##";

    public PunktToken(string text, PunktParameters known)
    {
        Text = text;
        Type = Numeric().Replace(PythonText.Lower(text), NumberType);
        if (text is "." or "?" or "!")
            EndsSentence = true;
        else if (AllStops().IsMatch(text))
            IsEllipsis = true;
        else if (HasStop && !text.EndsWith("..", StringComparison.Ordinal))
            IsAbbreviation = IsKnown(PythonText.Lower(text[..^1]), known);
        EndsSentence |= HasStop && !IsEllipsis && !IsAbbreviation && !text.EndsWith("..", StringComparison.Ordinal);
    }

    public string Text { get; }

    /// <summary>In lower case, numbers alike.</summary>
    public string Type { get; }

    public bool EndsSentence { get; set; }

    public bool IsAbbreviation { get; }

    public bool IsEllipsis { get; }

    public bool HasStop => Text.EndsWith('.');

    /// <summary>One letter and a stop.</summary>
    public bool IsInitial => Initial().IsMatch(Text);

    public bool IsNumber => TypeWithoutStop == NumberType;

    public string TypeWithoutStop => Type.Length > 1 && Type[^1] == '.' ? Type[..^1] : Type;

    /// <summary>Without the stop where that ends the sentence.</summary>
    public string WordType => EndsSentence ? TypeWithoutStop : Type;

    public bool StartsUpper => Rune.DecodeFromUtf16(Text, out var first, out _) == 0 && Rune.IsUpper(first);

    public bool StartsLower => Rune.DecodeFromUtf16(Text, out var first, out _) == 0 && Rune.IsLower(first);

    private static bool IsKnown(string word, PunktParameters known) =>
        known.Abbreviations.Contains(word) || known.Abbreviations.Contains(word[(word.LastIndexOf('-') + 1)..]);

    [GeneratedRegex(@"^-?[\.,]?\d[\d,\.-]*\.?$")]
    private static partial Regex Numeric();

    [GeneratedRegex(@"^\.\.+$")]
    private static partial Regex AllStops();

    [GeneratedRegex(@"^[^\W\d]\.$")]
    private static partial Regex Initial();
}
