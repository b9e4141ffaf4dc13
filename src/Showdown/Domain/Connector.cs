using System.Text.Json.Serialization;

namespace Showdown.Domain;

/// <summary>How a model is reached. In files, in stored settings and on pages it goes by its name in models.yaml.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Connector>))]
public enum Connector
{
    /// <summary>Any host that speaks OpenAI's protocol.</summary>
    [JsonStringEnumMemberName("openai")]
    OpenAi,

    [JsonStringEnumMemberName("azure-openai")]
    AzureOpenAi,

    [JsonStringEnumMemberName("anthropic")]
    Anthropic,

    [JsonStringEnumMemberName("ollama")]
    Ollama,

    /// <summary>A model that this program simulates.</summary>
    [JsonStringEnumMemberName("simulated")]
    Simulated,

    /// <summary>Answers from a file: there is no endpoint.</summary>
    [JsonStringEnumMemberName("replay")]
    Replay,
}
