namespace Showdown.Scoring.Tools;

/// <summary>The datasets' own words for types.</summary>
internal static class TypeWords
{
    /// <summary>What is not known, or may be anything, is a text.</summary>
    public static LiteralKind KindOf(string type) =>
        type switch
        {
            "integer" or "int" or "byte" or "short" or "long" or "Bigint" => LiteralKind.Whole,
            "float" or "double" or "number" => LiteralKind.Real,
            "boolean" or "Boolean" => LiteralKind.Flag,
            "array" or "tuple" or "Array" or "ArrayList" => LiteralKind.List,
            "dict" or "HashMap" or "object" => LiteralKind.Map,
            _ => LiteralKind.Text,
        };
}
