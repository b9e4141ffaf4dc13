namespace Showdown.Domain;

/// <summary>Why a model stopped, in our words; what the host said is kept beside it.</summary>
public enum FinishReason
{
    Stop,

    /// <summary>The output cap was hit.</summary>
    Length,
    ContentFilter,

    /// <summary>The model asks for calls of tools.</summary>
    ToolCalls,
}
