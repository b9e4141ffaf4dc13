using System.Globalization;
using Showdown.Scoring;
using Showdown.Settings;

namespace Showdown.Reference;

/// <summary>Types and ranges in words.</summary>
internal static class KeyTypes
{
    public static string Of(KeyShape key) =>
        key.Kind switch
        {
            KeyKind.Text => "text",
            KeyKind.Word => string.Join(" | ", key.Allowed),
            KeyKind.Whole => $"whole number{Range(key)}",
            KeyKind.Number => $"number{Range(key)}",
            KeyKind.Flag => "true | false",
            KeyKind.Date => "date, such as 2026-06-29",
            KeyKind.Duration =>
                $"time such as 40ms, 15s, 20m or 1h{(key.Min is null ? ", above 0" : ", or 0")}; a bare number is {(key.BareUnit == TimeSpan.FromSeconds(1) ? "seconds" : "milliseconds")}",
            KeyKind.Texts => "list of texts, or one text",
            KeyKind.Section => key.Shorthand is null ? "block" : $"block, or one of its words ({key.Shorthand})",
            KeyKind.Sections => key.Shorthand is null ? "list of blocks" : $"list of blocks, or of texts ({key.Shorthand})",
            KeyKind.TextMap => "names, each with a text or a list of texts",
            KeyKind.Json => "block of anything",
            _ => throw new InvalidOperationException($"unknown kind {key.Kind}"),
        };

    public static string Of(OptionShape option) =>
        option.Kind switch
        {
            OptionKind.Word => $"{string.Join(" | ", option.Allowed)} (default: {option.Allowed[0]})",
            OptionKind.Number => "number from 0 (default: 0)",
            OptionKind.Flag => "true | false (default: false)",
            OptionKind.Text => "text",
            OptionKind.Json => "block of anything",
            _ => throw new InvalidOperationException($"unknown kind {option.Kind}"),
        };

    private static string Range(KeyShape key) =>
        (key.Min, key.Max) switch
        {
            ({ } min, { } max) => $" from {Plain(min)} to {Plain(max)}",
            ({ } min, null) => $" from {Plain(min)}",
            (null, { } max) => $" up to {Plain(max)}",
            _ => "",
        };

    private static string Plain(double number) => number.ToString("#,0.###", CultureInfo.InvariantCulture);
}
