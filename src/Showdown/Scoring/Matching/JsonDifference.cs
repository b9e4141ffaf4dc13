using System.Text.Json;
using Showdown.Scoring.Text;

namespace Showdown.Scoring.Matching;

/// <summary>Where two JSON values first differ, in words. Properties may stand in any order, and 1.0 is 1; the order of a list counts.</summary>
internal static class JsonDifference
{
    /// <returns>Null when they are equal.</returns>
    public static string? Of(JsonElement answer, JsonElement target, string path = "$")
    {
        if (JsonElement.DeepEquals(answer, target))
            return null;
        if (answer.ValueKind == JsonValueKind.Object && target.ValueKind == JsonValueKind.Object)
            return OfObjects(answer, target, path);
        if (answer.ValueKind != JsonValueKind.Array || target.ValueKind != JsonValueKind.Array)
            return $"at {path}: {Quote.Of(answer.GetRawText())}, the target has {Quote.Of(target.GetRawText())}";
        if (answer.GetArrayLength() != target.GetArrayLength())
            return $"at {path}: {answer.GetArrayLength()} items, the target has {target.GetArrayLength()}";
        return answer
            .EnumerateArray()
            .Zip(target.EnumerateArray())
            .Select((pair, i) => Of(pair.First, pair.Second, $"{path}[{i}]"))
            .First(d => d is not null);
    }

    private static string? OfObjects(JsonElement answer, JsonElement target, string path)
    {
        foreach (var wanted in target.EnumerateObject())
        {
            if (!answer.TryGetProperty(wanted.Name, out var given))
                return $"at {path}: {Quote.Of(wanted.Name)} is missing";
            if (Of(given, wanted.Value, $"{path}.{Quote.Of(wanted.Name)[1..^1]}") is { } difference)
                return difference;
        }

        foreach (var given in answer.EnumerateObject().Where(p => !target.TryGetProperty(p.Name, out _)))
            return $"at {path}: {Quote.Of(given.Name)} is not in the target";
        return $"at {path}: a property stands there twice";
    }
}
