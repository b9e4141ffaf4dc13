namespace Showdown.Scoring.Code;

/// <param name="Code">Python source; empty when there is none.</param>
/// <param name="How">One line for a person.</param>
public sealed record ExtractedCode(string Code, ExtractionRule Rule, string How)
{
    internal static ExtractedCode None(string how) => new("", ExtractionRule.Nothing, how);
}
