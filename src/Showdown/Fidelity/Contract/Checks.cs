namespace Showdown.Fidelity.Contract;

/// <summary>The closed list of checks, by the names that pages and the database use.</summary>
internal static class Checks
{
    public const string ModelName = "model name";
    public const string Fingerprint = "fingerprint";
    public const string Temperature = "temperature";
    public const string TopP = "top_p";
    public const string Choices = "n";
    public const string Stop = "stop";
    public const string Seed = "seed";
    public const string LogProbabilities = "logprobs";
    public const string OutputCap = "output cap";
    public const string JsonObject = "response_format json_object";
    public const string JsonSchema = "response_format json_schema";
    public const string ChoiceNone = "tool_choice none";
    public const string ChoiceRequired = "tool_choice required";
    public const string ChoiceNamed = "tool_choice named";
    public const string ParallelOff = "parallel calls off";
    public const string Arguments = "arguments of calls";
    public const string StreamedCalls = "calls in streams";
    public const string ResultsOfCalls = "results of calls";
    public const string SystemMessage = "system message";
    public const string EarlierTurns = "earlier turns";
    public const string StreamedUsage = "usage in streams";
    public const string FinishStop = "finish reason: stop";
    public const string FinishCap = "finish reason: cap";
    public const string FinishCalls = "finish reason: calls";
    public const string StreamedAsWhole = "streamed as whole";
    public const string ReallyStreamed = "really streamed";
    public const string Leaks = "no leaks";
    public const string Characters = "whole characters";
    public const string PromptTokens = "prompt tokens";
    public const string ReplyTokens = "reply tokens";
    public const string Context = "context";

    /// <summary>Told from all replies of a night.</summary>
    public const string DrawnAnew = "replies drawn anew";

    public static IReadOnlyList<string> All { get; } =
    [
        ModelName,
        Fingerprint,
        Temperature,
        TopP,
        Choices,
        Stop,
        Seed,
        LogProbabilities,
        OutputCap,
        JsonObject,
        JsonSchema,
        ChoiceNone,
        ChoiceRequired,
        ChoiceNamed,
        ParallelOff,
        Arguments,
        StreamedCalls,
        ResultsOfCalls,
        SystemMessage,
        EarlierTurns,
        StreamedUsage,
        FinishStop,
        FinishCap,
        FinishCalls,
        StreamedAsWhole,
        ReallyStreamed,
        Leaks,
        Characters,
        PromptTokens,
        ReplyTokens,
        Context,
    ];
}
