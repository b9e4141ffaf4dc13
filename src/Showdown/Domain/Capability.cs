using System.Text.Json.Serialization;

namespace Showdown.Domain;

/// <summary>What a benchmark is a test of. In files, in stored settings and in JSON it goes by its name in benchmark.yaml.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Capability>))]
public enum Capability
{
    [JsonStringEnumMemberName("maths")]
    Maths,

    [JsonStringEnumMemberName("science")]
    Science,

    [JsonStringEnumMemberName("coding")]
    Coding,

    [JsonStringEnumMemberName("knowledge")]
    Knowledge,

    [JsonStringEnumMemberName("instruction-following")]
    InstructionFollowing,

    [JsonStringEnumMemberName("multilingual")]
    Multilingual,

    [JsonStringEnumMemberName("long-context")]
    LongContext,

    [JsonStringEnumMemberName("tool-use")]
    ToolUse,

    [JsonStringEnumMemberName("reasoning")]
    Reasoning,

    [JsonStringEnumMemberName("writing")]
    Writing,
}
