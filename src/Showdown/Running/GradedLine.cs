using System.Text.Json;
using System.Text.Json.Serialization;

namespace Showdown.Running;

/// <summary>One line of a grading: what <c>showdown grade</c> writes.</summary>
/// <param name="Id">As given in the line; null when the line cannot be read.</param>
public sealed record GradedLine(JsonElement? Id, string Outcome, string? Answer, string Reason)
{
    /// <summary>What the answer earned, from 0 to 1; null where answers are either right or wrong.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Value { get; init; }

    /// <summary>Part of what was asked to whether it passed; null where the scorer knows no parts.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, bool>? Parts { get; init; }

    /// <summary>Part to how many of how many passed, [2, 3]; null where the scorer counts no parts.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, IReadOnlyList<int>>? Counts { get; init; }

    /// <summary>The number of a line that could not be read, from 1; not written.</summary>
    [JsonIgnore]
    public int? Unreadable { get; init; }
}
