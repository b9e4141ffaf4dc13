namespace Showdown.Scoring.Tools;

/// <summary>What a value is, as Python tells types apart.</summary>
internal enum LiteralKind
{
    Text,
    Whole,
    Real,
    Flag,
    Nothing,
    List,
    Tuple,
    Map,

    /// <summary>Of a type that no answer has, such as bytes.</summary>
    Other,
}
