using Showdown.Rendering.Templating;

namespace Showdown.Rendering.RichText;

/// <summary>Turns a formula of LaTeX into MathML, which browsers set without any script or font of ours.</summary>
/// <remarks>Only our own elements come out, and every letter of the formula is encoded: nothing in a formula can become markup.</remarks>
internal static class LatexMath
{
    /// <summary>A longer formula is no formula, or a trap.</summary>
    private const int Longest = 6_000;

    /// <returns>Null when the formula holds what we do not know: it is then shown as it stands.</returns>
    public static string? ToMathMl(string latex, bool display)
    {
        if (latex.Length > Longest)
            return null;
        try
        {
            var body = new LatexParser(latex, display).Whole();
            return $"<math{(display ? " display=\"block\"" : "")}><mrow>{body}</mrow></math>";
        }
        catch (LatexException)
        {
            return null;
        }
    }

    public static string Element(string name, string text) => $"<{name}>{HtmlText.Encode(text)}</{name}>";
}

/// <summary>The formula cannot be set.</summary>
internal sealed class LatexException(string message) : Exception(message);
